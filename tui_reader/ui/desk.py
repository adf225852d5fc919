"""What the parts of the main screen share: the library, the words, and the widgets; it decides nothing itself."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Coroutine, Mapping
from contextlib import suppress
from datetime import datetime, tzinfo
from time import monotonic
from typing import TYPE_CHECKING

from msgspec import Struct, field
from textual.screen import Screen
from textual.widget import Widget

from tui_reader.library import Library
from tui_reader.model.article import Article
from tui_reader.model.errors import QueryError, ReaderError
from tui_reader.model.feed import Feed
from tui_reader.model.picture import Graphics
from tui_reader.model.style import Layer, Means
from tui_reader.strings import Fact, Words
from tui_reader.strings import format as forms
from tui_reader.ui.footer import Footer
from tui_reader.ui.key_reader import KeyReader
from tui_reader.ui.keymap import Keymap
from tui_reader.ui.list.entry_list import EntryList
from tui_reader.ui.list.list_bar import ListBar
from tui_reader.ui.list.source_tree import SourceTree
from tui_reader.ui.reading.article_bar import ArticleBar
from tui_reader.ui.reading.article_view import ArticleView
from tui_reader.ui.scaling.scaled_text import ScaledText
from tui_reader.ui.seams import GONE, leaving
from tui_reader.ui.status import StatusLine
from tui_reader.ui.wishes import Adjusting, Wishes

if TYPE_CHECKING:
    from tui_reader.ui.comments.box import OpinionBox
    from tui_reader.ui.comments.pane import CommentPane
    from tui_reader.ui.form import Form
    from tui_reader.ui.window_coming import WindowComing

Deed = Callable[[int | None], None]
"""What an action does; it is given the count, if one was typed."""


_OF_ONE_ARTICLE = frozenset(
    (
        *(
            "comments.loading",
            "comments.no_new",
            "comments.no_more",
            "comments.rest_on_page",
            "comments.note_kept",
        ),
        *("notice.bad_link", "notice.no_browser", "notice.no_link", "notice.link_copied"),
        *("notice.selection_copied", "notice.start_of_list", "notice.end_of_list"),
    )
)
"""Notices that make no sense beside another article."""


class Desk(Struct, eq=False):
    """Everything within reach of the main screen's parts."""

    screen: Screen[None]
    library: Library
    words: Words
    wishes: Wishes
    keymap: Keymap
    reader: KeyReader
    zone: tzinfo | None
    sources: SourceTree
    list_bar: ListBar
    entries: EntryList
    list_pane: Widget
    bar: ArticleBar
    article: ArticleView
    article_pane: Widget
    status: StatusLine
    footer: Footer
    scaled: ScaledText
    """Told when letters of other sizes are to be written."""
    shown: Article | None = None
    """The article in the reading view."""
    layer: Layer = Layer.LAYOUT
    """How letters of other sizes are shown now."""
    means: Means = Means()
    """How this terminal could show them."""
    graphics: Graphics | None = None
    """How it draws pictures itself, where it does."""
    made: CommentPane | None = None
    """The comment pane, where it was needed already."""
    adjusting: Callable[[], Adjusting] | None = None
    """Makes the settings that can be changed."""
    footer_again: Callable[[], None] = field(default=lambda: None)
    """Draw the footer for where the reader is; set by the screen."""
    coming: WindowComing | None = None
    """The windows on their way; made with the first."""
    restyle: Callable[[], None] = field(default=lambda: None)
    """Set article and comments in the style that holds for them; set by the screen."""

    @property
    def now(self) -> datetime:
        """The library's clock, so that tests have one clock."""
        return self.library.now()

    @property
    def comments(self) -> CommentPane:
        """The comment pane, made with what is on screen when first asked for: seldom before the first paint."""
        if self.made is None:
            from tui_reader.ui.comments.pane import CommentPane

            self.made = CommentPane(self.words, zone=self.zone, clock=self.library.now)
            self.made.display = False
            self.restyle()
            self.show_comments()
        return self.made

    @property
    def opinion_box(self) -> OpinionBox | None:
        """The box in which an opinion is being written, while it is open. Asking makes no comment pane."""
        return self.made.open_box if self.made is not None else None

    def show_comments(self) -> None:
        """The discussion of the article on screen, where there is a pane for it."""
        if self.made is not None:
            article = self.shown
            if article is None:
                self.made.show(None, None)
            else:
                self.made.show(article.thread, article.entry, article.drafts, article.letters)

    @property
    def has_discussion(self) -> bool:
        """Whether the article on screen has comments, here or claimed."""
        article = self.shown
        if article is None:
            return False
        thread = article.thread
        known = thread is not None and bool(thread.nodes or thread.discussion.total)
        return known or bool(article.entry.comments)

    def say(self, key: str, **facts: Fact) -> None:
        """A notice in the bottom line."""
        self.status.say(self.words(key, **facts), passing=key in _OF_ONE_ARTICLE)

    def reason(self, code: str, facts: Mapping[str, Fact]) -> str:
        """Why something could not be had, as a sentence on the reader's clock."""
        return forms.reason(self.words, code, facts, self.now, self.zone)

    def trouble(self, feed: Feed) -> str:
        """Why a feed could not be fetched; empty where it could."""
        return self.reason(feed.trouble.code, feed.trouble.facts) if feed.trouble is not None else ""

    def wait(
        self, work: Coroutine[None, None, None], group: str = "default", *, exclusive: bool = False
    ) -> None:
        """Let something take its time; what goes wrong with it is told in the bottom line."""
        self.screen.run_worker(self._told(work), group=group, exclusive=exclusive)

    def bring(
        self, work: Coroutine[None, None, None], group: str = "default", *, exclusive: bool = False
    ) -> None:
        """As ``wait``, for what ends with a window: keys pressed meanwhile are meant for that."""
        if self.coming is None:
            from tui_reader.ui.window_coming import WindowComing  # nobody opens one before the first paint

            self.coming = WindowComing(self.screen)
        self.screen.run_worker(self.coming.during(self._told(work)), group=group, exclusive=exclusive)

    def refuse(self, form: Form, error: ReaderError, query: str = "") -> None:
        """Why something cannot be kept: on the form, pointing into its query; in the bottom line where that is closed."""
        why = self.words.explain(error.code, error.facts)
        if form.is_open and query and isinstance(error, QueryError):
            from tui_reader.ui.query_errors import told  # seldom

            form.complain(told(error, query, self.words))
        elif form.is_open:
            form.complain(why)
        else:
            self.status.say(why)

    async def _told(self, work: Awaitable[None]) -> None:
        try:
            await work
        except ReaderError as error:
            self.status.say(self.words.explain(error.code, error.facts))
        except GONE:
            if not leaving(
                self.screen.app
            ):  # it took longer than the person stayed: nothing is there to show it on
                raise


class Latest:
    """Runs one thing at a time and only the newest wish next: a held key never piles up work."""

    def __init__(self, desk: Desk, work: Callable[[], Coroutine[None, None, None]], group: str) -> None:
        self._desk, self._work, self._group = desk, work, group
        self._running = self._again = False
        self._due = 0.0
        self._hurried: asyncio.Event | None = None

    @property
    def busy(self) -> bool:
        """Whether it is being done."""
        return self._running

    def ask(self, *, after: float = 0.0) -> None:
        """Do it now, or once more when what runs is done; ``after`` so many seconds without another wish."""
        self._due = monotonic() + after
        if self._hurried is not None:
            self._hurried.set()
        if self._running:
            self._again = True
            return
        self._running = True
        self._desk.wait(self._run(), self._group)

    async def _run(self) -> None:
        try:
            while True:
                await self._due_time()
                self._again = False
                await self._work()
                if not self._again:
                    return
        finally:
            self._running = False

    async def _due_time(self) -> None:
        while (left := self._due - monotonic()) > 0:
            self._hurried = asyncio.Event()
            with suppress(TimeoutError):
                async with asyncio.timeout(left):
                    await self._hurried.wait()
        self._hurried = None


class TypedAhead:
    """Holds keys typed before what they are meant for is on screen; done in order when it is there."""

    def __init__(self, coming: Callable[[], bool]) -> None:
        self._coming = coming
        self._deeds: list[Callable[[], None]] = []

    @property
    def coming(self) -> bool:
        """Whether it is still on its way, or keys typed before this one have not been done yet."""
        return self._coming() or bool(self._deeds)

    def then(self, deed: Callable[[], None]) -> None:
        """Do this once it is there, after what was typed before."""
        self._deeds.append(deed)

    def forget(self) -> None:
        """The reader went elsewhere before it came."""
        self._deeds.clear()

    def catch_up(self) -> None:
        """It is there: every key finds its way anew; one that sends for the next thing makes those after it wait again."""
        if not self._coming():
            deeds, self._deeds = self._deeds, []
            for deed in deeds:
                deed()
