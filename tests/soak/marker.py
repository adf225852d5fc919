"""A process that marks articles by the journal, saying which it is about to mark, and each mark once it is kept."""

from __future__ import annotations

import random
import sys
from datetime import UTC, datetime
from pathlib import Path

from tui_reader.model.action import Kind
from tui_reader.store import journal
from tui_reader.store.database import open_database


def main(path: str, seed: str) -> None:
    db = open_database(Path(path))
    dice = random.Random(int(seed))
    ids = [row[0] for row in db.rows("SELECT entry_id FROM entry_state")]
    print("go", flush=True)
    while ids:
        entry = dice.choice(ids)
        kind = dice.choice((Kind.MARK_READ, Kind.MARK_UNREAD, Kind.STAR, Kind.UNSTAR))
        print(entry, flush=True)  # what may be kept though nobody was told
        journal.apply(db, kind, [entry], datetime.now(UTC))
        print(
            entry, *db.one("SELECT read, starred FROM entry_state WHERE entry_id = ?", (entry,)), flush=True
        )


main(*sys.argv[1:])
