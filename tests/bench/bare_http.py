"""The floor of every refresh: so many HTTP exchanges on plain sockets, nothing understood, nothing kept."""

from __future__ import annotations

import asyncio
import re
import time
from collections.abc import Mapping, Sequence
from urllib.parse import urlsplit

_LENGTH = re.compile(rb"\r\nContent-Length: (\d+)\r\n")
_ETAG = re.compile(rb"\r\nETag: ([^\r]+)\r\n")


def exchanges(
    locations: Sequence[str], etags: Mapping[str, bytes], concurrency: int
) -> tuple[float, dict[str, bytes], int]:
    """Seconds for all, the etag each answered with, and the bytes of all bodies; conditional where ``etags`` has one."""
    began = time.perf_counter()
    answers = asyncio.run(_all(locations, etags, concurrency))
    seconds = time.perf_counter() - began
    return seconds, {url: etag for url, etag, _ in answers}, sum(size for _, _, size in answers)


async def _all(
    locations: Sequence[str], etags: Mapping[str, bytes], concurrency: int
) -> list[tuple[str, bytes, int]]:
    slots = asyncio.Semaphore(concurrency)

    async def one(location: str) -> tuple[str, bytes, int]:
        async with slots:
            return await _exchange(location, etags.get(location, b""))

    return await asyncio.gather(*map(one, locations))


async def _exchange(location: str, etag: bytes) -> tuple[str, bytes, int]:
    parts = urlsplit(location)
    reader, writer = await asyncio.open_connection(parts.hostname, parts.port, limit=1 << 20)
    asked = b"If-None-Match: " + etag + b"\r\n" if etag else b""
    writer.write(
        b"GET %b HTTP/1.1\r\nHost: %b\r\nAccept-Encoding: gzip\r\n%b\r\n"
        % (parts.path.encode(), parts.netloc.encode(), asked)
    )
    head = await reader.readuntil(b"\r\n\r\n")
    length = _LENGTH.search(head)
    body = await reader.readexactly(int(length[1])) if length else b""
    writer.close()
    said = _ETAG.search(head)
    return location, said[1] if said else b"", len(body)
