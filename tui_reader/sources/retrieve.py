"""The one place where a location becomes bytes: politely, within bounds, and never further than it was allowed."""

from __future__ import annotations

import asyncio
import base64
import ssl
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import blake2b
from urllib.parse import unquote, urlsplit, urlunsplit

import httpx

from tui_reader.model.errors import RetrieveError
from tui_reader.model.feed import Validators
from tui_reader.model.scrub import scrub_line
from tui_reader.model.update import NotModified, Retrieved
from tui_reader.model.urls import clean, host, is_web
from tui_reader.sources.http_address import ATTEMPT, Attempt
from tui_reader.sources.http_body import read_body
from tui_reader.sources.http_cache import fresh_for
from tui_reader.sources.http_connections import Connections
from tui_reader.sources.http_errors import RETRY, explain, is_stale, of_status, shown
from tui_reader.sources.http_slots import Slots
from tui_reader.sources.retrieve_file import is_file, read_file

_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_PERMANENT = frozenset({301, 308})
_ACCEPT = (
    "application/atom+xml, application/rss+xml, application/rdf+xml, application/feed+json, "
    "application/xml;q=0.9, text/xml;q=0.9, text/html;q=0.8, */*;q=0.5"
)
_HOLD = 60
"""Seconds a host is left alone that said 429 and not for how long."""
_NOT_PASSED_ON = frozenset({"content-encoding", "content-length", "transfer-encoding", "set-cookie"})


@dataclass(frozen=True, slots=True)
class Limits:
    """What one retrieval may cost (hostile.md P5); seconds and decoded bytes."""

    seconds: float = 30.0
    """In all, waiting for a free slot not counted."""
    connect: float = 10.0
    body: int = 15 * 1024 * 1024
    redirects: int = 10
    per_host: int = 2
    at_once: int = 32


@dataclass(slots=True)
class _Way:
    """A retrieval on its way through redirects."""

    typed_host: str
    authorization: str
    validators: Validators
    seen: set[str]
    permanent: bool = True
    downgraded: bool = False


class Retriever:
    """Reads http(s) addresses and files. One per engine; safe to be asked many things at once."""

    def __init__(
        self,
        user_agent: str,
        offline: Callable[[], bool],
        proxy: str = "",
        limits: Limits | None = None,
        tls: ssl.SSLContext | None = None,
    ) -> None:
        self._offline = offline
        self._limits = limits or Limits()
        self._user_agent = user_agent
        self._connections = Connections(proxy, tls)
        self._slots = Slots(self._limits.per_host, self._limits.at_once)

    async def retrieve(
        self, location: str, validators: Validators, *, typed: bool
    ) -> Retrieved | NotModified:
        """The bytes at a location, or that they are what they were.

        ``typed``: the reader named it, so files and private addresses are allowed there (and on the same host
        after a redirect). Raises RetrieveError, whatever happens.
        """
        if is_file(location):
            if not typed:
                raise RetrieveError("bad_address", url=shown(location))
            return await asyncio.to_thread(read_file, location, validators, self._limits.body)
        try:
            return await self._over_http(location, validators, typed)
        except RetrieveError:
            raise
        except Exception as error:
            raise explain(error, location) from error

    async def close(self) -> None:
        """Close kept connections."""
        await self._connections.close()

    async def _over_http(self, location: str, validators: Validators, typed: bool) -> Retrieved | NotModified:
        if self._offline():
            raise RetrieveError("offline")
        url, authorization = _without_credentials(clean(location))
        if not is_web(url):
            raise RetrieveError("bad_address", url=shown(location))
        way = _Way(host(url) if typed else "", authorization, validators, {url})
        try:
            async with asyncio.timeout(self._limits.seconds) as clock:
                for _ in range(self._limits.redirects + 1):
                    answer = await self._hop(url, way, clock)
                    if not isinstance(answer, str):
                        return answer
                    url = answer
        except TimeoutError as error:
            raise RetrieveError(
                "too_slow", host=host(url)[:100], seconds=round(self._limits.seconds)
            ) from error
        raise RetrieveError("too_many_redirects", n=self._limits.redirects)

    async def _hop(self, url: str, way: _Way, clock: asyncio.Timeout) -> Retrieved | NotModified | str:
        """One request; the answer, or the address to go to next."""
        if self._offline():
            raise RetrieveError("offline")
        trusted = bool(way.typed_host) and host(url) == way.typed_host
        attempt = Attempt()
        ATTEMPT.set(attempt)
        async with self._slots.of(host(url), clock):
            held = self._slots.held(host(url))
            if held:
                raise RetrieveError("too_many", code="429", host=scrub_line(host(url), 100), **{RETRY: held})
            try:
                try:
                    return await self._ask(self._connections.of(url, trusted=trusted), url, way)
                except Exception as error:
                    if not is_stale(error):
                        raise
                    # Surplus bytes of an earlier answer, or an idle connection just closed (hostile.md H21–22).
                    return await self._ask(self._connections.of(url, trusted=trusted, fresh=True), url, way)
            except Exception as error:
                if attempt.refused and not isinstance(error, RetrieveError):
                    raise RetrieveError(
                        "private_address", host=scrub_line(host(url), 100), address=attempt.refused
                    ) from error
                raise

    async def _ask(
        self, transport: httpx.AsyncBaseTransport, url: str, way: _Way
    ) -> Retrieved | NotModified | str:
        headers = {"User-Agent": self._user_agent, **_headers(way)}
        timeout = httpx.Timeout(None, connect=self._limits.connect).as_dict()
        request = httpx.Request("GET", url, headers=headers, extensions={"timeout": timeout})
        response = await transport.handle_async_request(request)
        try:
            return await self._understand(response, url, way)
        finally:
            await response.aclose()

    async def _understand(
        self, response: httpx.Response, url: str, way: _Way
    ) -> Retrieved | NotModified | str:
        headers = {name.lower(): scrub_line(value) for name, value in response.headers.items()}
        etag, modified = response.headers.get("etag", ""), response.headers.get("last-modified", "")
        if response.status_code in _REDIRECTS:
            way.permanent &= response.status_code in _PERMANENT
            return _next(headers.get("location", ""), url, way)
        moved_to = url if len(way.seen) > 1 and _may_move(way) else ""
        now = datetime.now(UTC)
        if response.status_code == 304:
            old = way.validators
            return NotModified(
                _validator(etag) or old.etag,
                _validator(modified) or old.modified,
                moved_to,
                downgraded=way.downgraded,
                fresh_for=fresh_for(headers, now),
            )
        if not 200 <= response.status_code < 300:
            error = of_status(response.status_code, headers, url, now)
            if response.status_code == 429:
                self._slots.hold(host(url), int(error.facts.get(RETRY, _HOLD)))
            raise error
        body = await read_body(
            response.aiter_raw(),
            headers.get("content-encoding", ""),
            headers.get("content-length", ""),
            self._limits.body,
        )
        digest = blake2b(body, digest_size=16).digest()
        if digest == way.validators.body_hash:
            return NotModified(
                _validator(etag),
                _validator(modified),
                moved_to,
                response.status_code,
                len(body),
                way.downgraded,
                fresh_for(headers, now),
            )
        return Retrieved(
            location=url,
            body=body,
            headers={name: value for name, value in headers.items() if name not in _NOT_PASSED_ON},
            status=response.status_code,
            etag=_validator(etag),
            modified=_validator(modified),
            body_hash=digest,
            moved_to=moved_to,
            downgraded=way.downgraded,
            fresh_for=fresh_for(headers, now),
        )


def _may_move(way: _Way) -> bool:
    """Whether the redirects seen may become the feed's address: all permanent, nothing lost by it."""
    return way.permanent and not way.downgraded and not way.authorization


def _next(location: str, url: str, way: _Way) -> str:
    """Where a redirect leads; credentials written into it are dropped."""
    target, _ = _without_credentials(clean(location, url) if location else "")
    if not is_web(target):
        raise RetrieveError("bad_redirect", url=shown(location))
    target = urlunsplit(urlsplit(target)._replace(fragment=""))
    if target in way.seen:
        raise RetrieveError("too_many_redirects", n=len(way.seen))
    way.seen.add(target)
    if urlsplit(url).scheme == "https" and urlsplit(target).scheme == "http":
        way.downgraded = True
    if urlsplit(target).netloc != urlsplit(url).netloc or way.downgraded:
        way.authorization = ""
    return target


def _headers(way: _Way) -> dict[str, str]:
    headers = {"Accept": _ACCEPT, "Accept-Encoding": "gzip"}
    if way.authorization:
        headers["Authorization"] = way.authorization
    if way.validators.etag:
        headers["If-None-Match"] = way.validators.etag
    if way.validators.modified:
        headers["If-Modified-Since"] = way.validators.modified
    return headers


def _validator(value: str) -> str:
    """A validator as it may be stored and sent again, or empty: printable ASCII, not a novel."""
    return value if len(value) <= 1000 and value.isascii() and value.isprintable() else ""


def _without_credentials(url: str) -> tuple[str, str]:
    """The address without ``user:password@``, and the Authorization field that says the same."""
    parts = urlsplit(url)
    user, at, name = parts.netloc.rpartition("@")
    if not at:
        return url, ""
    secret = base64.b64encode(unquote(user if ":" in user else user + ":").encode()).decode()
    return urlunsplit(parts._replace(netloc=name)), f"Basic {secret}"
