"""A loopback server on which the path names the fault: what feeds do to readers, on demand."""

from __future__ import annotations

import asyncio
import ssl
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from urllib.parse import parse_qs, unquote, urlsplit

from tests.engine.answers import Request, send
from tests.engine.faults import FAULTS


@dataclass(slots=True)
class FaultServer:
    """Counts and serves. ``pages`` are bodies by path, added by tests; ``requests`` what was asked so far."""

    port: int = 0
    scheme: str = "http"
    pages: dict[str, tuple[str, bytes]] = field(default_factory=dict)
    requests: list[Request] = field(default_factory=list)
    running: int = 0
    most_running: int = 0
    connections: int = 0
    hung_up: list[str] = field(default_factory=list)
    """Paths whose asker left before there was an answer, where the fault looks."""
    let_go: asyncio.Event = field(default_factory=asyncio.Event)
    """Set when the test is over: whoever hangs, ends."""
    was_asked: asyncio.Event = field(default_factory=asyncio.Event)
    """Set when the first request has come."""
    otherwise: int = 0
    """A status for every path that is no page, in place of the faults: an ordinary site."""
    turned: dict[str, str] = field(default_factory=dict)
    """Paths that behave like others from now on: a feed that was fine, and the fault it turned into."""

    def url(self, path: str, host: str = "127.0.0.1") -> str:
        """The address of a path on this server."""
        return f"{self.scheme}://{host}:{self.port}/{path.lstrip('/')}"

    def asked(self, path: str) -> list[Request]:
        """The requests for a path."""
        return [request for request in self.requests if request.path == path]

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """One connection, kept alive until a fault ends it."""
        self.connections += 1
        number = self.connections
        try:
            while (request := await _read_request(reader, number)) is not None:
                self.requests.append(request)
                self.was_asked.set()
                self.running += 1
                self.most_running = max(self.most_running, self.running)
                try:
                    goes_on = await self.answer(request, writer)
                finally:
                    self.running -= 1
                if not goes_on:
                    break
        except (ConnectionError, asyncio.IncompleteReadError):
            pass
        finally:
            writer.close()

    async def answer(self, request: Request, writer: asyncio.StreamWriter) -> bool:
        """Answer one request; False ends the connection."""
        if request.path in self.turned:
            target = urlsplit(self.turned[request.path])
            request = replace(request, path=unquote(target.path), query=parse_qs(target.query))
        if request.path in self.pages:
            kind, body = self.pages[request.path]
            return await send(writer, 200, body, {"Content-Type": kind})
        if self.otherwise:
            return await send(writer, self.otherwise, b"no")
        name, _, rest = request.path.strip("/").partition("/")
        fault = FAULTS.get(name)
        if fault is None:
            return await send(writer, 404, b"nothing here")
        return await fault(self, request, rest, writer)


@asynccontextmanager
async def fault_server(
    tls: ssl.SSLContext | None = None, more: Sequence[str] = (), served: FaultServer | None = None
) -> AsyncIterator[FaultServer]:
    """A server on a free port of 127.0.0.1 and of ``more`` hosts, gone afterwards with all who hang on it."""
    served = served or FaultServer(scheme="https" if tls else "http")
    tasks: set[asyncio.Task[None]] = set()

    async def connection(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        tasks.add(task)
        await served.serve(reader, writer)

    server = await asyncio.start_server(connection, "127.0.0.1", 0, ssl=tls)
    served.port = server.sockets[0].getsockname()[1]
    others = [await asyncio.start_server(connection, more, served.port, ssl=tls)] if more else []
    try:
        yield served
    finally:
        served.let_go.set()
        for each in (server, *others):
            each.close()
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


async def _read_request(reader: asyncio.StreamReader, connection: int) -> Request | None:
    line = await reader.readline()
    if not line.strip():
        return None
    method, written = (part.decode() for part in line.split()[:2])
    target = urlsplit(written)
    headers: dict[str, str] = {}
    while (header := await reader.readline()).strip():
        key, _, value = header.decode("latin-1").partition(":")
        headers[key.lower()] = value.strip()
    query = parse_qs(target.query)
    return Request(unquote(target.path), query, headers, connection, reader, method, written)
