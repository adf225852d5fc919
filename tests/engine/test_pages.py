"""Articles' own pages, fetched by the real engine from a loopback server: on a key, by themselves, never where they must not."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import AsyncIterator
from functools import partial

import pytest

from tests.engine.conftest import Talk, talking
from tests.engine.fault_server import FaultServer
from tui_reader.content.document import text_of
from tui_reader.model.action import Kind
from tui_reader.model.document import Converted, Document, Paragraph, Span
from tui_reader.model.entry import HERE, Entry
from tui_reader.model.messages import (
    Add,
    DebtLeft,
    EntriesReady,
    EntryReady,
    FetchFullText,
    Finished,
    KeepPage,
    SetOffline,
)
from tui_reader.model.query import Words
from tui_reader.paths import Paths
from tui_reader.store import content, debt, entries, feeds, journal, search
from tui_reader.store.database import open_database

START = """
import sys
from pathlib import Path
from tui_reader.engine.run import Options, serve
from tui_reader.paths import Paths
from tui_reader.sources.retrieve import Limits
sys.exit(serve(Paths.of(Path(sys.argv[1]), {}), Options(
    limits=Limits(seconds=2.0, connect=1.0), pages_unasked=sys.argv[2] == "unasked")))
"""
SENTENCE = "Chuyến phà rời bến lúc chín giờ và trở về lúc trưa cùng thư từ của cả đảo. "
PAGE = f"""<html lang="vi"><head><title>Chuyến phà</title><meta property="og:type" content="article">
<script type="application/ld+json">{{"@type": "NewsArticle", "commentCount": 7}}</script></head>
<body><nav><a href="/">Trang chủ</a></nav><article><h1>Chuyến phà</h1>
<p>{SENTENCE * 4}</p><figure><img src="/a.jpg" alt=""><figcaption>Bến phà. Ảnh: Hà Vy</figcaption></figure>
<p>{SENTENCE * 4}</p></article><footer>Giấy phép số 1</footer></body></html>"""


def feed(*links: str, text: str = "Một câu dẫn ngắn.") -> bytes:
    items = "".join(
        f"<item><title>Bài {n}</title><link>{link}</link><guid>{n}</guid><description>{text}</description></item>"
        for n, link in enumerate(links)
    )
    return (
        f'<?xml version="1.0"?><rss version="2.0"><channel><title>Báo</title>{items}</channel></rss>'.encode()
    )


def command(paths: Paths, how: str) -> list[str]:
    return [sys.executable, "-c", START, str(paths.data.parent), how]


@pytest.fixture
async def engine(paths: Paths) -> AsyncIterator[Talk]:
    """An engine that fetches pages only where it is asked to."""
    async with talking(paths, command(paths, "asked")) as talk:
        yield talk


async def follow(engine: Talk, server: FaultServer, *links: str, text: str = "Một câu dẫn ngắn.") -> int:
    """Subscribe to a feed with these links; its first entry, converted."""
    server.pages["/feed"] = ("text/xml", feed(*links, text=text))
    added = await engine.ask(lambda number: Add(number, server.url("feed")))
    assert added.code == ""
    await engine.until(EntryReady, lambda event: event.entry == added.entry)
    return added.entry


async def fetch(engine: Talk, entry_id: int) -> Finished:
    return await engine.ask(lambda number: FetchFullText(number, entry_id))


def kept(paths: Paths, entry_id: int) -> tuple[Entry, list[str], tuple[str, ...]]:
    """The entry, the texts of its blocks, and which texts are here."""
    database = open_database(paths.store, read_only=True)
    entry = entries.entry(database, entry_id)
    document = content.document(database, entry_id)
    here = content.origins(database, entry_id)
    database.close()
    assert entry is not None
    return entry, [text_of(block) for block in document.blocks] if document else [], here


async def test_a_page_s_article_comes_beside_the_lead(
    engine: Talk, server: FaultServer, paths: Paths
) -> None:
    server.pages["/bai-1"] = ("text/html; charset=utf-8", PAGE.encode())
    entry_id = await follow(engine, server, server.url("bai-1"))
    engine.events.clear()
    assert (await fetch(engine, entry_id)).code == ""
    assert [event.entry for event in engine.heard(EntryReady)][:1] == [entry_id]
    entry, texts, here = kept(paths, entry_id)
    assert here == ("extracted", "delivered")
    assert texts == [SENTENCE.strip() + (" " + SENTENCE.strip()) * 3, "Bến phà.\nHà Vy", texts[0]]
    assert (entry.fetch_state, entry.data.comments.count) == (HERE, 7)


async def test_a_newer_converter_reads_both_texts_anew_and_shows_the_one_that_was_shown(
    server: FaultServer, paths: Paths
) -> None:
    server.pages["/bai-1"] = ("text/html; charset=utf-8", PAGE.encode())
    async with talking(paths, command(paths, "asked")) as engine:
        entry_id = await follow(engine, server, server.url("bai-1"))
        assert (await fetch(engine, entry_id)).code == ""
    before = kept(paths, entry_id)
    database = open_database(paths.store)
    old = Converted(
        Document((Paragraph((Span("Như bản cũ hiểu."),)),)), "Như bản cũ hiểu.", "", "Như bản cũ", 4
    )
    now = before[0].first_seen
    content.save_converted(database, [(entry_id, old)], origin=content.EXTRACTED, version=0, now=now)
    content.save_converted(database, [(entry_id, old)], version=0, now=now)
    search.index(database, [entry_id])
    database.close()
    async with talking(paths, command(paths, "asked")) as engine:
        await engine.until(EntryReady, lambda event: event.entry == entry_id)
        await engine.until(DebtLeft, lambda event: not event.left)
    assert kept(paths, entry_id)[1:] == before[1:]
    database = open_database(paths.store, read_only=True)
    delivered = content.document(database, entry_id, origin="delivered")
    assert delivered is not None
    assert [text_of(block) for block in delivered.blocks] == ["Một câu dẫn ngắn."]
    assert search.find(database, Words("chuyến phà rời bến"), limit=9, now=now) == [entry_id]
    assert search.find(database, Words("bản cũ"), limit=9, now=now) == []
    database.close()
    assert len(server.asked("/bai-1")) == 1


async def test_nothing_is_fetched_unless_it_is_asked_for_or_set(
    engine: Talk, server: FaultServer, paths: Paths
) -> None:
    await follow(engine, server, server.url("bai-1"))
    database = open_database(paths.store, read_only=True)
    assert debt.count(database, debt.FETCH) == 0
    database.close()
    assert not server.asked("/bai-1")


async def test_leads_get_their_pages_by_themselves(server: FaultServer, paths: Paths) -> None:
    server.pages["/bai-1"] = server.pages["/bai-2"] = ("text/html", PAGE.encode())
    async with talking(paths, command(paths, "unasked")) as engine:
        await follow(engine, server, server.url("bai-1"), server.url("bai-2"))
        twice = [await engine.until(EntryReady, partial(has_come_twice, engine, number)) for number in (1, 2)]
    assert {kept(paths, event.entry)[2] for event in twice} == {("extracted", "delivered")}


def has_come_twice(engine: Talk, entry_id: int, event: EntryReady) -> bool:
    """Once converted, once with its page."""
    together = sum(entry_id in ready.entries for ready in engine.heard(EntriesReady))
    return event.entry == entry_id and engine.heard(EntryReady).count(event) + together >= 2


async def test_a_long_text_is_left_alone_until_it_is_put_aside_for_later(
    server: FaultServer, paths: Paths
) -> None:
    server.pages["/bai-1"] = ("text/html", PAGE.encode())
    async with talking(paths, command(paths, "unasked")) as engine:
        entry_id = await follow(engine, server, server.url("bai-1"), text=SENTENCE * 12)
        assert kept(paths, entry_id)[2] == ("delivered",)
        database = open_database(paths.store)
        journal.apply(database, Kind.LATER, [entry_id], entries.entry(database, entry_id).first_seen)  # type: ignore[union-attr]
        database.close()
        engine.events.clear()
        await engine.until(EntryReady, lambda event: event.entry == entry_id)
    # what the feed sent is the fuller one: it stays the one that is read
    assert kept(paths, entry_id)[2] == ("delivered", "extracted")


async def test_offline_a_page_waits_and_comes_when_there_is_a_network(
    engine: Talk, server: FaultServer, paths: Paths
) -> None:
    server.pages["/bai-1"] = ("text/html", PAGE.encode())
    entry_id = await follow(engine, server, server.url("bai-1"))
    await engine.ask(lambda number: SetOffline(number, True))
    assert (await fetch(engine, entry_id)).code == "offline"
    assert not server.asked("/bai-1")
    engine.events.clear()
    await engine.ask(lambda number: SetOffline(number, False))
    await engine.until(EntryReady, lambda event: event.entry == entry_id)
    assert kept(paths, entry_id)[2] == ("extracted", "delivered")


@pytest.mark.parametrize(
    ("path", "code"),
    [
        ("/missing", "not_found"),
        ("/picture.png", "unsupported_kind"),
        ("/empty", "empty_body"),
        ("/wall", "no_article"),
    ],
)
async def test_a_page_that_cannot_be_had_is_remembered_with_its_reason(
    engine: Talk, server: FaultServer, paths: Paths, path: str, code: str
) -> None:
    server.pages["/picture.png"] = ("image/png", b"\x89PNG\r\n\x1a\n" + bytes(2000))
    server.pages["/empty"] = ("text/html", b" \n")
    server.pages["/wall"] = ("text/html", b"<body><p>Subscribe to read this.</p></body>")
    entry_id = await follow(engine, server, server.url(path[1:]))
    assert (await fetch(engine, entry_id)).code == code
    entry, texts, here = kept(paths, entry_id)
    assert (entry.fetch_state, here) == (code, ("delivered",))
    assert texts == ["Một câu dẫn ngắn."]


async def test_a_link_into_the_reader_s_own_network_is_not_followed(
    engine: Talk, server: FaultServer, paths: Paths
) -> None:
    server.pages["/bai-1"] = ("text/html", PAGE.encode())
    inside = server.url("bai-1").replace("127.0.0.1", "localhost")
    entry_id = await follow(engine, server, inside)
    assert (await fetch(engine, entry_id)).code == "private_address"
    assert not server.asked("/bai-1")


async def test_a_page_s_answer_that_never_ends_costs_its_deadline_and_nothing_else(
    engine: Talk, server: FaultServer, paths: Paths
) -> None:
    entry_id = await follow(engine, server, server.url("drip"))
    assert (await fetch(engine, entry_id)).code == "too_slow"
    assert kept(paths, entry_id)[1] == ["Một câu dẫn ngắn."]


async def test_any_page_is_kept_as_an_article_once(engine: Talk, server: FaultServer, paths: Paths) -> None:
    server.pages["/bai-1"] = ("text/html", PAGE.encode())
    first = await engine.ask(lambda number: KeepPage(number, server.url("bai-1")))
    again = await engine.ask(lambda number: KeepPage(number, server.url("bai-1")))
    assert (first.code, first.new, again.new, again.updated, again.entry) == ("", 1, 0, 0, first.entry)
    await engine.until(EntryReady, lambda event: event.entry == first.entry)
    entry, texts, _ = kept(paths, first.entry)
    assert (entry.feed_title, entry.data.title) == ("local:pages", "Chuyến phà")
    assert texts[1] == "Bến phà.\nHà Vy"


async def test_an_address_that_is_opened_is_a_feed_where_it_is_one_and_an_article_where_it_is_one(
    engine: Talk, server: FaultServer, paths: Paths
) -> None:
    linking = PAGE.replace("<title>", '<link rel="alternate" type="application/rss+xml" href="/feed"><title>')
    server.pages["/bai-1"] = ("text/html", linking.encode())
    server.pages["/feed"] = ("text/xml", feed(server.url("bai-1")))
    article = await engine.ask(lambda number: KeepPage(number, server.url("bai-1"), unless_feed=True))
    followed = await engine.ask(lambda number: KeepPage(number, server.url("feed"), unless_feed=True))
    database = open_database(paths.store, read_only=True)
    titles = [feeds.feed(database, one.feed).title for one in (article, followed)]  # type: ignore[union-attr]
    database.close()
    assert titles == ["local:pages", "Báo"]


def test_trafilatura_waits_for_the_first_page_also_in_the_worker() -> None:
    """It costs 0.3 s and 20 MB: neither the reader nor the engine nor a worker that reads feeds pays for it."""
    script = (
        "import sys, tui_reader.engine.preload, tui_reader.engine.service, tui_reader.library.front_desk;"
        "import tui_reader.content.page; sys.exit('trafilatura' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 0
