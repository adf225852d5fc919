"""Finding a site's feeds, asked of the real engine about sites on loopback."""

from __future__ import annotations

import msgspec
import pytest

from tests.engine.answers import rss
from tests.engine.conftest import Talk, command, talking
from tests.engine.fault_server import FaultServer
from tui_reader.model.discovery import Discovery
from tui_reader.model.messages import Add, Cancel, Discover, Finished
from tui_reader.paths import Paths
from tui_reader.store import feeds, memory
from tui_reader.store.database import open_database

DECLARED = '<link rel="alternate" type="application/rss+xml" title="{title}" href="{href}">'


async def ask(engine: Talk, paths: Paths, location: str) -> Discovery:
    """What the engine finds, as it lies in the store."""
    answer = await engine.ask(lambda number: Discover(number, location))
    assert answer.code == "", answer
    database = open_database(paths.store)
    try:
        kept = memory.take(database, answer.key)
        assert memory.take(database, answer.key) is None
    finally:
        database.close()
    assert kept is not None
    return msgspec.json.decode(kept, type=Discovery)


def page(server: FaultServer, path: str, html: str) -> None:
    server.otherwise = server.otherwise or 404
    server.pages[path] = ("text/html; charset=utf-8", f"<!doctype html><html>{html}</html>".encode())


def feed(server: FaultServer, path: str, name: str, items: int = 5) -> None:
    server.pages[path] = ("application/rss+xml", rss(name, items))


def paths_asked(server: FaultServer) -> list[str]:
    return [request.path for request in server.requests]


async def test_a_pages_feeds_are_shown_with_their_newest_articles_comments_last(
    engine: Talk, paths: Paths, server: FaultServer
) -> None:
    page(
        server,
        "/",
        DECLARED.format(title="Bình luận", href="/comments/feed/")
        + DECLARED.format(title="Báo", href="feed/")
        + DECLARED.format(title="Hỏng", href="/gone.rss"),
    )
    feed(server, "/feed/", "chính", 5)
    feed(server, "/comments/feed/", "lời bàn")
    found = await ask(engine, paths, server.url("/"))
    assert not found.is_feed
    assert found.page == server.url("/")
    first, second = found.candidates
    assert (first.location, first.title, first.kind, first.items) == (
        server.url("/feed/"),
        "Nguồn chính",
        "RSS",
        5,
    )
    assert [sample.title for sample in first.newest] == [f"Bài {n} của chính" for n in (0, 1, 2)]
    assert first.newest[0].at is not None
    assert (second.title, second.comments) == ("Nguồn lời bàn", True)
    assert found.good == (first,)


async def test_an_address_that_is_a_feed_is_looked_at_and_following_it_asks_nobody_again(
    engine: Talk, paths: Paths, server: FaultServer
) -> None:
    found = await ask(engine, paths, server.url("feed/a"))
    assert found.is_feed
    assert [one.location for one in found.candidates] == [server.url("feed/a")]
    added = await engine.ask(lambda number: Add(number, server.url("feed/a"), undoable=True))
    assert added.new == 3
    assert len(server.requests) == 1
    again = await ask(engine, paths, server.url("feed/a"))
    assert again.candidates[0].feed == added.feed


async def test_a_newspapers_list_of_feeds_is_followed_from_its_front_page(
    engine: Talk, paths: Paths, server: FaultServer
) -> None:
    page(server, "/", '<a href="/rss.htm">RSS</a>')
    page(server, "/rss.htm", "".join(f'<a href="/rss/muc-{n}.rss">Chuyên mục {n}</a>' for n in range(20)))
    for n in range(20):
        feed(server, f"/rss/muc-{n}.rss", f"mục {n}")
    found = await ask(engine, paths, server.url("/"))
    assert len(found.candidates) == 20
    assert found.candidates[0].title == "Nguồn mục 0"
    looked = [one for one in found.candidates if one.items is not None]
    assert len(looked) == 12
    assert found.candidates[-1].title == "Chuyên mục 19"
    assert len(server.requests) == 14
    assert server.most_running <= 2


async def test_usual_places_are_tried_one_by_one_until_one_has_a_feed(
    engine: Talk, paths: Paths, server: FaultServer
) -> None:
    page(server, "/", "<p>Không có gì.</p>")
    feed(server, "/rss.xml", "ẩn")
    found = await ask(engine, paths, server.url("/"))
    assert [one.title for one in found.candidates] == ["Nguồn ẩn"]
    assert paths_asked(server) == ["/", "/feed", "/rss", "/rss.xml"]
    assert server.most_running == 1


async def test_a_wordpress_site_is_asked_where_wordpress_has_its_feed(
    engine: Talk, paths: Paths, server: FaultServer
) -> None:
    page(server, "/2024/05/bai/", '<script src="/wp-content/x.js"></script>')
    feed(server, "/feed/", "wp")
    found = await ask(engine, paths, server.url("/2024/05/bai/"))
    assert [one.location for one in found.candidates] == [server.url("/feed/")]
    assert len(server.requests) == 2


async def test_a_page_without_a_feed_asks_its_sites_front_page_too(
    engine: Talk, paths: Paths, server: FaultServer
) -> None:
    page(server, "/bai.html", "<p>Một bài.</p>")
    page(server, "/", DECLARED.format(title="", href="/a/b/c.rss"))
    feed(server, "/a/b/c.rss", "cả trang")
    found = await ask(engine, paths, server.url("/bai.html"))
    assert [one.title for one in found.candidates] == ["Nguồn cả trang"]


async def test_where_a_page_sends_its_readers_the_search_goes(
    engine: Talk, paths: Paths, server: FaultServer
) -> None:
    page(server, "/", '<meta http-equiv="refresh" content="0; url=/vi/">')
    page(server, "/vi/", DECLARED.format(title="", href="/vi/rss"))
    feed(server, "/vi/rss", "vi")
    found = await ask(engine, paths, server.url("/"))
    assert [one.title for one in found.candidates] == ["Nguồn vi"]
    assert len(server.requests) == 3


async def test_a_site_without_feeds_is_asked_a_bounded_number_of_times(
    engine: Talk, paths: Paths, server: FaultServer
) -> None:
    page(server, "/x/y/", "<p>Không có gì.</p>")
    found = await ask(engine, paths, server.url("/x/y/"))
    assert found.candidates == ()
    assert found.page == server.url("/x/y/")
    assert len(server.requests) <= 14


async def test_a_site_that_answers_everything_with_its_front_page_ends_as_well(
    engine: Talk, paths: Paths, server: FaultServer
) -> None:
    for path in ("/", "/feed", "/rss", "/rss.xml", "/atom.xml", "/feed.xml", "/index.xml", "/feed.json"):
        page(server, path, '<title>Cửa</title><a href="/rss">RSS</a><a href="/feed">Feed</a>')
    found = await ask(engine, paths, server.url("/"))
    assert found.candidates == ()
    assert len(set(paths_asked(server))) == len(server.requests)


async def test_a_server_that_has_enough_is_left_in_peace(
    engine: Talk, paths: Paths, server: FaultServer
) -> None:
    server.otherwise = 403
    page(server, "/", "<p>Không có gì.</p>")
    assert (await ask(engine, paths, server.url("/"))).candidates == ()
    assert len(server.requests) == 2


async def test_a_declared_feed_that_nobody_may_look_at_now_is_still_named(
    engine: Talk, paths: Paths, server: FaultServer
) -> None:
    server.otherwise = 503
    page(server, "/", DECLARED.format(title="Báo", href="/a.rss"))
    found = await ask(engine, paths, server.url("/"))
    assert [(one.title, one.items) for one in found.candidates] == [("Báo", None)]


async def test_an_address_in_the_readers_own_network_is_not_asked_on_a_pages_word(
    engine: Talk, paths: Paths, server: FaultServer
) -> None:
    page(server, "/", DECLARED.format(title="Nhà", href=server.url("feed/secret", host="localhost")))
    found = await ask(engine, paths, server.url("/"))
    assert found.candidates == ()
    assert "/feed/secret" not in paths_asked(server)


async def test_one_feed_in_two_formats_is_offered_once(
    engine: Talk, paths: Paths, server: FaultServer
) -> None:
    page(server, "/", DECLARED.format(title="RSS", href="/a.rss") + DECLARED.format(title="2", href="/b.rss"))
    feed(server, "/a.rss", "một")
    feed(server, "/b.rss", "một")
    found = await ask(engine, paths, server.url("/"))
    assert [one.location for one in found.candidates] == [server.url("/a.rss")]


async def test_an_address_without_a_scheme_is_meant_as_https_or_else_http(
    engine: Talk, paths: Paths, server: FaultServer
) -> None:
    found = await ask(engine, paths, f"127.0.0.1:{server.port}/feed/a")
    assert found.candidates[0].location == server.url("feed/a")


async def test_what_is_neither_page_nor_feed_has_no_candidates(
    engine: Talk, paths: Paths, server: FaultServer
) -> None:
    server.pages["/a.png"] = ("image/png", b"\x89PNG\r\n\x1a\n" + bytes(300))
    assert (await ask(engine, paths, server.url("/a.png"))).candidates == ()


async def test_a_path_on_this_machine_is_said_to_be_one(
    engine: Talk, paths: Paths, user_document: object
) -> None:
    found = await ask(engine, paths, str(user_document))
    assert found.local
    assert found.location == str(user_document)


@pytest.mark.parametrize(
    ("location", "code"),
    [("status/404", "not_found"), ("status/403", "refused"), ("drip", "too_slow"), ("huge", "too_large")],
)
async def test_an_address_that_cannot_be_read_says_why(
    engine: Talk, server: FaultServer, location: str, code: str
) -> None:
    answer = await engine.ask(lambda number: Discover(number, server.url(location)))
    assert answer.code == code


async def test_a_search_is_cancelled_at_once(engine: Talk, server: FaultServer) -> None:
    await engine.client.send(Discover(71, server.url("silent")))
    await server.was_asked.wait()
    await engine.client.send(Cancel(72, 71))
    answer = await engine.until(Finished, lambda event: event.id == 71)
    assert answer.code == "cancelled"


async def test_nothing_is_asked_offline(paths: Paths, server: FaultServer) -> None:
    async with talking(paths, command(paths, offline=True)) as talk:
        answer = await talk.ask(lambda number: Discover(number, server.url("/")))
    assert answer.code == "offline"
    assert server.requests == []


async def test_adding_a_site_subscribes_where_there_is_one_good_feed(
    engine: Talk, paths: Paths, server: FaultServer
) -> None:
    page(
        server,
        "/",
        DECLARED.format(title="C", href="/comments/feed/") + DECLARED.format(title="A", href="/a.rss"),
    )
    feed(server, "/a.rss", "một", 4)
    feed(server, "/comments/feed/", "hai")
    added = await engine.ask(lambda number: Add(number, server.url("/"), undoable=True))
    assert (added.code, added.new) == ("", 4)
    assert paths_asked(server).count("/a.rss") == 1
    database = open_database(paths.store, read_only=True)
    assert [each.location for each in feeds.sources(database).feeds] == [server.url("/a.rss")]
    database.close()
