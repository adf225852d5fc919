"""A real library over a real store in a temporary home, filled by the store's own functions; only the engine stays out."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager, closing
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any, TypedDict, Unpack

import pytest
from textual.pilot import Pilot

from tui_reader.cli.adjusting import Adjuster
from tui_reader.content.document import encode, text_of
from tui_reader.library import Library
from tui_reader.model import messages
from tui_reader.model.article import Article
from tui_reader.model.comment import CommentData, Discussion
from tui_reader.model.document import Block, Converted, Document, Paragraph, Span
from tui_reader.model.entry import CommentsRef, Content, EntryData
from tui_reader.model.style import Layer, Means
from tui_reader.model.update import Changes, New, keys_of
from tui_reader.model.view import FirstScreen, Place, View
from tui_reader.paths import Paths
from tui_reader.settings import Settings
from tui_reader.store import comment_pages, content, entries, feeds
from tui_reader.store.database import open_database
from tui_reader.store.encoding import pack
from tui_reader.strings import words
from tui_reader.ui.app import ReaderApp
from tui_reader.ui.main_screen import MainScreen

NOW = datetime(2026, 11, 20, 8, 0, tzinfo=UTC)
UNREAD = View(Place.UNREAD)


class QuietLibrary(Library):
    """The real library; what would go to the engine process is written down, and tests say the engine's answers."""

    def __init__(self, paths: Paths, *, offline: bool = False) -> None:
        super().__init__(paths, offline=offline, now=lambda: NOW)
        self.asked: list[messages.Request] = []
        self.tell: Callable[[messages.Event], None] = lambda _: None
        self.stop: Callable[[], None] = lambda: None
        self.restarted = 0

    async def start(
        self, on_event: Callable[[messages.Event], None], on_stopped: Callable[[], None] = lambda: None
    ) -> None:
        self.tell, self.stop = on_event, on_stopped
        self.preparing = False

    async def restart_engine(self) -> None:
        self.restarted += 1

    async def _ask(self, make: Callable[[int], messages.Request]) -> int:
        request = make(len(self.asked) + 1)
        self.asked.append(request)
        return request.id

    async def close(self) -> None:
        self.shut()


@dataclass
class Newsroom:
    """Fills a store. Articles are given newest first and stand in that order."""

    paths: Paths
    lang: str = "en"
    settings: Settings = field(default_factory=Settings)
    offline: bool = False
    _feeds: dict[str, int] = field(default_factory=dict)
    _made: int = 0

    def feed(self, name: str = "Daily", folder: str = "") -> int:
        """A feed, made once."""
        if name not in self._feeds:
            with closing(open_database(self.paths.store)) as db:
                self._feeds[name] = feeds.add_feed(
                    db, f"https://{len(self._feeds)}.example/feed", "feed", name=name, folder=folder, now=NOW
                )
        return self._feeds[name]

    def articles(self, *titles: str, feed: str = "Daily", paragraphs: int = 30, **data: Any) -> list[int]:
        """Articles of a feed with text, an hour apart."""
        feed_id, made = self.feed(feed), list[int]()
        with closing(open_database(self.paths.store)) as db:
            for title in titles:
                self._made += 1
                one = EntryData(
                    guid=f"{self._made}",
                    link=f"https://news.example/{self._made}",
                    title=title,
                    published=NOW - timedelta(hours=self._made),
                    content=Content(f"<p>{title}</p>"),
                    **data,
                )
                made += entries.save(db, feed_id, Changes(new=(New(one, keys_of(one)),)), NOW).new
            content.save_converted(db, [(one, converted(paragraphs)) for one in made], version=1, now=NOW)
        return made

    def text(self, entry_id: int, *blocks: Block) -> None:
        """Another text for an article."""
        body = "\n\n".join(map(text_of, blocks))
        made = Converted(Document(blocks), body, "", body[:80], len(body.split()))
        with closing(open_database(self.paths.store)) as db:
            content.save_converted(db, [(entry_id, made)], version=1, now=NOW)

    def file(self, title: str, published: datetime) -> int:
        """A file opened by hand."""
        one = EntryData(guid=title, title=title, published=published, content=Content(f"<p>{title}</p>"))
        with closing(open_database(self.paths.store)) as db:
            feed_id = feeds.add_feed(db, "local:files", "files", now=NOW)
            [made] = entries.save(db, feed_id, Changes(new=(New(one, keys_of(one)),)), NOW).new
            content.save_converted(db, [(made, converted(30))], version=1, now=NOW)
        return made

    def talk(self, entry_id: int, *said: CommentData, total: int | None = None, next_page: str = "") -> None:
        """A discussion under an article; ``total`` is what its feed claims, ``next_page`` where that goes on."""
        kept = [(one, Document((Paragraph((_said(one.body),)),)), one.body) for one in said]
        with closing(open_database(self.paths.store)) as db:
            discussion = Discussion(
                entry_id,
                "feed",
                "https://news.example/c",
                len(said) if total is None else total,
                fetched_at=NOW,
                more=bool(next_page),
                next_page=next_page,
            )
            comment_pages.save_comments(db, discussion, kept, NOW)

    def said(self, entry_id: int, source_id: str, *blocks: Block) -> None:
        """Another text for a comment."""
        with closing(open_database(self.paths.store)) as db, db.transaction():
            db.execute(
                "UPDATE comment SET document = ? WHERE entry_id = ? AND source_id = ?",
                (pack(encode(Document(blocks), packed=False)), entry_id, source_id),
            )

    def talked_about(self) -> CommentsRef:
        return CommentsRef(page="https://news.example/1#c", count=3)


@dataclass
class Reader:
    """The running program under test."""

    app: ReaderApp
    pilot: Pilot[None]
    library: QuietLibrary

    @property
    def screen(self) -> MainScreen:
        screen = self.app.screen_stack[0]
        assert isinstance(screen, MainScreen)
        return screen

    async def press(self, *keys: str) -> None:
        """Press keys and wait until everything they began is done."""
        for key in keys:
            await self.pilot.press(key)
            await self.settle()

    async def settle(self) -> None:
        """Until no worker runs and nothing is left to draw."""
        for _ in range(50):
            await self.pilot.pause()
            workers = [worker for worker in self.app.workers if not worker.is_finished]
            if not workers and not self._undrawn:
                return
            await asyncio.gather(*(worker.wait() for worker in workers), return_exceptions=True)

    @property
    def _undrawn(self) -> bool:
        """Whether a change waits for its frame: under load ``pause`` may return before it."""
        screen = self.app.screen
        return bool(screen._dirty_widgets or screen._layout_required or screen._repaint_required)

    @property
    def current(self) -> int | None:
        return self.screen.desk.entries.current

    @property
    def shown(self) -> int | None:
        return self.screen.reading.shown_id

    @property
    def pane(self) -> str:
        """Which pane has the keys."""
        return self.screen.panes.focus.name.lower()

    @property
    def alone(self) -> bool:
        """Whether no dialog is open."""
        return len(self.app.screen_stack) == 1

    def row(self, entry_id: int) -> Any:
        return self.screen.desk.entries.row_of(entry_id)

    @property
    def notice(self) -> str:
        return self.screen.desk.status.notice

    def text(self) -> str:
        """What is on screen, line by line."""
        compositor = self.app.screen._compositor
        strips = compositor.render_strips()
        return "\n".join("".join(segment.text for segment in strip) for strip in strips)

    async def stored(self, entry_id: int) -> Any:
        """The state of an article as the store has it."""
        article = await self.library.article(entry_id)
        assert article is not None
        return article.entry.state


Open = Callable[..., AbstractAsyncContextManager[Reader]]


class Terminal(TypedDict, total=False):
    """What the terminal can do beside its layer of text sizes."""

    others: tuple[Layer, ...]
    sextants: bool
    halves: bool
    smears: bool


@pytest.fixture
def newsroom(paths: Paths) -> Newsroom:
    return Newsroom(paths)


@pytest.fixture
def reading(newsroom: Newsroom) -> Open:
    """Opens the reader over the newsroom's store: ``async with reading(size=(120, 40)) as reader``."""

    @asynccontextmanager
    async def opened(
        size: tuple[int, int] = (120, 40),
        view: View = UNREAD,
        open_files: Sequence[str] = (),
        app_class: type[ReaderApp] = ReaderApp,
        layer: Layer = Layer.LAYOUT,
        **terminal: Unpack[Terminal],
    ) -> AsyncIterator[Reader]:
        library = QuietLibrary(newsroom.paths, offline=newsroom.offline)
        library.same_story = newsroom.settings.same_story
        library.read_together = newsroom.settings.read_together
        library.open()
        first, article = library.first(view).result()
        app = make_app(library, newsroom, first, article, open_files, app_class, layer, **terminal)
        async with app.run_test(size=size) as pilot:
            reader = Reader(app, pilot, library)
            await reader.settle()
            yield reader

    return opened


def make_app(
    library: Library,
    room: Newsroom,
    first: FirstScreen,
    article: Article | None,
    files: Sequence[str] = (),
    app_class: type[ReaderApp] = ReaderApp,
    layer: Layer = Layer.LAYOUT,
    **terminal: Unpack[Terminal],
) -> ReaderApp:
    told = words(room.lang)
    means = Means(layer, **terminal)
    return app_class(
        library,
        first,
        article,
        room.settings,
        told,
        open_files=files,
        means=means,
        adjusting=lambda: Adjuster(room.paths.config_file, room.settings),
    )


def converted(paragraphs: int) -> Converted:
    """A text of so many paragraphs, each a few lines."""
    text = "Ngày 24/7, đoàn công tác đã có buổi làm việc với tỉnh về hạ tầng số và chuyển đổi số. " * 3
    blocks = tuple(Paragraph((Span(f"{number}. {text}"),)) for number in range(paragraphs))
    body = "\n\n".join(f"{number}. {text}" for number in range(paragraphs))
    return Converted(Document(blocks), body, "", text[:80], len(body.split()))


def _said(body: str) -> Span:
    """What was said; an address alone is a link."""
    return Span(body, href=body if body.startswith("https://") else "")
