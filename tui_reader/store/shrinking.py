"""Gives pages of the store nobody needs back to the disk, a few at a time, in idle time; enough stay for what comes next."""

from __future__ import annotations

from typing import Final

from tui_reader.store.database import Database
from tui_reader.store.doors import door

_SPARE: Final = 1024
"""Free pages (8 MiB) that always stay: a day's articles are written into them, and the file does not breathe."""
_OF_ALL: Final = 8
"""One page in so many stays free as well."""
_BITE: Final = 64
"""Pages moved in one transaction: half a megabyte, some milliseconds."""


@door
def shrink(db: Database) -> bool:
    """Give some pages back; whether there are more that are not needed."""
    surplus = left = _surplus(db)
    if surplus > 0:
        with db.transaction():
            for _ in range(min(surplus, _BITE)):
                # one page, whatever is asked: Python takes a single step of a statement without columns
                db.execute("PRAGMA incremental_vacuum(1)")
        left = _surplus(db)
    return 0 < left < surplus  # a store that was not made for it gives nothing back


def _surplus(db: Database) -> int:
    (free,) = db.one("PRAGMA freelist_count")
    (pages,) = db.one("PRAGMA page_count")
    return int(free) - max(_SPARE, int(pages) // _OF_ALL)
