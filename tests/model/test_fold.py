"""Folding: the same on both sides, whatever form the text came in."""

from __future__ import annotations

import sqlite3
import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from tui_reader.model.fold import fold_index, fold_key, fold_query
from tui_reader.model.scrub import NO_LETTER, usual_letters


def test_the_letter_d_with_stroke_is_d() -> None:
    assert fold_index("Đoàn đi Đà Nẵng") == "doan di da Nang"
    assert fold_key("ĐƯỜNG phố") == "duong pho"


def test_usual_letters_are_the_words_to_the_tokenizer_that_they_are_with_their_marks() -> None:
    for letter in set(usual_letters()) - {NO_LETTER, "\0"}:
        text = f"a{letter}b {letter} c"
        assert _terms(fold_index(text)) == _terms(text.replace("đ", "d").replace("Đ", "D")), letter


def test_a_text_with_one_unusual_letter_is_the_same_words_but_for_that() -> None:
    assert _terms(fold_index("Đường phố — Ứng xử")) == _terms(fold_index("Đường phố — Ứng xử ∞"))


def _terms(text: str) -> list[str]:
    index = sqlite3.connect(":memory:")
    index.execute("CREATE VIRTUAL TABLE told USING fts5 (text, tokenize='unicode61 remove_diacritics 2')")
    index.execute("CREATE VIRTUAL TABLE terms USING fts5vocab (told, 'instance')")
    index.execute("INSERT INTO told VALUES (?)", (text,))
    return [term for (term,) in index.execute("SELECT term FROM terms ORDER BY offset")]


def test_unspaced_scripts_become_pairs() -> None:
    assert fold_query("東京都") == ["東京", "京都"]
    assert fold_query("世") == ["世"]
    assert fold_query("go 東京 now") == ["go", "東京", "now"]


@given(st.text())
def test_composed_and_decomposed_text_fold_alike(text: str) -> None:
    assert fold_index(unicodedata.normalize("NFD", text)) == fold_index(unicodedata.normalize("NFC", text))
    assert fold_key(unicodedata.normalize("NFD", text)) == fold_key(unicodedata.normalize("NFC", text))
