"""Selecting text by keys: `v` begins, moving extends, `y` copies, Esc lets go."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui_reader.ui.article_finding import ArticleFinding
from tui_reader.ui.desk import Deed, Desk
from tui_reader.ui.footer import Item, item
from tui_reader.ui.panes import Pane, Panes

if TYPE_CHECKING:
    from tui_reader.ui.reading.caret import Caret

_COPYING = frozenset(("copy.link", "copy.more", "copy.selection"))


class TextSelecting:
    """Begins at the word found, else at the first line in sight (in the comments at the comment under the cursor)."""

    def __init__(self, desk: Desk, panes: Panes, find: ArticleFinding) -> None:
        self._desk, self._panes, self._find = desk, panes, find
        self._caret: Caret | None = None

    def deeds(self) -> dict[str, Deed]:
        """The actions of this part, by id."""
        return {"select.range": lambda _: self._begin()}

    def keys(self) -> tuple[Item, ...]:
        """The footer."""
        if self._caret is None:
            return ()
        words, keymap = self._desk.words, self._desk.keymap
        return (
            *item(keymap, words("select.line"), "move.down", "move.up"),
            *item(keymap, words("select.word"), "go.in", "go.out"),
            *item(keymap, words("select.copy"), "copy.link"),
            *item(keymap, words("select.from_here"), "select.range"),
            *item(keymap, words("footer.find.close"), "back"),
        )

    def takes(self, action: str, count: int | None) -> bool:
        """Moving moves the end of what is selected; anything else but copying ends it."""
        caret, rows = self._caret, self._desk.article.rows
        if caret is None:
            return False
        many = count or 1
        moves = {
            "move.down": lambda: caret.lines(many),
            "move.up": lambda: caret.lines(-many),
            "move.half_down": lambda: caret.lines(rows // 2),
            "move.half_up": lambda: caret.lines(-(rows // 2)),
            "move.page_down": lambda: caret.lines(rows - 2),
            "read.on": lambda: caret.lines(rows - 2),
            "move.page_up": lambda: caret.lines(2 - rows),
            "move.top": lambda: caret.to_edge(top=True),
            "move.bottom": lambda: caret.to_edge(top=False),
            "go.in": lambda: caret.word(1),
            "go.out": lambda: caret.word(-1),
            "select.range": lambda: self._begin(again=True),
            "back": lambda: self.close(),
        }
        if action in moves:
            moves[action]()
            return True
        self.close(keep=action in _COPYING)
        return False

    def close(self, *, keep: bool = False) -> None:
        """Let go."""
        if self._caret is not None:
            self._caret.close(keep=keep)
            self._caret = None
            self._desk.footer_again()

    def _begin(self, *, again: bool = False) -> None:
        from tui_reader.ui.reading.caret import Caret, Spot  # not needed to start
        from tui_reader.ui.reading.pieces import Anchor

        desk, at = self._desk, None
        if self._panes.focus is Pane.LIST:
            desk.say("notice.not_here")
            return
        if again and self._caret is not None:
            at = self._caret.end
        elif self._panes.focus is Pane.COMMENTS:
            at = Spot(Anchor(desk.comments.view.cursor, 0), 0)
        elif (found := self._find.found) is not None:
            at = Spot(*found)
        self.close()
        view = desk.article if self._panes.focus is Pane.ARTICLE else desk.comments.view
        self._caret = Caret(view, self.close, at)
