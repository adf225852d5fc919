"""The lines of the source tree: places, then folders and feeds, as they stand with what is folded; pure."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from tui_reader.model.feed import Feed, Folder
from tui_reader.model.urls import is_web
from tui_reader.model.view import Counts, Place, Sources, View
from tui_reader.strings import Words
from tui_reader.strings.format import feed_name

PLACES = (
    *(Place.ALL, Place.UNREAD, Place.TODAY, Place.LATER),
    *(Place.UNFINISHED, Place.STARRED, Place.READ, Place.DISCUSSIONS),
)


class SourceLine(Struct, frozen=True):
    """One line; a folder has ``folded`` True or False, everything else None."""

    view: View
    title: str
    depth: int = 0
    count: int = 0
    folded: bool | None = None
    feed: Feed | None = None
    action: str = ""
    """Not a list: something to do, an id of the key table."""
    short: str = ""
    """The title where there is no room for it."""
    look: bool = False
    """Whether it speaks of trouble."""


OUTBOX = View(Place.DISCUSSIONS, 0)
"""The line of what waits to be sent; no discussion has this number."""
NEED = View(Place.FEED, 0)
"""The line of the feeds that need a look; no feed has this number."""


def lines(sources: Sources, folded: frozenset[int], words: Words, need: int = 0) -> list[SourceLine]:
    """Every line in order; what a folded folder holds is left out. ``need``: how many feeds need a look."""
    places = [
        SourceLine(View(place), words(f"view.{place}"), count=_count(place, sources.counts))
        for place in PLACES
    ]
    look = SourceLine(
        NEED,
        words("health.need_a_look", n=need),
        action="go.look",
        look=True,
        short=words("health.need_a_look.short", n=need),
    )
    smart = [
        SourceLine(View(Place.SEARCH, one.id, one.query), one.title, count=one.unread or 0)
        for one in sources.smart
    ]
    found = [
        *places,
        *_outbox(sources, words),
        *smart,
        *([look] if need else []),
        *_inside(None, 0, sources, folded, words),
    ]
    if not any(is_web(feed.location) for feed in sources.feeds):
        found.append(SourceLine(View(Place.FEED), words("start.choose"), action="feed.starter"))
    return found


def _outbox(sources: Sources, words: Words) -> list[SourceLine]:
    """What waits to be sent; where the reader has to decide about some of it, those alone are counted."""
    if not sources.unsent:
        return []
    key, n = (
        ("offline.outbox_look", sources.undecided)
        if sources.undecided
        else ("offline.outbox", sources.unsent)
    )
    short = words("offline.outbox_look.short", n=n) if sources.undecided else ""
    return [
        SourceLine(OUTBOX, words(key, n=n), action="go.outbox", short=short, look=bool(sources.undecided))
    ]


def _inside(
    parent: int | None, depth: int, sources: Sources, folded: frozenset[int], words: Words
) -> Iterator[SourceLine]:
    """Folders first, then the feeds that stand in none; 16 levels deep at most, against folders in a circle."""
    if depth > 16:
        return
    for folder in sources.folders:
        if folder.parent_id == parent:
            shut = folder.id in folded
            unread = _unread_in(folder, sources)
            yield SourceLine(View(Place.FOLDER, folder.id), folder.title, depth, unread, folded=shut)
            if not shut:
                yield from _inside(folder.id, depth + 1, sources, folded, words)
    for feed in sources.feeds:
        if feed.folder_id == parent:
            yield SourceLine(
                View(Place.FEED, feed.id), feed_name(words, feed.title), depth, waiting(feed), feed=feed
            )


def counted(count: int, words: Words, most: int = 0) -> str:
    """`12`; what is counted no further than ``most``: `999+`."""
    if most and count >= most:
        return f"{words.number(most - 1)}+"
    return words.number(count) if count else ""


def waiting(feed: Feed) -> int:
    """How many of a feed's articles are counted as unread: none of a muted one's."""
    return 0 if feed.muted else feed.unread


def _unread_in(folder: Folder, sources: Sources) -> int:
    inside = {folder.id}
    for _ in range(16):
        wider = inside | {one.id for one in sources.folders if one.parent_id in inside}
        if wider == inside:
            break
        inside = wider
    return sum(waiting(feed) for feed in sources.feeds if feed.folder_id in inside)


def _count(place: Place, counts: Counts) -> int:
    """Only what waits to be read is counted; how many were read is nobody's task."""
    by_place = {Place.UNREAD: counts.unread, Place.LATER: counts.later, Place.STARRED: counts.starred}
    return by_place.get(place, 0)
