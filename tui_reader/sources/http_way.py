"""One retrieval's way through redirects: where it may lead, and what is left behind when it leaves the site."""

from __future__ import annotations

from dataclasses import dataclass, field
from urllib.parse import unquote, urlsplit, urlunsplit

from tui_reader.model.errors import RetrieveError
from tui_reader.model.feed import Validators
from tui_reader.model.urls import clean, host, is_web
from tui_reader.sources.credentials import NOTHING, Sent, basic
from tui_reader.sources.http_errors import shown

_ACCEPT = (
    "application/atom+xml, application/rss+xml, application/rdf+xml, application/feed+json, "
    "application/xml;q=0.9, text/xml;q=0.9, text/html;q=0.8, */*;q=0.5"
)


@dataclass(slots=True)
class Way:
    """``typed_host``: host of an address the reader named; private addresses may be reached there."""

    url: str
    typed_host: str
    login: str
    """The Authorization of ``user:password@`` in the address; for that site alone."""
    validators: Validators
    packed: bool = False
    """Whether the body stays as it is sent."""
    seen: set[str] = field(default_factory=set)
    permanent: bool = True
    downgraded: bool = False
    away: bool = False
    """Whether a redirect left the site it began at."""
    secret: bool = False
    """Whether something secret was sent along."""

    @classmethod
    def to(cls, location: str, validators: Validators, *, typed: bool, packed: bool = False) -> Way:
        """The beginning. Raises RetrieveError ``bad_address``."""
        url, login = _without_credentials(clean(location))
        if not is_web(url):
            raise RetrieveError("bad_address", url=shown(location))
        return cls(url, host(url) if typed else "", login, validators, packed, {url})

    @property
    def trusted(self) -> bool:
        """Whether the reader named the host."""
        return bool(self.typed_host) and host(self.url) == self.typed_host

    @property
    def moved_to(self) -> str:
        """Where it ended, if it may become the feed's address: every redirect permanent, nothing lost by it."""
        lossless = self.permanent and not (self.downgraded or self.login or self.secret)
        return self.url if lossless and len(self.seen) > 1 else ""

    def follow(self, location: str, *, permanent: bool) -> None:
        """Go where a redirect leads; credentials written into it are dropped. Raises RetrieveError."""
        target, _ = _without_credentials(clean(location, self.url) if location else "")
        if not is_web(target):
            raise RetrieveError("bad_redirect", url=shown(location))
        target = urlunsplit(urlsplit(target)._replace(fragment=""))
        if target in self.seen:
            raise RetrieveError("too_many_redirects", n=len(self.seen))
        here, there = urlsplit(self.url), urlsplit(target)
        self.downgraded |= here.scheme == "https" and there.scheme == "http"
        self.away |= there.netloc != here.netloc or self.downgraded
        self.permanent &= permanent
        self.seen.add(target)
        self.url = target

    def may_take(self, sent: Sent) -> Sent:
        """What of the settings' access goes along: secrets in the clear only to the host the reader named."""
        if sent.secret and urlsplit(self.url).scheme != "https" and (self.away or not self.trusted):
            return Sent(proxy=sent.proxy)
        self.secret |= sent.secret
        return sent

    def headers(self, user_agent: str, sent: Sent = NOTHING) -> dict[str, str]:
        """The request's header fields."""
        headers = {"User-Agent": user_agent, "Accept": _ACCEPT, "Accept-Encoding": "gzip"}
        if self.login and not self.away:
            headers["Authorization"] = self.login
        if sent.headers:
            replaced = {name.lower() for name in sent.headers}
            headers = {name: value for name, value in headers.items() if name.lower() not in replaced}
            headers |= sent.headers
        if self.validators.etag:
            headers["If-None-Match"] = self.validators.etag
        if self.validators.modified:
            headers["If-Modified-Since"] = self.validators.modified
        return headers


def with_query(url: str, query: str) -> str:
    """The address as it is sent, with what the settings add to it."""
    parts = urlsplit(url)
    return urlunsplit(parts._replace(query="&".join(filter(None, (parts.query, query))))) if query else url


def _without_credentials(url: str) -> tuple[str, str]:
    """The address without ``user:password@``, and the Authorization field that says the same."""
    parts = urlsplit(url)
    user, at, name = parts.netloc.rpartition("@")
    if not at:
        return url, ""
    login, _, password = user.partition(":")
    return urlunsplit(parts._replace(netloc=name)), basic(unquote(login), unquote(password))
