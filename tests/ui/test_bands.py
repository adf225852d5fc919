"""A frame draws what changed and nothing between; what reaches the terminal is the same."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from rich.cells import cell_len
from rich.style import Style
from textual._compositor import ChopsUpdate, Compositor
from textual.geometry import Region
from textual.strip import Strip

from tests.ui.conftest import Newsroom, Open
from tui_reader.ui.frames import PiecesUpdate
from tui_reader.ui.list.entry_list import EntryList

Cell = tuple[str, Style | None]


def put(update: ChopsUpdate | PiecesUpdate | None) -> dict[tuple[int, int], Cell]:
    """What is put where: by row and column the letter and how it looks."""
    if isinstance(update, PiecesUpdate):
        return {key: cell for piece in update.pieces for key, cell in _cells(*piece)}
    assert update is not None
    found: dict[tuple[int, int], Cell] = {}
    for y, left, right in update.spans:
        for x, strip in update.chops[y].items():
            if strip is not None:
                found.update({key: cell for key, cell in _cells(x, y, strip) if left <= key[1] < right})
    return found


def _cells(x: int, y: int, strip: Strip) -> Iterator[tuple[tuple[int, int], Cell]]:
    for text, style, _ in strip:
        for letter in text:
            yield (y, x), (letter, style)
            x += cell_len(letter)


async def test_a_pane_and_the_last_line_are_drawn_without_the_panes_beside(
    newsroom: Newsroom, reading: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    newsroom.articles("Một", "Hai")
    async with reading(size=(160, 40)) as reader:
        await reader.press("enter")
        compositor: Any = reader.screen._compositor
        dirty = {Region(100, 5, 60, 20), Region(110, 22, 20, 4), Region(0, 39, 160, 1)}
        compositor._dirty_regions = set(dirty)
        wanted = put(Compositor.render_partial_update(compositor))
        drawn: list[Region] = []
        lines = EntryList.render_lines

        def seen(view: EntryList, crop: Region) -> list[Strip]:
            drawn.append(crop)
            return lines(view, crop)

        monkeypatch.setattr(EntryList, "render_lines", seen)
        compositor._dirty_regions = set(dirty)
        assert put(compositor.render_partial_update()) == wanted
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
