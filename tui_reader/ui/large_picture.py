"""One picture over the whole screen, its caption below, with the article's others to the left and right."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from typing import NamedTuple

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from rich.text import Text
from textual import events
from textual.app import ComposeResult
from textual.strip import Strip
from textual.widget import Widget
from textual.widgets import Static

from tui_reader.model.document import Figure, ImageRef
from tui_reader.model.picture import Cells
from tui_reader.strings import Words
from tui_reader.ui.dialog import Dialog
from tui_reader.ui.reading import blocks
from tui_reader.ui.reading.brushes import of_pixels
from tui_reader.ui.reading.lines import NO_STOP
from tui_reader.ui.reading.pictures import drawn


class Sight(NamedTuple):
    """What there is to see of a picture: its cells, or words in their place."""

    cells: Cells | None = None
    said: str = ""


Bring = Callable[[str, int, int], Awaitable[Sight]]
"""Address, columns, rows → what is here of it now."""


class LargePicture(Dialog[None]):
    """``left`` and ``right`` go from one to the next, ``o`` opens the picture outside. It fetches nothing itself."""

    CLOSING = frozenset({"escape", "q", "i"})

    def __init__(
        self, figures: Sequence[Figure], at: int, words: Words, bring: Bring, outside: Callable[[str], None]
    ) -> None:
        super().__init__()
        self._figures, self._at, self._words = figures, at, words
        self._bring, self._outside = bring, outside
        self._canvas = Canvas()
        self._below = Static(classes="picture-caption")

    @property
    def image(self) -> ImageRef:
        """The picture on screen."""
        image = self._figures[self._at].image
        assert image is not None, "only figures with a picture come here"
        return image

    def compose(self) -> ComposeResult:
        yield self._canvas
        yield self._below
        yield Static(Text(self._words("picture.keys")), classes="picture-keys")

    def on_key(self, event: events.Key) -> None:
        if event.key in ("left", "right", "h", "l"):
            event.stop()
            self._at = (self._at + (1 if event.key in ("right", "l") else -1)) % len(self._figures)
            self._canvas.show(Sight())
            self.again()
        elif event.key == "o":
            event.stop()
            self._outside(self.image.url)

    def on_resize(self) -> None:
        self.again()

    def again(self) -> None:
        """Another picture, another size, or it arrived."""
        figure = self._figures[self._at]
        label = self._words("picture.n_of_m", n=self._at + 1, m=len(self._figures))
        self._below.update(Text(blocks.caption(figure, self._words, NO_STOP, label=f"[{label}]").text))
        self.run_worker(self._show(), exclusive=True)

    async def _show(self) -> None:
        columns, rows = self.size.width, max(1, self.size.height - 3)
        self._canvas.show(await self._bring(self.image.url, columns, rows))


class Canvas(Widget):
    """Cells in the middle of what room there is."""

    def __init__(self) -> None:
        super().__init__()
        self._sight = Sight()
        self._lines: list[Strip] = []

    def show(self, sight: Sight) -> None:
        """Draw this."""
        self._sight = sight
        lines = drawn(sight.cells) if sight.cells is not None else ()
        self._lines = [
            Strip([Segment(run.text, of_pixels(*run.colours)) for run in line if run.colours])
            for line in lines
        ]
        self.refresh()

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
        strip = self._lines[row]
        left = max(0, width - strip.cell_length) // 2
        return Strip.join([Strip.blank(left, ground), strip]).adjust_cell_length(width, ground)
