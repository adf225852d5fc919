"""How one feed or host is to be asked, as the reader wrote it: who one is there, what one sends along, by which way.

A secret stands in the settings by reference: ``env:NAME`` (environment), ``keyring:service/user`` (the system's
keyring) or a list, the command that prints it; other text is sent as it is.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from msgspec import Struct, field
from msgspec.structs import replace

from tui_reader.model.feed_settings import is_header
from tui_reader.model.late_pattern import LatePattern
from tui_reader.model.urls import is_web

Secret = str | tuple[str, ...]

ENVIRONMENT: Final = "env:"
KEYRING: Final = "keyring:"

_COOKIE_NAME = LatePattern(r"[A-Za-z0-9!#$%&'*+.^_`|~-]{1,100}\Z")  # a token (RFC 6265 §4.1.1)
_COOKIE_VALUE = LatePattern(r"[\x21\x23-\x2b\x2d-\x3a\x3c-\x5b\x5d-\x7e]*\Z")
_PROXY = LatePattern(r"https?://[^\s/]+/?\Z")
_HOST = LatePattern(r"[a-z0-9._-]+(:\d{1,5})?\Z|\[[0-9a-f:.]+\](:\d{1,5})?\Z")
_MOST = 20


class Access(Struct, frozen=True):
    """The defaults mean: as everybody is asked."""

    user: str = ""
    password: Secret = ""
    headers: Mapping[str, Secret] = field(default_factory=dict)
    cookies: Mapping[str, Secret] = field(default_factory=dict)
    user_agent: str = ""
    token: Secret = ""
    """Of an account there, as Mastodon gives one to programs."""
    proxy: Secret = ""
    """Address of an HTTP proxy for these requests alone."""
    query: Mapping[str, Secret] = field(default_factory=dict)
    """Parameters added to every address asked there, for sites whose keys stand in the address."""

    def over(self, other: Access) -> Access:
        """This, and where it says nothing, the other."""
        return Access(
            user=self.user or other.user,
            password=self.password or (other.password if not self.user else ""),
            headers={**other.headers, **self.headers},
            cookies={**other.cookies, **self.cookies},
            query={**other.query, **self.query},
            user_agent=self.user_agent or other.user_agent,
            token=self.token or other.token,
            proxy=self.proxy or other.proxy,
        )


def told(secret: Secret) -> object:
    """A secret as it may be shown: where it comes from, never what it is."""
    if isinstance(secret, tuple):
        return [secret[0], "…"] if len(secret) > 1 else list(secret)
    return secret if secret.startswith((ENVIRONMENT, KEYRING)) else "…" if secret else ""


def is_place(name: str) -> bool:
    """Whether this names a feed by its address, or a host, perhaps with its port."""
    return is_web(name) or _HOST.now.match(name.lower()) is not None


def read_access(given: object) -> tuple[Access, list[tuple[str, str]]]:
    """The access a table of the settings describes, and what of it is wrong: field and what it should be."""
    if not isinstance(given, Mapping):
        return Access(), [("", "user, password, token, headers, cookies, query, user_agent, proxy")]
    access, wrong = Access(), []
    for name, value in given.items():
        rule = _FIELDS.get(str(name))
        if rule is None:
            wrong.append((str(name), " | ".join(_FIELDS)))
            continue
        accepts, expected = rule
        if accepts(value):
            access = replace(access, **{str(name): _as_kept(value)})
        else:
            wrong.append((str(name), expected))
    return access, wrong


def _as_kept(value: object) -> object:
    if isinstance(value, Mapping):
        return {str(name): _as_kept(part) for name, part in value.items()}
    return tuple(value) if isinstance(value, list | tuple) else value


def _is_reference(value: object) -> bool:
    if isinstance(value, list | tuple):
        return 0 < len(value) <= 50 and all(isinstance(part, str) and "\0" not in part for part in value)
    return isinstance(value, str) and value.startswith((ENVIRONMENT, KEYRING))


def _is_line(value: object) -> bool:
    return isinstance(value, str) and len(value) <= 4096 and value.isprintable()


def _is_secret(value: object) -> bool:
    return _is_reference(value) or _is_line(value)


def _is_proxy(value: object) -> bool:
    return _is_reference(value) or (isinstance(value, str) and (not value or bool(_PROXY.now.match(value))))


def _are_headers(value: object) -> bool:
    return _are(value, lambda name, part: is_header(name, part if isinstance(part, str) else "x"))


def _are_cookies(value: object) -> bool:
    return _are(
        value,
        lambda name, part: (
            bool(_COOKIE_NAME.now.match(name))
            and (_is_reference(part) or bool(_COOKIE_VALUE.now.match(str(part))))
        ),
    )


def _are_parameters(value: object) -> bool:
    return _are(value, lambda name, part: bool(_COOKIE_NAME.now.match(name)))


def _are(value: object, fits: Callable[[str, object], bool]) -> bool:
    return (
        isinstance(value, Mapping)
        and len(value) <= _MOST
        and all(_is_secret(part) and fits(str(name), part) for name, part in value.items())
    )


_SECRET: Final = '"env:NAME" | "keyring:service/user" | ["command", "argument"]'
_FIELDS: Final[Mapping[str, tuple[Callable[[object], bool], str]]] = {
    "user": (lambda value: _is_line(value) and ":" not in str(value), '"name"'),
    "password": (_is_secret, _SECRET),
    "token": (_is_secret, _SECRET),
    "headers": (_are_headers, f'{{ "X-Name" = "text" | {_SECRET} }}'),
    "cookies": (_are_cookies, f'{{ "name" = "text" | {_SECRET} }}'),
    "query": (_are_parameters, f'{{ "api_key" = {_SECRET} }}'),
    "user_agent": (lambda value: _is_line(value) and str(value).isascii(), '"Name/1.0"'),
    "proxy": (_is_proxy, f'"http://host:port" | {_SECRET}'),
}
