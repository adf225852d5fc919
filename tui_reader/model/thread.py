"""Comments into one tree, whatever their source did: orphans, cycles, self-parents, any depth."""

from __future__ import annotations

from collections.abc import Sequence

from tui_reader.model.comment import Comment, Discussion, Node, Thread

DEEPEST = 1000
"""Depth at which answers stop being indented further (comments.md §0)."""


def thread(discussion: Discussion, comments: Sequence[Comment]) -> Thread:
    """The comments in reading order; ``comments`` come in their source's order. Iterative: depth costs no stack."""
    by_id = {comment.data.source_id: index for index, comment in reversed(list(enumerate(comments)))}
    parents = [_parent(comment, index, by_id) for index, comment in enumerate(comments)]
    _cut_cycles(parents)
    children: dict[int, list[int]] = {}
    for index, parent in enumerate(parents):
        children.setdefault(parent, []).append(index)
    nodes: list[Node] = []
    descendants = _descendants(parents)
    stack = [(index, 0) for index in reversed(children.get(-1, []))]
    while stack:
        index, depth = stack.pop()
        comment = comments[index]
        orphan = parents[index] == -1 and bool(comment.data.parent_id)
        nodes.append(Node(comment, depth, descendants[index], orphan))
        deeper = min(depth + 1, DEEPEST)
        stack.extend((child, deeper) for child in reversed(children.get(index, [])))
    return Thread(discussion, tuple(nodes))


def _parent(comment: Comment, index: int, by_id: dict[str, int]) -> int:
    """Position of the parent, -1 at the top, for orphans and for those that name themselves."""
    found = by_id.get(comment.data.parent_id, -1) if comment.data.parent_id else -1
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
