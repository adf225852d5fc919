"""Writes what was converted, with what follows from it: pages owed to articles of which only a lead came."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

from tui_reader.model.document import Converted
from tui_reader.store import content, pages
from tui_reader.store.database import Database
from tui_reader.store.made import Made, keep_made


def bites(made: Sequence[Made], size: int) -> Iterator[Sequence[Made]]:
    """So many at a time."""
    return (made[start : start + size] for start in range(0, len(made), size))


def save(
    database: Database,
    made: list[tuple[int, Converted]],
    found: Sequence[tuple[int, Converted]],
    version: int,
    now: datetime,
    pages_unasked: bool,
) -> None:
    """Keep them, ``found`` as the texts of their pages; those whose text shows that the feed sent a lead are owed their
    page in the same transaction."""
    with database.transaction():
        content.save_converted(
            database, found, origin=content.EXTRACTED, version=version, now=now, shown=False
        )
        content.save_converted(database, made, version=version, now=now)
        if pages_unasked:
            pages.owe_short(database, {number: len(each.body) for number, each in made}, now)


def save_made(
    database: Database, made: Sequence[Made], version: int, now: datetime, pages_unasked: bool
) -> list[int]:
    """As ``save``; returns those that are left to be done singly."""
    with database.transaction():
        others = keep_made(database, made, version, now)
        if pages_unasked:
            lengths = {each.entry_id: each.length for each in made if each.entry_id not in others}
            pages.owe_short(database, lengths, now)
    return others
