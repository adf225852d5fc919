"""Discussions are kept in their order, also what vanished; the reader's own words stand among them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime

import pytest

from tui_reader.model.comment import CommentData, CommentState, Discussion
from tui_reader.model.document import Document, Paragraph, Span
from tui_reader.model.entry import Kept
from tui_reader.model.errors import StoreError
from tui_reader.store import comment_pages, comments, discussions, entries, lists, threads
from tui_reader.store.database import Database, open_database

Save = Callable[..., list[int]]


def page(*ids: str, parent: str = "") -> list[tuple[CommentData, Document, str]]:
    return [(CommentData(i, parent), Document((Paragraph((Span(f"says {i}"),)),)), f"says {i}") for i in ids]


def keep(
    db: Database,
    entry_id: int,
    found: Sequence[tuple[CommentData, Document, str]],
    now: datetime,
    **more: object,
) -> int:
    discussion = Discussion(entry_id, "feed", "https://example.org/c", **more)  # type: ignore[arg-type]
    return comment_pages.save_comments(db, discussion, found, now)


def order(db: Database, entry_id: int) -> list[str]:
    return [node.comment.data.source_id for node in threads.thread(db, entry_id).nodes]


def test_a_comment_comes_back_as_it_was(db: Database, save: Save, now: datetime) -> None:
    (entry_id,) = save("A")
    data = CommentData(
        source_id=" 1 ",
        parent_id="0",
        author="Đỗ",
        author_url="https://example.org/d",
        created=datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC),
        edited=now,
        body="<p>x",
        score=-3,
        state=CommentState.HIDDEN,
        by_article_author=True,
        url="https://example.org/1",
    )
    document = Document((Paragraph((Span("x"),)),))
    assert keep(db, entry_id, [(data, document, "x")], now, total=9, more=True, followed=True) == 1
    thread = threads.thread(db, entry_id)
    assert (thread.nodes[0].comment.data, thread.nodes[0].comment.document) == (data, document)
    assert thread.nodes[0].orphan
    assert thread.discussion == Discussion(
        entry_id, "feed", "https://example.org/c", total=9, kept=1, fetched_at=now, more=True, followed=True
    )


def test_pages_follow_each_other_and_what_vanished_stays(db: Database, save: Save, now: datetime) -> None:
    (entry_id,) = save("A")
    assert keep(db, entry_id, page("a", "b"), now, more=True) == 2
    assert keep(db, entry_id, page("c", "d"), now) == 2
    assert order(db, entry_id) == ["a", "b", "c", "d"]
    assert keep(db, entry_id, page("new", "b", "a"), now) == 1
    assert order(db, entry_id) == ["new", "b", "a", "c", "d"]
    assert db.rows("SELECT source_id FROM comment WHERE vanished_at IS NOT NULL ORDER BY 1") == [
        ("c",),
        ("d",),
    ]
    assert keep(db, entry_id, page("c"), now, more=True) == 0
    assert db.rows("SELECT source_id FROM comment WHERE vanished_at IS NOT NULL") == [("d",)]


def test_a_later_page_is_put_where_it_belongs_though_it_shows_comments_that_are_here(
    db: Database, save: Save, now: datetime
) -> None:
    (entry_id,) = save("A")
    keep(db, entry_id, page("a", "b", "c", "d"), now, more=True)
    discussion = Discussion(entry_id, "feed", "https://example.org/c")
    found = page("before c", "c", "between", "d", "last")
    assert comment_pages.save_comments(db, discussion, found, now, continued=True) == 3
    assert order(db, entry_id) == ["a", "b", "before c", "c", "between", "d", "last"]
    assert db.rows("SELECT source_id FROM comment WHERE vanished_at IS NOT NULL") == []
    comment_pages.save_comments(db, discussion, page("e", "f"), now, continued=True)
    assert order(db, entry_id)[-2:] == ["e", "f"]


def test_the_list_counts_comments_and_after_a_visit_the_new_ones(
    db: Database, save: Save, now: datetime
) -> None:
    (entry_id,) = save("A")
    assert lists.rows(db, [entry_id])[0].comments is None
    keep(db, entry_id, page("a", "b"), now)
    row = lists.rows(db, [entry_id])[0]
    assert (row.comments, row.new_comments) == (2, 0)
    assert Kept.COMMENTS in row.kept
    assert threads.thread(db, entry_id).new == 2
    comments.seen(db, entry_id, now)
    assert threads.thread(db, entry_id).new == 0
    keep(db, entry_id, page("a", "b", "c"), now)
    assert (lists.rows(db, [entry_id])[0].new_comments, threads.thread(db, entry_id).new) == (1, 1)


def test_an_edited_comment_is_written_anew_and_stays_seen(db: Database, save: Save, now: datetime) -> None:
    (entry_id,) = save("A")
    keep(db, entry_id, page("a"), now)
    comments.seen(db, entry_id, now)
    document = Document((Paragraph((Span("other"),)),))
    assert keep(db, entry_id, [(CommentData("a", body="other"), document, "other")], now) == 0
    (node,) = threads.thread(db, entry_id).nodes
    assert (node.comment.document, node.comment.seen) == (document, True)


def test_a_note_stands_in_the_thread_below_what_it_answers_and_its_draft_is_done(
    db: Database, save: Save, now: datetime
) -> None:
    (entry_id,) = save("A")
    keep(db, entry_id, page("a", "b"), now)
    comments.save_draft(db, entry_id, "Tôi ngh", now, parent="a")
    comments.save_draft(db, entry_id, "khác", now)
    other = open_database(db.path)
    assert comments.draft(other, entry_id, "a") == "Tôi ngh"
    other.close()
    note_id = comments.note(db, entry_id, "Tôi nghĩ khác.\n\nHai đoạn.", now, parent="a")
    assert order(db, entry_id) == ["a", threads.NOTE_ID.format(note_id), "b"]
    own = threads.thread(db, entry_id).nodes[1]
    assert (own.depth, own.comment.data.state, own.comment.seen) == (1, CommentState.OWN, True)
    assert len(own.comment.document.blocks) == 2
    assert (comments.draft(db, entry_id, "a"), comments.draft(db, entry_id)) == ("", "khác")
    comments.save_draft(db, entry_id, "", now)
    assert comments.draft(db, entry_id) == ""


def test_where_nothing_was_fetched_the_thread_says_what_the_feed_claims(
    db: Database, save: Save, now: datetime
) -> None:
    (entry_id,) = save("A")
    assert discussions.discussion(db, entry_id) is None
    assert threads.thread(db, entry_id).discussion.source == ""
    db.execute("UPDATE entry SET comments_page = 'https://example.org/c', comments_claimed = 7")
    found = threads.thread(db, entry_id).discussion
    assert (found.url, found.total, found.kept) == ("https://example.org/c", 7, 0)
    entry = entries.entry(db, entry_id)
    assert entry is not None
    assert entry.comments == 7


def test_a_note_on_an_article_that_is_not_there_says_so(db: Database, now: datetime) -> None:
    with pytest.raises(StoreError) as caught:
        comments.note(db, 5, "x", now)
    assert caught.value.code == "store.no_such_entry"
