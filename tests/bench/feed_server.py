"""Serves a corpus on many loopback hosts from a process of its own: validators, gzip, latency, and feeds at their worst.

    python -m tests.bench.feed_server FOLDER… [--hosts 250] [--delay 0.1]

prints one line, the port, and answers until its stdin ends. Of several folders the first is served until
``/control?serve=1`` asks for another; so do ``delay=0.1`` (seconds) and ``validators=0`` (always 200). What stands in a
path before the file name makes a feed bad: ``/fail/`` 500, ``/gone/`` 410, ``/hang/`` never answers, ``/drip/`` a byte in
0.3 s, ``/bomb/`` gzip of 300 MB, ``/author/`` an author that quadratic readers take a minute for, ``/slow/`` 2 s later.
"""

from __future__ import annotations

import argparse
import asyncio
import gzip
import json
import sys
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from hashlib import blake2b
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

HOSTS = 250
DELAY = 0.1
_DRIP_SECONDS = 0.3
_SLOW_SECONDS = 2.0
_MODIFIED = b"Tue, 01 Sep 2026 00:00:00 GMT"


@dataclass(frozen=True, slots=True)
class File:
    """One answer, ready to be sent: its validators, and its head and body with and without gzip."""

    etag: bytes
    plain: bytes
    packed: bytes
    unchanged: bytes


class Corpora:
    """The folders in memory, and how they are served now."""

    def __init__(self, folders: list[Path], delay: float) -> None:
        self.files = [_load(folder) for folder in folders]
        self.serve = 0
        self.delay = delay
        self.validators = True
        self.counts = {"requests": 0, "ok": 0, "unchanged": 0, "bytes": 0, "open": 0, "most_open": 0}

    def control(self, query: str) -> bytes:
        """Change what is asked to change; the counts since the last time."""
        asked = {name: values[-1] for name, values in parse_qs(query).items()}
        self.serve = int(asked.get("serve", self.serve))
        self.delay = float(asked.get("delay", self.delay))
        self.validators = asked.get("validators", str(int(self.validators))) != "0"
        told = json.dumps(self.counts).encode()
        self.counts = dict.fromkeys(self.counts, 0)
        return told


class Exchange(asyncio.Protocol):
    """One connection; requests on it come one after the other."""

    def __init__(self, corpora: Corpora) -> None:
        self._corpora = corpora
        self._buffer = b""
        self._transport: asyncio.Transport | None = None
        self._dripping: asyncio.Task[None] | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport

    def connection_lost(self, exc: Exception | None) -> None:
        self._transport = None
        if self._dripping is not None:
            self._dripping.cancel()

    def data_received(self, data: bytes) -> None:
        self._buffer += data
        while (end := self._buffer.find(b"\r\n\r\n")) >= 0:
            head, self._buffer = self._buffer[:end], self._buffer[end + 4 :]
            self._answer(head)

    def _answer(self, head: bytes) -> None:
        first, *lines = head.split(b"\r\n")
        target = urlsplit(first.split(b" ")[1].decode())
        fields = {name.lower(): value.strip() for name, _, value in (line.partition(b":") for line in lines)}
        corpora = self._corpora
        if target.path == "/control":
            self._send(_answer_of(b"200 OK", corpora.control(target.query)))
            return
        corpora.counts["requests"] += 1
        corpora.counts["open"] += 1
        corpora.counts["most_open"] = max(corpora.counts["most_open"], corpora.counts["open"])
        *manners, name = target.path.strip("/").split("/")
        delay = corpora.delay + (_SLOW_SECONDS if "slow" in manners else 0.0)
        asyncio.get_running_loop().call_later(delay, self._reply, name, manners, fields)

    def _reply(self, name: str, manners: list[str], fields: dict[bytes, bytes]) -> None:
        corpora = self._corpora
        corpora.counts["open"] -= 1
        manner = manners[0] if manners else ""
        if manner == "hang":
            return
        if manner == "drip":
            self._dripping = asyncio.create_task(self._drip())
        elif manner in _SPECIAL:
            self._send(_SPECIAL[manner]())
        elif (file := corpora.files[corpora.serve].get(name)) is None:
            self._send(_answer_of(b"404 Not Found"))
        elif corpora.validators and fields.get(b"if-none-match") == file.etag:
            corpora.counts["unchanged"] += 1
            self._send(file.unchanged)
        else:
            answer = file.packed if b"gzip" in fields.get(b"accept-encoding", b"") else file.plain
            corpora.counts["ok"] += 1
            corpora.counts["bytes"] += len(answer)
            self._send(answer)

    async def _drip(self) -> None:
        self._send(
            b"HTTP/1.1 200 OK\r\nContent-Type: application/rss+xml\r\nContent-Length: 100000\r\n\r\n<rss>"
        )
        while self._transport is not None:
            await asyncio.sleep(_DRIP_SECONDS)
            self._send(b" ")

    def _send(self, data: bytes) -> None:
        if self._transport is not None:
            self._transport.write(data)


def _load(folder: Path) -> dict[str, File]:
    names = [path for path in sorted(folder.iterdir()) if path.suffix in (".xml", ".json")]
    return {path.name: _file(path) for path in names}


def _file(path: Path) -> File:
    body = path.read_bytes()
    packed = path.with_name(path.name + ".gz").read_bytes()
    etag = b'"' + blake2b(body, digest_size=10).hexdigest().encode() + b'"'
    kind = b"application/feed+json" if path.suffix == ".json" else b"application/xml; charset=utf-8"
    fields = b"ETag: " + etag + b"\r\nLast-Modified: " + _MODIFIED + b"\r\n"
    typed = fields + b"Content-Type: " + kind + b"\r\n"
    return File(
        etag,
        _answer_of(b"200 OK", body, typed),
        _answer_of(b"200 OK", packed, typed + b"Content-Encoding: gzip\r\n"),
        b"HTTP/1.1 304 Not Modified\r\n" + fields + b"\r\n",
    )


def _answer_of(status: bytes, body: bytes = b"", fields: bytes = b"") -> bytes:
    return b"HTTP/1.1 " + status + b"\r\nContent-Length: %d\r\n" % len(body) + fields + b"\r\n" + body


@cache
def _bomb() -> bytes:
    """300 MB of nothing, one block of a megabyte said 300 times: packing them all would hold up everybody's answers."""
    block, checksum = bytes(1 << 20), 0
    packer = zlib.compressobj(9, wbits=-15)
    packed = packer.compress(block) + packer.flush(zlib.Z_FULL_FLUSH)
    for _ in range(300):
        checksum = zlib.crc32(block, checksum)
    trailer = checksum.to_bytes(4, "little") + (300 << 20).to_bytes(4, "little")
    body = b"\x1f\x8b\x08\0\0\0\0\0\0\xff" + packed * 300 + packer.flush() + trailer
    return _answer_of(b"200 OK", body, b"Content-Type: application/xml\r\nContent-Encoding: gzip\r\n")


@cache
def _author() -> bytes:
    said = "a." * 50_000 + "@"
    body = (
        '<?xml version="1.0"?><rss version="2.0"><channel><title>Author</title><link>http://author.example/</link>'
        f"<item><title>One</title><guid>1</guid><author>{said}</author></item></channel></rss>"
    ).encode()
    return _answer_of(
        b"200 OK", gzip.compress(body), b"Content-Type: application/xml\r\nContent-Encoding: gzip\r\n"
    )


_SPECIAL: dict[str, Callable[[], bytes]] = {
    "fail": lambda: _answer_of(b"500 Internal Server Error"),
    "gone": lambda: _answer_of(b"410 Gone"),
    "bomb": _bomb,
    "author": _author,
}


async def serve(corpora: Corpora, hosts: int) -> None:
    """Listen on 127.0.0.1 … 127.0.0.``hosts`` at one free port, until stdin ends."""
    loop = asyncio.get_running_loop()
    first = await loop.create_server(lambda: Exchange(corpora), "127.0.0.1", 0, backlog=1024)
    port = first.sockets[0].getsockname()[1]
    for number in range(2, hosts + 1):
        await loop.create_server(lambda: Exchange(corpora), f"127.0.0.{number}", port, backlog=1024)
    print(port, flush=True)
    await loop.run_in_executor(None, sys.stdin.read)


def main() -> None:
    """Load, have the bad ones ready, and serve."""
    parser = argparse.ArgumentParser(description="Serve a corpus on loopback hosts")
    parser.add_argument("folders", type=Path, nargs="+")
    parser.add_argument("--hosts", type=int, default=HOSTS)
    parser.add_argument("--delay", type=float, default=DELAY)
    given = parser.parse_args()
    for make in _SPECIAL.values():
        make()
    asyncio.run(serve(Corpora(given.folders, given.delay), given.hosts))


if __name__ == "__main__":
    main()
