"""What arrives is put to the stories it tells, by the engine's own pieces over a real store."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

from tui_reader.engine.door import Door
from tui_reader.engine.keeper import Keeper
from tui_reader.engine.parts import Parts, Wishes
from tui_reader.engine.stories import StoryFinder
from tui_reader.engine.workers import Workers
from tui_reader.model.action import Kind
from tui_reader.model.entry import Content, EntryData
from tui_reader.model.story import Together
from tui_reader.model.update import Changes, New, keys_of
from tui_reader.model.view import Place, View
from tui_reader.sources.retrieve import Retriever
from tui_reader.store import counters, entries, feeds, journal, lists
from tui_reader.store.database import Database

NOW = datetime(2026, 11, 20, 8, 0, tzinfo=UTC)
STORY = "Phủ sóng di động toàn tỉnh trước mùa mưa bão"


def put(db: Database, feed: str, *titles: str, link: str = "", hours: int = 1) -> list[int]:
    feed_id = feeds.add_feed(db, f"https://{feed}.example/feed", "feed", name=feed, now=NOW)
    data = [
        EntryData(
            guid=f"{feed}{n}{title}{link}",
            link=link or f"https://{feed}.example/{title}",
            title=title,
            published=NOW - timedelta(hours=hours),
            language="vi",
            content=Content("<p>x</p>"),
        )
        for n, title in enumerate(titles)
    ]
    return list(
        entries.save(db, feed_id, Changes(new=tuple(New(one, keys_of(one)) for one in data)), NOW).new
    )


@asynccontextmanager
async def engine(folder: Path, *, read_together: bool = True) -> AsyncIterator[tuple[Keeper, StoryFinder]]:
    keeper, door = Keeper(folder / "reader.db"), Door()
    await keeper.open()
    parts = Parts(
        keeper,
        Workers(1),
        Retriever("tests", door.is_shut),
        door,
        lambda event: None,
        wishes=Wishes(read_together=read_together),
        now=lambda: NOW,
    )

    async def idle() -> None:
        return None

    yield keeper, StoryFinder(parts, idle)
    parts.workers.close()
    await keeper.close()


async def _all(finder: StoryFinder) -> None:
    while await finder.some():
        pass


async def _rows(keeper: Keeper, together: Together = Together.TITLES) -> int:
    return len((await keeper.read(lists.snapshot, View(Place.UNREAD), together=together)).ids)


async def test_articles_of_several_feeds_are_put_together_by_title_and_by_address(tmp_path: Path) -> None:
    async with engine(tmp_path) as (keeper, finder):
        await keeper.write(put, "a", STORY, "Một bài khác hẳn của báo này")
        await keeper.write(put, "b", f"{STORY}!", link="https://b.example/x")
        await _all(finder)
        assert await _rows(keeper) == 2
        await keeper.write(put, "c", "Tiêu đề riêng", link="http://m.b.example/x/?utm_source=rss")
        await _all(finder)
        assert await _rows(keeper) == 2
        assert await _rows(keeper, Together.ADDRESS) == 3
        assert await keeper.read(counters.miscounted) == 0


async def test_another_process_goes_on_where_the_last_one_ended(tmp_path: Path) -> None:
    async with engine(tmp_path) as (keeper, finder):
        await keeper.write(put, "a", STORY)
        await _all(finder)
    async with engine(tmp_path) as (keeper, finder):
        assert not await finder.some()
        await keeper.write(put, "b", STORY)
        await finder.few()
        assert await _rows(keeper) == 1


async def test_of_an_old_archive_only_the_last_days_are_looked_at(tmp_path: Path) -> None:
    async with engine(tmp_path) as (keeper, finder):
        await keeper.write(put, "a", STORY, hours=24 * 30)
        await keeper.write(put, "b", STORY, hours=24 * 30)
        await keeper.write(put, "c", STORY)
        await _all(finder)
        assert await _rows(keeper) == 3


async def test_ten_thousand_articles_of_one_title_and_empty_ones_are_soon_done(tmp_path: Path) -> None:
    async with engine(tmp_path) as (keeper, finder):
        for feed in range(20):
            await keeper.write(put, f"n{feed}", *[STORY] * 500, *[""] * 10)
        looked = 0
        while await finder.some():
            looked += 1
        assert looked == 102
        assert await keeper.read(counters.miscounted) == 0
        rows = await _rows(keeper)
        assert 10_000 <= rows <= 10_200, "a title its own feed says again is a column, and joins nothing"


async def test_a_page_read_in_one_feed_is_read_in_the_next_where_that_is_wished(tmp_path: Path) -> None:
    async with engine(tmp_path) as (keeper, finder):
        [one] = await keeper.write(put, "a", STORY, link="https://a.example/x")
        await _all(finder)
        await keeper.write(journal.apply, Kind.MARK_READ, [one], NOW)
        await keeper.write(put, "b", STORY, link="https://a.example/x?utm_source=b")
        await _all(finder)
        assert await _rows(keeper, Together.OFF) == 0
        assert [line.kind for line in await keeper.read(journal.history, 9)] == [
            Kind.RULE_STORY,
            Kind.MARK_READ,
        ]
    async with engine(tmp_path, read_together=False) as (keeper, finder):
        await keeper.write(put, "c", STORY, link="https://a.example/x?utm_source=c")
        await _all(finder)
        assert await _rows(keeper) == 1
