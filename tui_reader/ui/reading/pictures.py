"""Pictures as lines of half blocks: how much room each is kept, and what stands in it before and after it arrives."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from msgspec.structs import replace

from tui_reader.model.document import ImageRef
from tui_reader.model.picture import CELL_PIXELS, Cells, Pictures, fit
from tui_reader.ui.reading.flowing import Frame, Setting, flow, plain_flat
from tui_reader.ui.reading.lines import NO_STOP, Laid, Line, Run, line_width, marked

if TYPE_CHECKING:
    from tui_reader.ui.graphics.placed import Placed

HIGHEST: Final = 40
"""Per cent of the pane's height a picture may take (screens.md, 5)."""
_FEWEST_ROWS: Final = 4  # a pane so low that 40 % are fewer scrolls a little
_USUAL: Final = (3, 2)
"""Proportions of a picture that does not say its size: most photographs'."""
_KEPT: Final = 60
"""Pictures whose cells are kept: some 10 KB each."""
OFFSETS: Final = 64
"""Characters a picture counts as in its block, so that a place inside it can be kept."""


PRESSED: Final = "picture"
"""Action of a picture: it is shown large."""


class Spot(NamedTuple):
    """Room for a picture in a layout, in cells."""

    piece: int
    url: str
    columns: int
    rows: int


class PictureBook:
    """What of the pictures of the article on screen is here. The room of one never changes while the article is shown."""

    def __init__(self) -> None:
        self.most_rows = 12
        self.placed: Placed | None = None
        """What the terminal draws itself, where it does."""
        self.covered = False
        """Whether another screen is over the page: that dims colours, and the terminal tells pictures by theirs."""
        self._entry = 0
        self._pictures = Pictures()
        self._rooms: dict[tuple[str, int, int], tuple[int, int] | None] = {}
        self._missing: dict[str, str] = {}
        self._absent = ""
        self._cells: dict[tuple[str, int, int], Cells] = {}

    def open(self, entry_id: int, pictures: Pictures, missing: dict[str, str], absent: str = "") -> None:
        """Another article, or the same one again. ``missing``: why pictures known not to come do not, as sentences.

        ``absent``: why none comes that is not here yet (offline); empty where they may.
        """
        if entry_id != self._entry:
            self._rooms, self._missing = {}, missing
        self._entry, self._pictures, self._absent = entry_id, pictures, absent

    def pane(self, rows: int) -> bool:
        """The pane is so high; whether pictures may be of another height from now on."""
        before, self.most_rows = self.most_rows, max(_FEWEST_ROWS, rows * HIGHEST // 100)
        return self.most_rows != before

    def room(self, image: ImageRef, columns: int) -> tuple[int, int] | None:
        """Columns and rows kept free for a picture; None where none will come."""
        if not image.url:
            return None
        key = (image.url, columns, self.most_rows)
        if key not in self._rooms:
            self._look_up(image.url)
            self._rooms[key] = None if image.url in self._missing else self._measured(image, columns)
        return self._rooms[key]

    def _look_up(self, url: str) -> None:
        known = self._pictures.known.get(url)
        if self._absent and not (known and known.path) and not url.startswith("file:"):
            self._missing.setdefault(url, self._absent)

    def _measured(self, image: ImageRef, columns: int) -> tuple[int, int]:
        known = self._pictures.known.get(image.url)
        width, height = (known.width, known.height) if known else (0, 0)
        width, height = (width, height) if width and height else (image.width, image.height)
        wide, high = _USUAL
        width = width or (height * wide // high if height else columns * CELL_PIXELS)
        return fit(width, height or width * high // wide, columns, self.most_rows)

    # what came of it

    def why(self, url: str) -> str:
        """Why a picture is not here, as a sentence; empty where it may still come."""
        return self._missing.get(url, "")

    def miss(self, url: str, why: str) -> None:
        """A picture does not come."""
        self._missing[url] = why

    def has(self, spot: Spot) -> bool:
        """Whether it can be drawn, by the terminal itself where it does that."""
        return spot[1:] in self._cells and (self.placed is None or bool(self.placed.image(spot[1:])))

    def put(self, spot: Spot, cells: Cells) -> None:
        """A picture is here in the size of its room."""
        self._missing.pop(spot.url, None)
        self._cells[spot.url, spot.columns, spot.rows] = cells
        while len(self._cells) > _KEPT:
            del self._cells[next(iter(self._cells))]

    def draw(self, spot: Spot, label: str, frame: Frame, base: int, stop: int = NO_STOP) -> Laid:
        """The rows of the room: the picture, or what is to be said while it is not here."""
        cells = self._cells.get(spot[1:])
        pressed = Run("", "picture-cells", action=f"{PRESSED}:{spot.url}", stop=stop)
        if cells is not None:
            image = self.placed.image(spot[1:]) if self.placed is not None and not self.covered else b""
            lines = placeholders(cells, image, pressed) if image else drawn(cells, pressed)
        else:
            waiting = _waiting(spot, label, self.why(spot.url))
            lines = [marked(line, action=pressed.action, stop=stop) for line in waiting]
        above = spot.rows - len(lines)  # less high than was thought: the caption stays right under it
        rows = ((),) * above + tuple(lines)
        return Laid(
            tuple((*(frame.rest if row else frame.first), *line) for row, line in enumerate(rows)),
            tuple(base + row * OFFSETS // spot.rows for row in range(spot.rows)),
        )


def captioned(laid: Laid, stop: int) -> Laid:
    """The caption belongs to the picture: where that has the focus, it shows here."""

    def of_picture(run: Run) -> Run:
        return replace(run, stop=stop) if run.stop == NO_STOP and run.role != "body" else run

    return replace(laid, lines=tuple(tuple(map(of_picture, line)) for line in laid.lines))


def drawn(cells: Cells, like: Run) -> list[Line]:
    """Half blocks: the upper pixel of a cell in front, the lower one behind; cells alike side by side are one run."""
    pixels, width = cells.pixels, cells.columns * 3
    role, action, stop = like.role, like.action, like.stop
    lines: list[Line] = []
    for top in range(0, 2 * cells.rows * width, 2 * width):
        runs: list[Run] = []
        before, count = (b"", b""), 0
        for at in range(top, top + width, 3):
            colours = (pixels[at : at + 3], pixels[at + width : at + width + 3])
            if colours != before and count:
                runs.append(Run("▀" * count, role, action=action, stop=stop, colours=before))
                count = 0
            before, count = colours, count + 1
        runs.append(Run("▀" * count, role, action=action, stop=stop, colours=before))
        lines.append(tuple(runs))
    return lines


def placeholders(cells: Cells, image: bytes, like: Run) -> list[Line]:
    """The same room, drawn by the terminal."""
    from tui_reader.ui.graphics.placeholders import row  # where there is a terminal that does

    return [
        (replace(like, text=row(number, cells.columns), colours=(image, b"")),)
        for number in range(cells.rows)
    ]


def _waiting(spot: Spot, label: str, why: str) -> list[Line]:
    """A quiet ground with words in its middle."""
    text = plain_flat(f"{label} {why}".strip(), "picture-room")
    words = flow(text, Setting(max(1, spot.columns - 2))).lines[: spot.rows]
    first = (spot.rows - len(words)) // 2
    lines: list[Line] = [(Run(" " * spot.columns, "picture-room"),)] * spot.rows
    for row, line in enumerate(words, first):
        free = max(0, spot.columns - line_width(line))
        left = free // 2
        lines[row] = (Run(" " * left, "picture-room"), *line, Run(" " * (free - left), "picture-room"))
    return lines
