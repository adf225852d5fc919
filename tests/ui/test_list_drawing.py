"""Rows and lines of the list: pure, at every width and density, for a million rows."""

from __future__ import annotations

from array import array
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from rich.cells import cell_len
from rich.style import Style

from tui_reader.model.entry import EntryRow, EntryState
from tui_reader.strings import words
from tui_reader.ui.list.entry_row import ASCII, Density, RowLook, draw
from tui_reader.ui.list.geometry import Geometry
from tui_reader.ui.list.loaded_rows import LoadedRows

NOW = datetime(2026, 11, 20, 8, 0, tzinfo=UTC)
LOOK = RowLook(words("vi"), NOW, UTC)


def row(title: str = "Phủ sóng 5G", number: int = 1, hours: int = 2, **state: Any) -> EntryRow:
    return EntryRow(
        number,
        1,
        "Tuổi Trẻ",
        title,
        "Lời dẫn của bài.",
        NOW - timedelta(hours=hours),
        EntryState(**state),
        comments=12,
    )


def text(
    one: EntryRow, width: int, density: Density = Density.COMPACT, part: int = 0, look: RowLook = LOOK
) -> str:
    return "".join(s.text for s in draw(one, part, width, density, look, lambda _: Style(), current=False))


@given(st.text(max_size=400), st.integers(12, 250), st.sampled_from(list(Density)), st.booleans())
def test_a_row_is_exactly_as_wide_as_its_pane(title: str, width: int, density: Density, read: bool) -> None:
    for part in range(density + 1):
        line = text(row(title, read=read), width, density, part)
        assert cell_len(line) == width
        assert "\n" not in line


@pytest.mark.parametrize(
    ("state", "sign"),
    [
        ({}, "●"),
        ({"read": True}, " "),
        ({"starred": True}, "★"),
        ({"later": True, "read": True}, "»"),
        ({"opened": True, "read": True, "progress": 38}, "◐"),
        ({"opened": True, "read": True, "progress": 97}, " "),
    ],
)
def test_the_sign_before_a_title_says_its_state(state: dict[str, Any], sign: str) -> None:
    assert text(row(**state), 80)[1] == sign


def test_signs_can_be_plain_letters() -> None:
    assert text(row(starred=True), 80, look=RowLook(words("vi"), NOW, UTC, ASCII))[1] == "*"


def test_a_compact_line_says_source_comments_and_age() -> None:
    assert text(row(opened=True, read=True, progress=38), 80).split() == [
        "◐",
        "Phủ",
        "sóng",
        "5G",
        "38%",
        "Tuổi",
        "Trẻ",
        "12",
        "2",
        "giờ",
    ]


def test_two_lines_say_the_rest_below() -> None:
    assert text(row(), 46, Density.NORMAL, 1).split("  ")[1].strip() == "Tuổi Trẻ · 12 bình luận"


def test_a_long_title_wraps_where_there_are_three_lines() -> None:
    long = row("Bộ trưởng Bộ Thông tin và Truyền thông làm việc với tỉnh Quảng Ninh")
    first, second = (text(long, 46, Density.COMFORTABLE, part) for part in (0, 1))
    assert first.strip("● ").startswith("Bộ trưởng")
    assert second.strip()


def test_an_invisible_title_gets_words() -> None:
    assert "Lời dẫn" in text(row("\u200d"), 80)


@given(
    st.integers(0, 200), st.integers(1, 3), st.lists(st.integers(0, 199), max_size=20), st.integers(-1, 200)
)
def test_every_line_belongs_to_one_row_and_rows_know_their_lines(
    count: int, height: int, headings: list[int], opened: int
) -> None:
    geometry = Geometry(count, height, opened)
    for index in headings:
        if index < count:
            geometry.add_heading(index)
    spots = [geometry.at(line) for line in range(geometry.lines)]
    assert None not in spots
    assert geometry.at(geometry.lines) is None
    for index in range(count):
        assert spots[geometry.line_of(index)] == ("row", index, 0)
        assert sum(spot is not None and spot[:2] == ("row", index) for spot in spots) == geometry.height_of(
            index
        )


@given(
    st.integers(0, 60),
    st.integers(1, 3),
    st.lists(st.integers(0, 59), max_size=9),
    st.integers(-1, 60),
    st.integers(0, 250),
)
def test_lines_on_end_are_counted_as_each_alone_is_looked_for(
    count: int, height: int, headings: list[int], opened: int, start: int
) -> None:
    geometry = Geometry(count, height, opened)
    for index in headings:
        if index < count:
            geometry.add_heading(index)
    assert list(geometry.spots(start, 40)) == [geometry.at(line) for line in range(start, start + 40)]


def test_a_million_rows_cost_what_is_seen_of_them() -> None:
    ids = array("q", range(1_000_000))
    geometry, loaded = Geometry(len(ids), 2), LoadedRows(ids)
    at_end = geometry.window(geometry.lines - 40, 40)
    wanted = loaded.wanted(at_end)
    assert wanted[-1] == 999_999
    assert len(wanted) <= 20 + 60
    rows = [row(number=one, hours=one % 100) for one in wanted]
    assert loaded.put(rows, geometry, LOOK, 999_999)
    assert loaded.wanted(at_end) == []


def test_days_and_the_last_visit_stand_between_rows() -> None:
    loaded = LoadedRows(array("q", (1, 2, 3)), last_visit=NOW - timedelta(hours=3))
    geometry = Geometry(3, 1)
    loaded.wanted(range(3))
    loaded.put([row(number=n, hours=h) for n, h in ((1, 2), (2, 4), (3, 40))], geometry, LOOK, 0)
    assert [[line.text for line in loaded.headings[n]] for n in range(3)] == [
        ["Hôm nay"],
        ["từ lần đọc trước, 05:00"],
        ["Thứ Tư, 18/11"],
    ]
    assert geometry.lines == 6


def test_where_articles_stand_far_apart_the_older_ones_have_a_heading_a_month() -> None:
    loaded = LoadedRows(array("q", range(1, 6)))
    geometry = Geometry(5, 1)
    loaded.wanted(range(5))
    ages = (2, 40, 24 * 20, 24 * 21, 24 * 60)
    loaded.put([row(number=n, hours=h) for n, h in enumerate(ages, 1)], geometry, LOOK, 0)
    assert [[line.text for line in loaded.headings[n]] for n in range(5)] == [
        ["Hôm nay"],
        ["Thứ Tư, 18/11"],
        ["Tháng 10/2026"],
        [],
        ["Tháng 09/2026"],
    ]


def test_what_was_opened_stands_under_the_day_it_was_opened_on() -> None:
    loaded = LoadedRows(array("q", (1, 2)), by_opening=True)
    loaded.wanted(range(2))
    opened = [replace(row(number=n, hours=24 * 400 * n), opened_at=NOW) for n in (1, 2)]
    loaded.put(opened, Geometry(2, 1), LOOK, 0)
    assert [[line.text for line in loaded.headings[n]] for n in range(2)] == [["Hôm nay"], []]
