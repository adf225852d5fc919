"""The httpx clients of the engine, on aiohttp's transport: with and without the guard against private addresses."""

from __future__ import annotations

import ssl
import urllib.request
from http.cookiejar import CookieJar, DefaultCookiePolicy
from urllib.parse import urlsplit

import aiohttp
import httpx
from httpx_aiohttp import AiohttpTransport

from tui_reader.model.errors import RetrieveError
from tui_reader.model.urls import host
from tui_reader.sources.http_address import guarded_socket, names_private

_KEEP_ALIVE = 15.0  # seconds
_IDLE_PER_CLIENT = 100


class Clients:
    """Makes each client when it is first asked for: a TLS context alone costs 20 ms (performance.md §3)."""

    def __init__(
        self, user_agent: str, connect: float, proxy: str, tls: ssl.SSLContext | None = None
    ) -> None:
        self._user_agent = user_agent
        self._connect = connect
        self._proxy = proxy
        self._tls = tls
        self._made: dict[tuple[bool, bool, str], httpx.AsyncClient] = {}

    def of(self, url: str, *, trusted: bool, fresh: bool = False) -> httpx.AsyncClient:
        """The client for one hop. ``trusted``: private addresses may be reached. ``fresh``: on a new connection.

        A kept connection made for a trusted hop is never used for another: each kind has its own pool.
        """
        proxy = self.proxy_for(url)
        if proxy and not trusted and names_private(url):
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
        for client in made:
            await client.aclose()

    def _make(self, trusted: bool, fresh: bool, proxy: str) -> httpx.AsyncClient:
        if self._tls is None:
            self._tls = ssl.create_default_context()
        connector = aiohttp.TCPConnector(
            ssl=self._tls,
            limit=_IDLE_PER_CLIENT,
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
        transport = AiohttpTransport(
            verify=self._tls, client=session, proxy=httpx.Proxy(proxy) if proxy else None
        )
        return httpx.AsyncClient(
            transport=transport,
            trust_env=False,
            follow_redirects=False,
            cookies=CookieJar(DefaultCookiePolicy(allowed_domains=[])),
            timeout=httpx.Timeout(None, connect=self._connect),
            headers={"User-Agent": self._user_agent},
        )
