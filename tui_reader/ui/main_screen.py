"""The one screen: composes the panes, turns keys into actions, and hands messages to the parts they concern."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.geometry import Size
from textual.screen import Screen

from tui_reader.ui import seams
from tui_reader.ui.addresses import Addresses
from tui_reader.ui.comments_flow import CommentsFlow
from tui_reader.ui.desk import Deed
from tui_reader.ui.feeds_flow import FeedsFlow
from tui_reader.ui.finding import Finding
from tui_reader.ui.footer import Footer
from tui_reader.ui.list.entry_list import EntryList
from tui_reader.ui.list.list_bar import ListBar
from tui_reader.ui.list.source_tree import SourceTree
from tui_reader.ui.list_flow import ListFlow
from tui_reader.ui.marking import Marking
from tui_reader.ui.moving import Moving
from tui_reader.ui.panes import Pane, Panes
from tui_reader.ui.places import Places
from tui_reader.ui.reading.article_bar import ArticleBar
from tui_reader.ui.reading.article_view import ArticleView
from tui_reader.ui.reading_flow import ReadingFlow
from tui_reader.ui.start import Start, desk_for
from tui_reader.ui.status import StatusLine
from tui_reader.ui.text_size import TextSize

if TYPE_CHECKING:
    from tui_reader.ui.comments.pane import CommentPane
    from tui_reader.ui.find_box import FindBox
    from tui_reader.ui.reading.aa_panel import AaPanel

_KEEPING = frozenset(("act", "place", "seen", "opened", "draft", "note", "memory"))
"""Groups of work that end before the program does."""


class MainScreen(Screen[None]):
    """Wiring only: what an action does stands in the part that has it."""

    AUTO_FOCUS = ""  # None would mean the first widget that can have it, styled once for nothing

    def __init__(self, start: Start) -> None:
        super().__init__()
        self._start = start
        self._styled = False
        self.desk = desk_for(self, start)
        self.desk.footer_again = self._footer_again
        desk = self.desk
        self.panes = Panes(desk)
        self.lists = ListFlow(desk, start.first)
        self.marking = Marking(desk, self.panes, self.lists)
        self.reading = ReadingFlow(desk, self.panes, self.lists, self.marking)
        self.moving = Moving(desk, self.panes, self.lists, self.reading)
        self.feeds = FeedsFlow(desk, self.panes, self.lists, self.reading)
        self.finding = Finding(desk, self.panes, self.lists)
        self.comments = CommentsFlow(desk, self.panes, self.reading)
        self.sizes = TextSize(desk, self.panes, start.memory)
        self.addresses = Addresses(desk, self.panes)
        self.places = Places(self)
        self.last_key = ""
        """For ``back``: Esc never quits, ``q`` in the list does."""
        desk.restyle = self.sizes.apply
        self.panes.left_comments = self.comments.seen
        self.lists.shown = self.reading.follow
        self._deeds = self._all_deeds()

    def compose(self) -> ComposeResult:
        desk = self.desk
        desk.shown = self._start.article
        self.panes.arrange(self.app.size)  # before there are widgets to style again
        with Horizontal(id="panes"):
            with desk.list_pane:
                if desk.sources.display:
                    yield desk.sources
                with Vertical(id="list-column"):
                    yield desk.list_bar
                    yield desk.entries
            with desk.article_pane:
                yield desk.bar
                yield desk.article
            if Pane.COMMENTS in self.panes.shown:
                yield desk.comments
        yield desk.status
        yield desk.footer

    def _all_deeds(self) -> Mapping[str, Deed]:
        parts = (
            self.moving,
            self.marking,
            self.reading,
            self.feeds,
            self.finding,
            self.comments,
            self.sizes,
            self.addresses,
            self.places,
        )
        return {name: deed for part in parts for name, deed in part.deeds().items()}

    # the first paint, size, leaving

    def on_mount(self) -> None:
        self.desk.sources.folded = self._start.memory.folded
        self._look(self.app.size)
        self.sizes.apply()
        self.lists.begin(self._start.first)
        self.reading.begin(self._start.article)
        self.panes.go(Pane.LIST)
        self.call_after_refresh(self._painted)

    def _painted(self) -> None:
        self.app.on_painted()  # type: ignore[attr-defined]  # ReaderApp is the only app this screen is in
        if self.desk.comments.parent is None:
            self.query_one("#panes").mount(self.desk.comments)
        if self.desk.sources.parent is None:
            self.desk.list_pane.mount(self.desk.sources, before=0)
        for problem in self._start.problems[:1]:
            self.desk.status.say(self.desk.words(problem.code, **problem.facts))
        self.desk.wait(self.feeds.start(self._start.open_files), "engine")

    def on_screen_resume(self, event: events.ScreenResume) -> None:
        if not self._styled:  # every widget was, a moment ago, as it was mounted
            event.refresh_styles, self._styled = False, True

    def _look(self, size: Size) -> None:
        density = self.lists.density(size.width, size.height)
        self.desk.entries.look(self.desk.words, self.desk.now, density)

    def on_resize(self, event: events.Resize) -> None:
        self._look(event.size)
        self.panes.arrange(event.size)
        self.reading.tell()

    def watch_title(self, title: str | None) -> None:
        if title:
            self.call_after_refresh(seams.write_title, self.app, title)

    async def put_away(self) -> None:
        """Before the program ends: what the reader did is in the store, nothing is asked."""
        self.reading.save_place()
        if self.panes.focus is Pane.COMMENTS:
            self.comments.seen()
        keeping = [worker for worker in self.workers if worker.group in _KEEPING]
        if keeping:
            await self.workers.wait_for_complete(keeping)

    # keys

    @property
    def commands_here(self) -> bool:
        """Whether keys are commands: no box is open and no panel has them."""
        box = self.finding.open or self.desk.comments.writing or self.comments.coming
        return self.app.screen is self and not box and not self.sizes.panel_open

    async def on_key(self, event: events.Key) -> None:
        if not self.commands_here:
            self.places.typed_early(event)
            return
        event.stop()
        event.prevent_default()
        self.last_key = event.key
        self.lists.touched()
        chosen, noticed = self.desk.reader.press(event.key, event.character, self.panes.focus)
        if noticed:
            self.desk.say("notice.input_method")
        for one in chosen:
            self.do(one.action, one.count)
        self._footer_again()

    def do(self, action: str, count: int | None = None) -> None:
        """Do an action where the focus is."""
        deed = self._deeds.get(action)
        if deed is not None:
            deed(count)

    def _footer_again(self) -> None:
        panes, waiting = self.panes, self.desk.reader.waiting
        self.desk.footer.say(
            panes.focus,
            feeds=panes.in_sources,
            own=self.finding.keys() or self.comments.keys(),
            waiting=waiting,
        )
        self.desk.status.show(hint=self.desk.footer.rest())

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        self.panes.focused()
        self._footer_again()  # a box that has the focus has keys of its own

    # what the find box says (by name: its text box is not imported at the start)

    def on_find_box_typed(self, event: FindBox.Typed) -> None:
        self.finding.typed(event.text)

    def on_find_box_stayed(self) -> None:
        self.finding.stay()

    def on_find_box_left(self) -> None:
        self.finding.leave()

    def on_find_box_everywhere_wanted(self) -> None:
        self.finding.toggle_everywhere()

    # what the widgets say

    @on(EntryList.Moved)
    def _previewed(self, event: EntryList.Moved) -> None:
        self.desk.status.choose(False)
        self.reading.preview(event.entry_id)

    @on(EntryList.Opened)
    def _opened(self, event: EntryList.Opened) -> None:
        self.lists.touched()
        if self.reading.is_open(event.entry_id) and Pane.ARTICLE in self.panes.shown:
            self.panes.go(Pane.ARTICLE)
            self.panes.toggle_alone()
        else:
            self.reading.open(event.entry_id)

    @on(EntryList.RowsWanted)
    def _rows_wanted(self, event: EntryList.RowsWanted) -> None:
        self.lists.fetch(event.ids)

    @on(StatusLine.NewWanted)
    def _new_wanted(self) -> None:
        self.moving.let_in()

    @on(ListBar.SourcesWanted)
    def _sources_wanted(self) -> None:
        self.panes.toggle_sources()

    @on(SourceTree.Chosen)
    def _chosen(self, event: SourceTree.Chosen) -> None:
        self.places.show(event.view)

    @on(SourceTree.Moved)
    def _source_moved(self, event: SourceTree.Moved) -> None:
        self.feeds.explain(event.feed)

    @on(SourceTree.ActionWanted)
    @on(Footer.Pressed)
    def _pressed(self, event: Footer.Pressed | SourceTree.ActionWanted) -> None:
        if not self.finding.pressed(event.action):
            self.desk.reader.reset()
            self.do(event.action)

    @on(ArticleView.Scrolled)
    def _scrolled(self, event: ArticleView.Scrolled) -> None:
        self.reading.scrolled(event.position, event.progress, event.left)

    @on(ArticleView.Resumed)
    def _resumed(self, event: ArticleView.Resumed) -> None:
        self.desk.status.say(event.text)

    @on(ArticleView.LinkChosen)
    def _link_chosen(self, event: ArticleView.LinkChosen) -> None:
        self.addresses.follow(event.href)

    @on(ArticleView.RelatedChosen)
    def _related_chosen(self, event: ArticleView.RelatedChosen) -> None:
        self.reading.open(event.entry_id)

    @on(ArticleView.CommentsWanted)
    def _comments_wanted(self) -> None:
        self.panes.go(Pane.COMMENTS)

    @on(ArticleView.AaWanted)
    @on(ArticleBar.AaWanted)
    def _aa_wanted(self) -> None:
        self.sizes.toggle_panel()

    @on(ArticleBar.BackWanted)
    def _list_wanted(self) -> None:
        self.panes.go(Pane.LIST)

    # what comes late says (by name: it is not imported at the start)

    def on_comment_pane_link_chosen(self, event: CommentPane.LinkChosen) -> None:
        self.addresses.follow(event.href)

    def on_comment_pane_back_wanted(self) -> None:
        self.panes.leave_comments()

    def on_comment_pane_more_wanted(self) -> None:
        self.comments.more()

    def on_comment_pane_written(self, event: CommentPane.Written) -> None:
        self.comments.written(event.text, event.parent)

    def on_comment_pane_draft_changed(self, event: CommentPane.DraftChanged) -> None:
        self.comments.draft_changed(event.text, event.parent)

    def on_comment_pane_draft_wanted(self, event: CommentPane.DraftWanted) -> None:
        self.comments.draft_wanted(event.parent)

    def on_aa_panel_changed(self, event: AaPanel.Changed) -> None:
        self.sizes.change(event.style, event.only_feed)

    def on_aa_panel_theme_wanted(self, event: AaPanel.ThemeWanted) -> None:
        self.places.change_theme(event.name)

    def on_aa_panel_closed(self) -> None:
        self.sizes.close_panel()
