"""A process that saves, converts, indexes and marks articles without end, and says each id once it is kept."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path

from tui_reader.model.action import Kind
from tui_reader.model.document import Converted, Document, Paragraph, Span
from tui_reader.model.entry import Content, EntryData
from tui_reader.model.update import Changes, New, keys_of
from tui_reader.store import content, entries, journal, search
from tui_reader.store.database import open_database

NOW = datetime(2026, 11, 20, 8, 0, tzinfo=UTC)


def main(path: str, feed: str, turn: str) -> None:
    db = open_database(Path(path))
    number = 0
    while True:
        number += 1
        data = EntryData(
            guid=f"{turn}-{number}", title=f"Tin {number}", content=Content("<p>Quảng Ninh</p>" * 50)
        )
        ids = entries.save(db, int(feed), Changes(new=(New(data, keys_of(data)),)), NOW).new
        print(ids[0], flush=True)
        body = "Quảng Ninh " * 200
        made = Converted(Document((Paragraph((Span(body),)),)), body, "", "Quảng Ninh", 400)
        content.save_converted(db, [(ids[0], made)], version=1, now=NOW)
        search.index(db, ids)
        journal.apply(db, Kind.MARK_READ if number % 2 else Kind.STAR, ids, NOW)


main(*sys.argv[1:])
