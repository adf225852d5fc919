"""Turns whatever a request can end in into one RetrieveError with a code and harmless facts."""

from __future__ import annotations

import asyncio
import email.utils
import re
import socket
import ssl
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime

from tui_reader.model.errors import Fact, RetrieveError
from tui_reader.model.scrub import scrub_line
from tui_reader.model.urls import host
from tui_reader.sources.http_library import aiohttp, httpx
from tui_reader.sources.unpacking import CUT_SHORT

RETRY = "seconds"
"""Fact of an error after which the server asked to wait, in seconds."""

_MOST_RETRY = 7 * 24 * 3600
"""Longest Retry-After believed, in seconds."""

_USER = re.compile(r"(//)[^/?#]*@")
_BAD_ADDRESS = (httpx.InvalidURL, httpx.UnsupportedProtocol, aiohttp.InvalidURL, UnicodeError, ValueError)
_BROKEN = (aiohttp.ClientPayloadError, httpx.ReadError, httpx.RemoteProtocolError)
_NOBODY = (
    aiohttp.ClientConnectorError,
    aiohttp.ConnectionTimeoutError,
    httpx.ConnectError,
    httpx.ConnectTimeout,
    httpx.ProxyError,
    ConnectionError,
    OSError,
)
_NONSENSE = (aiohttp.ClientResponseError, aiohttp.ServerDisconnectedError)


def explain(error: BaseException, url: str) -> RetrieveError:
    """What went wrong, by the first kind of cause that says something; never the text of the server."""
    name = scrub_line(host(url), 100)
    causes = list(_causes(error))
    for cause in causes:
        if isinstance(cause, RetrieveError):
            return cause
    facts = {"host": name, "url": shown(url), "code": "HTTP"}
    for kinds, code in (
        ((ssl.SSLError, aiohttp.ClientSSLError), "certificate"),
        ((socket.gaierror, aiohttp.ClientConnectorDNSError), "no_such_host"),
        (_NONSENSE, "http_error"),
        (_BROKEN, CUT_SHORT),
        (_NOBODY, "no_answer"),
        ((asyncio.TimeoutError, httpx.TimeoutException), "no_answer"),
        (_BAD_ADDRESS, "bad_address"),
    ):
        for cause in causes:
            if isinstance(cause, kinds):
                if code == CUT_SHORT:
                    return RetrieveError("http_error", code=CUT_SHORT, host=name)
                return RetrieveError(code, **facts, why=_why(cause))
    return RetrieveError("unknown", host=name, why=type(error).__name__)


def shown(url: str) -> str:
    """An address as it may stand in a sentence or a log: on one line, not endless, without ``user:password@``."""
    return scrub_line(_USER.sub(r"\1", url), 200)


def is_stale(error: BaseException) -> bool:
    """Whether a kept-alive connection may have been dead or out of step, so that a new one deserves a try."""
    return any(
        isinstance(
            cause, aiohttp.ServerDisconnectedError | aiohttp.ClientResponseError | ConnectionResetError
        )
        for cause in _causes(error)
    )


def of_status(status: int, headers: Mapping[str, str], url: str, now: datetime) -> RetrieveError:
    """The error a status that is neither success nor redirect stands for."""
    facts: dict[str, Fact] = {"code": str(status), "host": scrub_line(host(url), 100)}
    wait = retry_after(headers.get("retry-after", ""), now)
    if wait is not None:
        facts[RETRY] = wait
    named = {
        401: "needs_login",
        407: "needs_login",
        403: "refused",
        404: "not_found",
        410: "gone",
        429: "too_many",
    }
    code = named.get(status) or ("server_trouble" if status >= 500 else "http_error")
    return RetrieveError(code, **facts)


def retry_after(text: str, now: datetime) -> int | None:
    """Seconds to wait by a Retry-After field (RFC 9110 §10.2.3: seconds or a date); None where it says nothing."""
    text = text.strip()
    if text.isdecimal() and len(text) < 12:
        return min(int(text), _MOST_RETRY)
    try:
        when = email.utils.parsedate_to_datetime(text)
    except (ValueError, TypeError, OverflowError):
        return None
    when = when if when.tzinfo else when.replace(tzinfo=UTC)
    return max(0, min(int((when - now).total_seconds()), _MOST_RETRY))


def _causes(error: BaseException) -> Iterator[BaseException]:
    """The error, those in a group, and what each came from."""
    seen: set[int] = set()
    waiting: list[BaseException | None] = [error]
    while waiting and len(seen) < 50:
        cause = waiting.pop()
        if cause is None or id(cause) in seen:
            continue
        seen.add(id(cause))
        yield cause
        waiting += [cause.__context__, cause.__cause__, getattr(cause, "os_error", None)]
        if isinstance(cause, BaseExceptionGroup):
            waiting += cause.exceptions


def _why(cause: BaseException) -> str:
    told = getattr(cause, "verify_message", None) or getattr(cause, "strerror", None)
    return scrub_line(told, 200) if isinstance(told, str) and told else type(cause).__name__
