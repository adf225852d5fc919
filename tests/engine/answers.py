"""What a server of the tests is asked and answers: a small honest feed, and any other bytes."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, field

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


async def send(
    writer: asyncio.StreamWriter, status: int, body: bytes = b"", headers: Mapping[str, str] | None = None
) -> bool:
    head = {"Content-Length": str(len(body)), **(headers or {})}
    lines = "".join(f"{name}: {value}\r\n" for name, value in head.items())
    writer.write(f"HTTP/1.1 {status} Whatever\r\n{lines}\r\n".encode("latin-1") + body)
    await writer.drain()
    return True
