"""Comments into one tree, whatever their source did: orphans, cycles, self-parents, any depth."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from msgspec.structs import replace

from tui_reader.model.comment import Comment, Discussion, Node, Thread

DEEPEST = 1000
"""Depth at which answers stop being indented further (comments.md §0)."""


class Spot(NamedTuple):
    """Where a comment stands: ``place`` is its one among those given, the rest as in ``Node``."""

    place: int
    depth: int
    descendants: int
    orphan: bool


def spots(ids: Sequence[tuple[str, str]]) -> list[Spot]:
    """The reading order of comments told by (own identifier, parent's), given in their source's order.

    Iterative: depth costs no stack.
    """
    by_id = {own: index for index, (own, _) in reversed(list(enumerate(ids)))}
    parents = [_parent(parent, index, by_id) for index, (_, parent) in enumerate(ids)]
    _cut_cycles(parents)
    children: dict[int, list[int]] = {}
    for index, parent in enumerate(parents):
        children.setdefault(parent, []).append(index)
    descendants = _descendants(parents)
    found: list[Spot] = []
    stack = [(index, 0) for index in reversed(children.get(-1, []))]
    while stack:
        index, depth = stack.pop()
        orphan = parents[index] == -1 and bool(ids[index][1])
        found.append(Spot(index, depth, descendants[index], orphan))
        if index in children:
            deeper = min(depth + 1, DEEPEST)
            stack.extend((child, deeper) for child in reversed(children[index]))
    return found


def thread(discussion: Discussion, comments: Sequence[Comment]) -> Thread:
    """The comments in reading order; ``comments`` come in their source's order."""
    ids = [(comment.data.source_id, comment.data.parent_id) for comment in comments]
    nodes = (Node(comments[i], depth, below, orphan) for i, depth, below, orphan in spots(ids))
    return Thread(discussion, tuple(nodes))


def with_notes(nodes: Sequence[Node], notes: Sequence[Comment], *, whole: bool = True) -> tuple[Node, ...]:
    """The reader's notes put in: each behind the other answers to what it answers, those to the article at the end.

    ``whole`` False: more comments follow; a note whose place is not among these waits for them.
    """
    if not notes:
        return tuple(nodes)
    found = list(nodes)
    for note in notes:
        parent = note.data.parent_id
        at = (
            next((i for i, node in enumerate(found) if node.comment.data.source_id == parent), -1)
            if parent
            else -1
        )
        end = at + found[at].descendants + 1 if at >= 0 else len(found)
        if not whole and end >= len(found):
            continue
        depth = min(found[at].depth + 1, DEEPEST) if at >= 0 else 0
        found.insert(end, Node(note, depth, 0, at < 0 and bool(parent)))
        _count_above(found, end)
    return tuple(found)


def _count_above(nodes: list[Node], at: int) -> None:
    """One more stands below everything the node at this place answers."""
    depth = nodes[at].depth
    for above in range(at - 1, -1, -1):
        if not depth:
            return
        if nodes[above].depth < depth:
            depth = nodes[above].depth
            nodes[above] = replace(nodes[above], descendants=nodes[above].descendants + 1)


def _parent(parent_id: str, index: int, by_id: dict[str, int]) -> int:
    """Position of the parent, -1 at the top, for orphans and for those that name themselves."""
    found = by_id.get(parent_id, -1) if parent_id else -1
    return -1 if found == index else found


def _cut_cycles(parents: list[int]) -> None:
    """Lift to the top the comment at which a walk upward meets itself."""
    settled = [False] * len(parents)
    for start in range(len(parents)):
        walk: list[int] = []
        on_walk: set[int] = set()
        at = start
        while at != -1 and not settled[at]:
            if at in on_walk:
                parents[at] = -1
                break
            walk.append(at)
            on_walk.add(at)
            at = parents[at]
        for index in walk:
            settled[index] = True


def _descendants(parents: list[int]) -> list[int]:
    """How many comments stand below each one: leaves are counted away first."""
    below = [0] * len(parents)
    waiting = [0] * len(parents)
    for parent in parents:
        if parent != -1:
            waiting[parent] += 1
    leaves = [index for index, count in enumerate(waiting) if not count]
    while leaves:
        index = leaves.pop()
        parent = parents[index]
        if parent == -1:
            continue
        below[parent] += below[index] + 1
        waiting[parent] -= 1
        if not waiting[parent]:
            leaves.append(parent)
    return below
