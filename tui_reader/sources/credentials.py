"""Who the reader is at a site: what of the settings goes along with a request, and to whom it never goes."""

from __future__ import annotations

import asyncio
import base64
from collections.abc import Mapping
from urllib.parse import urlencode, urlsplit

from msgspec import Struct, field

from tui_reader.model.access import Access, Secret
from tui_reader.model.errors import RetrieveError
from tui_reader.model.feed_settings import is_header
from tui_reader.model.own_instance import has_token, own_instance
from tui_reader.model.urls import host
from tui_reader.sources.secrets import fetch_secret


class Sent(Struct, frozen=True):
    """What is sent with a request, secrets and all; never kept, logged or told."""

    headers: Mapping[str, str] = field(default_factory=dict)
    """By name as written; replace our own of the same name."""
    query: str = ""
    """Parameters of the address, encoded; they stand in no address that is kept or told."""
    proxy: str = ""
    secret: bool = False
    """Whether something of it is for this site alone."""


NOTHING = Sent()


class Credentials:
    """The settings' access by address and host. Secrets are fetched when first needed, and kept in memory alone."""

    def __init__(self, access: Mapping[str, Access]) -> None:
        self._access = {_place(name): one for name, one in access.items()}
        self._fetched: dict[Secret, str] = {}
        self._fetching = asyncio.Lock()

    async def of(self, url: str, own: Mapping[str, str] | None = None, *, exact: bool = True) -> Sent:
        """What goes along to this address; ``own`` are the feed's headers. ``exact``: also what is set for the address.

        Raises RetrieveError ``no_secret``.
        """
        if not self._access and not own:
            return NOTHING
        access = self._of_host(url)
        if exact:
            access = self._access.get(url, Access()).over(access)
            if own:
                access = Access(headers=dict(own)).over(access)
        return await self._made(access)

    def sends(self, url: str, parameter: str) -> bool:
        """Whether the settings have a parameter of this name for the host."""
        return bool(self._of_host(url).query.get(parameter))

    @property
    def own_instance(self) -> str:
        """Address of the server of the fediverse the reader has an account at; empty: none."""
        return own_instance(self._access)

    def has_token(self, url: str) -> bool:
        """Whether the settings name a token for that host."""
        return has_token(self._access, url)

    def forget(self) -> None:
        """A site did not take what it was sent: the next time it is fetched anew from where it is kept."""
        self._fetched.clear()

    def _of_host(self, url: str) -> Access:
        netloc = urlsplit(url).netloc.lower()
        by_port, by_host = self._access.get(netloc), self._access.get(host(url))
        return (by_port or Access()).over(by_host or Access()) if netloc != host(url) else by_host or Access()

    async def _made(self, access: Access) -> Sent:
        if access == Access():
            return NOTHING
        headers = {name: await self._secret(value) for name, value in access.headers.items()}
        if access.cookies:
            pairs = [f"{name}={await self._secret(value)}" for name, value in access.cookies.items()]
            headers["Cookie"] = "; ".join(pairs)
        if access.token:
            headers["Authorization"] = f"Bearer {await self._secret(access.token)}"
        elif access.user or access.password:
            headers["Authorization"] = basic(access.user, await self._secret(access.password))
        if access.user_agent:
            headers["User-Agent"] = access.user_agent
        for name, value in headers.items():
            if not is_header(name, value):
                raise RetrieveError("no_secret", place=name[:100])
        query = urlencode({name: await self._secret(value) for name, value in access.query.items()})
        kept = (access.headers, access.cookies, query, access.user, access.password, access.token)
        return Sent(headers, query, await self._secret(access.proxy), any(kept))

    async def _secret(self, secret: Secret) -> str:
        if not secret or secret in self._fetched:
            return self._fetched.get(secret, "")
        async with self._fetching:  # a command may ask the reader something: once, not once a feed
            if secret not in self._fetched:
                self._fetched[secret] = await asyncio.to_thread(fetch_secret, secret)
        return self._fetched[secret]


def basic(user: str, password: str) -> str:
    """The Authorization field (RFC 7617)."""
    return "Basic " + base64.b64encode(f"{user}:{password}".encode()).decode()


def _place(name: str) -> str:
    return name if "://" in name else name.lower()
