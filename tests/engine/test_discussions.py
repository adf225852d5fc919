"""Comments that feeds name: fetched when asked for, page by page, and from nowhere they must not come from."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.engine.answers import rss
from tests.engine.conftest import ROOT, Talk, command, talking
from tests.engine.fault_server import FaultServer
from tui_reader.model.entry import CommentsRef, EntryData
from tui_reader.model.feed import FeedKind
from tui_reader.model.messages import (
    Add,
    CommentsChanged,
    DebtLeft,
    FetchComments,
    Finished,
)
from tui_reader.model.update import Changes, New, keys_of
from tui_reader.paths import Paths
from tui_reader.store import entries, feeds, threads
from tui_reader.store.database import open_database

NOW = datetime(2026, 1, 1, tzinfo=UTC)


async def test_comments_beside_the_bundled_articles_come_by_themselves(engine: Talk, paths: Paths) -> None:
    sample = ROOT / "seeds" / "feeds" / "atom-en.xml"
    await engine.ask(lambda number: Add(number, str(sample)))
    told = await engine.until(CommentsChanged)
    assert told.new == 4
    await engine.until(DebtLeft, lambda event: event.left == 0)
    database = open_database(paths.store, read_only=True)
    thread = threads.thread(database, told.entry)
    assert max(node.depth for node in thread.nodes) > 0
    database.close()


COMMENTS = (
    "<rss version='2.0'><channel><title>c</title><item><guid>c1</guid><title>By: An</title>"
    "<description>Một ý kiến.</description></item></channel></rss>"
)


def with_comments(place: str) -> bytes:
    return rss("talk", items=1).replace(
        b"<description>",
        f"<wfw:commentRss xmlns:wfw='http://wellformedweb.org/CommentAPI/'>{place}</wfw:commentRss><description>".encode(),
    )


async def test_comments_are_fetched_when_asked_for(engine: Talk, paths: Paths, server: FaultServer) -> None:
    server.pages["/talk"] = ("text/xml", with_comments(server.url("said")))
    server.pages["/said"] = ("text/xml", COMMENTS.encode())
    added = await engine.ask(lambda number: Add(number, server.url("talk")))
    assert not server.asked("/said")
    answer = await engine.ask(lambda number: FetchComments(number, added.entry))
    assert (answer.code, answer.new) == ("", 1)
    assert (await engine.ask(lambda number: FetchComments(number, added.entry))).new == 0
    del server.pages["/said"]
    gone = await engine.ask(lambda number: FetchComments(number, added.entry))
    assert gone.code == "not_found"
    database = open_database(paths.store, read_only=True)
    thread = threads.thread(database, added.entry)
    assert thread.discussion.trouble == "not_found"
    assert [node.comment.data.author for node in thread.nodes] == ["An"]
    database.close()


def comment_page(*numbers: int, next_page: str = "") -> tuple[str, bytes]:
    items = "".join(
        f"<item><guid>c{n}</guid><title>By: An</title><description>{n}</description></item>" for n in numbers
    )
    link = (
        f'<a:link xmlns:a="http://www.w3.org/2005/Atom" rel="next" href="{next_page}"/>' if next_page else ""
    )
    return "text/xml", f"<rss version='2.0'><channel><title>c</title>{link}{items}</channel></rss>".encode()


async def test_more_comments_are_those_of_the_next_page_until_there_is_none(
    engine: Talk, paths: Paths, server: FaultServer
) -> None:
    second, third = server.url("said-2"), server.url("said-3")
    server.pages["/talk"] = ("text/xml", with_comments(server.url("said")))
    server.pages["/said"] = comment_page(1, 2, next_page=second)
    server.pages["/said-2"] = comment_page(2, 1, next_page=third)
    server.pages["/said-3"] = comment_page(3, 4)
    added = await engine.ask(lambda number: Add(number, server.url("talk")))

    async def fetch(*, more: bool) -> Finished:
        return await engine.ask(lambda number: FetchComments(number, added.entry, more))

    assert (await fetch(more=False)).new == 2
    # the second page holds what is here already: it is passed over
    assert (await fetch(more=True)).new == 2
    assert (await fetch(more=True)).code == "no_more_comments"
    server.pages["/said"] = comment_page(5, 1, next_page=second)
    assert (await fetch(more=False)).new == 1
    assert (await fetch(more=True)).code == "no_more_comments", "all pages are here"
    database = open_database(paths.store, read_only=True)
    thread = threads.thread(database, added.entry)
    said = [node.comment.data.source_id for node in thread.nodes]
    assert sorted(said) == ["c1", "c2", "c3", "c4", "c5"]
    assert not thread.discussion.more
    assert database.rows("SELECT * FROM comment WHERE vanished_at IS NOT NULL") == []
    database.close()


async def test_a_feed_from_outside_opens_no_file_and_no_private_host_for_its_comments(
    engine: Talk, server: FaultServer
) -> None:
    private = server.url("said").replace("127.0.0.1", "localhost")
    for path, place, code in (
        # the article’s own page is looked at instead, and there is no such host
        ("/one", "file:///etc/passwd", ("bad_address", "no_comments", "no_such_host")),
        ("/two", "/etc/passwd", ("not_found", "no_such_host")),  # an address on the article’s own site
        ("/three", private, ("private_address",)),
    ):
        server.pages[path] = ("text/xml", with_comments(place).replace(b"talk", path[1:].encode()))
        added = await engine.ask(lambda number, path=path: Add(number, server.url(path)))  # type: ignore[misc]
        answer = await engine.ask(lambda number, entry=added.entry: FetchComments(number, entry))  # type: ignore[misc]
        assert answer.code in code, place
    assert not server.asked("/said")


@pytest.mark.parametrize("feed_at", ["outside", "elsewhere on this machine"])
async def test_a_file_named_as_discussion_is_opened_only_beside_its_own_feed(
    paths: Paths, server: FaultServer, tmp_path: Path, feed_at: str
) -> None:
    said = tmp_path / "said" / "comments.xml"
    said.parent.mkdir()
    said.write_text(COMMENTS)
    data = EntryData(guid="1", title="t", comments=CommentsRef(feed=str(said)))
    location = server.url("feed/a") if feed_at == "outside" else str(tmp_path / "feeds" / "feed.xml")
    database = open_database(paths.store)
    feed = feeds.add_feed(database, location, FeedKind.FEED, now=NOW)
    saved = entries.save(database, feed, Changes(new=(New(data, keys_of(data)),)), NOW)
    beside = feeds.add_feed(database, str(said.parent / "feed.xml"), FeedKind.FEED, now=NOW)
    own = entries.save(database, beside, Changes(new=(New(data, keys_of(data)),)), NOW)
    database.close()
    async with talking(paths, command(paths)) as talk:
        assert (await talk.ask(lambda number: FetchComments(number, saved.new[0]))).code == "bad_address"
        assert (await talk.ask(lambda number: FetchComments(number, own.new[0]))).new == 1


async def test_an_article_without_a_discussion_says_so(engine: Talk, server: FaultServer) -> None:
    link = server.url("article")
    server.pages["/article"] = (
        "text/html",
        b"<html><body><p>An article, and nobody says a word.</p></body></html>",
    )
    server.pages["/talk"] = (
        "text/xml",
        rss("talk", 1).replace(b"https://news.example/talk/0", link.encode()),
    )
    added = await engine.ask(lambda number: Add(number, server.url("talk")))
    unasked = await engine.ask(lambda number: FetchComments(number, added.entry, unasked=True))
    assert (unasked.code, server.asked("/article")) == ("", [])
    assert (await engine.ask(lambda number: FetchComments(number, added.entry))).code == "no_comments"
    assert len(server.asked("/article")) == 1
