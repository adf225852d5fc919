"""Which panes are seen: decided by the window's width, by where the reader is, and by what there is to show."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from typing import TYPE_CHECKING

from textual.geometry import Size
from textual.widget import Widget

from tui_reader.model.style import Layer
from tui_reader.ui.keys import ARTICLE, COMMENTS, LIST

if TYPE_CHECKING:
    from tui_reader.ui.desk import Desk

THREE, TWO, SOURCES_ASIDE = 140, 90, 180
"""Columns from which three panes, two panes, and the sources in a column of their own are shown."""
LETTERS = 40
"""Letters that should stand in a line of the article at least (screens.md, principle 9)."""
_AIR = 6


LEAST = Size(24, 7)
"""The smallest window that reads: a few words a line, a few lines between the title and the footer."""


class Pane(StrEnum):
    """A place the focus can be; the values are the contexts of the key table."""

    LIST = LIST
    ARTICLE = ARTICLE
    COMMENTS = COMMENTS


def visible(width: int, focus: Pane, *, comments: bool, alone: bool, ratio: float = 1.0) -> frozenset[Pane]:
    """The panes seen at so many columns. ``comments``: the article has a discussion, or the reader opened it.

    ``ratio``: cells that a letter of the article takes. Who reads large letters has room for them: where fewer than
    ``LETTERS`` stand in a line, the comments go first, then the list.
    """
    shown = _by_width(width, focus, comments=comments, alone=alone)
    for pane in (Pane.COMMENTS, Pane.LIST):
        if focus is Pane.ARTICLE and ratio > 1 and _article_cells(width, shown) < LETTERS * ratio:
            shown -= {pane}
    return shown


def _article_cells(width: int, shown: frozenset[Pane]) -> int:
    """Columns left for the text of the article; the sheets say the same (app.tcss)."""
    cells = width - _AIR
    if Pane.LIST in shown:
        cells -= 46 if width >= THREE else min(50, width * 2 // 5)
    if Pane.COMMENTS in shown:
        cells -= min(46, width * 27 // 100)
    return cells


def _by_width(width: int, focus: Pane, *, comments: bool, alone: bool) -> frozenset[Pane]:
    if alone or width < TWO:
        return frozenset({focus})
    if width < THREE:
        other = Pane.COMMENTS if focus is Pane.COMMENTS else Pane.LIST
        return frozenset({Pane.ARTICLE, other})
    shown = {Pane.LIST, Pane.ARTICLE}
    if comments or focus is Pane.COMMENTS:
        shown.add(Pane.COMMENTS)
    return frozenset(shown)


class Panes:
    """Shows and hides, and moves the focus between what is shown."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self.focus = Pane.LIST
        self.in_sources = False
        self._width = 0
        self.ratio = 1.0
        """Cells that a letter of the article takes; set by the text size."""
        self._alone = False
        self._comments_opened = False
        self._sources_wanted: bool | None = None
        """None: as the width says; the reader's own wish otherwise."""
        self._came_from = Pane.ARTICLE
        self.left_comments: Callable[[], None] = lambda: None
        """Told when the reader turns away from the comments; set by the screen."""
        self.turning: Callable[[], None] = lambda: None
        """Told when the reader goes to a pane: a page over the panes ends; set by the screen."""

    @property
    def shown(self) -> frozenset[Pane]:
        """What is seen now."""
        return visible(
            self._width,
            self.focus,
            comments=self._desk.has_discussion or self._comments_opened,
            alone=self._alone,
            ratio=self.ratio,
        )

    @property
    def previews(self) -> bool:
        """Whether the article stands beside the list, so that moving the cursor shows it."""
        return {Pane.LIST, Pane.ARTICLE} <= self.shown

    def arrange(self, size: Size | None = None) -> None:
        """Put the panes as they should be; ``size`` of the window, where the screen does not know it yet."""
        if size is not None:
            self._width = size.width
        desk, shown, width = self._desk, self.shown, self._width
        desk.list_pane.display = Pane.LIST in shown
        desk.article_pane.display = Pane.ARTICLE in shown
        if desk.made is not None or Pane.COMMENTS in shown:
            desk.comments.display = Pane.COMMENTS in shown
            desk.comments.alone(shown == {Pane.COMMENTS})
        aside = width >= SOURCES_ASIDE and not self._alone
        desk.sources.display = self._sources_shown
        classes = {
            "-aside": aside,
            "-one": len(shown) == 1,
            "-two": len(shown) == 2,
            "-three": len(shown) == 3,
        }
        for name, on in {**classes, "-wide": width >= SOURCES_ASIDE}.items():
            desk.screen.set_class(on, name)
        desk.footer_again()
        if desk.layer is Layer.DEC:  # double lines are for the article alone
            desk.restyle()

    def go(self, pane: Pane, *, sources: bool = False) -> None:
        """Move the focus; what must be seen for it is shown."""
        self.turning()
        desk = self._desk
        if pane is Pane.COMMENTS and self.focus is not Pane.COMMENTS:
            self._came_from, self._comments_opened = self.focus, True
        self._turn(pane, sources)
        widget: Widget = desk.entries if pane is Pane.LIST else desk.article
        if sources:
            widget = desk.sources
        elif pane is Pane.COMMENTS:
            widget = desk.comments
        if not widget.has_focus:  # to focus it again would draw it again
            widget.focus(scroll_visible=False)
        desk.reader.reset()
        desk.footer_again()

    def leave_comments(self) -> None:
        """Back to where the comments were opened from; their column goes where there is no discussion."""
        self._comments_opened = False
        self.go(self._came_from if self._came_from is not Pane.COMMENTS else Pane.ARTICLE)

    def toggle_alone(self) -> None:
        """This pane alone, or all of them again."""
        self._alone = not self._alone
        self.go(self.focus, sources=self.in_sources)

    def leave_alone(self) -> bool:
        """All panes again; False where they were."""
        if not self._alone:
            return False
        self.toggle_alone()
        return True

    def toggle_sources(self) -> None:
        """Show or hide the sources; shown on purpose they have the focus."""
        if self._sources_shown and Pane.LIST in self.shown:
            self._sources_wanted = False
            self.go(Pane.LIST)
        else:
            self._sources_wanted = True
            self.go(Pane.LIST, sources=True)

    def to_sources(self) -> None:
        """Into the sources, shown for as long as it takes where they have no room of their own."""
        if not self._sources_shown:
            self._sources_wanted = True
        self.go(Pane.LIST, sources=True)

    def from_sources(self) -> None:
        """From the sources to the list; they go where they have no room of their own."""
        if self._width < SOURCES_ASIDE:
            self._sources_wanted = None
        self.go(Pane.LIST)

    def focused(self) -> None:
        """The focus went somewhere by itself (a click): follow it."""
        desk = self._desk
        focused = desk.screen.focused
        if focused is None or not focused.is_attached:
            return
        inside = set(focused.ancestors_with_self)
        if desk.made in inside:
            pane = Pane.COMMENTS
        elif desk.article in inside:
            pane = Pane.ARTICLE
        elif desk.list_pane in inside:
            pane = Pane.LIST
        else:
            return
        if (pane, desk.sources in inside) != (self.focus, self.in_sources):
            desk.reader.reset()
            self._turn(pane, desk.sources in inside)

    def _turn(self, pane: Pane, sources: bool) -> None:
        if self.focus is Pane.COMMENTS and pane is not Pane.COMMENTS:
            self.left_comments()
        self.focus, self.in_sources = pane, sources
        self.arrange()

    @property
    def _sources_shown(self) -> bool:
        wanted = self._sources_wanted
        return wanted if wanted is not None else self._width >= SOURCES_ASIDE and not self._alone
