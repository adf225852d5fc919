"""A picture in the middle of a screen of its own, as near as the reader went to it."""

from __future__ import annotations

from typing import Final, NamedTuple

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from textual.strip import Strip
from textual.widget import Widget

from tui_reader.model.picture import Cells, Window
from tui_reader.ui.reading.brushes import of_picture
from tui_reader.ui.reading.lines import Line, Run
from tui_reader.ui.reading.pictures import drawn, placeholders

_STEPS: Final = (1.0, 1.5, 2.0, 3.0, 4.0, 6.0)
_STRIDE: Final = 0.25
"""Part of what is seen that one key moves on."""
_PLAIN: Final = Run("", "picture-cells")


class Zoom(NamedTuple):
    """How near, and which point of the picture is in the middle, in fractions of it."""

    step: int = 0
    x: float = 0.5
    y: float = 0.5

    @property
    def near(self) -> bool:
        """Whether less than all of it may be seen."""
        return self.step > 0

    @property
    def factor(self) -> float:
        """How many times as large as the whole picture fits."""
        return _STEPS[self.step]

    def nearer(self, way: int) -> Zoom:
        """A step nearer (1) or farther (-1); 0: all of it."""
        step = max(0, min(len(_STEPS) - 1, self.step + way)) if way else 0
        return self._replace(step=step) if step else Zoom()

    def moved(self, x: int, y: int) -> Zoom:
        """Some of what is seen to the side."""
        stride = _STRIDE / self.factor
        return self._replace(
            x=min(1.0, max(0.0, self.x + x * stride)), y=min(1.0, max(0.0, self.y + y * stride))
        )

    def window(self, whole: tuple[int, int], columns: int, rows: int) -> tuple[Window, int, int]:
        """What is seen of a picture that fits in ``whole`` cells, and the cells it takes of so many."""
        wide, high = whole[0] * self.factor, whole[1] * self.factor
        across, down = min(columns, round(wide)), min(rows, round(high))
        width, height = across / wide, down / high
        left = min(max(0.0, self.x - width / 2), 1 - width)
        top = min(max(0.0, self.y - height / 2), 1 - height)
        return Window(left, top, width, height), across, down


class Sight(NamedTuple):
    """What there is to see of a picture: its cells, or words in their place."""

    cells: Cells | None = None
    said: str = ""
    image: bytes = b""
    """Its number in the terminal, where that draws it itself."""


class Canvas(Widget):
    """Cells in the middle of what room there is."""

    def __init__(self) -> None:
        super().__init__()
        self._sight = Sight()
        self._lines: list[Line] = []
        self._covered = False

    def show(self, sight: Sight) -> None:
        """Draw this."""
        self._sight = sight
        self._lines = []
        if sight.cells is not None and sight.image and not self._covered:
            self._lines = placeholders(sight.cells, sight.image, _PLAIN)
        elif sight.cells is not None:
            self._lines = drawn(sight.cells, _PLAIN)
        self.refresh()

    def cover(self, covered: bool) -> None:
        """Another screen lies over this one: what the terminal draws itself cannot be dimmed."""
        self._covered = covered
        self.show(self._sight)

    def render_line(self, y: int) -> Strip:
        """One row."""
        width, ground = self.size.width, self.rich_style
        row = y - (self.size.height - len(self._lines)) // 2
        if not self._lines and y == self.size.height // 2:
            said = Segment(set_cell_size(self._sight.said, min(width, cell_len(self._sight.said))), ground)
            left = max(0, width - said.cell_length) // 2
            return Strip([Segment(" " * left, ground), said]).adjust_cell_length(width, ground)
        if not 0 <= row < len(self._lines):
            return Strip.blank(width, ground)
        runs = [Segment(run.text, of_picture(run.colours, ground)) for run in self._lines[row] if run.colours]
        strip = Strip(runs)
        left = max(0, width - strip.cell_length) // 2
        return Strip.join([Strip.blank(left, ground), strip]).adjust_cell_length(width, ground)
