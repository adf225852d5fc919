"""Folding: the same on both sides, whatever form the text came in."""

from __future__ import annotations

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from tui_reader.model.fold import fold_index, fold_key, fold_query


def test_the_letter_d_with_stroke_is_d() -> None:
    assert fold_index("Đoàn đi Đà Nẵng") == "Doàn di Dà Nẵng"
    assert fold_key("ĐƯỜNG phố") == "duong pho"


def test_unspaced_scripts_become_pairs() -> None:
    assert fold_query("東京都") == ["東京", "京都"]
    assert fold_query("世") == ["世"]
    assert fold_query("go 東京 now") == ["go", "東京", "now"]


@given(st.text())
def test_composed_and_decomposed_text_fold_alike(text: str) -> None:
    assert fold_index(unicodedata.normalize("NFD", text)) == fold_index(unicodedata.normalize("NFC", text))
    assert fold_key(unicodedata.normalize("NFD", text)) == fold_key(unicodedata.normalize("NFC", text))
