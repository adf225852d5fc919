"""What the widgets say, handed to the part it concerns."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import on

from tui_reader.ui.footer import Footer
from tui_reader.ui.list.entry_list import EntryList
from tui_reader.ui.list.list_bar import ListBar
from tui_reader.ui.list.source_tree import SourceTree
from tui_reader.ui.panes import Pane
from tui_reader.ui.parts import Parts
from tui_reader.ui.reading.article_bar import ArticleBar
from tui_reader.ui.reading.article_view import ArticleView
from tui_reader.ui.status import StatusLine

if TYPE_CHECKING:
    from tui_reader.ui.article_find_box import ArticleFindBox
    from tui_reader.ui.article_finding import ArticleFinding
    from tui_reader.ui.comments.pane import CommentPane
    from tui_reader.ui.find_box import FindBox
    from tui_reader.ui.finding import Finding
    from tui_reader.ui.health.lines_pane import LinesPane
    from tui_reader.ui.reading.aa_panel import AaPanel


class Wiring(Parts):
    """One line a message."""

    # what the find box says (by name: its text box is not imported at the start)

    @property
    def _box(self) -> Finding | ArticleFinding:
        return (
            self.over_text.find if self.over_text is not None and self.over_text.find.open else self.finding
        )

    def on_find_box_typed(self, event: FindBox.Typed) -> None:
        self._box.typed(event.text)

    def on_find_box_stayed(self) -> None:
        self._box.stay()

    def on_find_box_left(self) -> None:
        self._box.leave()

    def on_find_box_everywhere_wanted(self) -> None:
        self._box.everywhere()

    def on_find_box_order_wanted(self) -> None:
        if self._box is self.finding:
            self.finding.turn_order()

    def on_article_find_box_stepped(self, event: ArticleFindBox.Stepped) -> None:
        self.late.over_text.find.step(event.way)

    # what the widgets say

    @on(EntryList.Moved)
    def _previewed(self, event: EntryList.Moved) -> None:
        self.desk.status.choose(False)
        self.desk.status.pass_on()
        self.reading.preview(event.entry_id)
        self.finding.moved(event.entry_id)

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
        self.late.moving.let_in()

    @on(ListBar.SourcesWanted)
    def _sources_wanted(self) -> None:
        self.panes.toggle_sources()

    @on(SourceTree.Chosen)
    def _chosen(self, event: SourceTree.Chosen) -> None:
        self.late.places.show(event.view)

    @on(SourceTree.Moved)
    def _source_moved(self, event: SourceTree.Moved) -> None:
        self.late.feeds.explain(event.feed)

    @on(SourceTree.ActionWanted)
    @on(Footer.Pressed)
    def _pressed(self, event: Footer.Pressed | SourceTree.ActionWanted) -> None:
        if not self.finding.pressed(event.action):
            self.desk.reader.reset()
            self.do(event.action)

    @on(ArticleView.Scrolled)
    def _scrolled(self, event: ArticleView.Scrolled) -> None:
        self.reading.scrolled(event.entry_id, event.position, event.progress, event.left)
        if self.desk.article.spots_in_sight() or "late" in self.__dict__:
            self.late.pictures.look()

    @on(ArticleView.Resumed)
    def _resumed(self, event: ArticleView.Resumed) -> None:
        self.desk.status.say(event.text, passing=True)

    @on(ArticleView.LinkChosen)
    def _link_chosen(self, event: ArticleView.LinkChosen) -> None:
        self.late.following.follow(event.href, event.text)

    @on(ArticleView.RelatedChosen)
    def _related_chosen(self, event: ArticleView.RelatedChosen) -> None:
        self.reading.open(event.entry_id)

    @on(ArticleView.PictureChosen)
    def _picture_chosen(self, event: ArticleView.PictureChosen) -> None:
        self.late.pictures.enlarge(event.url)

    @on(ArticleView.FullTextWanted)
    def _full_text_wanted(self) -> None:
        self.late.full_text.toggle()

    @on(ArticleView.CommentsWanted)
    def _comments_wanted(self) -> None:
        self.panes.go(Pane.COMMENTS)

    @on(ArticleView.AaWanted)
    @on(ArticleBar.AaWanted)
    def _aa_wanted(self) -> None:
        self.sizes.toggle_panel()

    @on(ArticleBar.BackWanted)
    def _list_wanted(self) -> None:
        if not self.late.following.back():
            self.panes.go(Pane.LIST)

    # what comes late says (by name: it is not imported at the start)

    def on_comment_pane_link_chosen(self, event: CommentPane.LinkChosen) -> None:
        self.late.following.follow(event.href, event.text)

    def on_comment_pane_back_wanted(self) -> None:
        self.panes.leave_comments()

    def on_comment_pane_more_wanted(self) -> None:
        self.comments.more()

    def on_comment_pane_written(self, event: CommentPane.Written) -> None:
        self.late.opinions.finish(event.text, event.parent)

    def on_comment_pane_draft_changed(self, event: CommentPane.DraftChanged) -> None:
        self.comments.draft_changed(event.text, event.parent)

    def on_comment_pane_draft_wanted(self, event: CommentPane.DraftWanted) -> None:
        self.comments.draft_wanted(event.parent)

    def on_lines_pane_pressed(self, event: LinesPane.Pressed) -> None:
        self.late.health.pressed(event.pane, event.answer)

    def on_feeds_page_back_wanted(self) -> None:
        self.late.health.back()

    def on_feeds_page_resized(self) -> None:
        self.late.health.again()

    def on_aa_panel_changed(self, event: AaPanel.Changed) -> None:
        self.sizes.change(event.style, event.only_feed)

    def on_aa_panel_theme_wanted(self, event: AaPanel.ThemeWanted) -> None:
        self.late.appearance.change_theme(event.name)

    def on_aa_panel_layer_wanted(self, event: AaPanel.LayerWanted) -> None:
        self.sizes.change_layer(event.layer)

    def on_aa_panel_closed(self) -> None:
        self.sizes.close_panel()
