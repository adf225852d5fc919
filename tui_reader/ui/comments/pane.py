"""The comment pane: a title line, the thread, and the box for one's own opinion."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, datetime, tzinfo
from typing import TYPE_CHECKING, Self

from textual.app import ComposeResult
from textual.message import Message

from tui_reader import resources
from tui_reader.model.comment import Thread
from tui_reader.model.entry import Entry
from tui_reader.model.style import ReadingStyle
from tui_reader.strings import Words
from tui_reader.ui.comments import folding
from tui_reader.ui.comments.drawing import name_of
from tui_reader.ui.comments.thread_pane import ThreadPane
from tui_reader.ui.comments.thread_view import ThreadView
from tui_reader.ui.comments.title import titles
from tui_reader.ui.reading.bar import Bar

if TYPE_CHECKING:
    from tui_reader.model.outbox import Letter
    from tui_reader.ui.comments.box import OpinionBox


class CommentPane(ThreadPane):
    """Shows a thread. ``focus()`` focuses the thread inside. Binds no keys but those of its text box."""

    DEFAULT_CSS = (resources.directory("styles") / "comments.tcss").read_text(encoding="utf-8")
    SCOPED_CSS = False  # its parts are asked for by their class alone

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

        def __init__(self, href: str, text: str = "") -> None:
            super().__init__()
            self.href, self.text = href, text

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
        self._zone = zone
        super().__init__(ThreadView(words_, self._zone, clock), id)
        self._words = words_
        self._clock = clock
        self._alone = False
        self._bar = Bar()
        self._box: OpinionBox | None = None
        """Made when it is first opened."""
        self._drafts: dict[str, str] = {}
        """What was begun, by what it answers."""

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

    def show(
        self,
        thread: Thread | None,
        entry: Entry | None,
        drafts: Mapping[str, str] | None = None,
        letters: Mapping[str, Letter] | None = None,
    ) -> None:
        """Show a thread. The same entry again keeps cursor, folds and place; a half-written opinion stays open."""
        box, before = self.open_box, self._view.entry
        if box is not None and (entry is None or before is None or entry.id != before.id):
            box.tell()
            box.close()
        self._drafts = dict(drafts or {})
        self._view.drafts = self._drafts if self.open_box is None else {}
        self._view.letters = letters or {}
        self._view.show(thread, entry)
        self._say()

    def style_to(self, style: ReadingStyle) -> None:
        """Set the comments another way."""
        self._view.style_to(style)

    def order_by(self, order: str) -> None:
        """Show the comments of each level in this order (``model.thread_order``)."""
        self._view.order_by(order)

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

    def say_kept(self, kept: bool) -> None:
        """Whether drafts could be written into the store: said beside them."""
        if kept != self._view.drafts_kept:
            self._view.drafts_kept = kept
            self._view.rebuild()

    def put_aside(self) -> None:
        """The reader turned away from what is being written: it stays a draft, and keys are commands again."""
        box = self.open_box
        if box is not None:
            box.tell()
            box.close()
            box.post_message(box.Done(box.text, box.parent_id, finished=False))

    def resume(self, parent: str) -> None:
        """Go on with what was begun as an answer to ``parent``, or as an opinion of one's own."""
        thread = self._view.thread
        nodes = thread.nodes if thread is not None else ()
        found = next((node for node in nodes if node.comment.data.source_id == parent), None)
        box = self._made_box()
        box.open(
            parent if found is not None else "", name_of(found, self._words) if found is not None else ""
        )
        self.post_message(self.DraftWanted(box.parent_id))

    def _made_box(self) -> OpinionBox:
        if self._box is None:
            from tui_reader.ui.comments.box import OpinionBox  # its text area is not needed to start

            self._box = OpinionBox(self._words, self._begun)
            self.mount(self._box, before=self._view)
        return self._box

    def _begun(self, parent: str) -> str:
        """The draft that lies at another place, for a text that is moved there."""
        return self._drafts.get(parent, "")

    def on_opinion_box_changed(self, event: OpinionBox.Changed) -> None:
        event.stop()
        self._drafts.pop(event.parent, None)
        if event.text:
            self._drafts[event.parent] = event.text
        self.post_message(self.DraftChanged(event.text, event.parent))

    def on_opinion_box_done(self, event: OpinionBox.Done) -> None:
        event.stop()
        was_open = self.open_box is not None
        if self._box is not None:
            self._box.close()
        self._view.drafts = self._drafts
        self._view.rebuild()
        if was_open:  # else the focus is where the reader went
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
        self.post_message(self.LinkChosen(event.href, event.text))

    def on_thread_view_moved(self, event: ThreadView.Moved) -> None:
        event.stop()
        node = self._view.node
        self.post_message(self.Moved(node.comment.id if node else None))

    def on_bar_pressed(self, event: Bar.Pressed) -> None:
        event.stop()
        self.post_message(self.BackWanted())

    # the title line

    def _say(self) -> None:
        ways = titles(self._view.thread, self._words, self._clock(), self._zone, back=self._alone)
        self._bar.put(*ways[0], keep_left=True, shorter=ways[1:])
