"""An article's layouts by width and style, the last few kept: going back to a size costs nothing."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, tzinfo
from typing import NamedTuple

from tui_reader.model.article import Article
from tui_reader.model.scale import USUAL, Sizes
from tui_reader.model.style import ReadingStyle
from tui_reader.strings import Words
from tui_reader.ui.reading.ends import head_of, tail_of
from tui_reader.ui.reading.layout import Layout, lay_out
from tui_reader.ui.reading.pictures import PictureBook
from tui_reader.ui.reading.places import Places

_KEPT = 4


class Setting(NamedTuple):
    """All that a layout depends on beside the article."""

    width: int
    style: ReadingStyle
    words: Words
    numbered: bool = False
    waited: bool = False
    """Whether the text has been waited for long enough to say so."""
    sizes: Sizes = USUAL
    picture_rows: int = 0
    """The most rows a picture may take."""
    rows: int = 0
    """Of the pane, where letters of block characters must fit into them."""


class Layouts:
    """Makes and keeps the layouts of the article at hand."""

    def __init__(self, zone: tzinfo | None, clock: Callable[[], datetime], book: PictureBook) -> None:
        self._zone, self._clock, self._book = zone, clock, book
        self._article: Article | None = None
        self._places: Places | None = None
        self._kept: dict[Setting, Layout] = {}
        self._left: list[object] = []
        """The article before this one and what was made of it: to let go of a long one takes longer than to show another."""

    def let_go(self) -> None:
        """The article is on screen: there is time."""
        self._left.clear()

    def get(self, article: Article | None, setting: Setting) -> Layout:
        """The layout of an article; another article drops those kept."""
        if article is not self._article:
            self._left += (self._article, self._places, self._kept)
            self._article, self._kept = article, {}
            self._places = Places(article.document) if article is not None and article.document else None
        layout = self._kept.pop(setting, None)
        if layout is None:
            layout = self._make(article, setting)
        for spot in layout.spots:
            layout.draw_again(
                range(spot.piece, spot.piece + 1)
            )  # pictures may have come since it was put away
        self._kept[setting] = layout
        while len(self._kept) > _KEPT:
            del self._kept[next(iter(self._kept))]
        return layout

    def _make(self, article: Article | None, setting: Setting) -> Layout:
        width, style, words, numbered, waited, sizes, _, rows = setting
        if article is None:
            return lay_out(None, style, width, None, words, notice=words("empty.article"))
        head = head_of(article, words, self._zone)
        if article.document is None:
            return lay_out(
                None,
                style,
                width,
                head,
                words,
                notice=words("article.preparing") if waited else "",
                sizes=sizes,
                rows=rows,
            )
        notice = "" if article.document.blocks else words("article.no_text")
        tail = tail_of(article, words, self._clock(), self._zone)
        return lay_out(
            article.document,
            style,
            width,
            head,
            words,
            tail=tail,
            notice=notice,
            numbered=numbered,
            sizes=sizes,
            book=self._book,
            rows=rows,
            places=self._places,
        )
