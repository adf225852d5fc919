"""A thread in another order than its source's: answers stay below what they answer."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum

from msgspec.structs import replace

from tui_reader.model.comment import Node, Thread


class ThreadOrder(StrEnum):
    """How comments of one level follow each other."""

    SITE = "site"
    NEWEST = "newest"
    OLDEST = "oldest"
    LIKED = "liked"


def in_order(thread: Thread, order: ThreadOrder) -> Thread:
    """The thread with the comments of each level in this order; what has no date or score goes last. Depth costs no stack."""
    key = _KEYS.get(order)
    if key is None or not thread.nodes:
        return thread
    nodes = thread.nodes
    below = _levels(nodes, [key(node) for node in nodes])
    ordered: list[Node] = []
    waiting = below.get(-1, [])
    while waiting:
        at = waiting.pop()
        ordered.append(nodes[at])
        if nodes[at].descendants:
            waiting += below.get(at, ())
    return replace(thread, nodes=tuple(ordered))


def _levels(nodes: tuple[Node, ...], keys: list[float]) -> dict[int, list[int]]:
    """By position of what is answered (-1: the article), the positions of the answers, the last of them first."""
    above: list[int] = []
    way: list[int] = []
    for at, node in enumerate(nodes):
        del way[node.depth :]
        above.append(way[-1] if way else -1)
        way.append(at)
    below: dict[int, list[int]] = {}
    for at in sorted(range(len(nodes) - 1, -1, -1), key=keys.__getitem__, reverse=True):
        below.setdefault(above[at], []).append(at)
    return below


def _newest(node: Node) -> float:
    created = node.comment.data.created
    return -created.timestamp() if created is not None else float("inf")


def _oldest(node: Node) -> float:
    created = node.comment.data.created
    return created.timestamp() if created is not None else float("inf")


def _liked(node: Node) -> float:
    score = node.comment.data.score
    return -score if score is not None else float("inf")


_KEYS: dict[ThreadOrder, Callable[[Node], float]] = {
    ThreadOrder.NEWEST: _newest,
    ThreadOrder.OLDEST: _oldest,
    ThreadOrder.LIKED: _liked,
}
