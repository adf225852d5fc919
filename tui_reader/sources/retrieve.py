"""The one place where a location becomes bytes: politely, within bounds, and never further than it was allowed."""

from __future__ import annotations

import asyncio
import ssl
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import blake2b

from tui_reader.model.access import Access
from tui_reader.model.errors import RetrieveError
from tui_reader.model.feed import Validators
from tui_reader.model.scrub import scrub_line
from tui_reader.model.update import NotModified, Retrieved
from tui_reader.model.urls import host
from tui_reader.sources import sending
from tui_reader.sources.credentials import NOTHING, Credentials, Sent
from tui_reader.sources.http_address import ATTEMPT, Attempt
from tui_reader.sources.http_body import is_gzip, read_body
from tui_reader.sources.http_cache import fresh_for
from tui_reader.sources.http_connections import Connections
from tui_reader.sources.http_errors import RETRY, explain, is_stale, of_status, shown
from tui_reader.sources.http_library import httpx
from tui_reader.sources.http_slots import Slots
from tui_reader.sources.http_way import Way, with_query
from tui_reader.sources.retrieve_file import is_file, read_file

_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_PERMANENT = frozenset({301, 308})
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


class Retriever:
    """Reads http(s) addresses and files. One per engine; safe to be asked many things at once."""

    def __init__(
        self,
        user_agent: str,
        offline: Callable[[], bool],
        proxy: str = "",
        limits: Limits | None = None,
        tls: ssl.SSLContext | None = None,
        access: Mapping[str, Access] | None = None,
    ) -> None:
        self._offline = offline
        self._limits = limits or Limits()
        self._user_agent = user_agent
        self._connections = Connections(proxy, tls)
        self._slots = Slots(self._limits.per_host, self._limits.at_once)
        self._credentials = Credentials(access or {})
        self._timeout = httpx.Timeout(None, connect=self._limits.connect).as_dict()

    @property
    def most(self) -> int:
        """Bytes a body may have, unpacked."""
        return self._limits.body

    def configure(self, proxy: str, access: Mapping[str, Access], at_once: int) -> None:
        """Other settings from now on; what is under way ends as it began."""
        self._connections.configure(proxy)
        self._credentials = Credentials(access)
        self._slots.resize(at_once)

    async def retrieve(
        self,
        location: str,
        validators: Validators,
        *,
        typed: bool,
        headers: Mapping[str, str] | None = None,
        packed: bool = False,
    ) -> Retrieved | NotModified:
        """The bytes at a location, or that they are what they were.

        ``typed``: the reader named it, so files and private addresses are allowed there (and on the same host
        after a redirect). ``headers``: the feed's own, secrets by reference. ``packed``: a body that comes as gzip is
        left so. Raises RetrieveError, whatever happens.
        """
        if is_file(location):
            if not typed:
                raise RetrieveError("bad_address", url=shown(location))
            return await asyncio.to_thread(read_file, location, validators, self._limits.body)
        try:
            if self._offline():
                raise RetrieveError("offline")
            return await self._over_http(Way.to(location, validators, typed=typed, packed=packed), headers)
        except RetrieveError:
            raise
        except Exception as error:
            raise explain(error, location) from error

    async def send(
        self, location: str, body: bytes, headers: Mapping[str, str], *, typed: bool
    ) -> sending.Sent:
        """POST something of the reader's, once; see ``sending.send``."""
        return await sending.send(
            location,
            body,
            headers,
            typed=typed,
            seconds=self._limits.seconds,
            user_agent=self._user_agent,
            connections=self._connections,
            credentials=self._credentials,
            offline=self._offline,
        )

    def sends(self, location: str, parameter: str) -> bool:
        """Whether the settings send a parameter of this name along to that host."""
        return self._credentials.sends(location, parameter)

    @property
    def own_instance(self) -> str:
        """Address of the server of the fediverse the reader has an account at; empty: none."""
        return self._credentials.own_instance

    def has_token(self, location: str) -> bool:
        """Whether the settings name a token for that host."""
        return self._credentials.has_token(location)

    async def warm(self) -> None:
        """Have ready what the first request would wait for."""
        await asyncio.to_thread(self._connections.prepare)

    async def close(self) -> None:
        """Close kept connections."""
        await self._connections.close()

    async def _over_http(self, way: Way, headers: Mapping[str, str] | None) -> Retrieved | NotModified:
        sent = await self._credentials.of(way.url, headers)
        try:
            async with asyncio.timeout(self._limits.seconds) as clock:
                for _ in range(self._limits.redirects + 1):
                    answer = await self._hop(way, way.may_take(sent), clock)
                    if answer is not None:
                        return answer
                    sent = await self._credentials.of(
                        way.url, None if way.away else headers, exact=not way.away
                    )
        except TimeoutError as error:
            raise RetrieveError(
                "too_slow", host=host(way.url)[:100], seconds=round(self._limits.seconds)
            ) from error
        raise RetrieveError("too_many_redirects", n=self._limits.redirects)

    async def _hop(self, way: Way, sent: Sent, clock: asyncio.Timeout) -> Retrieved | NotModified | None:
        """One request; the answer, or None: the way goes on."""
        if self._offline():
            raise RetrieveError("offline")
        name = host(way.url)
        attempt = Attempt()
        ATTEMPT.set(attempt)
        async with self._slots.of(name, clock):
            held = self._slots.held(name)
            if held:
                raise RetrieveError("too_many", code="429", host=scrub_line(name, 100), **{RETRY: held})
            try:
                return await self._ask_again(way, sent)
            except Exception as error:
                if attempt.refused and not isinstance(error, RetrieveError):
                    raise RetrieveError(
                        "private_address", host=scrub_line(name, 100), address=attempt.refused
                    ) from error
                raise

    async def _ask_again(self, way: Way, sent: Sent) -> Retrieved | NotModified | None:
        try:
            return await self._ask(way, sent)
        except Exception as error:
            if not is_stale(error):
                raise
            # Surplus bytes of an earlier answer, or an idle connection just closed (hostile.md H21–22).
            return await self._ask(way, sent, fresh=True)

    async def _ask(
        self, way: Way, sent: Sent = NOTHING, *, fresh: bool = False
    ) -> Retrieved | NotModified | None:
        transport = self._connections.of(way.url, trusted=way.trusted, fresh=fresh, proxy=sent.proxy)
        headers = way.headers(self._user_agent, sent)
        request = httpx.Request(
            "GET", with_query(way.url, sent.query), headers=headers, extensions={"timeout": self._timeout}
        )
        response = await transport.handle_async_request(request)
        try:
            return await self._understand(response, way)
        finally:
            await response.aclose()

    async def _understand(self, response: httpx.Response, way: Way) -> Retrieved | NotModified | None:
        headers = {name.lower(): scrub_line(value) for name, value in response.headers.items()}
        etag, modified = response.headers.get("etag", ""), response.headers.get("last-modified", "")
        if response.status_code in _REDIRECTS:
            way.follow(headers.get("location", ""), permanent=response.status_code in _PERMANENT)
            return None
        now = datetime.now(UTC)
        if response.status_code == 304:
            old = way.validators
            return NotModified(
                _validator(etag) or old.etag,
                _validator(modified) or old.modified,
                way.moved_to,
                downgraded=way.downgraded,
                fresh_for=fresh_for(headers, now),
            )
        if not 200 <= response.status_code < 300:
            error = of_status(response.status_code, headers, way.url, now)
            if response.status_code == 401:
                self._credentials.forget()
            if response.status_code == 429:
                self._slots.hold(host(way.url), int(error.facts.get(RETRY, _HOLD)))
            raise error
        packed = is_gzip(headers.get("content-encoding", ""))
        body = await read_body(
            response.aiter_raw(),
            packed and not way.packed,
            headers.get("content-length", ""),
            self._limits.body,
        )
        digest = blake2b(body, digest_size=16).digest()
        if digest == (way.validators.sent_hash if way.packed else way.validators.body_hash):
            return NotModified(
                _validator(etag),
                _validator(modified),
                way.moved_to,
                response.status_code,
                len(body),
                way.downgraded,
                fresh_for(headers, now),
            )
        return Retrieved(
            location=way.url,
            body=body,
            headers={name: value for name, value in headers.items() if name not in _NOT_PASSED_ON},
            status=response.status_code,
            etag=_validator(etag),
            modified=_validator(modified),
            packed=packed and way.packed,
            body_hash=b"" if way.packed else digest,
            sent_hash=digest if way.packed else b"",
            moved_to=way.moved_to,
            downgraded=way.downgraded,
            fresh_for=fresh_for(headers, now),
        )


def _validator(value: str) -> str:
    """A validator as it may be stored and sent again, or empty: printable ASCII, not a novel."""
    return value if len(value) <= 1000 and value.isascii() and value.isprintable() else ""
