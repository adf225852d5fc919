"""Brings one picture of an article here: fetched politely, drawn anew in a worker, kept within the reader's budget."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING, Final, cast

from tui_reader.engine.feed_job import is_local
from tui_reader.engine.log import log
from tui_reader.engine.parts import Parts
from tui_reader.model.entry import Entry
from tui_reader.model.errors import Fact, ReaderError, RetrieveError
from tui_reader.model.feed import Feed, FeedKind, Validators
from tui_reader.model.messages import FetchPicture, Finished, PictureReady
from tui_reader.model.picture import Picture, file_name
from tui_reader.model.update import Retrieved
from tui_reader.model.urls import host, is_web
from tui_reader.pictures.cache import Cache
from tui_reader.sources.addresses import Home, home_of, picture
from tui_reader.store import entries, feeds, pictures

if TYPE_CHECKING:  # it brings Pillow along, which is for workers
    from tui_reader.pictures.redraw import Redrawn

AT_ONCE: Final = 4
"""Pictures under way at the same time (hostile.md H59)."""
MOST_OF_ARTICLE: Final = 60 * 1024 * 1024
"""Bytes one article may have sent for while the engine runs: a long photo essay, not a flood."""
_SECONDS = 20.0
"""Wall deadline of drawing one anew: 40 megapixels of JPEG take about 2 s."""
_REMEMBERED = 500  # articles whose bytes are counted
_UNHEARD = frozenset(("no_answer", "no_such_host", "offline", "cancelled"))
_NAMES: Final = {
    "too_large": "picture_too_large",
    "too_big": "picture_too_large",
    "took_too_long": "picture_broken",
    "worker_died": "picture_too_large",
    "unknown": "picture_broken",
    "not_found": "picture_gone",
    "gone": "picture_gone",
    "file_missing": "picture_gone",
}
"""What is said of feeds by these codes is said of pictures in other words."""


class PictureBringer:
    """``fetch`` answers a request; the same picture asked for twice is fetched once."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._cache = Cache(parts.pictures)
        self._turns = asyncio.Semaphore(AT_ONCE)
        self._under_way: dict[str, asyncio.Lock] = {}
        self._spent: dict[int, int] = {}
        """Bytes fetched for each article."""

    async def fetch(self, request: FetchPicture) -> Finished:
        """Have the picture here; ``PictureReady`` comes before the answer. What failed lately is not tried again."""
        parts, url = self._parts, request.url
        entry = await parts.keeper.read(entries.entry, request.entry)
        if entry is None:
            return Finished(request.id, code="no_such_entry", entry=request.entry)
        if not await parts.keeper.read(pictures.belongs, entry.id, url):
            return Finished(request.id, code="bad_address", entry=entry.id)
        try:
            await self.bring(entry, url)
        except ReaderError as error:
            return Finished(request.id, code=error.code, facts=dict(error.facts), entry=entry.id, failed=1)
        return Finished(request.id, entry=entry.id)

    async def bring(self, entry: Entry, url: str) -> int:
        """Have one of the article's pictures here, now or already; bytes it takes that were not here before.

        Raises ReaderError where it cannot be had.
        """
        lock = self._under_way.setdefault(url, asyncio.Lock())
        try:
            async with lock:
                size = await self._have(entry, url)
        finally:
            if not lock.locked():
                self._under_way.pop(url, None)
        self._parts.emit(PictureReady(entry.id, url))
        return size

    async def sweep(self) -> None:
        """Delete files nobody knows."""
        known = await self._parts.keeper.read(pictures.paths)
        await asyncio.to_thread(self._cache.sweep, known)

    async def _have(self, entry: Entry, url: str) -> int:
        """Raises ReaderError where it cannot be had now."""
        parts = self._parts
        known = await parts.keeper.read(pictures.picture, url)
        if known is not None:
            if await asyncio.to_thread(self._cache.has, known.path):
                return 0
            if known.trouble and parts.now().timestamp() < known.again_at:
                raise RetrieveError(known.trouble, **known.facts)
        try:
            async with self._turns:
                return await self._bring(entry, url)
        except ReaderError as error:
            code, facts = _NAMES.get(error.code, error.code), dict(error.facts)
            if code not in _UNHEARD and code != "picture_enough":
                await parts.keeper.write(pictures.failed, url, code, facts, parts.now())
            raise RetrieveError(code, **facts) from error
        except OSError as error:  # the disk is full, or the folder may not be written
            log.warning("picture: %s", error)
            facts_: dict[str, Fact] = {"path": str(parts.pictures), "why": error.strerror or ""}
            raise RetrieveError("file_unwritable", **facts_) from error

    async def _bring(self, entry: Entry, url: str) -> int:
        """Retrieve, draw anew, keep; bytes on the disk."""
        parts = self._parts
        feed = await parts.keeper.read(feeds.feed, entry.feed_id)
        got = await self._retrieve(entry, feed, url)
        self._count(entry.id, len(got.body))
        result = await parts.workers.run("redraw_picture", got.body, deadline=_SECONDS, urgent=True)
        made = cast("Redrawn", result)
        path = file_name(url)
        size = await asyncio.to_thread(self._cache.keep, path, made.large, made.small)
        kept = Picture(url, path, made.width, made.height)
        await parts.keeper.write(pictures.save, kept, kind=made.type, size=size, now=parts.now())
        surplus = await parts.keeper.write(pictures.let_go, parts.wishes.picture_bytes)
        if surplus:
            await asyncio.to_thread(self._cache.drop, surplus)
        return size

    async def _retrieve(self, entry: Entry, feed: Feed | None, url: str) -> Retrieved:
        """The bytes. A file only beside what the reader added as a file; the reader's own network only beside a feed there."""
        if not is_web(url):
            if feed is None or not is_local(feed) or not _beside(entry, feed, url):
                raise RetrieveError("bad_address")
            got = await self._parts.retriever.retrieve(url, Validators(), typed=True)
        else:
            if self._spent.get(entry.id, 0) >= MOST_OF_ARTICLE:
                raise RetrieveError("picture_enough")
            own = feed is not None and is_web(feed.location) and host(feed.location) == host(url)
            headers = feed.settings.headers if feed is not None and own else None
            got = await self._parts.retriever.retrieve(url, Validators(), typed=own, headers=headers)
        assert isinstance(got, Retrieved)
        return got

    def _count(self, entry_id: int, size: int) -> None:
        self._spent[entry_id] = self._spent.pop(entry_id, 0) + size
        while len(self._spent) > _REMEMBERED:
            del self._spent[next(iter(self._spent))]


def _beside(entry: Entry, feed: Feed, url: str) -> bool:
    """Whether a file lies where this feed may name pictures: in or beside its folder."""
    if feed.kind is FeedKind.FOLDER:
        folder = Path(feed.location).absolute()
        home = Home((folder / "x").as_uri(), folder)
    else:
        home = home_of(entry.data.guid if feed.kind is FeedKind.FILES else feed.location)
    return picture(url, home) == url
