"""A scroll bar that is drawn anew only where it looks another way: a line further in a long list is no change to be seen."""

from __future__ import annotations

from math import ceil

from rich.segment import Segment
from textual.geometry import Region
from textual.reactive import Reactive
from textual.scrollbar import ScrollBar, ScrollBarRender
from textual.strip import Strip

_EIGHTHS = 8
"""Places of the bar's ends within a cell."""


class QuietScrollBar(ScrollBar):
    """The toolkit's own bar in its own looks, without a look at sheets and borders for each of its rows."""

    window_virtual_size: Reactive[int] = Reactive(100, repaint=False)
    window_size: Reactive[int] = Reactive(0, repaint=False)
    position: Reactive[float] = Reactive(0, repaint=False)

    def __init__(self, thickness: int) -> None:
        super().__init__(vertical=True, name="vertical", thickness=thickness)
        self._seen: tuple[int, int] | None = None

    def watch_window_virtual_size(self) -> None:
        self._look_again()

    def watch_window_size(self) -> None:
        self._look_again()

    def watch_position(self) -> None:
        self._look_again()

    def _look_again(self) -> None:
        if self._seen != self._ends():
            self.refresh()

    def _ends(self) -> tuple[int, int]:
        """Where the bar begins and how long it is, in eighths of a cell, as ``ScrollBarRender`` works it out; (0, 0): none."""
        height, virtual, window = self.size.height, ceil(self.window_virtual_size), ceil(self.window_size)
        if not height or not 0 < window < virtual or height == virtual:
            return 0, 0
        length = max(1, window / (virtual / height))
        place = (height - length) * (self.position / (virtual - window))
        return int(place * _EIGHTHS), ceil(length * _EIGHTHS)

    def render_lines(self, crop: Region) -> list[Strip]:
        self._seen = self._ends()
        bar, ground, filters = self._bar(), self.background_colors[1], self.get_line_filters()
        strips: dict[Segment, Strip] = {}
        for segment in set(bar):
            strip = Strip([segment], self.thickness)
            for each in filters:
                strip = strip.apply_filter(each, ground)
            strips[segment] = strip
        return [strips[segment] for segment in bar[crop.y : crop.bottom]]

    def _bar(self) -> list[Segment]:
        """A segment for each row."""
        made = self.render()
        assert isinstance(made, ScrollBarRender)
        style, ground = self.app.console.get_style(made.style), self.visual_style.rich_style
        assert style.bgcolor is not None
        assert style.color is not None
        bar = made.render_bar(
            size=self.size.height,
            virtual_size=made.virtual_size,
            window_size=made.window_size,
            position=made.position,
            thickness=self.thickness,
            back_color=style.bgcolor,
            bar_color=style.color,
        )
        return list(Segment.apply_style(bar.segments, ground))
