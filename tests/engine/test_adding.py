"""What is added by hand, asked of the real engine: files, folders, feeds, and what is none of them."""

from __future__ import annotations

import os
import socket
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.engine.answers import rss
from tests.engine.conftest import Talk, command, talking
from tests.engine.fault_server import FaultServer
from tui_reader.engine.local_watch import LocalWatch
from tui_reader.engine.run import Options, _parts
from tui_reader.model.document import Paragraph, plain
from tui_reader.model.feed import FeedKind
from tui_reader.model.messages import (
    Add,
    EntryReady,
    FeedChanged,
    Refresh,
)
from tui_reader.paths import Paths
from tui_reader.store import content, entries, feeds
from tui_reader.store.database import open_database

NOW = datetime(2026, 1, 1, tzinfo=UTC)


async def test_the_users_document_goes_all_the_way(engine: Talk, paths: Paths, user_document: Path) -> None:
    added = await engine.ask(lambda number: Add(number, str(user_document)))
    assert (added.code, added.new) == ("", 1)
    await engine.until(EntryReady, lambda event: event.entry == added.entry)
    again = await engine.ask(lambda number: Add(number, str(user_document)))
    assert (again.entry, again.new, again.updated) == (added.entry, 0, 0)
    database = open_database(paths.store, read_only=True)
    document = content.document(database, added.entry)
    assert document is not None
    lead = document.blocks[0]
    assert isinstance(lead, Paragraph)
    assert plain(lead.spans).startswith("Ngày 24/7")
    entry = entries.entry(database, added.entry)
    assert entry is not None
    assert entry.data.published == datetime(2019, 7, 24, 19, 22, tzinfo=UTC)
    database.close()


async def test_a_file_that_changed_updates_its_article(engine: Talk, tmp_path: Path) -> None:
    note = tmp_path / "note.md"
    note.write_text("# One\n\nFirst.")
    added = await engine.ask(lambda number: Add(number, str(note)))
    note.write_text("# Two\n\nSecond.")
    again = await engine.ask(lambda number: Add(number, str(note)))
    assert (again.entry, again.new, again.updated) == (added.entry, 0, 1)


@pytest.mark.parametrize(
    ("path", "code"),
    [
        ("page/3", "not_a_feed"),
        ("status/404", "not_found"),
        ("encoding/br", "http_error"),
        ("", "not_found"),
    ],
)
async def test_what_cannot_be_subscribed_to_says_why_and_is_not_kept(
    engine: Talk, paths: Paths, server: FaultServer, path: str, code: str
) -> None:
    answer = await engine.ask(lambda number: Add(number, server.url(path)))
    assert answer.code == code
    if code == "not_a_feed":
        assert answer.facts["n"] == int(path[-1])
    database = open_database(paths.store, read_only=True)
    assert not feeds.sources(database).feeds
    database.close()


async def test_a_site_without_a_feed_is_not_kept(engine: Talk, server: FaultServer) -> None:
    server.pages["/"], server.otherwise = ("text/html", b"<html><p>nothing</p></html>"), 404
    answer = await engine.ask(lambda number: Add(number, server.url("/")))
    assert (answer.code, answer.facts) == ("not_a_feed", {"n": 0})


@pytest.mark.parametrize(
    "location", ["/nowhere/at/all.txt", "javascript:alert(1)", "ftp://x/y", "", "   ", "http://"]
)
async def test_odd_locations_are_answered_kindly(engine: Talk, location: str) -> None:
    answer = await engine.ask(lambda number: Add(number, location))
    assert answer.code in ("file_missing", "bad_address", "no_such_host", "no_answer")


async def test_a_feed_given_with_folder_and_name_is_there_and_asked_for_once(
    engine: Talk, paths: Paths, server: FaultServer
) -> None:
    added = await engine.ask(lambda number: Add(number, server.url("feed/a"), folder="Tin/Gần", title="Mine"))
    assert added.new == 3
    again = await engine.ask(lambda number: Add(number, server.url("feed/a")))
    assert again.feed == added.feed
    assert len(server.requests) == 1
    database = open_database(paths.store, read_only=True)
    kept = feeds.sources(database)
    assert kept.feeds[0].name == "Mine"
    assert [folder.title for folder in kept.folders] == ["Tin", "Gần"]
    database.close()


async def test_a_folder_is_read_and_read_again_when_it_changes(paths: Paths, tmp_path: Path) -> None:
    folder = tmp_path / "bài"
    folder.mkdir()
    (folder / "a.txt").write_text("One\n\nA text.")
    async with talking(paths, command(paths)) as talk:
        added = await talk.ask(lambda number: Add(number, str(folder)))
        assert added.new == 1
        assert (await talk.ask(Refresh)).new == 0
        (folder / "b.md").write_text("# Two\n\nAnother.")
        await talk.until(FeedChanged, lambda event: event.feed == added.feed and event.new == 1)


async def test_the_watch_asks_once_for_each_change(paths: Paths, tmp_path: Path) -> None:
    file = tmp_path / "feed.xml"
    file.write_bytes(rss("a"))
    asked: list[list[int]] = []

    async def refresh(ids: list[int]) -> None:
        asked.append(ids)

    async with _parts(paths, Options(), lambda event: None) as parts:
        watched = await parts.keeper.write(feeds.add_feed, str(file), FeedKind.FEED, now=NOW)
        watch = LocalWatch(parts, refresh)
        for _ in range(2):
            await watch.look()
        assert asked == [[watched]]
        file.write_bytes(rss("b", items=4))
        await watch.look()
        await watch.look()
        file.unlink()
        await watch.look()
        assert asked == [[watched]] * 3


async def test_a_feed_whose_first_fetch_was_cut_short_is_waited_for_and_brought_in(
    paths: Paths, tmp_path: Path
) -> None:
    folder = tmp_path / "bài"
    folder.mkdir()
    (folder / "a.txt").write_text("One\n\nA text.")
    database = open_database(paths.store)
    feed = feeds.add_feed(database, str(folder), FeedKind.FOLDER, now=NOW)
    # an engine of this machine that still counts as alive, and lets go only with its lease
    owner = f"{socket.gethostname()[:40]}:{os.getpid()}:x"
    assert feeds.claim(database, [feed], owner=owner, now=datetime.now(UTC), force=True, lease=2)
    database.close()
    async with talking(paths, command(paths)) as talk:
        added = await talk.ask(lambda number: Add(number, str(folder)))
        assert (added.code, added.feed, added.new, added.added) == ("", feed, 1, False)


async def test_what_was_added_says_so_whether_articles_came_or_not(
    engine: Talk, server: FaultServer, tmp_path: Path
) -> None:
    server.pages["/empty"] = ("text/xml", b"<rss version='2.0'><channel><title>e</title></channel></rss>")
    for location in (server.url("empty"), str(tmp_path)):
        first = await engine.ask(lambda number, location=location: Add(number, location))  # type: ignore[misc]
        again = await engine.ask(lambda number, location=location: Add(number, location))  # type: ignore[misc]
        assert (first.code, first.new, first.added, again.feed, again.added) == (
            "",
            0,
            True,
            first.feed,
            False,
        )
