"""The page's own text beside the delivered one: which is read, what is owed its page, what is remembered of failures."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest

from tests.store.conftest import Save, converted, news
from tui_reader.model.action import Kind
from tui_reader.model.document import Converted, Document, Figure, ImageRef, Paragraph, Span
from tui_reader.model.entry import HERE, CommentsRef, Content, Entry, EntryData, Kept
from tui_reader.model.feed_settings import FeedSettings, FullText, written
from tui_reader.model.query import Words
from tui_reader.store import content, debt, entries, feeds, integrity, journal, pages, search
from tui_reader.store.database import Database

NO_COMMENTS = CommentsRef()
LEAD, WHOLE = "Một câu dẫn.", "Toàn bộ bài báo. " * 80
PICTURE = ImageRef("https://i.example/1.jpg", caption="Bến cảng", credit="Hà Vy")


def whole(text: str = WHOLE) -> Converted:
    document = Document((Paragraph((Span(text),)), Figure(PICTURE, (Span("Bến cảng"),), "Hà Vy")))
    return Converted(document, text, "Bến cảng", "Toàn bộ", 240, (PICTURE,))


def keep(
    db: Database, entry_id: int, now: datetime, *, shown: bool = True, comments: CommentsRef = NO_COMMENTS
) -> None:
    found = pages.Found(Content("<p>x</p>", base="https://example.org/a"), "https://example.org/a", comments)
    pages.save(db, entry_id, found, whole(), version=1, now=now, shown=shown)
    search.index(db, [entry_id])


def ask(db: Database, text: str, now: datetime) -> list[int]:
    return list(search.find(db, Words(text), limit=9, now=now))


def entry(db: Database, entry_id: int) -> Entry:
    found = entries.entry(db, entry_id)
    assert found is not None
    return found


def test_both_texts_are_kept_and_the_page_s_is_read(
    db: Database, save: Save, convert: Callable[..., None], now: datetime
) -> None:
    (entry_id,) = save("T")
    convert({entry_id: LEAD}, words=3)
    keep(db, entry_id, now)
    assert content.origins(db, entry_id) == ("extracted", "delivered")
    assert content.text(db, entry_id) == WHOLE
    found = entry(db, entry_id)
    assert (found.words, found.fetch_state) == (240, HERE)
    assert Kept.FULL_TEXT in found.kept
    assert content.document(db, entry_id, origin="delivered") == converted(LEAD).document


def test_switching_takes_words_pictures_and_index_along(
    db: Database, save: Save, convert: Callable[..., None], now: datetime
) -> None:
    (entry_id,) = save("T")
    convert({entry_id: LEAD}, words=3)
    keep(db, entry_id, now)
    assert content.show(db, entry_id, "delivered")
    search.index(db, [entry_id])
    assert content.text(db, entry_id) == LEAD
    assert entry(db, entry_id).words == 3
    assert (ask(db, "câu dẫn", now), ask(db, "toàn bộ", now)) == ([entry_id], [])
    assert content.show(db, entry_id, "extracted")
    search.index(db, [entry_id])
    assert (ask(db, "câu dẫn", now), ask(db, "toàn bộ", now)) == ([], [entry_id])
    kept = db.rows(
        "SELECT url, caption, credit FROM image WHERE entry_id = ? AND origin = 'document'", (entry_id,)
    )
    assert [tuple(row) for row in kept] == [(PICTURE.url, "Bến cảng", "Hà Vy")]
    assert integrity.check(db) == ()


def test_a_text_that_is_not_here_cannot_be_shown(
    db: Database, save: Save, convert: Callable[..., None]
) -> None:
    (entry_id,) = save("T")
    convert({entry_id: LEAD})
    assert not content.show(db, entry_id, "extracted")
    assert content.text(db, entry_id) == LEAD


def test_what_the_reader_chose_stays_when_the_feed_sends_the_article_anew(
    db: Database, save: Save, convert: Callable[..., None], now: datetime
) -> None:
    (entry_id,) = save("T")
    convert({entry_id: LEAD})
    keep(db, entry_id, now)
    content.show(db, entry_id, "delivered")
    convert({entry_id: "Câu dẫn đã sửa."})
    assert content.text(db, entry_id) == "Câu dẫn đã sửa."
    content.show(db, entry_id, "extracted")
    convert({entry_id: "Câu dẫn sửa lần hai."})
    assert content.text(db, entry_id) == WHOLE


def test_the_row_in_the_list_keeps_its_words(
    db: Database, save: Save, convert: Callable[..., None], now: datetime
) -> None:
    (entry_id,) = save("T")
    convert({entry_id: LEAD})
    keep(db, entry_id, now)
    (excerpt,) = db.one("SELECT excerpt FROM entry WHERE id = ?", (entry_id,))
    assert excerpt == LEAD


def test_a_page_that_is_kept_but_not_better_is_not_shown(
    db: Database, save: Save, convert: Callable[..., None], now: datetime
) -> None:
    (entry_id,) = save("T")
    convert({entry_id: "Bài đầy đủ"}, words=500)
    keep(db, entry_id, now, shown=False)
    assert content.origins(db, entry_id) == ("delivered", "extracted")
    assert entry(db, entry_id).words == 500


def test_where_the_comments_are_is_kept_beside_what_the_feed_said(
    db: Database, save: Save, convert: Callable[..., None], now: datetime
) -> None:
    (entry_id,) = save("T")
    convert({entry_id: LEAD})
    hints = (("wordpress", "https://example.org/wp-json/wp/v2/comments?post=1"),)
    keep(db, entry_id, now, comments=CommentsRef("", "https://example.org/a/feed", 12, hints))
    found = entry(db, entry_id)
    assert found.data.comments == CommentsRef("", "https://example.org/a/feed", 12, hints)
    assert Kept.HAS_COMMENTS in found.kept


# which pages are owed


def owed(db: Database) -> set[int]:
    return {row[0] for row in db.rows("SELECT entry_id FROM debt WHERE kind = 'fetch'")}


@pytest.mark.parametrize(
    ("rule", "length", "is_owed"),
    [
        (FullText.AUTO, 599, True),
        (FullText.AUTO, 600, False),
        (FullText.ALWAYS, 9000, True),
        (FullText.NEVER, 10, False),
    ],
)
def test_a_page_is_owed_by_the_feed_s_setting_and_the_text_s_length(
    db: Database, feed_id: int, save: Save, now: datetime, rule: FullText, length: int, is_owed: bool
) -> None:
    settings = written(FeedSettings(full_text=rule))
    db.execute("UPDATE feed SET settings = ? WHERE id = ?", (settings, feed_id))
    (entry_id,) = save("T")
    pages.owe_short(db, {entry_id: length}, now)
    assert owed(db) == ({entry_id} if is_owed else set())


@pytest.mark.parametrize(
    "link",
    [
        "",
        "https://example.org/",
        "https://example.org",
        "https://www.youtube.com/watch?v=x",
        "file:///etc/passwd",
    ],
)
def test_no_page_is_owed_where_there_is_no_article_at_the_link(
    db: Database, feed_id: int, now: datetime, link: str
) -> None:
    data = EntryData(guid="1", link=link, title="T", published=now)
    (entry_id,) = entries.save(db, feed_id, news([data]), now).new
    pages.owe_short(db, {entry_id: 4}, now)
    assert owed(db) == set()


def test_a_local_feed_s_links_are_not_followed_unasked(db: Database, save: Save, now: datetime) -> None:
    feed = feeds.add_feed(db, "/home/x/feed.xml", "feed", now=now)
    (entry_id,) = save("T", feed=feed)
    pages.owe_short(db, {entry_id: 4}, now)
    assert owed(db) == set()


def test_only_the_newest_fifty_of_the_last_week_are_owed(db: Database, save: Save, now: datetime) -> None:
    old = save("cũ", start=now - timedelta(days=8))
    new = save(*(f"bài {n}" for n in range(60)))
    pages.owe_short(db, dict.fromkeys(old + new, 4), now)
    assert owed(db) == set(new[-pages.NEWEST :])


def test_what_is_put_aside_for_later_is_owed_its_page_whatever_its_length(
    db: Database, save: Save, convert: Callable[..., None], now: datetime
) -> None:
    a, _ = save("Một", "Hai")
    convert({a: WHOLE})
    journal.apply(db, Kind.LATER, [a], now)
    assert pages.owe_later(db) == 1
    assert pages.owe_later(db) == 0
    assert owed(db) == {a}


def test_a_failure_is_remembered_and_not_tried_again_by_itself(
    db: Database, save: Save, now: datetime
) -> None:
    (entry_id,) = save("T")
    items = {entry_id: 4}
    pages.owe_short(db, items, now)
    pages.failed(db, entry_id, "not_found", now)
    journal.apply(db, Kind.LATER, [entry_id], now)
    assert (pages.owe_short(db, items, now), pages.owe_later(db), owed(db)) == (0, 0, set())
    assert entry(db, entry_id).fetch_state == "not_found"
    pages.want(db, entry_id)  # by a key it is
    assert owed(db) == {entry_id}


def test_a_busy_server_is_given_up_after_three_tries_and_a_silent_one_is_not(
    db: Database, save: Save, now: datetime
) -> None:
    busy, silent = save("Một", "Hai")
    debt.owe(db, debt.FETCH, [busy, silent])
    for turn in range(pages.TRIES + 3):
        at = now + timedelta(minutes=20 * turn)
        taken = debt.take(db, debt.FETCH, owner="x", now=at, limit=9)
        assert silent in taken
        until = at + timedelta(minutes=10)
        assert debt.take(db, debt.FETCH, owner="y", now=at, limit=9) == []
        for entry_id, code in ((busy, "server_trouble"), (silent, "no_answer")):
            if entry_id in taken:
                pages.put_off(db, entry_id, code, until, at, counted=entry_id == busy)
    assert owed(db) == {silent}
    assert (entry(db, busy).fetch_state, entry(db, silent).fetch_state) == ("server_trouble", "")


def test_pages_that_wait_for_the_network_are_no_debt_the_reader_is_told_of(
    db: Database, save: Save, convert: Callable[..., None]
) -> None:
    (entry_id,) = save("T")
    convert({entry_id: LEAD})
    debt.owe(db, debt.FETCH, [entry_id])
    assert (debt.count(db), debt.count(db, debt.FETCH)) == (0, 1)
