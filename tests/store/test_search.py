"""What is kept is found, in any script and spelling, and what is no longer there is not."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Literal

import pytest

from tui_reader.model.action import Kind
from tui_reader.model.comment import CommentData, Discussion
from tui_reader.model.document import Document
from tui_reader.model.entry import Content, EntryData, Kept
from tui_reader.model.query import All, AnyOf, Is, Not, Of, Query, When, Words
from tui_reader.model.update import Changed, Changes, New, keys_of
from tui_reader.store import (
    comment_pages,
    comments,
    content,
    debt,
    entries,
    feeds,
    index_text,
    integrity,
    journal,
    made,
    search,
)
from tui_reader.store.database import Database

Save = Callable[..., list[int]]
Convert = Callable[..., None]
Form = Literal["NFC", "NFD"]

TEXT = "Đoàn công tác đã đến Quảng Ninh. 北京大学 và ภาษาไทย, C++ cùng Đường sắt."


def ask(db: Database, *words: str, field: str = "", prefix: bool = False, phrase: bool = False) -> list[int]:
    query: Query = All(tuple(Words(text, phrase, prefix, field) for text in words))
    return search.find(db, query, limit=50, now=datetime.now().astimezone())


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
        "c++",
        'c"',
        "(doan) AND: *",
    ],
)
@pytest.mark.parametrize("asked", ["NFC", "NFD"])
@pytest.mark.parametrize("kept", ["NFC", "NFD"])
def test_words_are_found_however_they_are_spelt(
    db: Database, save: Save, convert: Convert, words: str, asked: Form, kept: Form
) -> None:
    (entry_id, _) = save("Một", "Hai")
    convert({entry_id: unicodedata.normalize(kept, TEXT + " and")})
    assert ask(db, unicodedata.normalize(asked, words)) == [entry_id]


@pytest.mark.parametrize("words", ["京北", "北大", "ninh binh", "+++", "", "ninh q", "doanx"])
def test_words_that_are_not_there_are_not_found(
    db: Database, save: Save, convert: Convert, words: str
) -> None:
    (entry_id,) = save("Một")
    convert({entry_id: TEXT})
    assert ask(db, words) == []


def test_words_are_found_in_their_field_by_their_beginning_and_as_a_phrase(
    db: Database, save: Save, convert: Convert, now: datetime
) -> None:
    a, b = save("Bão số 9", "Tin khác")
    convert({a: "miền Trung mưa lớn", b: "bão tan"}, captions="Ảnh: bến cảng")
    comments.note(db, b, "Nhớ đọc lại", now)
    search.index(db, [b])
    assert ask(db, "bao", field="title") == [a]
    assert sorted(ask(db, "bao")) == [a, b]
    assert ask(db, "nguyen", field="author") == [b, a]
    assert ask(db, "ben cang", field="captions") == [b, a]
    assert ask(db, "doc lai", field="notes") == [b]
    assert ask(db, "mư", prefix=True) == ask(db, "m", "trun", prefix=True) == [a]
    assert ask(db, "trung mua", phrase=True) == [a]
    assert ask(db, "mua trung", phrase=True) == []
    assert ask(db, "mua trung") == [a]


def test_states_names_times_and_their_combinations_narrow_a_search(
    db: Database, save: Save, convert: Convert, now: datetime
) -> None:
    a, b = save("Một", "Hai")
    feed = feeds.add_feed(
        db, "https://vn.example", "feed", name="Báo Mới Đông", folder="Việt Nam/Sáng", now=now
    )
    data = EntryData(
        guid="x", title="Ba", link="https://vn.example/Ba", language="vi-VN", tags=("Thời sự",), published=now
    )
    (c,) = entries.save(db, feed, Changes(new=(New(data, keys_of(data)),)), now).new
    convert({a: "chung", b: "chung", c: "chung riêng"})
    journal.apply(db, Kind.STAR, [a], now)
    journal.apply(db, Kind.MARK_READ, [b], now)

    def found(*nodes: Query) -> list[int]:
        return search.find(db, All(nodes), limit=9, now=now)

    chung = Words("chung")
    assert found() == found(chung) == [c, b, a]
    assert found(chung, Is("starred")) == found(Is("starred")) == [a]
    assert found(chung, Not(Is("read"))) == [c, a]
    assert found(Not(Words("rieng"))) == found(chung, Not(Words("rieng"))) == [b, a]
    assert found(AnyOf((Words("rieng"), Is("starred")))) == [c, a]
    for of in (
        Of("feed", "moi dong"),
        Of("folder", "viet"),
        Of("folder", "sáng"),
        Of("tag", "thoi"),
        Of("lang", "vi"),
    ):
        assert found(of) == found(chung, of) == [c]
    assert found(Of("link", "EXAMPLE/ba")) == [c]
    assert found(When(now, later=True)) == [c]
    assert found(When(now, later=False)) == [b, a]
    assert search.find(db, chung, limit=1, now=now) == [c]


def test_an_article_that_changed_is_found_by_its_new_words_alone(
    db: Database, save: Save, convert: Convert, now: datetime
) -> None:
    (entry_id,) = save("Cũ")
    convert({entry_id: "ngày hôm qua"})
    data = EntryData(title="Mới", content=Content("x"))
    entries.save(db, 1, Changes(changed=(Changed(entry_id, data, keys_of(data)),)), now)
    assert ask(db, "hom qua") == [entry_id]  # the old text until the new one is converted
    convert({entry_id: "ngày mai"})
    assert ask(db, "hom qua") == ask(db, "cu") == []
    assert ask(db, "ngay mai") == ask(db, "moi") == [entry_id]
    assert integrity.check(db) == ()


def test_articles_that_are_written_together_are_one_piece_of_the_index_newest_first_or_not(
    db: Database, save: Save, now: datetime
) -> None:
    from tui_reader.model.document import Converted

    ids = save("Một", "Hai", "Ba")
    texts = {entry_id: Converted(Document(()), f"bài số {entry_id}", "", "", 3) for entry_id in ids}
    all_made = [
        made.made_of(n, text, EntryData(title="Bài")) for n, text in sorted(texts.items(), reverse=True)
    ]
    assert made.keep_made(db, all_made, 1, now) == []
    assert sorted(ask(db, "bai so")) == sorted(ids)
    # FTS5's own table: the number of a piece is in the upper bits of a page's (fts5_index.c, FTS5_SEGMENT_ROWID)
    assert db.one("SELECT COUNT(DISTINCT id >> 37) FROM search_data WHERE id > 10") == (1,)


def test_the_extracted_text_takes_the_place_of_the_delivered_one(
    db: Database, save: Save, convert: Convert, now: datetime
) -> None:
    from tui_reader.model.document import Converted, Document, Paragraph, Span

    (entry_id,) = save("T")
    convert({entry_id: "tóm tắt"}, words=2)
    whole = Document((Paragraph((Span("toàn văn"),)),))
    content.save_converted(
        db,
        [(entry_id, Converted(whole, "toàn văn", "", "toàn", 900))],
        origin="extracted",
        version=1,
        now=now,
    )
    search.index(db, [entry_id])
    convert({entry_id: "tóm tắt lần hai"}, words=3)
    assert content.document(db, entry_id) == whole
    assert content.text(db, entry_id) == "toàn văn"
    assert (ask(db, "toan van"), ask(db, "tom tat")) == ([entry_id], [])
    found = entries.entry(db, entry_id)
    assert found is not None
    assert found.words == 900
    assert integrity.check(db) == ()


def test_a_new_way_of_folding_empties_the_index_and_owes_everything(
    db: Database, save: Save, convert: Convert, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    a, b = save("Một", "Hai")
    convert({a: "chung", b: "chung"})
    monkeypatch.setattr(index_text, "FOLD_VERSION", 2)
    search.index(db, [a])
    assert ask(db, "chung") == [a]
    owed = debt.take(db, debt.INDEX, owner="x", now=now, limit=9)
    assert owed == [b]
    search.index(db, owed)
    assert ask(db, "chung") == [b, a]
    assert integrity.check(db) == ()


def test_a_common_word_is_answered_from_the_newest_arrivals_in_order_of_date(
    db: Database, save: Save, convert: Convert, now: datetime
) -> None:
    ids = save(*map(str, range(12)))
    old = save("late but old", start=now - timedelta(days=99))
    convert(dict.fromkeys([*ids, *old], "chung"))
    assert search.find(db, Words("chung"), limit=3, now=now) == ids[:-4:-1]
    assert search.find(db, Words("chung"), limit=50, now=now) == [*reversed(ids), *old]


def test_comments_are_found_in_an_index_of_their_own(
    db: Database, save: Save, convert: Convert, now: datetime
) -> None:
    a, b = save("A", "B")
    convert({a: "bài", b: "bài"})
    comment_pages.save_comments(
        db, Discussion(b, "feed"), [(CommentData("1", author="Đỗ"), Document(), "Hay quá")], now
    )
    assert search.index(db, debt.take(db, debt.INDEX, owner="x", now=now, limit=9)) == 1
    assert ask(db, "hay qua", field="comments") == ask(db, "do", field="comments") == [b]
    assert ask(db, "hay qua") == []
    comment_pages.save_comments(
        db, Discussion(b, "feed"), [(CommentData("1", author="Đỗ", body="Dở"), Document(), "Dở")], now
    )
    search.index(db, [b])
    assert ask(db, "hay qua", field="comments") == []
    assert integrity.check(db) == ()


def test_mending_makes_the_index_owed_again(
    db: Database, save: Save, convert: Convert, now: datetime
) -> None:
    (entry_id,) = save("A")
    convert({entry_id: "chung"})
    db.execute("UPDATE entry_text SET title = 'not what the index was told'")
    assert integrity.check(db) != ()
    integrity.mend(db)
    search.index(db, debt.take(db, debt.INDEX, owner="x", now=now, limit=9))
    assert ask(db, "chung") == [entry_id]
    assert integrity.check(db) == ()


def test_what_is_still_owed_to_the_index_is_no_damage(
    db: Database, save: Save, convert: Convert, now: datetime
) -> None:
    from tui_reader.model.document import Converted, Document

    a, b = save("A", "B")
    convert({a: "chung"})
    content.save_converted(db, [(b, Converted(Document(), "chung", "", "", 1))], version=1, now=now)
    assert integrity.check(db) == ()
    assert ask(db, "chung") == [a]


def test_a_long_discussion_is_indexed_in_bites_and_to_its_end(
    db: Database, save: Save, convert: Convert, now: datetime
) -> None:
    (a,) = save("A")
    convert({a: "bài"})
    page = [(CommentData(str(n), body=f"lời {n}"), Document(), f"lời số {n}") for n in range(250)]
    comment_pages.save_comments(db, Discussion(a, "feed"), page, now)
    with (
        db.transaction()
    ):  # as the engine has it: one bite, the rest stays owed and is not counted as a failure
        assert search.index(db, debt.take(db, debt.INDEX, owner="x", now=now, limit=9)) == 0
    assert db.one("SELECT tries, claimed_by FROM debt WHERE kind = 'index'") == (0, "")
    assert db.one("SELECT COUNT(*) FROM comment WHERE fold_version > 0") == (100,)
    assert search.index(db, [a]) == 1
    assert ask(db, "249", field="comments") == [a]
    assert debt.count(db, debt.INDEX) == 0


def test_what_is_here_whole_with_its_pictures_is_offline(db: Database, save: Save, now: datetime) -> None:
    a, b, c, d = save("Một", "Hai", "Ba", "Bốn")
    whole = Kept.FULL_TEXT | Kept.HAS_PICTURES
    for entry, flags in ((a, Kept.FULL_TEXT), (b, whole), (c, whole | Kept.PICTURES), (d, Kept.HAS_PICTURES)):
        db.connection.execute("UPDATE entry SET flags = ? WHERE id = ?", (int(flags), entry))
    assert set(search.find(db, Is("offline"), limit=9, now=now)) == {a, c}
