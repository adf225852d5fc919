"""Pages at the ends of links, fetched by the real engine from a loopback server: in no list, here when there is no network."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta

import pytest

from tests.engine.conftest import Talk, talking
from tests.engine.fault_server import FaultServer
from tests.engine.test_pages import PAGE, command, feed, follow, kept
from tui_reader.model.action import Kind
from tui_reader.model.entry import HERE
from tui_reader.model.messages import Finished, FollowLink, SetOffline
from tui_reader.model.view import Place, View
from tui_reader.paths import Paths
from tui_reader.store import feeds, journal, linked_pages, lists, retention
from tui_reader.store.database import open_database

NOW = datetime(2026, 11, 20, tzinfo=UTC)


@pytest.fixture
async def engine(paths: Paths) -> AsyncIterator[Talk]:
    async with talking(paths, command(paths, "asked")) as talk:
        yield talk


async def go(engine: Talk, entry_id: int, url: str) -> Finished:
    return await engine.ask(lambda number: FollowLink(number, entry_id, url))


def listed(paths: Paths) -> list[int]:
    db = open_database(paths.store)
    found = list(lists.ids(db, View(Place.ALL)))
    db.close()
    return found


async def test_a_page_is_an_article_in_no_list_and_read_again_without_network(
    engine: Talk, server: FaultServer, paths: Paths
) -> None:
    server.pages["/khac"] = ("text/html; charset=utf-8", PAGE.encode())
    entry_id = await follow(engine, server, server.url("bai-1"))
    before = listed(paths)
    came = await go(engine, entry_id, server.url("khac"))
    assert came.code == ""
    _, texts, _ = kept(paths, came.entry)
    assert "Chuyến phà rời bến lúc chín giờ" in texts[0]
    assert listed(paths) == before
    db = open_database(paths.store)
    assert [one.location for one in feeds.sources(db).feeds] == [server.url("feed")]
    db.close()
    await engine.ask(lambda number: SetOffline(number, True))
    asked = len(server.requests)
    assert (await go(engine, entry_id, server.url("khac"))).entry == came.entry
    assert (await go(engine, entry_id, server.url("chua-doc"))).code == "offline"
    assert len(server.requests) == asked


async def test_what_is_an_article_here_already_is_opened_whole(
    engine: Talk, server: FaultServer, paths: Paths
) -> None:
    server.pages["/bai-1"] = ("text/html; charset=utf-8", PAGE.encode())
    entry_id = await follow(engine, server, server.url("bai-1"))
    came = await go(engine, entry_id, server.url("bai-1") + "?utm_source=rss")
    assert came.entry == entry_id
    entry, _, origins = kept(paths, entry_id)
    assert (entry.fetch_state, origins[0]) == (HERE, "extracted")


async def test_starred_it_is_an_article_like_others_until_it_is_no_longer(
    engine: Talk, server: FaultServer, paths: Paths
) -> None:
    server.pages["/khac"] = ("text/html; charset=utf-8", PAGE.encode())
    entry_id = await follow(engine, server, server.url("bai-1"))
    came = (await go(engine, entry_id, server.url("khac"))).entry
    db = open_database(paths.store)
    journal.apply(db, Kind.STAR, [came], NOW)
    assert list(lists.ids(db, View(Place.STARRED))) == [came]
    journal.undo(db, NOW)
    assert list(lists.ids(db, View(Place.STARRED))) == []
    assert came not in list(lists.ids(db, View(Place.ALL)))
    later = datetime.now(UTC) + retention.FOLLOWED_KEPT + timedelta(days=1)
    journal.apply(db, Kind.LATER, [came], NOW)
    assert retention.let_go(db, newest=0, before=None, now=later) == 0
    journal.apply(db, Kind.UNLATER, [came], NOW)
    assert retention.let_go(db, newest=0, before=None, now=later) == 1
    assert linked_pages.kept(db, server.url("khac")) == 0
    db.close()


@pytest.mark.parametrize(
    ("path", "code"),
    [("wall", "no_article"), ("gone", "not_found"), ("feed.xml", "unsupported_kind"), ("silent", "too_slow")],
)
async def test_what_is_no_article_says_why(engine: Talk, server: FaultServer, path: str, code: str) -> None:
    server.otherwise = 0 if path == "silent" else 404
    server.pages["/wall"] = ("text/html", b"<body><p>Log in to read.</p></body>")
    server.pages["/feed.xml"] = ("text/xml", feed("https://a.example/1"))
    entry_id = await follow(engine, server, server.url("bai-1"))
    came = await go(engine, entry_id, server.url(path))
    assert (came.code, came.entry) == (code, 0)


async def test_a_link_leads_into_the_readers_own_network_only_where_the_reader_went(
    engine: Talk, server: FaultServer
) -> None:
    server.pages["/khac"] = ("text/html; charset=utf-8", PAGE.encode())
    entry_id = await follow(engine, server, server.url("bai-1"))
    asked = len(server.requests)
    came = await go(engine, entry_id, server.url("khac", host="localhost"))
    assert came.code == "private_address"
    for url in ("file:///etc/passwd", "javascript:alert(1)", "data:text/html,x"):
        assert (await go(engine, entry_id, url)).code == "bad_address"
    assert len(server.requests) == asked
