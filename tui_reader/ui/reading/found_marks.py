"""The words of a search, marked in the article that was found by it: a piece is looked through when it is painted."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Sequence

from textual.strip import Strip

from tui_reader.ui.lighting import lit
from tui_reader.ui.reading.article_view import ArticleView
from tui_reader.ui.reading.match_cells import Span, spans_of
from tui_reader.ui.reading.pieces import Anchor


class FoundMarks:
    """Lies over the article as long as the list is one of what was found."""

    def __init__(self, view: ArticleView, found: Callable[[str], Sequence[tuple[int, int]]]) -> None:
        """``found``: where in a text the words stand."""
        self._view, self._found = view, found
        self._spans: dict[int, list[Span]] = {}
        view.overlays.append(self)
        view.repaint()

    def close(self) -> None:
        """No longer mark anything."""
        if self in self._view.overlays:
            self._view.overlays.remove(self)
            self._view.repaint()

    def relaid(self) -> None:
        """Another width, style or article."""
        self._spans.clear()

    def over(self, strip: Strip, anchor: Anchor) -> Strip:
        """The strip with the words on it marked."""
        view, column = self._view, self._view.column
        spans = self._spans_in(anchor.piece) if column is not None else []
        if not spans or column is None:
            return strip
        row = anchor.row - view.cut_off(column.row(anchor))[0]
        for span in spans:
            if span.row == row:
                edges = [view.margin + span.start, view.margin + span.end, strip.cell_length]
                before, found, after = strip.divide(edges)
                strip = Strip.join([before, lit(found, view.brush("found")), after])
        return strip

    def _spans_in(self, piece: int) -> list[Span]:
        known = self._spans.get(piece)
        if known is None:
            known = self._spans[piece] = self._look_at(piece)
        return known

    def _look_at(self, piece: int) -> list[Span]:
        layout, column = self._view.layout_now, self._view.column
        say = layout.text_of(piece) if layout is not None else None
        if say is None or column is None:
            return []
        text = unicodedata.normalize("NFC", say())
        ranges = self._found(text)
        if not ranges:
            return []
        start, end = ranges[0]
        return spans_of(column.laid(piece).lines, text, ranges, text[start:end])
