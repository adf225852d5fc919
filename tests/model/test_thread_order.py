"""Threads in another order: levels are sorted, answers stay with what they answer."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from tui_reader.model.comment import Comment, CommentData, Discussion, Thread
from tui_reader.model.document import Document
from tui_reader.model.thread import thread
from tui_reader.model.thread_order import ThreadOrder, in_order

NOW = datetime(2026, 11, 20, tzinfo=UTC)


def talk(*said: tuple[str, str, int | None, int | None]) -> Thread:
    """Comments as (id, parent, hours old, score)."""
    comments = [
        Comment(
            number,
            CommentData(
                name, parent, created=NOW - timedelta(hours=age) if age is not None else None, score=score
            ),
            Document(),
            NOW,
        )
        for number, (name, parent, age, score) in enumerate(said)
    ]
    return thread(Discussion(1, "feed"), comments)


def names(found: Thread) -> str:
    return " ".join(node.comment.data.source_id for node in found.nodes)


TALK = talk(
    ("a", "", 5, 1),
    ("b", "a", 4, 9),
    ("c", "a", 1, None),
    ("d", "", 9, 7),
    ("e", "", None, None),
    ("f", "", 2, 7),
)


@pytest.mark.parametrize(
    ("order", "expected"),
    [
        (ThreadOrder.SITE, "a b c d e f"),
        (ThreadOrder.NEWEST, "f a c b d e"),
        (ThreadOrder.OLDEST, "d a b c f e"),
        (ThreadOrder.LIKED, "d f a b c e"),
    ],
)
def test_levels_are_sorted_and_answers_stay_below(order: ThreadOrder, expected: str) -> None:
    found = in_order(TALK, order)
    assert names(found) == expected
    by_name = {node.comment.data.source_id: node for node in TALK.nodes}
    assert all(node == by_name[node.comment.data.source_id] for node in found.nodes)


def test_a_thousand_levels_cost_no_stack() -> None:
    deep = talk(*((str(n), str(n - 1) if n else "", n, n) for n in range(3000)))
    assert len(in_order(deep, ThreadOrder.NEWEST).nodes) == 3000
