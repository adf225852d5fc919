"""What the end of a query may become."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui_reader.query.completing import complete

NAMES = {
    "feed": ("Báo Bến Lau", "Slow Machines", "The Kestrel", 'Say "hi"'),
    "folder": ("Thời sự", "News"),
    "tag": ("núi", "river"),
}


@pytest.mark.parametrize(
    ("typed", "choices"),
    [
        ("", ()),
        ("m", ()),
        ("fee", ("feed:",)),
        ("mưa ngu", ("nguồn:",)),
        ("thu", ("thư mục:",)),
        ("thư m", ("thư mục:",)),
        ("-ta", ("tag:", "tác giả:")),
        ("feed:", ('"Báo Bến Lau" ', '"Slow Machines" ', '"The Kestrel" ', '"Say  hi " ')),
        ("feed:bao", ('"Báo Bến Lau" ',)),
        ("nguồn:báo b", ('"Báo Bến Lau" ',)),
        ("nguon:lau", ('"Báo Bến Lau" ',)),
        ('feed:"slow m', ('"Slow Machines" ',)),
        ("a OR thư mục:th", ('"Thời sự" ',)),
        ("tag:r", ("river ",)),
        ("tag:river", ()),
        ("feed:nobody", ()),
        ("is:un", ("unread ", "unfinished ")),
        ("là:chưa", ("chưa đọc ",)),
        ("là:chưa đ", ("chưa đọc ",)),
        ("has:p", ("pictures ",)),
        ("trong:bình", ("bình luận ",)),
        ("after:", ("today ", "yesterday ", "7d ")),
        ("trước:hôm", ("hôm nay ", "hôm qua ")),
        ("age:", ("<1d", "<7d", ">30d")),
        ("minutes:>", (">5", ">10")),
        ("is:unread fo", ("folder:",)),
        ("title:ra", ()),
        ('"feed:', ()),
    ],
)
def test_what_may_come_next(typed: str, choices: tuple[str, ...]) -> None:
    assert complete(typed, NAMES).choices == choices


@pytest.mark.parametrize(
    ("typed", "taken"),
    [
        ("mưa ngu", "mưa nguồn:"),
        ("thư m", "thư mục:"),
        ("nguồn:báo b", 'nguồn:"Báo Bến Lau" '),
        ('-feed:"slow', '-feed:"Slow Machines" '),
        ("x", ""),
    ],
)
def test_the_first_choice_takes_the_place_of_what_was_typed(typed: str, taken: str) -> None:
    assert complete(typed, NAMES).taken(typed) == taken


@given(
    st.text(max_size=30)
    | st.lists(st.sampled_from(["feed:", "là:", " ", '"', "ch", "báo", "-", "("])).map("".join)
)
def test_anything_may_be_typed(typed: str) -> None:
    found = complete(typed, NAMES)
    assert 0 <= found.start <= len(typed)
