"""Gathers what a page is made of, from top to bottom: pieces, what can be pressed in them, where one can jump to."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from msgspec import Struct
from msgspec.structs import replace

from tui_reader.model.scale import USUAL, Sizes
from tui_reader.model.style import ReadingStyle
from tui_reader.strings import Words
from tui_reader.ui.reading.flowing import BARE, Flat, Frame, Setting, blank, flow
from tui_reader.ui.reading.lines import NO_STOP, Laid, Line, Stop
from tui_reader.ui.reading.parts import guess, parts
from tui_reader.ui.reading.pictures import PictureBook, Spot
from tui_reader.ui.reading.pieces import Piece
from tui_reader.ui.reading.wide import Wide

_ROOM_FOR_TEXT = 16  # cells an indent never takes away


class Landmark(Struct, frozen=True):
    """A heading (``level`` 1–6) or a picture (0) to jump to."""

    piece: int
    text: str
    level: int


class Galley:
    """Pieces, stops and landmarks of one page. It knows no blocks: those are the plan's."""

    def __init__(
        self,
        style: ReadingStyle,
        width: int,
        words: Words,
        *,
        numbered: bool = False,
        sizes: Sizes = USUAL,
        book: PictureBook | None = None,
        pane: int = 0,
    ) -> None:
        """``pane``: cells the column stands in the middle of, where quotation marks may hang beside it; 0: none may."""
        self.style, self.width, self.words, self.numbered = style, width, words, numbered
        self.pieces: list[Piece] = []
        self.stops: list[Stop] = []
        self.landmarks: list[Landmark] = []
        self.wides: list[Wide] = []
        """What can be moved sideways."""
        self.first_pieces: list[int] = []
        """For each top-level block its first piece."""
        self._block = -1
        self._base = 0
        self._figure = self._figures = 0
        self._setting = Setting(width, style.leading, style.letter, style.justify, scale=sizes.body)
        self.sizes, self._pane = sizes, pane
        self.poster_width = 0
        """Cells of a title that is wider than the column."""
        self.book = book if style.pictures else None
        """The pictures, where they are shown."""
        self.spots: list[Spot] = []

    @property
    def margin(self) -> int:
        """Cells left of the column in its pane; a title wider than the column begins where the column does."""
        free = max(0, self._pane - max(self.width, self.poster_width)) // 2
        return free - free % (self.sizes.body.s if self.sizes.body.whole else 1)

    # what the head and the tail of an article add themselves

    def add(
        self, rows: int, draw: Callable[[], Laid], key: object = None, text: Callable[[], str] | None = None
    ) -> None:
        """One more piece of the block at hand, about so many rows high; ``text``: what it says."""
        self.pieces.append(Piece(rows, draw, self._block, self._base, key, text))

    def air(self, rows: int, frame: Frame = BARE) -> None:
        """Blank rows."""
        if rows > 0:
            line = blank(frame)
            self.add(rows, partial(Laid, (line,) * rows, (self._base,) * rows))

    def stop(self, href: str = "", action: str = "") -> int:
        """Register a thing to press that the next piece holds; its number."""
        self.stops.append(Stop(href, action, len(self.pieces)))
        return len(self.stops) - 1

    def line(self, line: Line) -> None:
        """A row as it is."""
        self.add(1, partial(Laid, (line,), (self._base,)))

    def text(self, flat: Flat, setting: Setting | None = None, frame: Frame = BARE) -> None:
        """Running text, long ones in parts."""
        setting = setting or self._setting
        for part in parts(flat):
            draw = partial(flow, part, setting, frame, self._base)
            self.add(guess(len(part.text), setting, frame), draw, text=partial(str, part.text))
            self._base += len(part.text)
            setting, frame = replace(setting, indent=0), Frame(frame.rest, frame.rest, frame.cells)

    def put_wide(self, wide: Wide) -> None:
        """All of a block that can be moved sideways is put."""
        wide.ends(len(self.pieces))
        self.wides.append(wide)

    # small parts

    def _reserve(self, hrefs: list[str]) -> int:
        """Register links the next piece holds; the first one's number."""
        if not hrefs:
            return NO_STOP
        first = len(self.stops)
        self.stops.extend(Stop(href, "", len(self.pieces)) for href in hrefs)
        return first

    def _framed(self, frame: Frame, first: Line, rest: Line, cells: int) -> Frame:
        """A frame inside a frame, as long as room for text is left."""
        if frame.cells + cells > max(0, self.width - _ROOM_FOR_TEXT):
            return frame
        return Frame((*frame.first, *first), (*frame.rest, *rest), frame.cells + cells)
