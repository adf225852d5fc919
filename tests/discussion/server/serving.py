"""The server: self-hosted systems below its own address, fixed public sites to whoever comes through it as a proxy.

A real request for ``https://hn.algolia.com/…`` arrives here because the engine under test is set to use this server as
its HTTP proxy (a setting any reader may make), which answers CONNECT by being that host, with a certificate of an
authority of the tests' own. Nothing in the program knows of it.
"""

from __future__ import annotations

import asyncio
import ssl
import subprocess
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from tests.discussion.server.talk import Talk
from tests.engine.answers import Request, send
from tests.engine.fault_server import FaultServer, fault_server
from tests.engine.faults import dripping

PUBLIC = (
    "hn.algolia.com",
    "hacker-news.firebaseio.com",
    "usi-saas.vnexpress.net",
    "id.tuoitre.vn",
    "lobste.rs",
    "disqus.com",
    "public.api.bsky.app",
    "public-api.wordpress.com",
    "webmention.io",
    "oauth.reddit.com",
)
"""Sites with one fixed address."""


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer."""

    body: bytes
    headers: Mapping[str, str] = field(default_factory=dict)
    status: int = 200


@dataclass(frozen=True, slots=True)
class Heard:
    """What a speaker is asked: by which name the server was called, the path, the parameters."""

    host: str
    path: str
    query: Mapping[str, list[str]]
    root: str
    """The server's own address, for links."""

    def said(self, name: str, default: str = "") -> str:
        """A parameter."""
        return self.query.get(name, [default])[0]


Speaker = Callable[[Heard, Mapping[str, Talk]], Reply | None]


@dataclass(slots=True)
class CommentServer(FaultServer):
    """``talks`` by the name in the address (a post, a story, a thread); ``answers`` instead of them, by path."""

    talks: dict[str, Talk] = field(default_factory=dict)
    answers: dict[str, Reply] = field(default_factory=dict)
    instead: Reply | None = None
    """What everybody gets, whatever is asked."""
    drips: bool = False
    """Whether every answer comes a byte at a time."""
    speakers: tuple[Speaker, ...] = ()
    tls: ssl.SSLContext | None = None

    async def answer(self, request: Request, writer: asyncio.StreamWriter) -> bool:
        """As the host that was asked for."""
        if request.method == "CONNECT":
            writer.write(b"HTTP/1.1 200 Connected\r\n\r\n")
            await writer.drain()
            assert self.tls is not None
            await writer.start_tls(self.tls)
            return True
        host = request.headers.get("host", "").partition(":")[0]
        heard = Heard(host, request.path, request.query, self.url("").rstrip("/"))
        if self.drips:
            writer.write(
                b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 100000\r\n\r\n"
            )
            return await dripping(self, writer, b" ")
        reply = self.instead or self.answers.get(request.path)
        for speaker in self.speakers if reply is None else ():
            reply = reply or speaker(heard, self.talks)
        if reply is None:
            return await FaultServer.answer(self, request, writer)
        etag = f'"{hash(reply.body) & 0xFFFFFFFF:x}"'
        if reply.status == 200 and request.headers.get("if-none-match") == etag:
            return await send(writer, 304, headers={"ETag": etag})
        return await send(writer, reply.status, reply.body, {"ETag": etag, **reply.headers})


@asynccontextmanager
async def comment_server(
    *speakers: Speaker, tls: ssl.SSLContext | None = None
) -> AsyncIterator[CommentServer]:
    """A server on loopback with these formats."""
    served = CommentServer(speakers=speakers, tls=tls)
    async with fault_server(served=served):
        yield served


def certificate(folder: Path, names: tuple[str, ...] = PUBLIC) -> tuple[Path, ssl.SSLContext]:
    """An authority's certificate, and a server's context with one of that authority for all these names."""

    def openssl(*arguments: str) -> None:
        try:
            subprocess.run(["openssl", *arguments], cwd=folder, check=True, capture_output=True)
        except FileNotFoundError:
            pytest.skip("openssl is not installed")

    key = "-newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes"
    openssl(*f"req -x509 {key} -keyout ca.key -out ca.pem -subj /CN=ca -days 2".split())
    openssl(*f"req {key} -keyout site.key -out site.csr -subj /CN=sites".split())
    (folder / "ext").write_text("subjectAltName=" + ",".join(f"DNS:{name}" for name in names))
    by = "-CA ca.pem -CAkey ca.key -CAcreateserial -extfile ext"
    openssl(*f"x509 -req -in site.csr {by} -out site.pem -days 1".split())
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(folder / "site.pem", folder / "site.key")
    return folder / "ca.pem", context
