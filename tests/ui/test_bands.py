"""A frame draws what changed and nothing between; what reaches the terminal is the same."""

from __future__ import annotations

from typing import Any

import pytest
from textual._compositor import ChopsUpdate, Compositor
from textual.geometry import Region
from textual.strip import Strip

from tests.ui.conftest import Newsroom, Open
from tui_reader.ui.list.entry_list import EntryList


def written(update: ChopsUpdate | None) -> dict[tuple[int, int], str]:
    """What is put where: by row and first column the text of each span."""
    assert update is not None
    found: dict[tuple[int, int], str] = {}
    for y, left, right in update.spans:
        columns = sorted(update.chops[y].items())
        text = "".join(strip.text for x, strip in columns if strip is not None and left <= x < right)
        found[y, left] = text
    return found


async def test_a_pane_and_the_last_line_are_drawn_without_the_panes_beside(
    newsroom: Newsroom, reading: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    newsroom.articles("Một", "Hai")
    async with reading(size=(160, 40)) as reader:
        await reader.press("enter")
        compositor: Any = reader.screen._compositor
        dirty = {Region(100, 5, 60, 20), Region(110, 22, 20, 4), Region(0, 39, 160, 1)}
        compositor._dirty_regions = set(dirty)
        wanted = written(Compositor.render_partial_update(compositor))
        drawn: list[Region] = []
        lines = EntryList.render_lines

        def seen(view: EntryList, crop: Region) -> list[Strip]:
            drawn.append(crop)
            return lines(view, crop)

        monkeypatch.setattr(EntryList, "render_lines", seen)
        compositor._dirty_regions = set(dirty)
        assert {key: text for key, text in written(compositor.render_partial_update()).items() if text} == {
            key: text for key, text in wanted.items() if text
        }
        assert not drawn
        assert compositor.render_partial_update() is None


async def test_what_is_behind_a_view_shows_where_its_lines_are_too_short_or_too_few(
    newsroom: Newsroom, reading: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    newsroom.articles("Một", "Hai")
    async with reading(size=(80, 24)) as reader:
        lines = EntryList.render_lines

        def short(view: EntryList, crop: Region) -> list[Strip]:
            return [strip.crop(0, crop.width - 1) for strip in lines(view, crop)][:-1]

        monkeypatch.setattr(EntryList, "render_lines", short)
        compositor: Any = reader.screen._compositor
        frame = compositor.render_full_update()
        assert all(strip is not None for row in frame.strips for strip in row)
