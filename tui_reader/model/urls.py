"""What an address from a stranger may be: cleaned, judged, and told apart from others."""

from __future__ import annotations

from urllib.parse import parse_qsl, quote, urlencode, urljoin, urlsplit, urlunsplit

from tui_reader.model.late_pattern import LatePattern

LIMIT = 4096
"""Longest address kept, in characters; longer ones are dropped (hostile.md H43)."""

_CONTROLS = LatePattern("[\x00-\x1f\x7f-\x9f]")
_LOGIN = LatePattern(r"^([A-Za-z][A-Za-z0-9+.-]*://)[^/?#]*@")
# Parameters that name a campaign, not a page (as Miniflux and browsers' strippers list them).
_TRACKING = LatePattern(
    r"^(utm_\w+|fbclid|gclid|dclid|gbraid|wbraid|msclkid|twclid|ttclid|mc_[ce]id|mkt_tok|igshid|igsh|yclid|zarsrc|_hs\w+"
    r"|vero_id|at_medium|at_campaign)$"
)
# The same page for phones (Google's AMP), as publishers spell it: a host, a folder, an ending, a parameter.
_SMALL_HOSTS = ("www.", "m.", "mobile.", "amp.")
_AMP_PATH = LatePattern(r"^/amp(?=/)|/amp/*$|\.amp(?=\.html?$)|\.amp$")
_AMP_PARAMETERS = frozenset(
    (("amp", ""), ("amp", "1"), ("amp", "true"), ("outputtype", "amp"), ("view", "amp"))
)


_USUAL = LatePattern(
    r"https?://[A-Za-z0-9][A-Za-z0-9.-]*(?::[0-9]{1,5})?(?:/[A-Za-z0-9!$%&'()*+,/:=@~._-]*)?"
    r"(?:\?[A-Za-z0-9!$%&'()*+,/:=?@~._-]+)?(?:#[A-Za-z0-9!$%&'()*+,/:=?@~._-]+)?"
)


def is_usual(url: str) -> bool:
    """Whether it is an absolute web address as most are: joining, cleaning and judging would leave it as it is."""
    return len(url) <= LIMIT and _USUAL.now.fullmatch(url) is not None


def clean(url: str, base: str = "") -> str:
    """An absolute or base-joined address without white space or control characters, or ``""`` if it cannot be one."""
    url = url.strip()
    if not url or len(url) > LIMIT:
        return ""
    if is_usual(url):
        return url
    url = _CONTROLS.now.sub("", url) if _CONTROLS.now.search(url) else url
    try:
        joined = urljoin(base, url) if base else url
        joined = joined if joined.isascii() else _ascii_host(joined)
        urlsplit(joined)
    except ValueError:  # UnicodeError included: a host that cannot be a name
        return ""
    return quote(joined, safe="!#$%&'()*+,/:;=?@[]~-._")


def _ascii_host(url: str) -> str:
    """The address with its host as it is asked for on the wire (RFC 3490 punycode). Raises ValueError."""
    parts = urlsplit(url)
    if parts.netloc.isascii() or not parts.hostname:
        return url
    user, at, _ = parts.netloc.rpartition("@")
    port = f":{parts.port}" if parts.port else ""
    name = parts.hostname.encode("idna").decode("ascii")
    return urlunsplit(parts._replace(netloc=f"{quote(user)}{at}{name}{port}"))


def leads_out(url: str) -> bool:
    """Whether an address may stand as a link in what is given to other programs (hostile.md H52)."""
    return is_web(url) or url[:7].lower() == "mailto:" or url[:4].lower() == "tel:"


def is_web(url: str) -> bool:
    """Whether the address may be fetched or opened: http or https with a host (hostile.md H52)."""
    if is_usual(url):
        return True
    try:
        parts = urlsplit(url)
        return parts.scheme.lower() in ("http", "https") and bool(parts.hostname)
    except ValueError:
        return False


def host(url: str) -> str:
    """The host of the address in lower case, or ``""``."""
    try:
        return (urlsplit(url).hostname or "").lower()
    except ValueError:
        return ""


def without_login(url: str) -> str:
    """The address as it may be shown: without ``user:password@``."""
    return _LOGIN.now.sub(r"\1", url) if "@" in url else url


def canonical(url: str) -> str:
    """A key under which the same page meets itself: https, no www, no fragment, no tracking, no trailing slash; the page for
    phones is the page."""
    if is_usual(url) and "/amp" not in url and ".amp" not in url and (key := _usual_key(url)):
        return key
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    if parts.scheme.lower() not in ("http", "https") or not parts.hostname:
        return ""
    pairs = [
        (k, v)
        for k, v in parse_qsl(parts.query, keep_blank_values=True)
        if not _TRACKING.now.match(k.lower()) and (k.lower(), v.lower()) not in _AMP_PARAMETERS
    ]
    path = _AMP_PATH.now.sub("", parts.path) if "amp" in parts.path else parts.path
    return urlunsplit(("https", _plain_host(parts.hostname), path.rstrip("/"), urlencode(sorted(pairs)), ""))


def _plain_host(name: str) -> str:
    """The host of the page itself, in lower case; `m.x` and `www.x` are `x`, but `m.com` is a host of its own."""
    name = name.lower()
    for small in _SMALL_HOSTS:
        if name.startswith(small) and "." in name[len(small) :]:
            name = name[len(small) :]
    return name


def _usual_key(url: str) -> str:
    """The key of an address as most are, which parsing would take ten times as long for; "" where its query counts."""
    whole, _, query = url.partition("#")[0].partition("?")
    if query and not all(_TRACKING.now.match(part.partition("=")[0].lower()) for part in query.split("&")):
        return ""
    name, slash, path = whole.partition("://")[2].partition("/")
    name = _plain_host(name.partition(":")[0])
    return f"https://{name}{(slash + path).rstrip('/')}"


def mail_address(url: str) -> str:
    """The address a `mailto:` link writes to, and nothing else of it: no subject, copies or files; empty where it is none."""
    scheme, _, rest = url.partition(":")
    address = rest.partition("?")[0]
    name, at, domain = address.partition("@")
    plain = all(
        part.replace(".", "a").replace("-", "a").replace("_", "a").replace("+", "a").isalnum()
        for part in (name, domain)
    )
    if scheme.lower() != "mailto" or not at or not plain or not address.isascii() or len(address) > 254:
        return ""
    return address
