"""The thread in its pane, with what the keys do to it: moving from comment to comment, and folding."""

from __future__ import annotations

from textual.containers import Vertical

from tui_reader.ui.comments import folding, stops
from tui_reader.ui.comments.items import COMMENT, MORE, SENTENCE
from tui_reader.ui.comments.thread_view import ThreadView


class ThreadPane(Vertical):
    """Moves in a thread. Knows nothing of writing and of where comments come from."""

    def __init__(self, view: ThreadView, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._view = view
        self._returning = -1
        """The comment to go back to."""

    @property
    def view(self) -> ThreadView:
        """The comments as text."""
        return self._view

    # moving: the keys' actions

    def move(self, comments: int) -> None:
        """The cursor down or up."""
        self._view.move(comments)

    def half(self, way: int) -> None:
        """Half a page; the cursor comes along."""
        self._view.half(way)
        self._view.fetch_cursor()

    def page(self, way: int) -> bool:
        """A page; False at the end."""
        moved = self._view.page(way)
        self._view.fetch_cursor()
        return moved

    def go_back(self) -> None:
        """To the comment I was at before the last leap; again: forth."""
        index, self._returning = self._returning, self._index()
        if 0 <= index < len(self._view.nodes):
            self._view.to_comment(index)

    def go_top(self) -> None:
        """To the opinion box."""
        self._returning = self._index()
        self._view.to_item(0)
        self._view.to_row(0)

    def go_bottom(self) -> None:
        """To the last thing."""
        items = self._view.items
        if items is not None:
            self._returning = self._index()
            last = len(items.items) - 1
            while last > 0 and items.items[last].kind == SENTENCE:  # nothing to stand on
                last -= 1
            self._view.to_item(last)
            self._view.to_end()

    def next_stop(self, way: int = 1) -> bool:
        """To the next (1) or previous (-1) link, box or "more"."""
        return stops.next_stop(self._view, way)

    def next_top(self, way: int = 1) -> bool:
        """To the next (1) or previous (-1) thread."""
        here, nodes = self._index(), self._view.nodes
        order = range(here + 1, len(nodes)) if way > 0 else range(here - 1, -1, -1)
        return self._to(next((index for index in order if not nodes[index].depth), None))

    def next_new(self, way: int = 1) -> bool:
        """To the next (1) or previous (-1) new comment, unfolding what hides it; False where there is none."""
        return self._to(folding.next_new(self._view.nodes, self._index(), way))

    def go_parent(self) -> bool:
        """To what this one answers."""
        here = self._index()
        return here >= 0 and self._to(folding.parent(self._view.nodes, here))

    def _to(self, index: int | None) -> bool:
        if index is not None:
            self._returning = self._index()
            self._view.to_comment(index)
        return index is not None

    def _index(self) -> int:
        """The comment under the cursor; before the first one -1, behind the last their number."""
        item, nodes = self._view.item, self._view.nodes
        if item is None or item.kind == COMMENT:
            return item.index if item else -1
        return len(nodes) if item.kind == MORE else -1

    def sideways(self, way: int) -> bool:
        """Wide code of the comment under the cursor, right (1) or left (-1)."""
        return self._view.sideways(way)

    # folding

    def fold(self) -> bool:
        """Fold or unfold the comment under the cursor."""
        node = self._view.node
        if node is not None:
            self._view.fold_to(self._view.folded ^ {node.comment.id})
        return node is not None

    def fold_all(self) -> None:
        """Only the threads themselves."""
        self.fold_level(1)

    def unfold_all(self) -> None:
        """Everything."""
        self._view.fold_to(set())

    def fold_level(self, level: int) -> None:
        """So many levels, 1–9."""
        self._view.fold_to(folding.to_fold(self._view.nodes, level))
