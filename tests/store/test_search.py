"""What is kept is found, in any script and spelling."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from datetime import datetime

import pytest

from tui_reader.model.query import All, Query, Words
from tui_reader.store import search
from tui_reader.store.database import Database

TEXT = "Đoàn công tác đã đến Quảng Ninh. 北京大学 và ภาษาไทย, C++ cùng Đường sắt."


def ask(db: Database, now: datetime, *words: str, field: str = "", prefix: bool = False) -> list[int]:
    query: Query = All(tuple(Words(text, field=field, prefix=prefix) for text in words))
    return search.find(db, query, limit=50, now=now)


@pytest.mark.parametrize(
    "words",
    [
        "quang ninh",
        "Quảng Ninh",
        "QUẢNG",
        "doan",
        "đoàn",
        "Đoàn",
        "ĐOÀN",
        "duong sat",
        "北京",
        "大学",
        "北京大学",
        "京",
        "ภาษา",
    ],
)
@pytest.mark.parametrize("form", ["NFC", "NFD"])
@pytest.mark.parametrize("kept_form", ["NFC", "NFD"])
def test_words_are_found_however_they_are_spelt(
    db: Database,
    save: Callable[..., list[int]],
    convert: Callable[..., None],
    now: datetime,
    words: str,
    form: str,
    kept_form: str,
) -> None:
    (entry_id, _) = save("Một", "Hai")
    convert({entry_id: unicodedata.normalize(kept_form, TEXT)})  # type: ignore[arg-type]
    assert ask(db, now, unicodedata.normalize(form, words)) == [entry_id]  # type: ignore[arg-type]
