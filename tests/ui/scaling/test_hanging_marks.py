"""Quotation marks that hang beside the column, in letters of every size: each cell is right, found and copied whole."""

from __future__ import annotations

import pytest
from rich.cells import cell_len
from textual.geometry import Offset
from textual.selection import Selection

from tests.ui.conftest import Newsroom
from tests.ui.scaling.conftest import Watch, Watched
from tui_reader.model.document import Paragraph, Span
from tui_reader.model.style import Layer
from tui_reader.ui.reading.lines import begin_of, inside

SAID = "“Hạ tầng số phải đi trước một bước”, ông nói."


def begins(watched: Watched) -> list[tuple[int, str]]:
    """How far before the column each line of the paragraphs begins, and its first letters."""
    layout = watched.reader.screen.desk.article.layout_now
    assert layout is not None
    lines = [layout.line(row) for row in range(layout.height) if not inside(layout.line(row))[0]]
    said = [
        (begin_of(line), "".join(run.part.text if run.part else run.text for run in line)) for line in lines
    ]
    return [(at, words[:2]) for at, words in said if words.startswith(("“Hạ", "Bộ"))]


@pytest.mark.parametrize(
    ("layer", "keys", "cells"),
    [
        (Layer.LAYOUT, (), 1),
        (Layer.OSC66, ("plus",) * 2, 0),
        (Layer.OSC66, ("plus",) * 4, 2),
        (Layer.OSC66, ("plus",) * 7, 3),
        (Layer.DEC, ("F", "plus"), 2),
        (Layer.BLOCKS, ("F", *("plus",) * 4), 3),
    ],
)
async def test_the_mark_hangs_where_whole_cells_allow_and_everything_on_screen_is_right(
    newsroom: Newsroom, watching: Watch, layer: Layer, keys: tuple[str, ...], cells: int
) -> None:
    (entry,) = newsroom.articles("Một")
    newsroom.text(entry, *(Paragraph((Span(one),)) for one in (SAID, f"Bộ trưởng nói. {SAID}", *[SAID] * 20)))
    async with watching(size=(130, 50), layer=layer) as watched:
        await watched.press("enter", *keys)
        assert begins(watched)[:2] == [(-cells, "“H"), (0, "Bộ")]
        assert watched.wrong() == []
        for key in ("j", "space", "k", "b", "slash", "h", "ạ", "enter", "T", "escape"):
            await watched.press(key)
            assert watched.wrong() == [], key


async def test_a_word_behind_a_large_hanging_mark_is_found_and_copied_where_it_stands(
    newsroom: Newsroom, watching: Watch
) -> None:
    (entry,) = newsroom.articles("Một")
    newsroom.text(entry, Paragraph((Span(SAID),)))
    async with watching(size=(130, 40)) as watched:
        await watched.press("enter", *["plus"] * 4, "slash", *"ha tang", "enter")
        view = watched.reader.screen.desk.article
        rows = [view.render_line(y) for y in range(view.size.height)]
        found = next(
            (y, x)
            for y, strip in enumerate(rows)
            for x in range(cell_len(strip.text))
            if strip.crop(x, x + 1).text == "H" and view.margin == x
        )
        marked = rows[found[0]].crop(found[1], found[1] + 14)
        assert {s.style.bgcolor for s in marked if s.style} == {view.brush("focused").bgcolor}
        row = found[0] + view.top
        edges = Selection(Offset(view.margin - 2, row), Offset(view.margin + 4, row))
        assert view.get_selection(edges) == ("“Hạ", "\n")
