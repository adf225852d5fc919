"""Which comments of a thread are to be seen: folds, parents, the next new one; pure, over the flat reading order."""

from __future__ import annotations

from collections.abc import Sequence

from tui_reader.model.comment import CommentState, Node

DELETED = frozenset((CommentState.DELETED, CommentState.REMOVED, CommentState.HIDDEN))


def visible(nodes: Sequence[Node], folded: set[int]) -> list[int]:
    """Positions of the comments not hidden below a folded one."""
    shown: list[int] = []
    index = 0
    while index < len(nodes):
        shown.append(index)
        node = nodes[index]
        index += 1 + (node.descendants if node.comment.id in folded else 0)
    return shown


def parent(nodes: Sequence[Node], index: int) -> int | None:
    """Position of what a comment answers; None at the top."""
    depth = nodes[index].depth
    for before in range(index - 1, -1, -1):
        if nodes[before].depth < depth:
            return before
    return None


def ancestors(nodes: Sequence[Node], index: int) -> list[int]:
    """Positions of everything a comment stands under, the nearest first."""
    found: list[int] = []
    above = parent(nodes, index)
    while above is not None:
        found.append(above)
        above = parent(nodes, above)
    return found


def to_fold(nodes: Sequence[Node], level: int) -> set[int]:
    """The comments to fold so that ``level`` levels are seen (1: only the threads themselves)."""
    return {node.comment.id for node in nodes if node.depth >= level - 1 and node.descendants}


def is_new(node: Node) -> bool:
    """Whether nobody has seen it: one's own notes never are new, nor what was taken away."""
    state = node.comment.data.state
    return (
        not node.comment.seen
        and not node.comment.mine
        and state is not CommentState.OWN
        and state not in DELETED
    )


def new_below(nodes: Sequence[Node], index: int) -> int:
    """How many new ones stand below a comment."""
    return sum(map(is_new, nodes[index + 1 : index + 1 + nodes[index].descendants]))


def next_new(nodes: Sequence[Node], index: int, way: int) -> int | None:
    """The next (1) or previous (-1) new comment from a position, hidden ones too."""
    while 0 <= (index := index + way) < len(nodes):
        if is_new(nodes[index]):
            return index
    return None
