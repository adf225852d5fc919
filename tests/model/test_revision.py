"""What was changed between two versions, word by word."""

from __future__ import annotations

from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from tui_reader.model.revision import Piece, Version, compared

NOW = datetime(2026, 11, 20, 8, 0, tzinfo=UTC)
TEXT = st.lists(
    st.lists(st.sampled_from(("mưa", "sông", "núi", "ba", "người")), min_size=1, max_size=6).map(" ".join),
    max_size=5,
).map("\n\n".join)


def version(text: str) -> Version:
    return Version(NOW, "Title", text)


def test_a_number_that_was_corrected_is_all_that_is_shown_of_an_article() -> None:
    before = version("One.\n\nTwo.\n\nThe flood took 3 houses.\n\nEnd.")
    after = version("One.\n\nTwo.\n\nThe flood took 12 houses.\n\nEnd.")
    assert compared(before, after) == [
        Piece("left_out", "3", ends=True),
        Piece("same", "The flood took"),
        Piece("gone", "3"),
        Piece("new", "12"),
        Piece("same", "houses.", ends=True),
        Piece("left_out", "1", ends=True),
    ]


def test_what_only_looks_other_is_no_change() -> None:
    assert {piece.change for piece in compared(version("A  b\nc"), version("A b c"))} == {"left_out"}


@given(TEXT, TEXT)
def test_old_and_new_words_can_be_read_from_it(old: str, new: str) -> None:
    pieces = compared(version(old), version(new))
    kept = sum(int(piece.text) for piece in pieces if piece.change == "left_out")
    for text, own in ((old, "gone"), (new, "new")):
        said = [word for piece in pieces if piece.change in ("same", own) for word in piece.text.split()]
        words = ["Title", *text.split()]
        rest = list(words)
        for word in said:
            rest.remove(word)
        assert kept or not rest
        assert kept <= len(version(text).paragraphs)


def test_very_long_passages_are_not_compared_word_by_word() -> None:
    pieces = compared(version("a " * 3000), version("b " * 3000))
    assert [piece.change for piece in pieces] == ["left_out", "gone", "new"]
