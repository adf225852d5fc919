"""The thread a view shows: in what order, what of it is folded, opened or moved sideways, and where the reader was in it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple

from tui_reader.model.comment import Node, Thread
from tui_reader.model.entry import Entry
from tui_reader.ui.comments.items import COMMENT, Item, Items
from tui_reader.ui.reading.line_view import LineView
from tui_reader.ui.reading.pieces import Anchor

if TYPE_CHECKING:
    from tui_reader.model.outbox import Letter


class Standing(NamedTuple):
    """Where the reader is: comments by their id, 0 where it is none."""

    top: int = 0
    row: int = 0
    cursor: int = 0
    item: int = 0


class KeptThread(LineView):
    """Places are remembered by the comments themselves: another order, or more of them, moves nobody."""

    def __init__(self) -> None:
        super().__init__()
        self.thread: Thread | None = None
        self.entry: Entry | None = None
        self.drafts: Mapping[str, str] = {}
        """What was begun, by what it answers; shown where it can be gone on with."""
        self.order = "site"
        """How the comments of a level follow each other (``model.thread_order``)."""
        self._as_given: Thread | None = None
        self._laid_nodes: tuple[Node, ...] = ()
        self.letters: Mapping[str, Letter] = {}
        """What of the reader's notes is on its way to a site."""
        self.folded: set[int] = set()
        self.cursor = 0
        """Which item it stands on."""
        self.opened: set[int] = set()
        """Comments whose warned-of text the reader wants to see."""
        self.aside: dict[int, int] = {}
        """By comment, how many cells of its code are out of sight at the left."""

    @property
    def items(self) -> Items | None:
        return self.column if isinstance(self.column, Items) else None

    @property
    def item(self) -> Item | None:
        """What the cursor stands on."""
        items = self.items
        return items.items[self.cursor] if items and self.cursor < len(items.items) else None

    @property
    def node(self) -> Node | None:
        """The comment the cursor stands on."""
        item = self.item
        return self.nodes[item.index] if item and item.kind == COMMENT else None

    @property
    def nodes(self) -> tuple[Node, ...]:
        """The comments the items are of: out of sight another thread is given before its items are made."""
        return self._laid_nodes

    def repaint_items(self, *items: int) -> None:
        """What is marked in these items changed."""
        if self.column is None:
            return
        for item in items:
            lines = len(self.column.laid(item).lines)
            for row in range(lines):
                self._strips.pop(Anchor(item, row), None)
            self.refresh_lines(self.column.top_of(item), lines)

    def _ordered(self, thread: Thread | None) -> Thread | None:
        if thread is None or self.order == "site":
            return thread
        from tui_reader.model.thread_order import ThreadOrder, in_order  # seldom

        return in_order(thread, ThreadOrder(self.order))

    def _remember(self) -> Standing:
        """The comment on top and the row inside it, the comment under the cursor, and its item."""
        items = self.items
        if items is None or not items.items:
            return Standing()
        anchor = items.anchor(self.top)
        top, here = items.items[anchor.piece], self.node
        return Standing(
            self.nodes[top.index].comment.id if top.kind == COMMENT else 0,
            anchor.row,
            here.comment.id if here is not None else 0,
            self.cursor,
        )

    def _item_of(self, items: Items, comment: int, fallback: int) -> int:
        """The item of a comment, or of what hides it."""
        nodes = enumerate(self.nodes) if comment else ()
        index = next((at for at, node in nodes if node.comment.id == comment), -1)
        while index >= 0:
            if (found := items.of_comment(index)) is not None:
                return found
            index -= 1
        return min(fallback, max(0, len(items.items) - 1))
