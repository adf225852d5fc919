"""A page with pictures: which of them are in sight, and what changes when one arrives."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from textual.message import Message

from tui_reader.model.article import Article
from tui_reader.model.errors import Fact
from tui_reader.model.scale import USUAL
from tui_reader.ui.reading.lines import Stop
from tui_reader.ui.reading.pictures import PRESSED, PictureBook, Spot
from tui_reader.ui.reading.stop_view import StopView


class PictureView(StopView):
    """Base of the article. Given pictures it draws them in rooms laid out before; it fetches none."""

    class PictureChosen(Message):
        """A picture was pressed."""

        def __init__(self, url: str) -> None:
            super().__init__()
            self.url = url

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id, classes=classes)
        self.book = PictureBook()
        self.offline = False
        """Whether pictures that are not here will not come."""
        self.sizes = USUAL
        """How large the letters are."""

    def explain_picture(self, code: str, facts: Mapping[str, Fact]) -> str:
        """Why a picture is not here, as a sentence."""
        raise NotImplementedError

    def open_book(self, article: Article | None, now: datetime, absent: str) -> None:
        """Another article is shown. ``absent``: what is said offline of pictures that are not here."""
        if article is None:
            return
        known, at = article.pictures.known.values(), now.timestamp()
        missing = {
            one.url: self.explain_picture(one.trouble, one.facts) for one in known if one.again_at > at
        }
        self.book.open(article.entry.id, article.pictures, missing, absent if self.offline else "")

    def pressed(self, stop: Stop) -> None:
        """Say which picture was pressed."""
        name, _, url = stop.action.partition(":")
        if name == PRESSED:
            self.post_message(self.PictureChosen(url))

    @property
    def focused_picture(self) -> str:
        """The address of the picture that has the focus; empty where none has."""
        layout = self.layout_now
        action = layout.stops[self.stop].action if layout and 0 <= self.stop < len(layout.stops) else ""
        return action.partition(":")[2] if action.startswith(f"{PRESSED}:") else ""

    def spots_in_sight(self) -> list[Spot]:
        """The rooms in the window, and those half a page further on."""
        layout = self.layout_now
        if layout is None or not layout.spots or not self.size.width:
            return []
        first, last = self.top, self.top + self.rows + self.rows // 2
        return [spot for spot in layout.spots if first - spot.rows < layout.top_of(spot.piece) < last]

    def picture_changed(self, url: str) -> None:
        """A picture arrived, or does not come: its room is drawn again, and nothing else moves."""
        layout = self.layout_now
        for spot in layout.spots if layout is not None else ():
            if spot.url == url and layout is not None:
                layout.draw_again(range(spot.piece, spot.piece + 1))
                for key in [key for key in self._strips if key[0] == spot.piece]:
                    del self._strips[key]
                self.refresh()

    def cover(self, covered: bool) -> None:
        """Another screen lies over this one, or no longer does: what the terminal draws itself cannot be dimmed."""
        if self.book.placed is not None and self.book.covered != covered:
            self.book.covered = covered
            for url in {spot.url for spot in self.spots_in_sight()}:
                self.picture_changed(url)

    def on_resize(self) -> None:
        """Another height is another height of pictures, and other room for a title of block characters."""
        layout = self.layout_now
        changed = self.book.pane(self.size.height)
        if layout is not None and ((changed and layout.spots) or self.sizes.posters):
            self.rebuild()
