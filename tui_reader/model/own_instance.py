"""The server of the fediverse the reader has an account at: discussions of other servers are seen and answered from it."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import urlsplit

from msgspec.structs import replace

from tui_reader.model.access import Access
from tui_reader.model.late_pattern import LatePattern
from tui_reader.model.outbox import PostKind, PostPlace
from tui_reader.model.urls import host

_OTHERS = ("reddit.com",)
"""Hosts whose tokens are for something else."""
_OF_THIS_MACHINE = LatePattern(r"(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])(?::\d{1,5})?\Z")
"""Hosts that nobody else can listen to, where a server on trial runs without encryption."""


def own_instance(access: Mapping[str, Access]) -> str:
    """Its address: the first host the settings name a token for (a feed's own token is no account). Empty: there is none."""
    hosts = (name.lower() for name, one in access.items() if one.token and "/" not in name)
    named = next((name for name in hosts if not name.endswith(_OTHERS)), "")
    if not named:
        return ""
    return f"{'http' if _OF_THIS_MACHINE.now.match(named) else 'https'}://{named}"


def has_token(access: Mapping[str, Access], url: str) -> bool:
    """Whether the settings name a token for that host."""
    netloc = urlsplit(url).netloc.lower()
    return any((access.get(name) or Access()).token for name in (netloc, host(url)))


def through(place: PostPlace | None, access: Mapping[str, Access]) -> PostPlace | None:
    """Where an answer to a status is really sent: to the reader's own server, unless there is an account at the status's.

    What is answered is then named by its address, for the server to find it by.
    """
    own = own_instance(access)
    if place is None or place.kind is not PostKind.MASTODON or not own or has_token(access, place.url):
        return place
    thread = f"{place.url}/{place.thread}"
    parent = place.parent if "/" in place.parent else f"{place.url}/{place.parent or place.thread}"
    return replace(place, url=f"{own}/api/v1/statuses", thread=thread, parent=parent)
