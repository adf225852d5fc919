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
    below = _levels(thread.nodes)
    nodes: list[Node] = []
    waiting = sorted(below.get(-1, []), key=lambda at: key(thread.nodes[at]), reverse=True)
    while waiting:
        at = waiting.pop()
        nodes.append(thread.nodes[at])
        if at in below:
            waiting += sorted(below[at], key=lambda one: key(thread.nodes[one]), reverse=True)
    return replace(thread, nodes=tuple(nodes))


def _levels(nodes: tuple[Node, ...]) -> dict[int, list[int]]:
    """By position of what is answered (-1: the article), the positions of the answers, the last first."""
    below: dict[int, list[int]] = {}
    way: list[int] = []
    for at, node in enumerate(nodes):
        while way and nodes[way[-1]].depth >= node.depth:
            way.pop()
        below.setdefault(way[-1] if way else -1, []).append(at)
        way.append(at)
    for answers in below.values():
        answers.reverse()
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
