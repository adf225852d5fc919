"""What is done for a store that is not sound: mended where the rest has what is missing, else kept aside and begun anew."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from msgspec import Struct

from tui_reader.library.first_run import SEEDED
from tui_reader.model.errors import StoreError
from tui_reader.model.feed import FeedKind
from tui_reader.model.view import Sources
from tui_reader.store import feeds, integrity, memory
from tui_reader.store.database import Database, start_over

_MB = 2**20
WORDS_TOO = 4 * _MB
"""Up to this size the index of words is compared with the texts, too: 46 ms a megabyte (measured)."""
LARGEST = 64 * _MB
"""Beyond it nothing is checked while somebody reads: the database thread would be held up for longer than a tenth of
a second (1 ms a megabyte). Real damage shows itself in use, and is seen to then."""


class Kept(Struct, frozen=True):
    """What a fresh store is told of the one before it: subscriptions as (location, name, folder path), and memory."""

    subscriptions: tuple[tuple[str, str, str], ...] = ()
    seeded: str = ""


Outcome = Literal["", "store.mended", "store.not_mended"]


def look_after(database: Database) -> Outcome:
    """When a process did not end well: check what can be checked in no time, mend what can be mended."""
    if database.read_only or not integrity.ended_badly(database):
        return ""
    size = database.path.stat().st_size
    if size > LARGEST:
        return ""
    with_words = size <= WORDS_TOO
    if not integrity.check(database, words=with_words):
        return ""
    return "store.not_mended" if _mended(database) else "store.mended"


def recover(database: Database, now: datetime) -> Database:
    """For a store found damaged in use: the same one mended; else the newest copy, or a fresh one, with all that can still
    be read of the damaged one, which is kept beside it.

    No other connection of this program may be open.
    """
    if not _mended(database):
        database.notices.append("store.mended")
        return database
    kept = _readable(database)
    path = database.path
    try:
        database.close()
    except StoreError:  # it cannot even be told that this process ends well
        database.connection.close()
    fresh = start_over(path)
    if _rescued(fresh):
        return fresh
    for location, name, folder in kept.subscriptions:
        feeds.add_feed(fresh, location, FeedKind.FEED, name=name, folder=folder, now=now)
    if kept.seeded:
        memory.remember(fresh, SEEDED, kept.seeded)
    return fresh


def what_became(database: Database) -> tuple[str, dict[str, str]]:
    """Of a store that was moved aside: the code that tells what took its place, with its facts."""
    path = str(database.set_aside)
    if database.notices == ["store.rescued"]:
        return "store.rescued", {"path": path}
    if database.restored is not None:
        return "store.restored", {"path": path, "date": f"{database.restored.astimezone():%d/%m/%Y}"}
    return "store.set_aside", {"path": path}


def _rescued(fresh: Database) -> bool:
    """Whether the rows of the damaged store could be taken over; nothing is changed where they could not."""
    from tui_reader.store import backups, rescue  # hardly ever

    damaged = fresh.set_aside
    copy = backups.newest_sound(fresh.path) if fresh.restored is not None else None
    if damaged is None or (copy is not None and not rescue.same_store(damaged, copy.path)):
        return False
    try:
        articles = rescue.rescue(damaged, fresh)
    except StoreError:
        return False
    if articles:
        fresh.notices[:] = ["store.rescued"]
    return bool(articles)


def _mended(database: Database) -> tuple[str, ...]:
    """What is still wrong after mending; empty: it is sound again."""
    try:
        integrity.mend(database)
        return integrity.check(database)
    except StoreError as error:
        return (str(error),)


def _readable(database: Database) -> Kept:
    try:
        found = feeds.sources(database)
        return Kept(_subscriptions(found), memory.recall(database, SEEDED) or "")
    except (StoreError, ValueError, TypeError):  # what is in the cells may be anything
        return Kept()


def _subscriptions(found: Sources) -> tuple[tuple[str, str, str], ...]:
    folders = {folder.id: folder for folder in found.folders}

    def path(folder_id: int | None) -> str:
        names: list[str] = []
        while folder_id in folders and len(names) < 16:  # against folders in a circle
            names.insert(0, folders[folder_id].title)
            folder_id = folders[folder_id].parent_id
        return "/".join(names)

    return tuple(
        (feed.location, feed.name, path(feed.folder_id)) for feed in found.feeds if feed.kind is FeedKind.FEED
    )
