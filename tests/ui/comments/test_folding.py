"""What is seen of a thread when parts of it are folded."""

from __future__ import annotations

from tests.ui.comments.conftest import Make
from tui_reader.model.comment import CommentState
from tui_reader.ui.comments import folding


def test_a_folded_comment_hides_all_below_it() -> None:
    nodes = Make.talk().nodes
    assert folding.visible(nodes, set()) == [0, 1, 2, 3, 4]
    assert folding.visible(nodes, {2}) == [0, 1, 3, 4]
    assert folding.visible(nodes, {1}) == [0, 4]


def test_folding_by_level() -> None:
    nodes = Make.talk().nodes
    assert folding.visible(nodes, folding.to_fold(nodes, 1)) == [0, 4]
    assert folding.visible(nodes, folding.to_fold(nodes, 2)) == [0, 1, 3, 4]
    assert folding.to_fold(nodes, 3) == set()


def test_parents_and_all_above() -> None:
    nodes = Make.talk().nodes
    assert folding.parent(nodes, 3) == 0
    assert folding.parent(nodes, 4) is None
    assert folding.ancestors(nodes, 2) == [1, 0]


def test_new_ones_are_counted_below_a_fold_and_found_in_order() -> None:
    nodes = Make.talk().nodes
    assert folding.new_below(nodes, 0) == 2
    assert folding.next_new(nodes, -1, 1) == 1
    assert folding.next_new(nodes, 1, 1) == 2
    assert folding.next_new(nodes, 2, 1) is None
    assert folding.next_new(nodes, 2, -1) == 1


def test_own_notes_and_deleted_comments_are_never_new() -> None:
    own = Make.comment(1, "", "Ghi chú.", seen=False, state=CommentState.OWN)
    gone = Make.comment(2, "", "", seen=False, state=CommentState.DELETED)
    assert not any(map(folding.is_new, Make.thread([own, gone]).nodes))
