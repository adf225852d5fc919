"""The comment pane: a title line, the thread, and the box for one's own opinion."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, tzinfo
from typing import TYPE_CHECKING, Self

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.message import Message

from tui_reader.model.comment import Thread
from tui_reader.model.entry import Entry
from tui_reader.model.style import ReadingStyle
from tui_reader.strings import Words
from tui_reader.ui.comments import folding, stops
from tui_reader.ui.comments.drawing import name_of
from tui_reader.ui.comments.items import COMMENT, MORE
from tui_reader.ui.comments.thread_view import ThreadView
from tui_reader.ui.comments.title import title
from tui_reader.ui.reading.bar import Bar

if TYPE_CHECKING:
    from tui_reader.ui.comments.box import OpinionBox


class CommentPane(Vertical):
    """Shows a thread. ``focus()`` focuses the thread inside. Binds no keys but those of its text box."""

    class MoreWanted(Message):
        """The next page of comments, or the first one, is asked for."""

    class Written(Message):
        """An opinion (``parent`` empty) or a reply was finished: keep it, then forget its draft."""

        def __init__(self, text: str, parent: str) -> None:
            super().__init__()
            self.text, self.parent = text, parent

    class DraftChanged(Message):
        """The draft to keep."""

        def __init__(self, text: str, parent: str) -> None:
            super().__init__()
            self.text, self.parent = text, parent

    class DraftWanted(Message):
        """The box was opened: answer with ``pane.draft(text, parent)``."""

        def __init__(self, parent: str) -> None:
            super().__init__()
            self.parent = parent

    class LinkChosen(Message):
        """A link was pressed."""

        def __init__(self, href: str) -> None:
            super().__init__()
            self.href = href

    class BackWanted(Message):
        """`‹ Bài` in the title line was clicked."""

    class Moved(Message):
        """The cursor stands on another comment; ``comment_id`` None on the box or "more"."""

        def __init__(self, comment_id: int | None) -> None:
            super().__init__()
            self.comment_id = comment_id

    def __init__(
        self,
        words_: Words,
        *,
        zone: tzinfo | None = None,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
        id: str | None = None,  # noqa: A002
    ) -> None:
        super().__init__(id=id)
        self._words = words_
        self._zone = zone or datetime.now().astimezone().tzinfo or UTC
        self._clock = clock
        self._alone = False
        self._returning = -1
        self._bar = Bar()
        self._box: OpinionBox | None = None
        """Made when it is first opened."""
        self._view = ThreadView(words_, self._zone, clock)

    def compose(self) -> ComposeResult:
        yield self._bar
        yield self._view

    # given

    @property
    def words(self) -> Words:
        return self._words

    @words.setter
    def words(self, words_: Words) -> None:
        self._words = self._view.words = words_
        if self._box is not None:
            self._box.words = words_
        self._view.rebuild()
        self._say()

    def show(self, thread: Thread | None, entry: Entry | None) -> None:
        """Show a thread. The same entry again keeps cursor, folds and place; a half-written opinion stays open."""
        box, before = self.open_box, self._view.entry
        if box is not None and (entry is None or before is None or entry.id != before.id):
            box.tell()
            box.close()
        self._view.show(thread, entry)
        self._say()

    def style_to(self, style: ReadingStyle) -> None:
        """Set the comments another way."""
        self._view.style_to(style)

    def alone(self, alone: bool) -> None:
        """Whether the pane has the screen for itself: then `‹ Bài` leads back."""
        if alone != self._alone:
            self._alone = alone
            self._say()

    def fetching(self) -> None:
        """More comments are on their way; the next ``show`` ends it."""
        self._view.loading_more = True
        self._view.rebuild()

    def draft(self, text: str, parent: str = "") -> None:
        """The kept draft of what is being written."""
        box = self.open_box
        if box is not None and box.parent_id == parent:
            box.fill(text)

    def focus(self, scroll_visible: bool = True, from_app_focus: bool = False) -> Self:
        """Focus the thread, or the box while it is open."""
        (self.open_box or self._view).focus(scroll_visible)
        return self

    # asked

    @property
    def writing(self) -> bool:
        """Whether the text box is open (all keys write then)."""
        return self.open_box is not None

    @property
    def open_box(self) -> OpinionBox | None:
        """The text box, while it is open."""
        return self._box if self._box is not None and self._box.display else None

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
            self._view.to_item(len(items.items) - 1)

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

    # pressing and writing

    def press(self) -> bool:
        """Enter: box, link, fold, or more."""
        return self._view.press()

    def write(self) -> None:
        """Your opinion; on a comment a reply to it."""
        if self._view.entry is None:
            return
        node, box = self._view.node, self._made_box()
        if (
            node is not None
            and node.comment.data.source_id
            and node.comment.data.state not in folding.DELETED
        ):
            box.open(node.comment.data.source_id, name_of(node, self._words))
        else:
            box.open("", "")
        self.post_message(self.DraftWanted(box.parent_id))

    def _made_box(self) -> OpinionBox:
        if self._box is None:
            from tui_reader.ui.comments.box import OpinionBox  # its text area is not needed to start

            self._box = OpinionBox(self._words)
            self.mount(self._box, before=self._view)
        return self._box

    def on_opinion_box_changed(self, event: OpinionBox.Changed) -> None:
        event.stop()
        self.post_message(self.DraftChanged(event.text, event.parent))

    def on_opinion_box_done(self, event: OpinionBox.Done) -> None:
        event.stop()
        if self._box is not None:
            self._box.close()
        self._view.focus()
        if event.finished:
            self.post_message(self.Written(event.text, event.parent))

    def on_thread_view_write_wanted(self, event: ThreadView.WriteWanted) -> None:
        event.stop()
        self.write()

    def on_thread_view_more_wanted(self, event: ThreadView.MoreWanted) -> None:
        event.stop()
        self.post_message(self.MoreWanted())

    def on_thread_view_link_chosen(self, event: ThreadView.LinkChosen) -> None:
        event.stop()
        self.post_message(self.LinkChosen(event.href))

    def on_thread_view_moved(self, event: ThreadView.Moved) -> None:
        event.stop()
        node = self._view.node
        self.post_message(self.Moved(node.comment.id if node else None))

    def on_bar_pressed(self, event: Bar.Pressed) -> None:
        event.stop()
        self.post_message(self.BackWanted())

    # the title line

    def _say(self) -> None:
        left, right = title(self._view.thread, self._words, self._clock(), self._zone, back=self._alone)
        self._bar.put(left, right, keep_left=True)
