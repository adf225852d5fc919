"""Wide tables and code move sideways, tell where they go on, and nothing else moves."""

from __future__ import annotations

import pytest

from tests.ui.conftest import Newsroom, Open
from tui_reader.model.document import Cell, Code, Paragraph, Span, Table


def wide_table(columns: int = 12) -> Table:
    head = tuple(Cell((Span(f"Năm {2000 + n} toàn tỉnh"),), header=True) for n in range(columns))
    rows = [tuple(Cell((Span(f"hàng {row} cột {n}"),)) for n in range(columns)) for row in range(4)]
    return Table((head, *rows))


@pytest.mark.parametrize(("lang", "more"), [("en", "Table continues →"), ("vi", "Bảng còn tiếp →")])
async def test_a_wide_table_goes_on_to_the_right_and_back(
    newsroom: Newsroom, reading: Open, lang: str, more: str
) -> None:
    newsroom.lang = lang
    one, *_ = newsroom.articles("One")
    newsroom.text(one, wide_table(), Paragraph((Span("Sau bảng."),)))
    async with reading() as reader:
        await reader.press("enter")
        before = reader.text()
        assert more in before
        assert "hàng 1 cột 0" in before
        assert "hàng 1 cột 11" not in before
        await reader.press("greater_than_sign")
        assert "Năm 2002" in reader.text()
        assert "Năm 2001" not in reader.text(), "moved by a column"
        assert "hàng 1 cột 0" in reader.text(), "the first column stays"
        assert "Sau bảng." in reader.text()
        await reader.press(*["greater_than_sign"] * 12)
        assert "hàng 1 cột 11" in reader.text()
        assert more not in reader.text()
        await reader.press(*["less_than_sign"] * 14)
        assert reader.text().splitlines()[:20] == before.splitlines()[:20]


async def test_long_lines_of_code_move(newsroom: Newsroom, reading: Open) -> None:
    one, *_ = newsroom.articles("One")
    newsroom.text(one, Code("start = 1\n" + "x" * 150 + "needle"))
    async with reading() as reader:
        await reader.press("enter")
        assert "start" in reader.text()
        assert "needle" not in reader.text()
        await reader.press(*["greater_than_sign"] * 6)
        assert "needle" in reader.text()
        assert "←" in reader.text()
        await reader.press(*["less_than_sign"] * 6)
        assert "start" in reader.text()


async def test_finding_something_beyond_the_edge_of_code_moves_the_code(
    newsroom: Newsroom, reading: Open
) -> None:
    one, *_ = newsroom.articles("One")
    newsroom.text(one, Code("start = 1\n" + "x" * 150 + "needle" + "y" * 50))
    async with reading() as reader:
        await reader.press("enter", "slash", *"needle")
        assert "xneedley" in reader.text()
        await reader.press("ctrl+u", *"start")
        assert "start = 1" in reader.text()


async def test_where_nothing_is_wide_the_keys_say_so(newsroom: Newsroom, reading: Open) -> None:
    one, *_ = newsroom.articles("One")
    newsroom.text(one, Code("short"))
    async with reading() as reader:
        await reader.press("enter", "greater_than_sign")
        assert reader.notice == "This does not work here."
