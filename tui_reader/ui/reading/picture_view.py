"""A page with pictures: which of them are in sight, and what changes when one arrives."""

from __future__ import annotations

from collections.abc import Mapping

from tui_reader.model.errors import Fact
from tui_reader.ui.reading.pictures import PictureBook, Spot
from tui_reader.ui.reading.stop_view import StopView


class PictureView(StopView):
    """Base of the article. Given pictures it draws them in rooms laid out before; it fetches none."""

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id, classes=classes)
        self.book = PictureBook()
        self.offline = False
        """Whether pictures that are not here will not come."""

    def explain_picture(self, code: str, facts: Mapping[str, Fact]) -> str:
        """Why a picture is not here, as a sentence."""
        raise NotImplementedError

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
            if spot.url == url:
                self.piece_changed(spot.piece)

    def on_resize(self) -> None:
        """Another height is another height of pictures."""
        layout = self.layout_now
        if self.book.pane(self.size.height) and layout is not None and layout.spots:
            self.rebuild()
