"""Positions as fingerprints of blocks: the text of a block is its name, whatever the width, the style or the edition."""

from __future__ import annotations

from tui_reader.content.document import fingerprint
from tui_reader.model.document import Document
from tui_reader.model.position import Position


class Places:
    """The fingerprints of a document's top-level blocks, taken when first asked for."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._prints: list[tuple[str, int]] | None = None
        self._blocks: dict[tuple[str, int], int] = {}

    def position(self, block: int, offset: int) -> Position:
        """Where character ``offset`` of a block is."""
        fingerprint, nth = self._all()[block]
        return Position(fingerprint, nth, offset)

    def block(self, position: Position) -> int | None:
        """Which block a position is in; None where the article has no such block (any more)."""
        self._all()
        return self._blocks.get((position.fingerprint, position.nth))

    def _all(self) -> list[tuple[str, int]]:
        if self._prints is None:
            seen: dict[str, int] = {}
            self._prints = []
            for index, block in enumerate(self._document.blocks):
                name = fingerprint(block)
                nth = seen.get(name, 0)
                seen[name] = nth + 1
                self._prints.append((name, nth))
                self._blocks[name, nth] = index
        return self._prints
