"""The article on screen; a skeleton whose names others may already rely on."""

from __future__ import annotations

from textual.message import Message
from textual.scroll_view import ScrollView

from tui_reader.model.article import Article
from tui_reader.model.position import Position
from tui_reader.model.style import PRESETS, ReadingStyle
from tui_reader.strings import Words, words


class ArticleView(ScrollView, can_focus=True, inherit_bindings=False):
    """Shows one article. Binds no keys: the screen calls these methods from its table of keys."""

    class Scrolled(Message):
        """The place in the article changed; ``progress`` is per cent of the text, ``minutes`` those left."""

        def __init__(self, position: Position, progress: int, left: str) -> None:
            super().__init__()
            self.position, self.progress, self.left = position, progress, left

    class LinkChosen(Message):
        """A link was pressed."""

        def __init__(self, href: str) -> None:
            super().__init__()
            self.href = href

    class RelatedChosen(Message):
        """A related article of the archive was pressed."""

        def __init__(self, entry_id: int) -> None:
            super().__init__()
            self.entry_id = entry_id

    class CommentsWanted(Message):
        """The comments of this article are asked for."""

    class AaWanted(Message):
        """The Aa panel is asked for."""

    class TopWanted(Message):
        """Back to top was pressed (the view has already gone there)."""

    class Resumed(Message):
        """The view opened at a kept place; ``text`` says so in one line (`Đọc tiếp từ 38%`)."""

        def __init__(self, text: str, progress: int) -> None:
            super().__init__()
            self.text, self.progress = text, progress

    def __init__(self, *, words_: Words | None = None, id: str | None = None, classes: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id, classes=classes)
        self.words = words_ or words("en")
        self.style = PRESETS[0]

    def show(self, article: Article | None, place: Position = Position()) -> None: ...  # noqa: B008
    def style_to(self, style: ReadingStyle) -> None: ...
    @property
    def position(self) -> Position:
        return Position()

    @property
    def progress(self) -> int:
        return 0

    @property
    def left(self) -> str:
        """Minutes left, as words."""
        return ""

    def move(self, lines: int) -> None: ...
    def half(self, way: int) -> None: ...
    def page(self, way: int) -> bool:
        """A page on (1) or back (-1); False at the end: then the screen reads on."""
        return False

    def go_top(self) -> None: ...
    def go_bottom(self) -> None: ...
    def go_back(self) -> None:
        """To where I was; again: forth."""

    def next_stop(self, way: int = 1) -> bool: ...  # type: ignore[empty-body]
    def next_section(self, way: int = 1) -> bool: ...  # type: ignore[empty-body]
    def press(self) -> bool:
        """Press the focused stop; False where none is focused."""
        return False
