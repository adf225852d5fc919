"""The httpx transports of the engine, on aiohttp: with and without the guard against private addresses.

Transports and not clients: a client works out every redirect's target in its mind (and raises on odd ones), keeps
cookies and reads netrc; what of that we want, ``retrieve`` does itself.
"""

from __future__ import annotations

import os
import ssl
import sys
import urllib.request
from collections.abc import Mapping
from urllib.parse import urlsplit

import certifi

from tui_reader.model.errors import RetrieveError
from tui_reader.model.urls import host
from tui_reader.sources.http_address import guarded_socket, names_private
from tui_reader.sources.http_library import aiohttp, httpx, httpx_aiohttp

_KEEP_ALIVE = 15.0  # seconds


class Connections:
    """Makes each transport when it is first asked for: a TLS context alone costs 20 ms (performance.md §3)."""

    def __init__(self, proxy: str, tls: ssl.SSLContext | None = None) -> None:
        self._proxy = proxy
        self._tls = tls
        self._made: dict[tuple[bool, bool, str], httpx_aiohttp.AiohttpTransport] = {}
        self._around: Mapping[str, str] | None = None

    def configure(self, proxy: str) -> None:
        """Another proxy from now on."""
        self._proxy = proxy

    def prepare(self) -> None:
        """Read whom the system trusts, before the first request waits for it; in any thread."""
        self._trust()

    def of(
        self, url: str, *, trusted: bool, fresh: bool = False, proxy: str = ""
    ) -> httpx_aiohttp.AiohttpTransport:
        """The transport for one hop. ``trusted``: private addresses may be reached. ``fresh``: on a new connection.
        ``proxy``: this one, else the usual.

        A kept connection made for a trusted hop is never used for another: each kind has its own pool.
        """
        private = names_private(url)
        if private and not trusted:
            raise RetrieveError("private_address", host=host(url)[:100])
        proxy = proxy or ("" if private else self._usual(url))
        key = (trusted or bool(proxy), fresh, proxy)
        if key not in self._made:
            self._made[key] = self._make(*key)
        return self._made[key]

    def _usual(self, url: str) -> str:
        """The proxy of the setting, else of the environment; none for names of this machine and network."""
        if self._proxy:
            return self._proxy
        if self._around is None:  # some systems are slow to tell
            self._around = urllib.request.getproxies()
        if not self._around:
            return ""
        proxy = self._around.get(urlsplit(url).scheme, self._around.get("all", ""))
        return proxy if proxy and not urllib.request.proxy_bypass(host(url)) else ""

    async def close(self) -> None:
        """Close all connections."""
        made, self._made = list(self._made.values()), {}
        for transport in made:
            await transport.aclose()

    def _make(self, trusted: bool, fresh: bool, proxy: str) -> httpx_aiohttp.AiohttpTransport:
        tls = self._trust()
        # Without a limit of its own: http_slots lets only so many ask at once.
        connector = aiohttp.TCPConnector(
            ssl=tls,
            limit=0,
            force_close=fresh,
            keepalive_timeout=None if fresh else _KEEP_ALIVE,
            socket_factory=None if trusted else guarded_socket,
        )
        session = aiohttp.ClientSession(
            connector=connector,
            cookie_jar=aiohttp.DummyCookieJar(),
            trust_env=False,
            auto_decompress=False,
        )
        return httpx_aiohttp.AiohttpTransport(
            verify=tls, client=session, proxy=httpx.Proxy(proxy) if proxy else None
        )

    def _trust(self) -> ssl.SSLContext:
        if self._tls is None:
            self._tls = system_trust()
        return self._tls


def system_trust() -> ssl.SSLContext:
    """A context that trusts whom the system trusts, and whom ``SSL_CERT_FILE`` and ``SSL_CERT_DIR`` name; TLS 1.2 on.

    OpenSSL finds the system's authorities on Linux and BSD, truststore on macOS and Windows (on Linux it would load
    them anew at every handshake, 20 ms each); where there are none at all, Mozilla's list serves.
    """
    if sys.platform in ("darwin", "win32"):
        import truststore  # only there

        context: ssl.SSLContext = truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        named = {"cafile": os.environ.get("SSL_CERT_FILE"), "capath": os.environ.get("SSL_CERT_DIR")}
        if any(named.values()):
            context.load_verify_locations(**named)
    else:
        context = ssl.create_default_context()
        places = ssl.get_default_verify_paths()
        if places.cafile is None and places.capath is None:
            context.load_verify_locations(certifi.where())
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    return context
