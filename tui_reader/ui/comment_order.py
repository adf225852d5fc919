"""In which order comments are shown: chosen once, the same for every discussion until it is chosen anew."""

from __future__ import annotations

from tui_reader.model.thread_order import ThreadOrder
from tui_reader.ui.desk import Desk
from tui_reader.ui.panes import Pane, Panes

_KEY = "comments.sort"


class CommentOrder:
    """The small list on ``\\``."""

    def __init__(self, desk: Desk, panes: Panes) -> None:
        self._desk, self._panes = desk, panes
        desk.wait(self._recall(), "order")

    async def _recall(self) -> None:
        kept = await self._desk.library.recall(_KEY)
        if kept in set(ThreadOrder) and kept != ThreadOrder.SITE:
            self._desk.comments.order_by(ThreadOrder(kept))

    def ask(self) -> None:
        """Offer the orders there are."""
        from tui_reader.ui.choices import Choice  # not needed to start
        from tui_reader.ui.jump_list import JumpList

        desk, words = self._desk, self._desk.words
        if self._panes.focus is not Pane.COMMENTS:
            desk.say("notice.not_here")
            return
        now = desk.comments.view.order
        lines = [
            Choice(order, words(f"comments.sort.{order}"), "✓" if order == now else "")
            for order in ThreadOrder
        ]
        desk.screen.app.push_screen(JumpList(words("comments.sort"), lines, words, tall=False), self._chosen)

    def _chosen(self, answer: str | None) -> None:
        if answer is not None:
            self._desk.comments.order_by(ThreadOrder(answer))
            self._desk.wait(self._desk.library.remember(_KEY, answer), "place")
