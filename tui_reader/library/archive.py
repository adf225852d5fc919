"""What of the archive can be asked without the engine: lists, articles, actions, notes; answered in the database thread."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import Future
from datetime import UTC, datetime
from functools import cached_property
from typing import TYPE_CHECKING

from tui_reader.library import answers, articles
from tui_reader.library.arranging import Arranging
from tui_reader.library.database_thread import DatabaseThread, log_late
from tui_reader.library.looking import Looking
from tui_reader.library.mending import Mending
from tui_reader.model.action import Action, Kind
from tui_reader.model.article import Article
from tui_reader.model.comment import Thread
from tui_reader.model.entry import EntryRow
from tui_reader.model.errors import StoreError
from tui_reader.model.feed import Feed
from tui_reader.model.late_module import LateModule
from tui_reader.model.view import FirstScreen, Snapshot, View, Whereabouts
from tui_reader.paths import Paths
from tui_reader.store import comments, feeds, lists, memory, whereabouts
from tui_reader.store.database import Database
from tui_reader.store.lists import ChangedIds

if TYPE_CHECKING:
    from tui_reader.library.acting import Acting
    from tui_reader.library.opinions import Opinions
    from tui_reader.library.packing import Trips
    from tui_reader.library.picturing import Pictures
    from tui_reader.model import messages
    from tui_reader.store import journal
else:
    journal = LateModule("tui_reader.store.journal")  # what is done to articles is done after the first paint


def utc_now() -> datetime:
    """The clock the front desk uses unless it is given another."""
    return datetime.now(UTC)


class Archive(Arranging, Looking, Mending):
    """The kept articles and what the reader did with them.

    Opening starts at once in the database thread; the ``first_*`` calls are futures, for before there is a loop. All
    others are awaited.
    """

    def __init__(self, paths: Paths, *, offline: bool = False, now: Callable[[], datetime] = utc_now) -> None:
        self.paths = paths
        self.offline = offline
        self.now = now
        self._thread = DatabaseThread()
        self._opened: Future[Database] | None = None
        self._version = -1
        self._sequence = 0
        self.same_story = "address"
        """What of a story is one row (``model.story.Together``): set from the settings, and whenever they change."""
        self.read_together = True
        """Whether reading one article of a story marks the others read, too."""

    # before the screen is there

    def open(self) -> None:
        """Begin to open the store; what goes wrong is raised by the first call that needs it."""
        self.paths.ensure()
        self._opened = self._thread.open(self.paths.store)

    @property
    def read_only(self) -> bool:
        """Whether nothing can be kept: a home that cannot be written, or a store newer than this program."""
        assert self._opened is not None, "open() comes first"
        self._opened.result()
        return self._thread.database.read_only

    @property
    def why_read_only(self) -> str:
        """The code of what keeps a store that is ``read_only`` from being written; empty where nothing does."""
        return self._thread.database.why_read_only

    @property
    def notices(self) -> tuple[tuple[str, dict[str, str]], ...]:
        """What the reader should be told about the store: catalogue codes with their facts."""
        assert self._opened is not None, "open() comes first"
        self._opened.result()
        database = self._thread.database
        if database.set_aside is None:
            return tuple((code, {}) for code in database.notices)
        from tui_reader.library.recovery import what_became  # hardly ever

        return (what_became(database),)

    def first(self, view: View) -> Future[tuple[FirstScreen, Article | None]]:
        """All that the first paint draws: where the reader was, else ``view``; counts, and the article beside it."""
        assert self._opened is not None, "open() comes first"
        return self._thread.surely(self._recovered, answers.first, view, self.same_story)

    # lists

    async def feed(self, feed_id: int) -> Feed | None:
        """One feed, or None where it is gone."""
        return await self._thread(feeds.feed, feed_id)

    async def snapshot(self, view: View, keep: Sequence[int] = ()) -> Snapshot:
        """The ids of a view as it is now; ``keep`` stays in it though it belongs there no longer."""
        if view.query:
            return await (self.ranked(view, lambda _: None) if view.best == "all" else self.find(view))
        return await self._thread(answers.snapshot, view, tuple(keep), self.same_story)

    async def rows(self, ids: Sequence[int]) -> list[EntryRow]:
        """Rows in the order asked; those that are gone are left out."""
        return await self._thread(lists.rows, ids, self.same_story)

    async def next_unread(self, view: View, after: int | None, *, back: bool = False) -> int | None:
        """The next unread article of the view in its order, then of all feeds; None when all is read."""
        return await self._thread(answers.next_unread, view, after, back, self.now(), self.same_story)

    async def unread_before(self, view: View, when: datetime) -> Sequence[int]:
        """The view's unread articles that are older than that."""
        return await self._thread(answers.unread_before, view, when, self.now())

    async def new_in(self, view: View, since: int) -> int:
        """How many rows the view would gain since that sequence."""
        return await self._thread(answers.new_in, view, since, self.now())

    async def changed(self) -> ChangedIds | None:
        """What any process changed since last asked; None where nothing did. When first asked, only from then on."""
        found = await self._thread(answers.changed, self._version, self._sequence)
        if found is None:
            return None
        self._version, changed = found
        self._sequence = changed.sequence
        return changed

    # articles

    async def article(self, entry_id: int) -> Article | None:
        """The article with its discussion; its document is None while it is still owed."""
        return await self._thread(articles.article, entry_id)

    async def delivered(self, entry_id: int) -> Article | None:
        """The article in the text the feed sent, whichever is shown."""
        return await self._thread(articles.article, entry_id, "delivered")

    async def show_text(self, entry_id: int, origin: str) -> bool:
        """Read the article's text of this origin from now on; False where it is not here."""
        return await self._thread(articles.show_text, entry_id, origin)

    @cached_property
    def pictures(self) -> Pictures:
        """The pictures that are here."""
        from tui_reader.library.picturing import Pictures  # with the first picture

        return Pictures(self._thread, self.paths.pictures, self.now)

    @cached_property
    def opinions(self) -> Opinions:
        """What the reader sends to sites."""
        from tui_reader.library.opinions import Opinions  # with the first opinion

        return Opinions(self._thread, self.now)

    @cached_property
    def trips(self) -> Trips:
        """Articles had whole for reading offline."""
        from tui_reader.library.packing import Trips  # long after the first paint

        return Trips(self._thread, self._ask)

    async def _ask(self, make: Callable[[int], messages.Request]) -> int:
        """Ask the engine; here there is none."""
        return 0

    async def thread(self, entry_id: int) -> Thread:
        """The whole discussion as kept, read a part at a time so that others may ask in between."""
        from tui_reader.library.whole_thread import whole_thread  # with the first article, not with the list

        return await whole_thread(self._thread, entry_id)

    async def opened(self, entry_id: int) -> None:
        """Remember that the article was opened."""
        await self._thread(journal.opened, entry_id, self.now())

    async def save_place(self, entry_id: int, place: str, progress: int) -> None:
        """Remember where in the article the reader is; ``progress`` in per cent."""
        await self._thread(journal.save_place, entry_id, place, progress, self.now())

    # actions

    @cached_property
    def acting(self) -> Acting:
        """What is done to articles, and taken back."""
        from tui_reader.library.acting import Acting  # after the first paint

        return Acting(self._thread, self.now)

    async def act(self, kind: Kind, entry_ids: Sequence[int], *, whole: bool = False) -> Action:
        """Do something to articles, as one entry of the journal; ``whole``: to all that stands behind their rows."""
        together = whole or (self.read_together and kind is Kind.MARK_READ)
        return await self.acting.act(kind, entry_ids, self.same_story if together else "")

    async def undo(self) -> Action | None:
        """Take back the last action; None where there is none left."""
        return await self.acting.take(back=True)

    async def redo(self) -> Action | None:
        """Do again what was last taken back."""
        return await self.acting.take(back=False)

    async def history(self, limit: int = 200) -> list[Action]:
        """What was done, newest first."""
        return await self._thread(journal.history, limit)

    # comments

    async def note(self, entry_id: int, text: str, parent: str = "") -> int:
        """Keep the reader's own comment with the article; returns its id."""
        return await self._thread(comments.note, entry_id, text, self.now(), parent)

    async def draft(self, entry_id: int, parent: str = "") -> str:
        """What was begun and not finished."""
        return await self._thread(comments.draft, entry_id, parent)

    async def save_draft(self, entry_id: int, text: str, parent: str = "") -> None:
        """Keep what is being written, through crash and restart."""
        await self._thread(comments.save_draft, entry_id, text, self.now(), parent)

    async def comments_seen(self, entry_id: int) -> None:
        """Every comment of the article was on screen."""
        await self._thread(comments.seen, entry_id, self.now())

    # memory

    def recall_first(self, key: str) -> Future[str | None]:
        """A remembered value, before the screen is there."""
        return self._thread.surely(self._recovered, memory.recall, key)

    async def recall(self, key: str) -> str | None:
        """A value remembered under this key."""
        return await self._thread(memory.recall, key)

    async def remember_where(self, where: Whereabouts) -> None:
        """Where the reader is, for the next start."""
        try:
            if not self.read_only:
                await self._thread(whereabouts.remember, where)
        except StoreError as error:
            log_late(self.paths.log, error, self.now())

    async def remember(self, key: str, value: str) -> None:
        """Keep a small value of the screen's own (text size, last view)."""
        await self._thread(memory.remember, key, value)

    # soundness

    async def look_after(self) -> str:
        """After a process that did not end well, look whether the file is sound, and mend it; a code to tell, or ""."""
        from tui_reader.library.recovery import look_after  # when there is time

        await self.acting.resume()
        return await self._thread(look_after)

    def _recovered(self, database: Database) -> Database:
        from tui_reader.library.recovery import recover  # hardly ever

        return recover(database, self.now())

    def shut(self) -> None:
        """Close the store; everything queued before is done first. What cannot be written any more keeps nobody here."""
        try:
            self._thread.close()
        except StoreError as error:
            log_late(self.paths.log, error, self.now())

    async def leave(self) -> None:
        """Remember when the reader was last here: where "since you last looked" is drawn."""
        try:
            if not self.read_only:
                await self.remember(memory.LAST_VISIT, str(int(self.now().timestamp())))
        except StoreError as error:
            log_late(self.paths.log, error, self.now())
