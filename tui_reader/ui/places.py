"""Going to lists, leaving what is open one thing at a time, and leaving the program."""

from __future__ import annotations

from tui_reader.model.view import Place, View
from tui_reader.ui.desk import Deed, Desk
from tui_reader.ui.finding import Finding
from tui_reader.ui.following import Following
from tui_reader.ui.list_flow import ListFlow
from tui_reader.ui.panes import Pane, Panes
from tui_reader.ui.reading_flow import ReadingFlow


class Places:
    """Actions that leave where the reader is for somewhere else."""

    def __init__(
        self,
        desk: Desk,
        panes: Panes,
        lists: ListFlow,
        reading: ReadingFlow,
        finding: Finding,
        following: Following,
    ) -> None:
        self._desk, self._panes, self._lists = desk, panes, lists
        self._reading, self._finding, self._following = reading, finding, following

    def deeds(self) -> dict[str, Deed]:
        """The actions of this part, by id."""
        lists = (
            Place.ALL,
            Place.UNREAD,
            Place.TODAY,
            Place.LATER,
            Place.UNFINISHED,
            Place.STARRED,
            Place.READ,
            Place.DISCUSSIONS,
        )
        return {
            **{f"go.{place}": self._go_to(place) for place in lists},
            "unread_only": self._lists.toggle_unread,
            "go.tag": lambda _: self._desk.bring(self._ask_tag(), "tag"),
            "feed.next": lambda count: self._step_feed(count or 1),
            "feed.previous": lambda count: self._step_feed(-(count or 1)),
            "find.order": lambda _: self._finding.turn_order(),
            "find.clear": lambda _: self._clear(),
            "back": lambda _: self._back(),
            "quit": lambda _: self._quit(),
            "redraw": lambda _: self._redraw(),
            "suspend": lambda _: self._desk.screen.app.action_suspend_process(),
        }

    def show(self, view: View) -> None:
        """Another list, the keys with it."""
        self._finding.forget()
        self._lists.show(view)
        if self._panes.in_sources:
            self._panes.from_sources()
        else:
            self._panes.go(Pane.LIST)

    def _go_to(self, place: Place) -> Deed:
        return lambda _: self.show(View(place))

    def _step_feed(self, by: int) -> None:
        """The list of the next feed, in the order of the sources; of the first, or the last, from any other list."""
        from tui_reader.ui.list.source_lines import lines  # loaded with the sources

        found = lines(self._lists.sources, frozenset(), self._desk.words)
        feeds = [line.view for line in found if line.feed is not None]
        at = feeds.index(self._lists.view) + by if self._lists.view in feeds else min(by - 1, by)
        if 0 <= at < len(feeds) or (feeds and self._lists.view not in feeds):
            self.show(feeds[at])
        else:
            self._desk.say("notice.end_of_list" if by > 0 else "notice.start_of_list")

    def _clear(self) -> None:
        if not self._finding.leave():
            self._desk.say("search.nothing_to_clear")

    async def _ask_tag(self) -> None:
        from tui_reader.ui.choices import Choice, Choices  # seldom
        from tui_reader.ui.palette import tag_view

        desk, known = self._desk, await self._desk.library.own_tags()
        if not known:
            desk.say("palette.no_tags")
            return
        words = desk.words
        lines = [Choice(name, name, str(count)) for name, count in known]
        page = Choices(words("palette.tags"), words("palette.tag_hint"), "palette.none", lines, words)
        desk.screen.app.push_screen(page, lambda name: self.show(tag_view(name)) if name else None)

    def _back(self) -> None:
        """Leaves one thing: selection, what was found, one pane alone, the pane; ``q`` in the list quits."""
        desk, panes = self._desk, self._panes
        if desk.screen.get_selected_text():
            desk.screen.clear_selection()
        elif desk.status.chosen:
            desk.status.choose(False)
        elif (panes.focus is Pane.ARTICLE and self._following.back()) or panes.leave_alone():
            pass
        elif panes.focus is Pane.COMMENTS:
            panes.leave_comments()
        elif panes.focus is Pane.ARTICLE:
            self._reading.save_place()
            panes.go(Pane.LIST)
        elif panes.in_sources:
            panes.from_sources()
        elif not self._finding.leave() and desk.reader.last_key != "escape":
            self._quit()

    def _quit(self) -> None:
        screen = self._desk.screen
        screen.run_worker(screen.app.action_quit(), group="quit")

    def _redraw(self) -> None:
        self._desk.screen.refresh(repaint=True, layout=True)
