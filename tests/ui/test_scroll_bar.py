"""Our scroll bar looks as the toolkit's own does, and is drawn again only where it would look another way."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from rich.segment import Segment
from textual.app import App, ComposeResult
from textual.geometry import Offset, Region, Size
from textual.scrollbar import ScrollBar
from textual.strip import Strip
from textual.widget import Widget

from tui_reader.ui.lighting import QuietView
from tui_reader.ui.scroll_bar import QuietScrollBar

HEIGHT = 20


class Long(QuietView):
    """A thousand lines."""

    DEFAULT_CSS = "Long { scrollbar-size-vertical: 1; overflow-x: hidden; }"

    def on_mount(self) -> None:
        self.virtual_size = Size(1, 1000)

    def render_line(self, y: int) -> Strip:
        return Strip([Segment(str(y))])


class Only(App[None]):
    def compose(self) -> ComposeResult:
        yield Long()


def looks(strips: Sequence[Strip]) -> list[list[tuple[str, object]]]:
    return [[(text, style) for text, style, _ in strip] for strip in strips]


@pytest.mark.parametrize("state", ["", "mouse_over", "grabbed"])
async def test_a_bar_looks_as_the_toolkits_own_wherever_it_stands(state: str) -> None:
    async with Only().run_test(size=(30, HEIGHT)) as pilot:
        view = pilot.app.query_one(Long)
        bar = view.vertical_scrollbar
        if state:
            bar.set_reactive(getattr(ScrollBar, state), True if state == "mouse_over" else Offset(1, 1))
        crop, own = Region(0, 0, 1, HEIGHT), []
        for virtual in (5, HEIGHT, HEIGHT + 1, 77, 2_000_000):
            for place in (0, 1, virtual // 3, max(0, virtual - HEIGHT)):
                bar.window_virtual_size, bar.position = virtual, place
                await pilot.pause()
                bar._set_dirty()
                own = Widget.render_lines(bar, crop)
                assert looks(bar.render_lines(crop)) == looks(own), (virtual, place)
        assert looks(bar.render_lines(Region(0, 3, 1, 4))) == looks(own)[3:7]


async def test_a_bar_is_drawn_again_where_it_looks_another_way_and_only_there(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    drawn: list[int] = []
    async with Only().run_test(size=(30, HEIGHT)) as pilot:
        view = pilot.app.query_one(Long)
        assert isinstance(view.vertical_scrollbar, QuietScrollBar)
        await pilot.pause()
        monkeypatch.setattr(QuietScrollBar, "refresh", lambda bar, **_: drawn.append(round(bar.position)))
        for y in range(1, 60):
            before = looks(view.vertical_scrollbar.render_lines(Region(0, 0, 1, HEIGHT)))
            told = len(drawn)
            view.scroll_to(y=y, animate=False, force=True)
            await pilot.pause()
            after = looks(view.vertical_scrollbar.render_lines(Region(0, 0, 1, HEIGHT)))
            assert (len(drawn) > told) == (before != after), y
        assert 5 < len(drawn) < 15
