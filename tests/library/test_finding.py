"""Finding looks in the list one stands in, in its order; related articles are no chance ones."""

from __future__ import annotations

import asyncio
import threading
from contextlib import suppress

import pytest

from tests.library.conftest import NOW, Fill, Open
from tui_reader.library import finding
from tui_reader.model.action import Kind
from tui_reader.model.comment import CommentData, Discussion
from tui_reader.model.document import Document, Paragraph, Span
from tui_reader.model.errors import QueryError
from tui_reader.model.view import Place, View
from tui_reader.store import comment_pages, debt, search
from tui_reader.store.database import Database


async def test_finding_stays_in_the_list_one_stands_in(fill: Fill, reading: Open) -> None:
    a, _ = fill("Hà Nội mưa", "Huế nắng")
    fill("Hà Nội nắng", feed="https://b.example", folder="Miền Bắc")
    async with reading() as one:
        here = (await one.library.sources()).feeds
        by_place = {feed.location: feed for feed in here}
        folder = by_place["https://b.example"].folder_id
        assert await one.titles(View(Place.ALL, query="ha noi")) == ["Hà Nội mưa", "Hà Nội nắng"]
        feed = View(Place.FEED, by_place["https://a.example"].id, "noi OR hue")
        assert await one.titles(feed) == ["Hà Nội mưa", "Huế nắng"]
        assert await one.titles(View(Place.FOLDER, folder, "ha noi")) == ["Hà Nội nắng"]
        await one.library.act(Kind.MARK_READ, [a])
        assert await one.titles(View(Place.UNREAD, query="ha noi")) == ["Hà Nội nắng"]
        assert await one.titles(View(Place.ALL, query="ha noi", unread_only=True)) == ["Hà Nội nắng"]
        assert await one.titles(View(Place.ALL, query="ha noi", oldest_first=True)) == [
            "Hà Nội nắng",
            "Hà Nội mưa",
        ]
        assert await one.library.next_unread(View(Place.FEED, feed.id, "hue"), None) is not None


async def test_the_cap_takes_the_first_of_the_list_not_the_last_that_arrived(
    fill: Fill, reading: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(finding, "MOST", 2)
    fill(*(f"Tin {number}" for number in range(12)))
    fill("Tin ngoài", feed="https://b.example")
    async with reading() as one:
        feed = next(f.id for f in (await one.library.sources()).feeds if f.location == "https://a.example")
        assert await one.titles(View(Place.FEED, feed, "tin")) == ["Tin 0", "Tin 1"]
        assert await one.titles(View(Place.UNREAD, query="tin", oldest_first=True)) == ["Tin ngoài", "Tin 11"]


@pytest.mark.parametrize(
    ("text", "code"), [("is:zebra", "query.unknown_value"), ("a)", "query.extra_bracket")]
)
async def test_what_is_not_understood_is_an_error_with_its_place(
    fill: Fill, reading: Open, text: str, code: str
) -> None:
    fill("A")
    async with reading() as one:
        with pytest.raises(QueryError) as caught:
            await one.library.snapshot(View(Place.UNREAD, query=text))
        assert (caught.value.code, caught.value.position > 0) == (code, True)


async def test_comments_and_notes_are_found_where_they_are_looked_for(
    fill: Fill, reading: Open, db: Database
) -> None:
    a, b, _ = fill("A", "B", "C", body="không có gì")
    said = CommentData("1", body="Cây cầu này đẹp quá")
    kept = (said, Document((Paragraph((Span(said.body),)),)), said.body)
    comment_pages.save_comments(db, Discussion(a, "feed", "https://news.example/c", 1), [kept], NOW)
    async with reading() as one:
        await one.library.note(b, "Nhớ hỏi về cây cầu")
        _index(db)
        assert await one.titles(View(Place.UNREAD, query="in:comments cầu")) == ["A"]
        assert await one.titles(View(Place.SEARCH, query='in:comments "cay cau"')) == ["A"]
        assert await one.titles(View(Place.UNREAD, query="in:notes cầu")) == ["B"]
        assert await one.titles(View(Place.SEARCH, query='in:notes "cay cau"')) == ["B"]
        assert await one.titles(View(Place.SEARCH, query="trong:ghichu hoi")) == ["B"]


def _index(db: Database) -> None:
    """What the engine does when there is time."""
    while ids := debt.take(db, debt.INDEX, owner="test", now=NOW, limit=50):
        search.index(db, ids)


async def test_related_articles_share_what_tells_and_none_is_there_by_chance(
    fill: Fill, reading: Open
) -> None:
    about, *_ = fill(
        "Bộ trưởng Nguyễn Mạnh Hùng làm việc với Quảng Ninh",
        "Quảng Ninh: bộ trưởng Nguyễn Mạnh Hùng thăm trung tâm hành chính công",
        "Giá vàng hôm nay",
        "Hùng hục làm vườn",
        "Thời tiết Quảng Trị",
    )
    async with reading() as one:
        related = await one.library.related(about)
        assert [row.title for row in related] == [
            "Quảng Ninh: bộ trưởng Nguyễn Mạnh Hùng thăm trung tâm hành chính công"
        ]
        assert await one.library.related(10**9) == []


async def test_the_first_screen_of_what_is_found_comes_with_its_rows(fill: Fill, reading: Open) -> None:
    fill(*(f"Tin {number}" for number in range(12)))
    async with reading() as one:
        found, rows = await one.library.find_first(View(Place.ALL, query="tin"), 3)
        assert [row.title for row in rows] == ["Tin 0", "Tin 1", "Tin 2"]
        assert [row.id for row in rows] == list(found.ids)
        with pytest.raises(QueryError):
            await one.library.find_first(View(Place.ALL, query="is:zebra"), 3)


async def test_a_question_that_is_given_up_ends_in_the_middle_and_no_other_call_with_it(
    fill: Fill, reading: Open
) -> None:
    (a,) = fill("Tin")
    begun = threading.Event()

    def for_ever(db: Database) -> None:
        begun.set()
        db.one("WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT COUNT(*) FROM n")

    async with reading() as one:
        thread = one.library._thread
        for kind in (Kind.MARK_READ, Kind.MARK_UNREAD) * 10:
            begun.clear()
            asked = asyncio.create_task(thread.question(for_ever))
            await asyncio.to_thread(begun.wait)
            marked = asyncio.create_task(one.library.act(kind, [a]))
            asked.cancel()
            with suppress(asyncio.CancelledError):
                await asked
            async with asyncio.timeout(40):
                assert (await marked).count == 1
