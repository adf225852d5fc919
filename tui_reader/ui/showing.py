"""Brings an article to the screen: its first lines in the frame after the key, everything beside it in the next one."""

from __future__ import annotations

from asyncio import wrap_future
from collections.abc import Callable
from concurrent.futures import Future

from msgspec.structs import replace

from tui_reader.model.article import Article
from tui_reader.model.errors import StoreError
from tui_reader.model.position import Position
from tui_reader.ui.desk import Desk, Latest, TypedAhead
from tui_reader.ui.panes import Pane, Panes
from tui_reader.ui.reading.lines import NO_STOP

UNSEEN = 0.016
"""Seconds, one frame, that the store is waited for where one stands: it has an article of 5 KB in one third of a thousandth."""


class Showing:
    """Which article is on screen, and which is on its way there."""

    def __init__(self, desk: Desk, panes: Panes) -> None:
        self._desk, self._panes = desk, panes
        self.wanted: int | None = None
        """The article on screen, or on its way there."""
        self._coming: Future[Article | None] | None = None
        """It, where it was asked for already."""
        self._load = Latest(desk, self._load_wanted, "article")
        self.ahead = TypedAhead(self._not_there_yet)
        """Keys meant for the article that is on its way to the screen."""
        self.at: tuple[Position, int] | None = None
        """Place and focused link the article that is coming is opened at, if not where it was left."""
        self.put_there: Callable[[], None] = lambda: None
        """Told that an article, or the same one anew, is on screen."""
        self._put_off: list[Callable[[], None]] = []

    @property
    def shown_id(self) -> int | None:
        """The article in the reading view."""
        return self._desk.shown.entry.id if self._desk.shown else None

    def _not_there_yet(self) -> bool:
        """Whether the article is being read from the store, or its pane has no lines yet."""
        unseen = self._panes.focus is Pane.ARTICLE and not self._desk.article.size.height
        return self._load.busy or unseen

    def begin(self, article: Article | None) -> None:
        """The article of the first paint."""
        self.wanted = article.entry.id if article else None
        self._put(article)
        self.finish()

    def show(self, entry_id: int, *, at_once: bool = False, after: float = 0.0) -> bool:
        """Bring an article; False where it is there. ``at_once``: in the next frame, where the store has it by then.

        ``after`` so many seconds in which no other is wished for.
        """
        shown = self._desk.shown
        if shown is not None and shown.document is not None and entry_id == shown.entry.id == self.wanted:
            return False
        self.wanted = entry_id
        if at_once and not self._load.busy:
            self._coming = self._desk.library.article_soon(entry_id)
            if self._put_at_once(self._coming):
                self._coming = None
                return True
        self._load.ask(after=after)
        return True

    async def bring(self, entry_id: int) -> None:
        """Have it on screen before going on."""
        self.wanted = entry_id
        await self._load_wanted()

    def after_frame(self, deed: Callable[[], None]) -> None:
        """Do this when the next frame is out, or before the next key is acted on."""
        if not self._put_off:
            self._desk.article.after_frame(self.finish)
        self._put_off.append(deed)

    def finish(self) -> None:
        """What was put off until the article was on screen."""
        while self._put_off:
            self._put_off.pop(0)()

    def again(self, entry_id: int) -> None:
        """The article's text or comments changed: show it as it is now, at the same place."""
        if entry_id in (self.shown_id, self.wanted):
            self._desk.wait(self._reload(entry_id), "reload")

    def add_related(self, entry_id: int) -> None:
        """What to read after it, found when it is there."""
        self._desk.wait(self._add_related(entry_id), "related", exclusive=True)

    def _put_at_once(self, coming: Future[Article | None]) -> bool:
        """Whether it was there before anybody could see the wait; an article whose text is owed is not."""
        try:
            article = coming.result(UNSEEN)
        except (TimeoutError, StoreError):
            return False
        if article is None or article.document is None:
            return False
        self._put_wanted(article)
        return True

    async def _load_wanted(self) -> None:
        wanted, (coming, self._coming) = self.wanted, (self._coming, None)
        if wanted is None:
            return
        try:
            article = await wrap_future(coming) if coming is not None else None
            if article is None or article.entry.id != wanted or article.document is None:
                article = await self._desk.library.article(wanted)
            if wanted == self.wanted:
                self._put_wanted(article, whole=True)
        finally:
            self._desk.screen.call_after_refresh(self.ahead.catch_up)

    async def _reload(self, entry_id: int) -> None:
        article = await self._desk.library.article(entry_id)
        if article is not None and entry_id == self.wanted:
            here = self.shown_id == entry_id
            place = self._desk.article.position if here else Position.parse(article.entry.state.place)
            self._put(article.renewing(self._desk.shown), place)

    def _put_wanted(self, article: Article | None, *, whole: bool = False) -> None:
        (place, stop), self.at = self.at or (None, NO_STOP), None
        self._put(article, place, whole=whole)
        self._desk.article.stop = stop

    def _put(self, article: Article | None, place: Position | None = None, *, whole: bool = False) -> None:
        """``whole``: in one frame with what is beside it, as nobody waits for its first lines; not with a discussion."""
        desk = self._desk
        if article is None or article.entry.id != self.shown_id:
            desk.status.pass_on()
        desk.shown = article
        desk.restyle()
        kept = Position.parse(article.entry.state.place) if article else Position()
        desk.article.show(article, kept if place is None else place)
        self._panes.arrange()
        if whole and desk.article.size.height and Pane.COMMENTS not in self._panes.shown:
            desk.article.tell_bar()
            self._beside()
        else:
            self.after_frame(self._beside)

    def _beside(self) -> None:
        self._desk.show_comments()
        self.put_there()

    async def _add_related(self, entry_id: int) -> None:
        related = tuple(await self._desk.library.related(entry_id))
        shown = self._desk.shown
        if related and shown is not None and shown.entry.id == entry_id and not shown.related:
            self._desk.shown = replace(shown, related=related)
            self._desk.article.show(self._desk.shown, self._desk.article.position)
