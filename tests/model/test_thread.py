"""Any heap of comments becomes one tree in which each comment stands exactly once."""

from __future__ import annotations

import itertools
from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from tui_reader.model.comment import Comment, CommentData, Discussion
from tui_reader.model.document import Document
from tui_reader.model.thread import DEEPEST, thread
from tui_reader.model.thread_order import ThreadOrder, in_order

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


def test_fifty_thousand_comments_a_thousand_deep_with_orphans_and_circles_all_stand_there() -> None:
    deep = [(f"d{n}", f"d{n - 1}" if n else "") for n in range(1_000)]
    wide = [(f"w{n}", f"w{n - n % 7}" if n % 7 else "") for n in range(45_000)]
    lost = [(f"o{n}", f"gone{n}") for n in range(2_000)]
    circles = [(f"c{n}", f"c{n ^ 1}") for n in range(2_000)]
    found = thread(DISCUSSION, comments(*deep, *wide, *lost, *circles))
    assert len(found.nodes) == len({node.comment.data.source_id for node in found.nodes}) == 50_000
    assert found.nodes[0].descendants == 999
    assert max(node.depth for node in found.nodes) == 999
    assert sum(node.orphan for node in found.nodes) >= 2_000
    newest = in_order(found, ThreadOrder.NEWEST)
    assert {node.comment.id for node in newest.nodes} == {node.comment.id for node in found.nodes}
