"""Moving in the pane that has the focus, and from pane to pane: the same keys mean the same everywhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui_reader.model.hosts import shown_host
from tui_reader.model.scrub import scrub_line
from tui_reader.model.urls import is_web
from tui_reader.ui.desk import Deed, Desk
from tui_reader.ui.panes import Pane, Panes

if TYPE_CHECKING:
    from tui_reader.ui.following import Following
    from tui_reader.ui.list_flow import ListFlow
    from tui_reader.ui.reading_flow import ReadingFlow


class Moving:
    """Sends moving, opening, going in and out, and folding to the pane they are meant for."""

    def __init__(
        self, desk: Desk, panes: Panes, lists: ListFlow, reading: ReadingFlow, following: Following
    ) -> None:
        self._desk, self._panes, self._lists, self._reading = desk, panes, lists, reading
        self._following = following

    def deeds(self) -> dict[str, Deed]:
        """The actions of this part, by id."""
        return {
            "move.down": lambda count: self._move(count or 1),
            "move.up": lambda count: self._move(-(count or 1)),
            "move.half_down": lambda _: self._half(1),
            "move.half_up": lambda _: self._half(-1),
            "move.page_down": lambda _: self._page(1),
            "move.page_up": lambda _: self._page(-1),
            "move.top": lambda _: self._end(top=True),
            "move.bottom": lambda _: self._end(top=False),
            "move.return": lambda _: self._return(),
            "move.next_section": lambda count: self._section(1, count or 1),
            "move.previous_section": lambda count: self._section(-1, count or 1),
            "move.next_stop": lambda _: self._stop(1),
            "move.previous_stop": lambda _: self._stop(-1),
            "move.sideways_left": lambda _: self._sideways(-1),
            "move.sideways_right": lambda _: self._sideways(1),
            "open": self._open,
            "open.number": self._open,
            "go.in": lambda _: self._go_in(),
            "go.out": lambda _: self._go_out(),
            "fold": lambda _: self._fold(),
            "fold.all": lambda _: self._fold_all(True),
            "unfold.all": lambda _: self._fold_all(False),
            "fold.level": lambda level: self._desk.comments.fold_level(level or 1),
            "pane.comments": lambda _: self._comments(),
            "pane.sources": lambda _: self._panes.toggle_sources(),
            "pane.alone": lambda _: self._panes.toggle_alone(),
        }

    def _move(self, by: int) -> None:
        desk = self._desk
        if self._panes.focus is Pane.ARTICLE:
            desk.article.move(by)
        elif self._panes.focus is Pane.COMMENTS:
            desk.comments.move(by)
        elif self._panes.in_sources:
            desk.sources.move(by)
        elif by > 0 and desk.status.chosen:
            desk.status.choose(False)
        elif not desk.entries.move(by) and by < 0 and self._lists.waiting:
            desk.status.choose(True)  # above the first row stand the new ones: Enter lets them in

    def _half(self, way: int) -> None:
        desk = self._desk
        if self._panes.in_sources:
            desk.sources.move(way * max(1, desk.sources.size.height // 2))
        else:
            self._pane_of_text().half(way)

    def _page(self, way: int) -> None:
        desk = self._desk
        if self._panes.in_sources:
            desk.sources.move(way * max(1, desk.sources.size.height - 1))
        else:
            self._pane_of_text().page(way)

    def _pane_of_text(self) -> _Paging:
        desk = self._desk
        if self._panes.focus is Pane.LIST:
            return desk.entries
        return desk.article if self._panes.focus is Pane.ARTICLE else desk.comments

    def _end(self, *, top: bool) -> None:
        desk = self._desk
        if self._panes.focus is Pane.LIST:
            pane = desk.sources if self._panes.in_sources else desk.entries
            pane.go_to(0 if top else -1)
            if top and self._lists.waiting and not self._panes.in_sources:
                self._desk.wait(self._to_newest(), "list", exclusive=True)
            return
        text = desk.article if self._panes.focus is Pane.ARTICLE else desk.comments
        if top:
            text.go_top()
        else:
            text.go_bottom()

    def _return(self) -> None:
        desk = self._desk
        if self._panes.in_sources:
            desk.sources.go_back()
        elif self._panes.focus is Pane.LIST:
            desk.entries.go_back()
        elif self._panes.focus is Pane.ARTICLE:
            desk.article.go_back()
        else:
            desk.comments.go_top()

    def _section(self, way: int, count: int) -> None:
        desk = self._desk
        for _ in range(min(count, 100)):
            if self._panes.focus is Pane.ARTICLE:
                desk.article.next_section(way)
            elif self._panes.focus is Pane.COMMENTS:
                desk.comments.next_top(way)
            elif self._panes.in_sources:
                desk.sources.section(way)
            else:
                desk.entries.section(way)

    def _stop(self, way: int) -> None:
        if self._panes.focus is Pane.ARTICLE:
            if self._desk.article.next_stop(way):
                self._tell_where()
        elif self._panes.focus is Pane.COMMENTS:
            self._desk.comments.next_stop(way)
        elif self._panes.in_sources:
            self._panes.go(Pane.LIST)
        else:
            self._panes.to_sources()

    def _sideways(self, way: int) -> None:
        desk, focus = self._desk, self._panes.focus
        moved = focus is Pane.ARTICLE and desk.article.sideways(way)
        if not moved and not (focus is Pane.COMMENTS and desk.comments.sideways(way)):
            self._desk.say("notice.not_here")

    def _tell_where(self) -> None:
        """Where the link leads that has the focus now, or what Enter does with the picture; of a button nothing."""
        desk, url = self._desk, self._desk.article.focused_link
        if is_web(url):
            desk.status.say(f"→ {shown_host(url)}", passing=True)
        elif url[:1] == "#":
            desk.status.say(f"→ {desk.words('follow.inside')}", passing=True)
        elif url:
            desk.status.say(f"→ {scrub_line(url, 60)}", passing=True)
        elif desk.article.focused_picture:
            desk.status.say(desk.words("picture.open"), passing=True)
        else:
            desk.status.pass_on()

    def _open(self, count: int | None = None) -> None:
        desk = self._desk
        if count is not None and self._panes.focus is Pane.ARTICLE:
            if not desk.article.press_number(count):
                desk.say("follow.no_number", n=count)
        elif self._panes.in_sources:
            desk.sources.press()
        elif self._panes.focus is Pane.ARTICLE:
            inside = desk.article.focused_link[:1] == "#"
            if desk.article.press() and inside:
                self._tell_where()  # the way back has the focus
        elif self._panes.focus is Pane.COMMENTS:
            desk.comments.press()
        elif desk.status.chosen or (self._lists.waiting and desk.entries.current is None):
            self.let_in()
        elif desk.entries.current is not None:
            self._reading.open(desk.entries.current)

    def let_in(self) -> None:
        """The new ones, on the reader's wish; the cursor stays on its article unless it stood at the top."""
        self._desk.wait(self._lists.let_in(), "list", exclusive=True)

    async def _to_newest(self) -> None:
        """The top is where the newest stand: those that waited are let in there."""
        await self._lists.let_in()
        self._desk.entries.go_to(0)

    def _go_in(self) -> None:
        desk = self._desk
        if self._panes.in_sources:
            line = desk.sources.line
            if line is not None and line.folded:
                desk.sources.fold(False)
            else:
                desk.sources.press()
        elif self._panes.focus is Pane.LIST:
            self._open()
        elif self._panes.focus is Pane.ARTICLE:
            self._panes.go(Pane.COMMENTS)
        else:
            desk.comments.press()

    def _go_out(self) -> None:
        panes, desk = self._panes, self._desk
        if panes.in_sources:
            if not desk.sources.fold(True):
                desk.sources.go_parent()
        elif panes.focus is Pane.LIST:
            panes.to_sources()
        elif panes.focus is Pane.ARTICLE:
            if not self._following.back():
                self._reading.save_place()
                panes.go(Pane.LIST)
        elif not desk.comments.go_parent():
            panes.leave_comments()

    def _fold(self) -> None:
        if self._panes.in_sources:
            self._desk.sources.fold()
        elif self._panes.focus is Pane.COMMENTS:
            self._desk.comments.fold()
        else:
            self._desk.say("notice.not_here")

    def _fold_all(self, wanted: bool) -> None:
        comments = self._desk.comments
        if self._panes.focus is not Pane.COMMENTS:
            self._desk.sources.fold_all(wanted)
        elif wanted:
            comments.fold_all()
        else:
            comments.unfold_all()

    def _comments(self) -> None:
        if self._panes.focus is Pane.COMMENTS:
            self._panes.leave_comments()
        else:
            self._desk.wait(self._to_comments(), "comments")

    async def _to_comments(self) -> None:
        await self._reading.bring()
        self._panes.go(Pane.COMMENTS)


if TYPE_CHECKING:
    from tui_reader.ui.comments.pane import CommentPane
    from tui_reader.ui.list.entry_list import EntryList
    from tui_reader.ui.reading.article_view import ArticleView

    _Paging = EntryList | ArticleView | CommentPane
