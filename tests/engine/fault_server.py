"""A loopback server on which the path names the fault: what feeds do to readers, on demand."""

from __future__ import annotations

import asyncio
import gzip
import ssl
import zlib
from collections.abc import AsyncIterator, Callable, Coroutine, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

ITEM = (
    "<item><guid isPermaLink='false'>{feed}-{n}</guid><title>Bài {n} của {feed}</title>"
    "<link>https://news.example/{feed}/{n}</link><pubDate>Thu, 25 Jul 2019 02:22:00 +0700</pubDate>"
    "<description>&lt;p&gt;Nội dung số {n} của nguồn {feed}.&lt;/p&gt;</description></item>"
)


def rss(feed: str, items: int = 3, first: int = 0) -> bytes:
    """A small honest RSS feed."""
    body = "".join(ITEM.format(feed=feed, n=n) for n in range(first, first + items))
    return (
        '<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel>'
        f"<title>Nguồn {feed}</title><link>https://news.example/{feed}</link>{body}</channel></rss>"
    ).encode()


@dataclass(slots=True)
class Request:
    """What was asked."""

    path: str
    query: Mapping[str, list[str]]
    headers: Mapping[str, str]
    connection: int
    reader: asyncio.StreamReader = field(repr=False, compare=False)
    """Ends when who asked hangs up."""
    method: str = "GET"
    target: str = ""
    """As it stood in the request line."""


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
            return await _send(writer, 200, body, {"Content-Type": kind})
        if self.otherwise:
            return await _send(writer, self.otherwise, b"no")
        name, _, rest = request.path.strip("/").partition("/")
        fault = FAULTS.get(name)
        if fault is None:
            return await _send(writer, 404, b"nothing here")
        return await fault(self, request, rest, writer)


Fault = Callable[[FaultServer, Request, str, asyncio.StreamWriter], Coroutine[Any, Any, bool]]
FAULTS: dict[str, Fault] = {}


def fault(call: Fault) -> Fault:
    """Register a fault under its function's name."""
    FAULTS[call.__name__.replace("_", "-")] = call
    return call


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


async def _send(
    writer: asyncio.StreamWriter, status: int, body: bytes = b"", headers: Mapping[str, str] | None = None
) -> bool:
    head = {"Content-Length": str(len(body)), **(headers or {})}
    lines = "".join(f"{name}: {value}\r\n" for name, value in head.items())
    writer.write(f"HTTP/1.1 {status} Whatever\r\n{lines}\r\n".encode("latin-1") + body)
    await writer.drain()
    return True


@fault
async def feed(_: FaultServer, request: Request, rest: str, writer: asyncio.StreamWriter) -> bool:
    """An honest feed with validators; 304 to who has it."""
    etag = f'"v1-{rest}"'
    if request.headers.get("if-none-match") == etag:
        return await _send(writer, 304, headers={"ETag": etag})
    return await _send(
        writer,
        200,
        gzip.compress(rss(rest)),
        {"Content-Type": "application/rss+xml", "Content-Encoding": "gzip", "ETag": etag},
    )


@fault
async def plain(_: FaultServer, request: Request, rest: str, writer: asyncio.StreamWriter) -> bool:
    """An honest feed without validators."""
    return await _send(writer, 200, rss(rest), {"Content-Type": "text/xml; charset=utf-8"})


@fault
async def status(_: FaultServer, request: Request, rest: str, writer: asyncio.StreamWriter) -> bool:
    """Any status, with Retry-After if asked for."""
    after = request.query.get("after")
    return await _send(writer, int(rest), b"no", {"Retry-After": after[0]} if after else None)


@fault
async def to(_: FaultServer, request: Request, rest: str, writer: asyncio.StreamWriter) -> bool:
    """A redirect with status ``rest`` to ``u``, as it is."""
    return await _send(writer, int(rest), headers={"Location": request.query.get("u", [""])[0]})


@fault
async def chain(_: FaultServer, request: Request, rest: str, writer: asyncio.StreamWriter) -> bool:
    """So many permanent redirects, then a feed."""
    target = f"/chain/{int(rest) - 1}" if int(rest) > 1 else "/feed/end"
    return await _send(writer, 301, headers={"Location": target})


@fault
async def loop(_: FaultServer, request: Request, rest: str, writer: asyncio.StreamWriter) -> bool:
    """Two addresses that name each other."""
    return await _send(writer, 302, headers={"Location": "/loop/b" if rest == "a" else "/loop/a"})


@fault
async def silent(server: FaultServer, request: Request, rest: str, writer: asyncio.StreamWriter) -> bool:
    """Takes the request and says nothing."""
    await server.let_go.wait()
    return False


@fault
async def drip_head(server: FaultServer, request: Request, rest: str, writer: asyncio.StreamWriter) -> bool:
    """A header that never ends, a byte at a time."""
    writer.write(b"HTTP/1.1 200 OK\r\nX: ")
    return await _drip(server, writer, b"x")


@fault
async def drip(server: FaultServer, request: Request, rest: str, writer: asyncio.StreamWriter) -> bool:
    """A body a byte at a time."""
    writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n")
    return await _drip(server, writer, b" ")


async def _drip(server: FaultServer, writer: asyncio.StreamWriter, drop: bytes) -> bool:
    while not server.let_go.is_set():
        writer.write(drop)
        await writer.drain()
        await asyncio.sleep(0.02)  # the drip itself
    return False


@fault
async def endless(server: FaultServer, request: Request, rest: str, writer: asyncio.StreamWriter) -> bool:
    """Chunks without end."""
    writer.write(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n")
    while not server.let_go.is_set():
        writer.write(b"10000\r\n" + b"x" * 65536 + b"\r\n")
        await writer.drain()
    return False


@fault
async def huge(_: FaultServer, request: Request, rest: str, writer: asyncio.StreamWriter) -> bool:
    """Says at once how much there is: 200 MB."""
    writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 200000000\r\n\r\n" + b"x" * 1000)
    await writer.drain()
    return False


@fault
async def bomb(_: FaultServer, request: Request, rest: str, writer: asyncio.StreamWriter) -> bool:
    """60 MB of spaces in 60 KB of gzip."""
    return await _send(writer, 200, _bomb(), {"Content-Encoding": "gzip"})


@cache
def _bomb() -> bytes:
    """Made once: making it takes longer than a test's deadline on a busy machine."""
    packer = zlib.compressobj(9, wbits=31)
    return b"".join(packer.compress(b" " * 1_000_000) for _ in range(60)) + packer.flush()


@fault
async def encoding(_: FaultServer, request: Request, rest: str, writer: asyncio.StreamWriter) -> bool:
    """Any Content-Encoding, with a body that is gzip only by name."""
    body = gzip.compress(gzip.compress(rss("x"))) if "gzip" in rest else b"\x1b not what it says"
    return await _send(writer, 200, body, {"Content-Encoding": rest})


@fault
async def cut_gzip(_: FaultServer, request: Request, rest: str, writer: asyncio.StreamWriter) -> bool:
    """Gzip that ends too early."""
    return await _send(writer, 200, gzip.compress(rss("x"))[:-20], {"Content-Encoding": "gzip"})


@fault
async def short(_: FaultServer, request: Request, rest: str, writer: asyncio.StreamWriter) -> bool:
    """Promises more than it sends."""
    await _send(writer, 200, rss("short"), {"Content-Length": "100000"})
    return False


@fault
async def long(_: FaultServer, request: Request, rest: str, writer: asyncio.StreamWriter) -> bool:
    """Sends more than it promises: at once, or ``late``, where it lies in the way of the next answer."""
    body = rss("long")
    if rest == "late":
        await _send(writer, 200, body)
        await asyncio.sleep(0.02)  # so that the surplus comes as a packet of its own
        writer.write(b"surplus" * 10)
        return True
    return await _send(writer, 200, body + b"surplus" * 10, {"Content-Length": str(len(body))})


@fault
async def hangs_up(server: FaultServer, request: Request, rest: str, writer: asyncio.StreamWriter) -> bool:
    """Closes a kept connection at its second request, answers on a new one."""
    if sum(r.connection == request.connection for r in server.requests) > 1:
        return False
    return await _send(writer, 200, rss("kept"))


@fault
async def raw_head(_: FaultServer, request: Request, rest: str, writer: asyncio.StreamWriter) -> bool:
    """A hostile head: NUL in Location, ESC in the reason, 200 headers, nonsense."""
    heads = {
        "nul": b"HTTP/1.1 302 Found\r\nLocation: http://a\x00b/\r\n",
        "esc": b"HTTP/1.1 404 \x1b]52;c;aGk=\x07 gone\r\n",
        "esc-type": b"HTTP/1.1 200 OK\r\nContent-Type: text/xml\x1b[31m\r\nETag: \x1b[2J\r\n",
        "many": b"HTTP/1.1 200 OK\r\n" + b"".join(b"X-%d: %s\r\n" % (n, b"y" * 8000) for n in range(200)),
        "nonsense": b"SSH-2.0-OpenSSH\r\n",
    }
    writer.write(heads[rest] + b"Content-Length: 2\r\n\r\nhi")
    await writer.drain()
    return False


@fault
async def charset(_: FaultServer, request: Request, rest: str, writer: asyncio.StreamWriter) -> bool:
    """A feed whose declared charset is ``rest`` (zlib_codec, rot13, utf-7 …)."""
    return await _send(writer, 200, rss("charset"), {"Content-Type": f"text/xml; charset={rest}"})


@fault
async def login(_: FaultServer, request: Request, rest: str, writer: asyncio.StreamWriter) -> bool:
    """Needs ``user:secret`` (dXNlcjpzZWNyZXQ=)."""
    if request.headers.get("authorization") != "Basic dXNlcjpzZWNyZXQ=":
        return await _send(writer, 401, b"who?", {"WWW-Authenticate": 'Basic realm="x"'})
    return await _send(writer, 200, rss("login"))


@fault
async def page(_: FaultServer, request: Request, rest: str, writer: asyncio.StreamWriter) -> bool:
    """A web page that names ``rest`` feeds."""
    links = "".join(
        f'<link rel="alternate" type="application/rss+xml" title="F{n}" href="/feed/found{n}">'
        for n in range(int(rest or 0))
    )
    html = f"<!doctype html><html><head><title>A site</title>{links}</head><body><p>Hello.</p></body></html>"
    return await _send(writer, 200, html.encode(), {"Content-Type": "text/html"})


@fault
async def members(_: FaultServer, request: Request, rest: str, writer: asyncio.StreamWriter) -> bool:
    """Gzip in three members (RFC 1952 §2.2), with ``rest`` after the last."""
    body = rss("members")
    packed = b"".join(gzip.compress(part) for part in (body[:10], body[10:300], body[300:]))
    return await _send(writer, 200, packed + rest.encode(), {"Content-Encoding": "gzip"})
