"""A query that was not understood, shown in a window: what was typed, a caret below the place, why."""

from __future__ import annotations

from rich.cells import cell_len

from tui_reader.model.errors import QueryError
from tui_reader.strings import Words

_BEFORE, _ROOM = 40, 60
"""Characters shown before the place, and in all."""


def told(error: QueryError, query: str, words: Words) -> str:
    """Three lines."""
    first = max(0, error.position - _BEFORE)
    cut = "…" if first else ""
    before = cut + query[first : error.position]
    shown = f"{cut}{query[first : first + _ROOM]}{'…' if len(query) > first + _ROOM else ''}"
    return f"{shown}\n{' ' * cell_len(before)}^\n{words.explain(error.code, error.facts)}"
