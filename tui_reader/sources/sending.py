"""The one place where something of the reader's leaves for a site: one request, never twice by itself."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from urllib.parse import urlsplit

from msgspec import Struct

from tui_reader.model.errors import RetrieveError
from tui_reader.model.feed import Validators
from tui_reader.model.scrub import scrub_line
from tui_reader.model.urls import host
from tui_reader.sources.credentials import Credentials
from tui_reader.sources.http_address import ATTEMPT, Attempt
from tui_reader.sources.http_body import is_gzip, read_body
from tui_reader.sources.http_connections import Connections
from tui_reader.sources.http_errors import explain
from tui_reader.sources.http_library import aiohttp, httpx
from tui_reader.sources.http_way import Way

_BODY = 256 * 1024
"""Bytes of an answer that are read; what a site says to a comment is short."""
_MOVED = frozenset((301, 307, 308))
_HOPS = 3
_CONNECT = 10.0  # seconds
_BEFORE = (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError)
"""Errors before the first byte of a request left; httpx has one name for these and for a connection cut later."""


class Sent(Struct, frozen=True):
    """What came back."""

    status: int
    body: bytes
    headers: Mapping[str, str]


class UnansweredError(RetrieveError):
    """The request may have arrived: nobody knows until the site is looked at."""


async def send(
    url: str,
    body: bytes,
    headers: Mapping[str, str],
    *,
    typed: bool,
    seconds: float,
    user_agent: str,
    connections: Connections,
    credentials: Credentials,
    offline: Callable[[], bool],
) -> Sent:
    """POST. A site that moved is followed to the same host alone. Raises RetrieveError where nothing left this machine,
    UnansweredError where it may have."""
    way = Way.to(url, Validators(), typed=typed)
    for _ in range(_HOPS):
        if offline():
            raise RetrieveError("offline")
        began, ended = urlsplit(way.url), ""
        sent = way.may_take(await credentials.of(way.url))
        fields = {**way.headers(user_agent, sent), "Accept": "application/json, */*;q=0.5", **headers}
        transport = connections.of(way.url, trusted=way.trusted, fresh=True, proxy=sent.proxy)
        answer, ended = await _ask(transport, way.url, body, fields, seconds)
        if answer.status not in _MOVED:
            if answer.status == 401:
                credentials.forget()
            return answer
        way.follow(ended, permanent=answer.status != 307)
        there = urlsplit(way.url)
        if there.hostname != began.hostname or (began.scheme == "https" and there.scheme == "http"):
            raise RetrieveError("bad_redirect", url=scrub_line(way.url, 200))
    raise RetrieveError("too_many_redirects", n=_HOPS)


async def _ask(
    transport: httpx.AsyncBaseTransport, url: str, body: bytes, headers: Mapping[str, str], seconds: float
) -> tuple[Sent, str]:
    attempt = Attempt()
    ATTEMPT.set(attempt)
    request = httpx.Request(
        "POST",
        url,
        content=body,
        headers=dict(headers),
        extensions={"timeout": httpx.Timeout(None, connect=min(_CONNECT, seconds)).as_dict()},
    )
    try:
        async with asyncio.timeout(seconds):
            response = await transport.handle_async_request(request)
            try:
                return await _read(response)
            finally:
                await response.aclose()
    except Exception as error:
        if attempt.refused:
            raise RetrieveError("private_address", host=host(url)[:100], address=attempt.refused) from error
        told = explain(error, url)
        if isinstance(error.__cause__, _BEFORE):
            raise told from error
        raise UnansweredError(told.code, **told.facts) from error


async def _read(response: httpx.Response) -> tuple[Sent, str]:
    headers = {name.lower(): scrub_line(value) for name, value in response.headers.items()}
    try:
        body = await read_body(response.aiter_raw(), is_gzip(headers.get("content-encoding", "")), "", _BODY)
    except RetrieveError:  # too long or broken: the status still counts
        body = b""
    return Sent(response.status_code, body, headers), headers.get("location", "")
