"""Well-known public feeds to begin with: read from the bundled list, offered, never fetched unasked."""

from __future__ import annotations

from msgspec import Struct

from tui_reader.library.first_run import STARTER
from tui_reader.resources import directory


class Offer(Struct, frozen=True):
    """A feed to choose. ``site``: where people read it, to know it by."""

    location: str
    title: str
    folder: str = ""
    site: str = ""


class Followed(Struct, frozen=True):
    """What became of a choice: how many feeds were not here yet, and the request that brings them in (0: none)."""

    fresh: int
    request: int


def offers() -> tuple[Offer, ...]:
    """The bundled list in its order, each feed with the folder it stands in."""
    from xml.etree import ElementTree  # our own file, and long after the first paint

    body = ElementTree.parse(directory("seeds") / STARTER).getroot().find("body")
    folders = body if body is not None else ()
    return tuple(
        Offer(feed.get("xmlUrl", ""), feed.get("title", ""), folder.get("title", ""), feed.get("htmlUrl", ""))
        for folder in folders
        for feed in folder.iter("outline")
        if feed.get("xmlUrl")
    )
