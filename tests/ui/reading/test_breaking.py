"""Lines break where readers expect, at any width, in any script."""

from __future__ import annotations

import time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from rich.cells import cell_len, split_graphemes

from tui_reader.ui.reading.breaking import cuts


def broken(text: str, width: int, letter: int = 0) -> list[str]:
    return [text[cut.start : cut.end] for cut in cuts(text, width, letter=letter)]


def test_vietnamese_breaks_between_syllables_only() -> None:
    assert broken("Bộ trưởng làm việc với tỉnh Quảng Ninh", 14) == [
        "Bộ trưởng làm",
        "việc với tỉnh",
        "Quảng Ninh",
    ]


def test_no_line_ends_at_a_no_break_space() -> None:
    assert broken("một hai\u00a0ba bốn", 9) == ["một", "hai\u00a0ba", "bốn"]


def test_chinese_punctuation_never_begins_a_line() -> None:
    assert broken("日本語の文章「これはテスト」です。", 10) == [
        "日本語の文",
        "章「これは",
        "テスト」で",
        "す。",
    ]
    assert all(not line.startswith(("。", "」", "、")) for line in broken("改行、改行。「改行」" * 8, 10))
    assert all(not line.endswith("「") for line in broken("改行、改行。「改行」" * 8, 10))


def test_a_family_emoji_is_never_cut() -> None:
    family = "👨\u200d👩\u200d👧\u200d👦"
    assert broken(f"{family}{family}{family}", 5) == [f"{family}{family}", family]


def test_the_writers_own_line_ends_stay() -> None:
    assert broken("một\nhai ba\n\nbốn", 20) == ["một", "hai ba", "", "bốn"]


def test_a_compound_may_end_a_line_after_its_dash_but_a_range_of_years_may_not() -> None:
    assert broken("xã hội-chủ nghĩa", 10) == ["xã hội-chủ", "nghĩa"]
    assert broken("kinh tế-xã", 9) == ["kinh tế-", "xã"]
    assert broken("nhiệm kỳ 2019-2020", 15) == ["nhiệm kỳ", "2019-2020"]


def test_a_word_wider_than_the_column_is_broken_hard() -> None:
    assert broken("aaaaaaaaaa", 4) == ["aaaa", "aaaa", "aa"]


def test_letter_spacing_takes_room() -> None:
    assert broken("một hai ba", 13, letter=1) == ["một hai", "ba"]


@pytest.mark.hostile("H48")
def test_a_megabyte_in_one_word_takes_no_more_a_line_than_a_short_one() -> None:
    begun = time.perf_counter()
    assert sum(1 for _ in cuts("x" * 1_000_000, 66)) == 15152
    assert time.perf_counter() - begun < 2


text = st.text(
    st.one_of(
        st.sampled_from(" \n-aếộữ.「」。日本語の한글👩\u200d👧\u0301\u200d\ufe0f❤—\u00a0"),
        st.characters(exclude_categories=["Cs", "Cc"]),
    ),
    max_size=200,
)


@given(text, st.integers(2, 40), st.integers(0, 2))
@example("a\u0301" * 60, 4, 0)
@example(" " * 50, 3, 0)
@example("語" * 9, 2, 1)
def test_no_word_is_lost_and_no_line_too_wide(given_text: str, width: int, letter: int) -> None:
    lines = broken(given_text, width, letter)
    kept = "".join("".join(lines).split(" "))
    assert kept == "".join(given_text.replace("\n", "").split(" "))
    for line in lines:
        clusters = split_graphemes(line)[0]
        wide = cell_len(line) + letter * max(0, sum(bool(cells) for _, _, cells in clusters) - 1)
        assert wide <= width or len([c for c in clusters if c[2]]) <= 1


@given(text, st.integers(2, 40))
def test_no_grapheme_is_cut(given_text: str, width: int) -> None:
    clean = given_text.replace("\n", "")
    edges = {start for start, _, _ in split_graphemes(clean)[0]} | {len(clean)}
    for cut in cuts(clean, width):
        assert cut.start in edges or clean[cut.start - 1] == " "
        assert cut.end in edges or clean[cut.end] == " "
