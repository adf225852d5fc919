"""Any heap of comments becomes one tree in which each comment stands exactly once."""

from __future__ import annotations

import itertools
from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from tui_reader.model.comment import Comment, CommentData, Discussion
from tui_reader.model.document import Document
from tui_reader.model.thread import DEEPEST, thread

SEEN = datetime(2026, 11, 1, tzinfo=UTC)
DISCUSSION = Discussion(1, "feed")


def comments(*pairs: tuple[str, str]) -> list[Comment]:
    """Comments of (own id, parent's id)."""
    return [
        Comment(i, CommentData(own, parent), Document(), SEEN) for i, (own, parent) in enumerate(pairs, 1)
    ]


def shape(*pairs: tuple[str, str]) -> list[tuple[str, int, int, bool]]:
    return [
        (node.comment.data.source_id, node.depth, node.descendants, node.orphan)
        for node in thread(DISCUSSION, comments(*pairs)).nodes
    ]


def test_answers_stand_under_what_they_answer_in_their_sources_order() -> None:
    assert shape(("a", ""), ("b", ""), ("a1", "a"), ("a11", "a1"), ("a2", "a")) == [
        ("a", 0, 3, False),
        ("a1", 1, 1, False),
        ("a11", 2, 0, False),
        ("a2", 1, 0, False),
        ("b", 0, 0, False),
    ]


def test_an_answer_that_came_before_its_parent_finds_it() -> None:
    assert [node[0] for node in shape(("a1", "a"), ("a", ""))] == ["a", "a1"]


def test_an_orphan_stands_at_the_top_and_is_marked() -> None:
    assert shape(("x", "gone")) == [("x", 0, 0, True)]


def test_self_parents_and_cycles_are_lifted_to_the_top() -> None:
    assert [(node[0], node[1]) for node in shape(("a", "a"), ("b", "c"), ("c", "b"))] == [
        ("a", 0),
        ("b", 0),
        ("c", 1),
    ]


def test_depth_beyond_the_limit_is_flattened_not_lost() -> None:
    deep = [("0", "")] + [(str(i), str(i - 1)) for i in range(1, DEEPEST + 500)]
    nodes = thread(DISCUSSION, comments(*deep)).nodes
    assert len(nodes) == len(deep)
    assert nodes[-1].depth == DEEPEST
    assert nodes[0].descendants == len(deep) - 1


def test_two_comments_with_one_id_both_stand() -> None:
    assert len(shape(("a", ""), ("a", ""), ("b", "a"))) == 3


ids = st.sampled_from([*"abcdefg", ""])


@given(st.lists(st.tuples(ids, ids), max_size=30))
def test_every_comment_stands_exactly_once_and_never_above_its_parent(pairs: list[tuple[str, str]]) -> None:
    nodes = thread(DISCUSSION, comments(*pairs)).nodes
    assert sorted(node.comment.id for node in nodes) == list(range(1, len(pairs) + 1))
    assert sum(node.descendants + 1 for node in nodes if node.depth == 0) == len(pairs)
    for earlier, later in itertools.pairwise(nodes):
        assert later.depth <= earlier.depth + 1
