"""The reader's own server of the fediverse: what it knows of a discussion elsewhere, and by which number it knows a status."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from msgspec.structs import replace

from tui_reader.discussion.post_mastodon import found_status, found_uri, search
from tui_reader.engine.parts import Parts
from tui_reader.model.errors import RetrieveError
from tui_reader.model.feed import Validators
from tui_reader.model.outbox import Letter, PostKind
from tui_reader.model.update import Retrieved

_INTERFACE = re.compile(r"https?://[^/?#]+/api/v1/statuses/\w{1,40}$")
"""A status as its server's interface names it, which other servers cannot be asked for."""


def is_elsewhere(parts: Parts, url: str) -> bool:
    """Whether the reader has an account, and not at this status's own server."""
    return bool(parts.retriever.own_instance) and not parts.retriever.has_token(url)


async def seen_from_home(parts: Parts, status: Retrieved | None, link: str) -> list[Retrieved]:
    """The same discussion as the own server knows it, and what it says of the status; empty: nothing.

    ``status``: as its own server describes it; without that it is looked for by its ``link``.
    """
    own = parts.retriever.own_instance
    try:
        uri = found_uri(status.body) if status is not None else link
        found = await _get(parts, search(own, uri or link))
        number = found_status(found.body)
        if not number:
            return []
        return [await _get(parts, f"{own}/api/v1/statuses/{number}/context"), found]
    except RetrieveError:
        return []


async def addressed(parts: Parts, letter: Letter, *, typed: bool) -> Letter:
    """The letter, what it answers named as the server it goes to names it. Raises RetrieveError ``not_known_there``.

    ``typed``: what it answers may stand at a private address.
    """
    place = letter.place
    if place.kind is not PostKind.MASTODON or "/" not in place.parent:
        return letter
    uri = place.parent
    if _INTERFACE.match(uri):
        uri = found_uri((await _get(parts, uri, typed=typed)).body)
    base = urlsplit(place.url)
    number = (
        found_status((await _get(parts, search(f"{base.scheme}://{base.netloc}", uri))).body) if uri else ""
    )
    if not number:
        raise RetrieveError("not_known_there", host=letter.site)
    return replace(letter, place=replace(place, thread=number, parent=number))


async def _get(parts: Parts, url: str, *, typed: bool = False) -> Retrieved:
    """From the own server, whose name the reader wrote down, also where it is a private one."""
    own = parts.retriever.own_instance
    at_home = bool(own) and url.startswith(f"{own}/")
    got = await parts.retriever.retrieve(url, Validators(), typed=typed or at_home)
    assert isinstance(got, Retrieved)
    return got
