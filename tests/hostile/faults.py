"""The faults H11–H35 of the hostile cases: what each address says when its time has come, and what must become of it."""

from __future__ import annotations

import asyncio
import gzip
from dataclasses import dataclass, field

from tests.engine.answers import Request, rss, send
from tests.engine.fault_server import FaultServer
from tests.engine.faults import fault

ITEM = "<item><guid>{n}</guid><title>{n}</title><link>https://n.example/{n}</link></item>"


@dataclass(frozen=True)
class Case:
    """One hostile input. ``fault`` is the path it turns into; ``code`` the trouble kept on the feed, "" for none."""

    id: str
    what: str
    fault: str
    code: str
    facts: dict[str, str] = field(default_factory=dict)
    """Facts the trouble must tell."""
    slow: bool = False
    """Only the deadline ends it: every other feed must be done before."""


CASES = (
    Case("H12", "a web page of 14 MB in place of a feed", "big-page/2", "not_a_feed", {"n": "2"}),
    Case("H12b", "a web page of 18 MB in place of a feed", "big-page/18", "too_large"),
    Case("H13", "200 MB, length given", "huge", "too_large"),
    Case("H14", "chunks without end", "endless", "too_large"),
    Case("H15", "a gzip bomb", "bomb", "too_large"),
    Case(
        "H16", "brotli that nobody asked for", "encoding/br", "http_error", {"code": "Content-Encoding: br"}
    ),
    Case("H17", "gzip in gzip", "encoding/gzip,gzip", "http_error", {"code": "Content-Encoding: gzip, gzip"}),
    Case("H17b", "gzip in gzip in gzip, called gzip", "matryoshka", "not_understood"),
    Case("H18", "a body a byte at a time", "drip", "too_slow", slow=True),
    Case("H19", "a head that never ends", "drip-head", "too_slow", slow=True),
    Case("H20", "a connection taken, then silence", "silent", "too_slow", slow=True),
    Case("H21", "less than was promised", "short", "http_error", {"code": "incomplete"}),
    Case("H22", "more than was promised", "long", "http_error"),
    Case("H23", "two addresses that name each other", "loop/a", "too_many_redirects"),
    Case("H24", "21 hops", "chain/21", "too_many_redirects"),
    Case("H25", "an empty Location", "to/302", "bad_redirect"),
    Case("H26", "NUL in Location", "raw-head/nul", "http_error"),
    Case("H27", "a redirect to a file", "to/302?u=file:///etc/passwd", "bad_redirect"),
    Case("H28", "a redirect to a script", "to/302?u=javascript:alert(1)", "bad_redirect"),
    Case("H29a", "a redirect to loopback", "to/302?u=http://127.0.0.1:{port}/asked", "private_address"),
    Case("H29b", "a redirect to the cloud's own host", "to/307?u=http://169.254.169.254/", "private_address"),
    Case("H29c", "a redirect to RFC 1918", "to/302?u=http://10.0.0.1/", "private_address"),
    Case("H29d", "a redirect to IPv6 loopback", "to/301?u=http://[::1]:{port}/asked", "private_address"),
    Case("H29e", "a mapped address", "to/302?u=http://[::ffff:127.0.0.1]:{port}/asked", "private_address"),
    Case("H29f", "a redirect to 0.0.0.0", "to/302?u=http://0.0.0.0:{port}/asked", "private_address"),
    Case("H29g", "an address as one number", "to/302?u=http://2130706433:{port}/asked", "bad_address"),
    Case("H33a", "200 header fields of 8 KB", "raw-head/many", "http_error"),
    Case("H33b", "ESC in the reason", "raw-head/esc", "not_found"),
    Case("H33c", "ESC in ETag and Content-Type", "raw-head/esc-type", "not_understood"),
)
READ_ALL_THE_SAME = (
    Case(
        "H31b",
        "a redirect with somebody's login in it",
        "to/302?u=http://user:canary-secret@{host}:{port}/plain/x",
        "",
    ),
    Case("H34", "charset=zlib_codec", "charset/zlib_codec", ""),
    Case("H35a", "charset=utf-7", "charset/utf-7", ""),
    Case("H35b", "charset=rot13", "charset/rot13", ""),
    Case("H35c", "charset=idna", "charset/idna", ""),
    Case("H35d", "charset=utf-16 over UTF-8", "charset/utf-16", ""),
)


@fault
async def big_page(_: FaultServer, request: Request, rest: str, writer: asyncio.StreamWriter) -> bool:
    """A web page: 14 MB with ``rest`` feeds named at its top, or 18 MB."""
    links = "".join(
        f'<link rel="alternate" type="application/rss+xml" href="/feed/{n}">' for n in range(int(rest))
    )
    filler = b"<p>Tin</p>" * (1_800_000 if rest == "18" else 1_400_000)
    body = f"<!doctype html><html><head><title>x</title>{links}</head><body>".encode() + filler
    return await send(
        writer, 200, gzip.compress(body, 1), {"Content-Encoding": "gzip", "Content-Type": "text/html"}
    )


@fault
async def matryoshka(_: FaultServer, request: Request, rest: str, writer: asyncio.StreamWriter) -> bool:
    """Gzip thrice, declared once: only the outer one is unpacked."""
    body = gzip.compress(gzip.compress(gzip.compress(rss("x"))))
    return await send(writer, 200, body, {"Content-Encoding": "gzip"})


def many_items(count: int) -> bytes:
    """A feed of so many small items, the newest first."""
    items = "".join(ITEM.format(n=n) for n in range(count, 0, -1))
    return f"<rss version='2.0'><channel><title>Many</title>{items}</channel></rss>".encode()
