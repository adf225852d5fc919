"""Gives room in the middle of a store back as an idle engine does, without its pauses; says when it begins."""

from __future__ import annotations

import sys
from pathlib import Path

from tui_reader.store.database import open_database
from tui_reader.store.shrinking import shrink

if __name__ == "__main__":
    db = open_database(Path(sys.argv[1]))
    print("now", flush=True)
    while shrink(db):
        pass
    db.close()
