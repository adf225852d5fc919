"""Positions as fingerprints of blocks: the text of a block is its name, whatever the width, the style or the edition."""

from __future__ import annotations

from tui_reader.content.document import fingerprint
from tui_reader.model.document import Document
from tui_reader.model.position import Position


class Places:
    """The fingerprints of a document's top-level blocks, taken from the first on, as far as they are asked for."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._prints: list[tuple[str, int]] = []
        self._blocks: dict[tuple[str, int], int] = {}
        self._seen: dict[str, int] = {}

    def position(self, block: int, offset: int) -> Position:
        """Where character ``offset`` of a block is."""
        while len(self._prints) <= block:
            self._next()
        fingerprint, nth = self._prints[block]
        return Position(fingerprint, nth, offset)

    def block(self, position: Position) -> int | None:
        """Which block a position is in; None where the article has no such block (any more)."""
        name = (position.fingerprint, position.nth)
        while name not in self._blocks and len(self._prints) < len(self._document.blocks):
            self._next()
        return self._blocks.get(name)

    def _next(self) -> None:
        """The fingerprint of one more block."""
        index = len(self._prints)
        name = fingerprint(self._document.blocks[index])
        nth = self._seen.get(name, 0)
        self._seen[name] = nth + 1
        self._prints.append((name, nth))
        self._blocks[name, nth] = index
