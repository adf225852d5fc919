"""The article on screen: given an article, it lays it out, keeps the reader's place, and tells what was pressed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, datetime, tzinfo
from functools import partial

from textual.message import Message

from tui_reader.model.article import Article
from tui_reader.model.errors import Fact
from tui_reader.model.position import Position
from tui_reader.model.scale import USUAL, Sizes
from tui_reader.model.style import PRESETS, ReadingStyle
from tui_reader.strings import Words, words
from tui_reader.strings import format as forms
from tui_reader.ui.reading.article_layouts import Layouts, Setting
from tui_reader.ui.reading.layout import Layout
from tui_reader.ui.reading.leap_view import LeapView
from tui_reader.ui.reading.lines import NO_STOP, Stop
from tui_reader.ui.reading.pieces import Anchor

_PATIENCE = 0.3  # seconds before an article that is not here yet says so
_TOP = Position()


class ArticleView(LeapView):
    """Shows one article. Binds no keys: the screen calls these methods from its table of keys."""

    class Scrolled(Message):
        """The place in an article changed; ``progress`` is per cent of the text, ``left`` the minutes left as words."""

        def __init__(self, entry_id: int, position: Position, progress: int, left: str) -> None:
            super().__init__()
            self.entry_id, self.position = entry_id, position
            self.progress, self.left = progress, left

    class LinkChosen(Message):
        """A link was pressed; ``text`` is what it says."""

        def __init__(self, href: str, text: str = "") -> None:
            super().__init__()
            self.href, self.text = href, text

    class RelatedChosen(Message):
        """A related article of the archive was pressed."""

        def __init__(self, entry_id: int) -> None:
            super().__init__()
            self.entry_id = entry_id

    class CommentsWanted(Message):
        """The comments of this article are asked for."""

    class FullTextWanted(Message):
        """The notice that there is only a lead was pressed."""

    class TopWanted(Message):
        """Back to top was pressed (the view has already gone there)."""

    class AaWanted(Message):
        """The Aa panel is asked for."""

    class Resumed(Message):
        """The view opened at a kept place; ``text`` says so (`Đọc tiếp từ 38%`)."""

        def __init__(self, text: str, progress: int) -> None:
            super().__init__()
            self.text, self.progress = text, progress

    def __init__(
        self,
        *,
        words_: Words | None = None,
        zone: tzinfo | None = None,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
        offline: bool = False,
        id: str | None = None,  # noqa: A002
        classes: str | None = None,
    ) -> None:
        super().__init__(id=id, classes=classes)
        self.offline = offline
        self.article: Article | None = None
        self.reading_style = PRESETS[0]
        self._words = words_ or words("en")
        self._place = _TOP
        self._wanted: Position | None = None
        """A place asked for before there was a text, or a size, to find it in."""
        self._waited = False
        self._numbered = False
        self._zone, self._clock = zone, clock
        self._layouts = Layouts(self._zone, clock, self.book)

    @property
    def words(self) -> Words:
        return self._words

    @words.setter
    def words(self, words_: Words) -> None:
        self._words = words_
        self.rebuild()

    # given

    def show(self, article: Article | None, place: Position | None = None) -> None:
        """Show an article at a place. The same article again (its text arrived, was updated) keeps the reader's place."""
        same = article is not None and self.article is not None and article.entry.id == self.article.entry.id
        had_text = self.article is not None and self.article.document is not None
        if not same:
            self._wanted, self._returning, self._waited = place or _TOP, None, False
            self.stop = NO_STOP
            if article is not None and article.document is None:
                self.set_timer(_PATIENCE, partial(self._say_preparing, article.entry.id))
        elif not had_text and self._wanted is None:
            self._wanted = place
        before = self.layout_now if same and had_text else None
        text, old = article and article.document, self.article and self.article.document
        # only more to read on with: who was at the end stays there, also where it was in sight from the beginning
        ended = before and (self.top or self.end_wanted) and self.at_end and text == old
        self.article = article
        self.open_book(article, self._clock(), self._words("picture.not_kept"))
        self._open(before)
        if ended:
            self.to_end()

    def style_to(self, style: ReadingStyle, sizes: Sizes = USUAL) -> None:
        """Set the article another way; the text on top stays on top."""
        if (style, sizes) != (self.reading_style, self.sizes):
            self.reading_style, self.sizes = style, sizes
            self.rebuild()

    @property
    def numbered(self) -> bool:
        """Whether the links show their numbers."""
        return self._numbered

    def show_numbers(self, shown: bool) -> None:
        """Number the links, while a number is being typed."""
        if shown != self._numbered:
            self._numbered = shown
            self.rebuild()

    # asked

    @property
    def position(self) -> Position:
        """The character the first row in sight begins with."""
        layout = self.layout_now
        if layout is None or self._wanted:
            return self._wanted or self._place
        return layout.position_at(self.top)

    @property
    def progress(self) -> int:
        """Per cent read."""
        layout = self.layout_now
        if layout is None or self.article is None or self.article.document is None:
            return 0
        return layout.progress(self.top, self.rows)

    @property
    def left(self) -> str:
        """Minutes left, as words; empty at the end."""
        entry = self.article.entry if self.article else None
        return forms.minutes_left(self._words, entry.words, self.progress) if entry and entry.words else ""

    # pressing

    def pressed(self, stop: Stop) -> None:
        """Say what was pressed."""
        name, _, argument = stop.action.partition(":")
        if name == "comments":
            self.post_message(self.CommentsWanted())
        elif name == "top":
            self.go_top()
            self.post_message(self.TopWanted())
        elif name == "full_text":
            self.post_message(self.FullTextWanted())
        elif name == "entry":
            self.post_message(self.RelatedChosen(int(argument)))
        elif stop.href[:1] == "#":
            self.go_inside(stop)
        elif stop.href:
            layout = self.layout_now
            said = layout.stop_text(self.stop) if layout is not None else ""
            self.post_message(self.LinkChosen(stop.href, said))
        else:
            super().pressed(stop)

    # laying out

    def rebuild(self) -> None:
        """Another width, style or language: the text on top stays on top; where only the width is another, the end."""
        ended = self.top and self.at_end and self._laid_for not in (0, self.size.width)
        self._open(self.layout_now)
        if ended:
            self.to_end()

    def _open(self, before: Layout | None) -> None:
        if not self.size.width:
            self._laid_for = 0  # out of sight: ``rebuild`` comes when it is seen, whatever its width then
            return
        place = self.position if before is not None else (self._wanted or _TOP)
        layout = self._layouts.get(self.article, self._setting())
        ready = self.article is None or self.article.document is not None
        anchor = self._find(layout, place, before)
        wanted, self._wanted = self._wanted, (None if ready else self._wanted)
        self.slack = layout.tallest - 1
        self.put(layout, layout.margin, anchor)
        self.after_frame(self._layouts.let_go)
        self.scrolled()
        if ready and wanted and layout.row(anchor) > 0:
            progress = self.progress
            self.post_message(self.Resumed(self._words("article.continue", n=progress), progress))

    def _setting(self) -> Setting:
        self.book.pane(self.size.height)
        return Setting(
            self.size.width,
            self.reading_style,
            self._words,
            self._numbered,
            self._waited,
            self.sizes,
            self.book.most_rows,
            self.size.height if self.sizes.posters else 0,
        )

    def explain_picture(self, code: str, facts: Mapping[str, Fact]) -> str:
        """Why a picture is not here, as a sentence."""
        if code == "offline":
            return self._words("picture.not_kept")
        return self._words(
            "picture.failed", why=forms.reason(self._words, code, facts, self._clock(), self._zone)
        )

    def _find(self, layout: Layout, place: Position, before: Layout | None) -> Anchor:
        """The row of a place; where its block was edited away, of the nearest block above that is still here."""
        anchor = layout.anchor_of(place)
        if anchor is None and before is not None and place.fingerprint:
            anchor = next((found for old in before.above(place) if (found := layout.anchor_of(old))), None)
        return anchor or Anchor(0, 0)

    def _say_preparing(self, entry_id: int) -> None:
        article = self.article
        if article is not None and article.entry.id == entry_id and article.document is None:
            self._waited = True
            self.rebuild()

    def scrolled(self) -> None:
        """Tell where the reader is."""
        if self.layout_now is not None and self.article is not None and self.article.document is not None:
            told = self.Scrolled(self.article.entry.id, self.position, self.progress, self.left)
            self.post_message(told)
