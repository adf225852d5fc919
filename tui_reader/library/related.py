"""Đọc thêm: kept articles whose titles share most with this one's."""

from __future__ import annotations

from datetime import datetime

from tui_reader.model.entry import EntryRow
from tui_reader.model.fold import fold_key
from tui_reader.model.query import AnyOf, Words
from tui_reader.store import entries, lists, search
from tui_reader.store.database import Database

MOST = 5
_CANDIDATES = 200
_ENOUGH = 0.3
"""Share of the title's words (by length) another title must have."""


def related(database: Database, entry_id: int, now: datetime) -> list[EntryRow]:
    """Up to five articles, best first; none rather than chance ones."""
    entry = entries.entry(database, entry_id)
    if entry is None:
        return []
    own = _words(entry.data.title)
    telling = sorted(own, key=len, reverse=True)[:12]
    if not telling:
        return []
    query = AnyOf(tuple(Words(word, field="title") for word in telling))
    hits = search.find(database, query, limit=_CANDIDATES, now=now)
    rows = lists.rows(database, [hit for hit in hits if hit != entry_id])
    scored = [(score, row) for row in rows if (score := _share(own, row.title)) >= _ENOUGH]
    scored.sort(key=lambda pair: (-pair[0], -pair[1].sort_at.timestamp()))
    return [row for _, row in scored[:MOST]]


def _words(title: str) -> set[str]:
    """Words of a title that tell something: three letters or more, folded."""
    return {word for word in fold_key(title).split() if len(word) > 2 and word.isalnum()}


def _share(own: set[str], title: str) -> float:
    """How much of the own title's letters the other title has; two words at least."""
    common = own & _words(title)
    if len(common) < 2:
        return 0.0
    return sum(map(len, common)) / sum(map(len, own))
