"""What lies over a text for a while: words found in it, letters to follow its links by."""

from __future__ import annotations

from typing import Protocol

from textual.strip import Strip

from tui_reader.ui.reading.pieces import Anchor


class Overlay(Protocol):
    """Something that changes painted lines."""

    def over(self, strip: Strip, anchor: Anchor) -> Strip:
        """The strip of an anchored row as it looks with it."""

    def relaid(self) -> None:
        """The column is another one."""
