"""What feeds do to readers, each under a name that a path of the fault server begins with."""

from __future__ import annotations

import asyncio
import gzip
import zlib
from collections.abc import Callable, Coroutine
from functools import cache
from typing import TYPE_CHECKING, Any

from tests.engine.answers import Request, rss, send

if TYPE_CHECKING:  # which serves what stands here
    from tests.engine.fault_server import FaultServer

Fault = Callable[["FaultServer", Request, str, asyncio.StreamWriter], Coroutine[Any, Any, bool]]
FAULTS: dict[str, Fault] = {}


def fault(call: Fault) -> Fault:
    """Register a fault under its function's name."""
    FAULTS[call.__name__.replace("_", "-")] = call
    return call


@fault
async def feed(_: FaultServer, request: Request, rest: str, writer: asyncio.StreamWriter) -> bool:
    """An honest feed with validators; 304 to who has it."""
    etag = f'"v1-{rest}"'
    if request.headers.get("if-none-match") == etag:
        return await send(writer, 304, headers={"ETag": etag})
    return await send(
        writer,
        200,
        gzip.compress(rss(rest)),
        {"Content-Type": "application/rss+xml", "Content-Encoding": "gzip", "ETag": etag},
    )


@fault
async def plain(_: FaultServer, request: Request, rest: str, writer: asyncio.StreamWriter) -> bool:
    """An honest feed without validators."""
    return await send(writer, 200, rss(rest), {"Content-Type": "text/xml; charset=utf-8"})


@fault
async def status(_: FaultServer, request: Request, rest: str, writer: asyncio.StreamWriter) -> bool:
    """Any status, with Retry-After if asked for."""
    after = request.query.get("after")
    return await send(writer, int(rest), b"no", {"Retry-After": after[0]} if after else None)


@fault
async def to(_: FaultServer, request: Request, rest: str, writer: asyncio.StreamWriter) -> bool:
    """A redirect with status ``rest`` to ``u``, as it is."""
    return await send(writer, int(rest), headers={"Location": request.query.get("u", [""])[0]})


@fault
async def chain(_: FaultServer, request: Request, rest: str, writer: asyncio.StreamWriter) -> bool:
    """So many permanent redirects, then a feed."""
    target = f"/chain/{int(rest) - 1}" if int(rest) > 1 else "/feed/end"
    return await send(writer, 301, headers={"Location": target})


@fault
async def loop(_: FaultServer, request: Request, rest: str, writer: asyncio.StreamWriter) -> bool:
    """Two addresses that name each other."""
    return await send(writer, 302, headers={"Location": "/loop/b" if rest == "a" else "/loop/a"})


@fault
async def silent(server: FaultServer, request: Request, rest: str, writer: asyncio.StreamWriter) -> bool:
    """Takes the request and says nothing."""
    await server.let_go.wait()
    return False


async def is_let_go(server: FaultServer, request: Request) -> bool:
    """Until the test lets go; False, and noted, where who asked hangs up before that."""
    waiting = asyncio.ensure_future(server.let_go.wait())
    gone = asyncio.ensure_future(request.reader.read(1))
    await asyncio.wait({waiting, gone}, return_when=asyncio.FIRST_COMPLETED)
    waiting.cancel()
    if gone.done():
        server.hung_up.append(request.path)
        return False
    gone.cancel()
    return True


@fault
async def held(server: FaultServer, request: Request, rest: str, writer: asyncio.StreamWriter) -> bool:
    """A feed that comes only when the test lets go."""
    if not await is_let_go(server, request):
        return False
    return await send(writer, 200, rss(rest), {"Content-Type": "text/xml", "Connection": "close"}) and False


@fault
async def drip_head(server: FaultServer, request: Request, rest: str, writer: asyncio.StreamWriter) -> bool:
    """A header that never ends, a byte at a time."""
    writer.write(b"HTTP/1.1 200 OK\r\nX: ")
    return await dripping(server, writer, b"x")


@fault
async def drip(server: FaultServer, request: Request, rest: str, writer: asyncio.StreamWriter) -> bool:
    """A body a byte at a time."""
    writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n")
    return await dripping(server, writer, b" ")


async def dripping(server: FaultServer, writer: asyncio.StreamWriter, drop: bytes) -> bool:
    """The same bytes again and again, never an end."""
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
    return await send(writer, 200, _bomb(), {"Content-Encoding": "gzip"})


@cache
def _bomb() -> bytes:
    """Made once: making it takes longer than a test's deadline on a busy machine."""
    packer = zlib.compressobj(9, wbits=31)
    return b"".join(packer.compress(b" " * 1_000_000) for _ in range(60)) + packer.flush()


@fault
async def encoding(_: FaultServer, request: Request, rest: str, writer: asyncio.StreamWriter) -> bool:
    """Any Content-Encoding, with a body that is gzip only by name."""
    body = gzip.compress(gzip.compress(rss("x"))) if "gzip" in rest else b"\x1b not what it says"
    return await send(writer, 200, body, {"Content-Encoding": rest})


@fault
async def cut_gzip(_: FaultServer, request: Request, rest: str, writer: asyncio.StreamWriter) -> bool:
    """Gzip that ends too early."""
    return await send(writer, 200, gzip.compress(rss("x"))[:-20], {"Content-Encoding": "gzip"})


@fault
async def short(_: FaultServer, request: Request, rest: str, writer: asyncio.StreamWriter) -> bool:
    """Promises more than it sends."""
    await send(writer, 200, rss("short"), {"Content-Length": "100000"})
    return False


@fault
async def long(_: FaultServer, request: Request, rest: str, writer: asyncio.StreamWriter) -> bool:
    """Sends more than it promises: at once, or ``late``, where it lies in the way of the next answer."""
    body = rss("long")
    if rest == "late":
        await send(writer, 200, body)
        await asyncio.sleep(0.02)  # so that the surplus comes as a packet of its own
        writer.write(b"surplus" * 10)
        return True
    return await send(writer, 200, body + b"surplus" * 10, {"Content-Length": str(len(body))})


@fault
async def hangs_up(server: FaultServer, request: Request, rest: str, writer: asyncio.StreamWriter) -> bool:
    """Closes a kept connection at its second request, answers on a new one."""
    if sum(r.connection == request.connection for r in server.requests) > 1:
        return False
    return await send(writer, 200, rss("kept"))


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
    return await send(writer, 200, rss("charset"), {"Content-Type": f"text/xml; charset={rest}"})


@fault
async def login(_: FaultServer, request: Request, rest: str, writer: asyncio.StreamWriter) -> bool:
    """Needs ``user:secret`` (dXNlcjpzZWNyZXQ=)."""
    if request.headers.get("authorization") != "Basic dXNlcjpzZWNyZXQ=":
        return await send(writer, 401, b"who?", {"WWW-Authenticate": 'Basic realm="x"'})
    return await send(writer, 200, rss("login"))


@fault
async def page(_: FaultServer, request: Request, rest: str, writer: asyncio.StreamWriter) -> bool:
    """A web page that names ``rest`` feeds."""
    links = "".join(
        f'<link rel="alternate" type="application/rss+xml" title="F{n}" href="/feed/found{n}">'
        for n in range(int(rest or 0))
    )
    html = f"<!doctype html><html><head><title>A site</title>{links}</head><body><p>Hello.</p></body></html>"
    return await send(writer, 200, html.encode(), {"Content-Type": "text/html"})


@fault
async def members(_: FaultServer, request: Request, rest: str, writer: asyncio.StreamWriter) -> bool:
    """Gzip in three members (RFC 1952 §2.2), with ``rest`` after the last."""
    body = rss("members")
    packed = b"".join(gzip.compress(part) for part in (body[:10], body[10:300], body[300:]))
    return await send(writer, 200, packed + rest.encode(), {"Content-Encoding": "gzip"})
