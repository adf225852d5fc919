"""A discussion is read in the order kept with it: its beginning first, the rest in parts, the reader's notes in their places."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import datetime, timedelta

import pytest

from tui_reader.model.comment import CommentData, Discussion, Node, Thread
from tui_reader.model.document import Document
from tui_reader.model.thread import thread as in_reading_order
from tui_reader.store import comment_pages, comments, threads
from tui_reader.store.database import Database

Save = Callable[..., list[int]]


def keep(
    db: Database, entry_id: int, said: list[tuple[int, int]], now: datetime, *, continued: bool = False
) -> None:
    """Comments of (number, number of what they answer; -1: the article)."""
    page = [
        (CommentData(str(own), str(to) if to >= 0 else "", body=f"x{own}"), Document(), "x")
        for own, to in said
    ]
    discussion = Discussion(entry_id, "feed", "https://x.example/c", more=True)
    comment_pages.save_comments(db, discussion, page, now, continued=continued)


def shape(found: Thread) -> list[tuple[str, int, int, bool]]:
    return [(node.comment.data.source_id, node.depth, node.descendants, node.orphan) for node in found.nodes]


def assembled(db: Database, entry_id: int) -> Thread:
    """As the library reads it."""
    nodes: list[Node] = []
    marks = set()
    while True:
        mark, some = threads.part(db, entry_id, len(nodes))
        marks.add(mark)
        nodes += some
        if len(some) < threads.PART:
            break
    assert len(marks) == 1
    return threads.ended(db, entry_id, nodes)


def test_the_beginning_and_the_parts_are_the_whole(db: Database, save: Save, now: datetime) -> None:
    (entry_id,) = save("A")
    keep(db, entry_id, [(n, n - n % 7 if n % 7 else -1) for n in range(900)], now)
    first, whole = threads.beginning(db, entry_id), assembled(db, entry_id)
    assert (first.whole, len(first.nodes), first.discussion.kept) == (False, threads.BEGINNING, 900)
    assert first.nodes == whole.nodes[: threads.BEGINNING]
    assert whole == threads.thread(db, entry_id)
    assert whole.whole


def test_a_short_discussion_comes_whole_at_once(db: Database, save: Save, now: datetime) -> None:
    (entry_id,) = save("A")
    keep(db, entry_id, [(n, -1) for n in range(threads.BEGINNING + threads.PART)], now)
    assert threads.beginning(db, entry_id) == threads.thread(db, entry_id)


@pytest.mark.parametrize("seed", range(6))
def test_the_order_kept_is_the_one_the_tree_has_page_after_page(
    db: Database, save: Save, now: datetime, seed: int
) -> None:
    luck = random.Random(seed)
    (entry_id,) = save("A")
    said: list[tuple[int, int]] = []
    for page in range(4):
        fresh = [(page * 20 + n, luck.randrange(-1, 80)) for n in range(20)]
        keep(db, entry_id, fresh, now, continued=bool(page))
        said += fresh
        for _ in range(3):
            parent = str(luck.choice(said)[0]) if luck.random() < 0.7 else ""
            comments.note(db, entry_id, "của tôi", now + timedelta(seconds=page), parent)
        found = threads.thread(db, entry_id)
        heap = sorted((node.comment for node in found.nodes), key=_as_kept)
        assert shape(found) == shape(in_reading_order(found.discussion, heap))


def _as_kept(comment: object) -> tuple[bool, int]:
    number = comment.id  # type: ignore[attr-defined]
    return (number < 0, abs(number))


def test_a_note_below_what_is_not_read_yet_waits_for_it(db: Database, save: Save, now: datetime) -> None:
    (entry_id,) = save("A")
    keep(db, entry_id, [(n, -1) for n in range(900)], now)
    for parent in ("3", "800", ""):
        comments.note(db, entry_id, "của tôi", now, parent)
    first = [node.comment.data.source_id for node in threads.beginning(db, entry_id).nodes]
    assert first[:5] == ["0", "1", "2", "3", "note:1"]
    assert len(first) == threads.BEGINNING + 1
    whole = assembled(db, entry_id)
    assert len(whole.nodes) == 903
    assert whole.nodes[-1].comment.data.source_id == "note:3"
    assert whole.nodes[4].depth == 1
    assert whole.nodes[3].descendants == 1
