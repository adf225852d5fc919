"""The comment pane; a skeleton whose names others may already rely on."""

from __future__ import annotations

from textual.containers import Vertical
from textual.message import Message

from tui_reader.model.comment import Thread
from tui_reader.model.entry import Entry
from tui_reader.model.style import ReadingStyle
from tui_reader.strings import Words


class CommentPane(Vertical):
    """Shows a thread. ``focus()`` focuses the thread inside. Binds no keys but those of its text box."""

    class MoreWanted(Message):
        """The next page of comments, or the first one, is asked for."""

    class Written(Message):
        """An opinion (``parent`` empty) or a reply was finished."""

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

    def __init__(self, words_: Words, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self.words = words_

    def show(self, thread: Thread | None, entry: Entry | None) -> None: ...
    def style_to(self, style: ReadingStyle) -> None: ...
    def draft(self, text: str, parent: str = "") -> None: ...
    @property
    def writing(self) -> bool:
        """Whether the text box is open (all keys write then)."""
        return False

    def move(self, comments: int) -> None: ...
    def half(self, way: int) -> None: ...
    def page(self, way: int) -> bool:
        return False

    def go_top(self) -> None: ...
    def go_bottom(self) -> None: ...
    def go_back(self) -> None: ...
    def next_stop(self, way: int = 1) -> bool:
        return False

    def next_top(self, way: int = 1) -> bool:
        """To the next thread."""
        return False

    def next_new(self, way: int = 1) -> bool:
        return False

    def go_parent(self) -> bool:
        return False

    def fold(self) -> bool:
        """Fold or unfold the comment under the cursor."""
        return False

    def fold_all(self) -> None: ...
    def unfold_all(self) -> None: ...
    def fold_level(self, level: int) -> None: ...
    def press(self) -> bool:
        """Enter: box, link, fold, or more."""
        return False

    def write(self) -> None:
        """Your opinion; on a comment a reply to it."""
