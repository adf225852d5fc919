"""How many frames a key costs, counted and not timed: its row at once, and one of the article beside it."""

from __future__ import annotations

import math

import pytest
from textual.geometry import Region

from tests.ui.conftest import Newsroom, Open, Reader
from tui_reader.ui.frames import LeanCompositor
from tui_reader.ui.reading.pieces import Column


@pytest.fixture
def drawn(monkeypatch: pytest.MonkeyPatch) -> list[set[Region]]:
    """The regions each frame drew anew."""
    frames: list[set[Region]] = []
    draw = LeanCompositor.draw

    def noted(compositor: LeanCompositor, regions: set[Region]) -> object:
        frames.append(set(regions))
        return draw(compositor, regions)

    monkeypatch.setattr(LeanCompositor, "draw", noted)
    return frames


async def test_a_key_in_the_list_costs_a_frame_for_its_row_and_one_for_the_preview(
    newsroom: Newsroom, reading: Open, drawn: list[set[Region]], monkeypatch: pytest.MonkeyPatch
) -> None:
    settle = Column.settle  # how far a slice comes is a matter of time
    monkeypatch.setattr(Column, "settle", lambda column: settle(column, math.inf))
    newsroom.articles("One")
    newsroom.articles("Two", paragraphs=40)
    newsroom.articles("Three", paragraphs=80)
    async with reading(size=(120, 40)) as reader:
        for _ in range(2):
            drawn.clear()
            await _next_and_its_preview(reader)
            rows, preview = [one for one in drawn if one]
            view = reader.screen.desk.article
            assert reader.screen.desk.bar.region in preview
            assert not any(one.overlaps(view.region) for one in rows)
            assert any(one.overlaps(view.vertical_scrollbar.region) for one in preview)
            assert view.vertical_scrollbar.window_virtual_size == view.virtual_size.height


async def _next_and_its_preview(reader: Reader) -> None:
    before = reader.shown
    await reader.press("j")
    while reader.shown == before:
        await reader.pilot.pause(0.01)
    await reader.settle()
    await reader.pilot.pause(0.05)  # longer than the toolkit's timer would put another frame off
    await reader.settle()


async def test_a_key_has_its_frame_without_the_timer_unless_the_one_before_just_had_one(
    newsroom: Newsroom, reading: Open, drawn: list[set[Region]], monkeypatch: pytest.MonkeyPatch
) -> None:
    newsroom.articles("One", "Two", "Three")
    async with reading() as reader:
        await reader.settle()
        with monkeypatch.context() as patched:
            patched.setattr(reader.screen._update_timer, "resume", lambda: None)  # as if it were not due yet
            drawn.clear()
            reader.screen._next_answer = 0.0
            await reader.pilot.press("j")
            assert len(drawn) == 1
            reader.screen._next_answer = math.inf
            await reader.pilot.press("k")
            assert len(drawn) == 1
        reader.screen._next_answer = 0.0
