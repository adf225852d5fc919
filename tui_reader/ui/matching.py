"""How well a line fits what was typed: all the words, in any order, with marks or without."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from tui_reader.model.fold import fold_key

EXACT, BEGINS, WORDS_BEGIN, CONTAINS, NOT = range(5)
"""From the best to none."""
_NO_BREAK_SPACE: Final = "\u00a0"


def folded(text: str) -> str:
    """A text as it is compared: no case, no marks, single spaces."""
    return " ".join(fold_key(text).replace(_NO_BREAK_SPACE, " ").split())


def fit(names: Sequence[str], typed: str) -> int:
    """How well the best of these names fits; all are ``folded``."""
    parts = typed.split()
    names = [name for name in names if all(part in name for part in parts)]
    if not names:
        return NOT
    if typed in names:
        return EXACT
    if any(name.startswith(typed) for name in names):
        return BEGINS
    begun = any(all(f" {part}" in f" {name}" for part in parts) for name in names)
    return WORDS_BEGIN if begun else CONTAINS
