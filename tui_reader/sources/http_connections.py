"""The httpx transports of the engine, on aiohttp: with and without the guard against private addresses.

Transports and not clients: a client works out every redirect's target in its mind (and raises on odd ones), keeps
cookies and reads netrc; what of that we want, ``retrieve`` does itself.
"""

from __future__ import annotations

import ssl
import urllib.request
from urllib.parse import urlsplit

import aiohttp
import httpx
from httpx_aiohttp import AiohttpTransport

from tui_reader.model.errors import RetrieveError
from tui_reader.model.urls import host
from tui_reader.sources.http_address import guarded_socket, names_private

_KEEP_ALIVE = 15.0  # seconds


class Connections:
    """Makes each transport when it is first asked for: a TLS context alone costs 20 ms (performance.md §3)."""

    def __init__(self, proxy: str, tls: ssl.SSLContext | None = None) -> None:
        self._proxy = proxy
        self._tls = tls
        self._made: dict[tuple[bool, bool, str], AiohttpTransport] = {}

    def of(self, url: str, *, trusted: bool, fresh: bool = False) -> AiohttpTransport:
        """The transport for one hop. ``trusted``: private addresses may be reached. ``fresh``: on a new connection.

        A kept connection made for a trusted hop is never used for another: each kind has its own pool.
        """
        proxy = self.proxy_for(url)
        if not trusted and names_private(url):
            raise RetrieveError("private_address", host=host(url)[:100])
        key = (trusted or bool(proxy), fresh, proxy)
        if key not in self._made:
            self._made[key] = self._make(*key)
        return self._made[key]

    def proxy_for(self, url: str) -> str:
        """The proxy of the setting, else of the environment; none for names of this machine and network."""
        if names_private(url):
            return ""
        if self._proxy:
            return self._proxy
        found = urllib.request.getproxies()
        proxy = found.get(urlsplit(url).scheme, found.get("all", ""))
        return proxy if proxy and not urllib.request.proxy_bypass(host(url)) else ""

    async def close(self) -> None:
        """Close all connections."""
        made, self._made = list(self._made.values()), {}
        for transport in made:
            await transport.aclose()

    def _make(self, trusted: bool, fresh: bool, proxy: str) -> AiohttpTransport:
        if self._tls is None:
            self._tls = ssl.create_default_context()
        # Without a limit of its own: http_slots lets only so many ask at once.
        connector = aiohttp.TCPConnector(
            ssl=self._tls,
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
        return AiohttpTransport(verify=self._tls, client=session, proxy=httpx.Proxy(proxy) if proxy else None)
