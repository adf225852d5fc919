"""Decides what a read feed means and writes it, a feed's first hundred entries in one step of the store."""

from __future__ import annotations

from datetime import datetime

from tui_reader.engine.decide import Verdict, judge
from tui_reader.engine.parts import Parts
from tui_reader.engine.reading import ReadFeed
from tui_reader.engine.ruling import arrived, owe_commands, tell
from tui_reader.store import entries
from tui_reader.store.database import Database
from tui_reader.store.entries import Saved
from tui_reader.store.saving import save_cells

BITE = 100
"""Entries written in one step; some 5 ms."""


async def save_read(parts: Parts, feed_id: int, read: ReadFeed) -> Saved:
    """Decide and save. What an interruption leaves out is found new at the next fetch: validators are kept last."""
    saved, verdict = await parts.keeper.write(_first, feed_id, read, parts.now(), bool(parts.wishes.run))
    tell(parts, saved.told)
    new, updated = [*saved.new], [*saved.updated]
    while verdict.new or verdict.changed:
        some, verdict = bite(verdict)
        saved = await parts.keeper.write(_save, feed_id, read, some, parts.now(), bool(parts.wishes.run))
        new += saved.new
        updated += saved.updated
        tell(parts, saved.told)
    return Saved(tuple(new), tuple(updated))


def _first(
    database: Database, feed_id: int, read: ReadFeed, now: datetime, commands: bool
) -> tuple[Saved, Verdict]:
    """Decide and write a first bite; what is left to write."""
    same = None if entries.is_empty(database, feed_id) else entries.unchanged(database, feed_id, read.keys)
    verdict = (
        judge(entries.known(database, feed_id, read.keys), read.keys, read.feed.link)
        if same is None
        else Verdict(same=same)
    )
    some, rest = bite(verdict)
    return _save(database, feed_id, read, some, now, commands), rest


def bite(verdict: Verdict) -> tuple[Verdict, Verdict]:
    """A bite to write, the oldest new ones first, and the rest; what is the same goes with the first."""
    if len(verdict.new) > BITE:
        return Verdict(verdict.new[-BITE:], same=verdict.same), Verdict(verdict.new[:-BITE], verdict.changed)
    room = BITE - len(verdict.new)
    return Verdict(verdict.new, verdict.changed[:room], verdict.same), Verdict(changed=verdict.changed[room:])


def _save(
    database: Database, feed_id: int, read: ReadFeed, some: Verdict, now: datetime, commands: bool
) -> Saved:
    """``commands``: the reader has some that new articles are given to."""
    new = [read.cells(place) for place in some.new]
    changed = [(entry_id, read.cells(place)) for place, entry_id in some.changed]
    if not new and not changed and not some.same:
        return Saved()
    with database.transaction():
        saved = save_cells(database, feed_id, new, changed, some.same, now)
        told = arrived(database, saved.new, now)
        if commands:
            owe_commands(database, saved.new)
    return Saved(saved.new, saved.updated, tuple(told))
