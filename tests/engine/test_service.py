"""What the reader may ask of the engine, asked of the real process."""

from __future__ import annotations

import asyncio
import json
import os
import socket
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.engine.conftest import ROOT, Talk, command, talking
from tests.engine.fault_server import FaultServer, rss
from tests.terminal.inside import changed
from tests.unprivileged import unprivileged
from tui_reader.engine.local_watch import LocalWatch
from tui_reader.engine.run import Options, _parts
from tui_reader.model.document import Converted, Document, Paragraph, plain
from tui_reader.model.entry import CommentsRef, Content, EntryData
from tui_reader.model.feed import FeedKind
from tui_reader.model.messages import (
    Add,
    CommentsChanged,
    DebtLeft,
    EntryReady,
    FeedChanged,
    FetchComments,
    Finished,
    Prepare,
    Ready,
    Refresh,
    Reload,
    SetOffline,
)
from tui_reader.model.update import Changes, New, keys_of
from tui_reader.paths import Paths
from tui_reader.store import content, entries, feeds, threads
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


async def test_the_death_of_a_worker_ends_nothing_that_works_beside(
    paths: Paths, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The conversion that tells the converter's version is lost, and what an older one made is still owed anew."""
    database = open_database(paths.store)
    feed = feeds.add_feed(database, "https://news.example/feed", FeedKind.FEED, now=NOW)
    data = EntryData(guid="1", title="t", content=Content("<p>Một câu.</p>"))
    [entry] = entries.save(database, feed, Changes(new=(New(data, keys_of(data)),)), NOW).new
    old = Converted(Document(()), "", "", "", 0)
    content.save_converted(database, [(entry, old)], version=0, now=NOW)
    database.close()
    change = f"worker_dies_once('convert_entries', {str(tmp_path / 'died')!r})"
    monkeypatch.setenv("PYTHONPATH", changed(tmp_path / "site", change)["PYTHONPATH"])
    async with talking(paths, command(paths)) as talk:
        await talk.until(EntryReady, lambda event: event.entry == entry)
    assert (tmp_path / "died").exists()
    assert "never retrieved" not in paths.log.read_text()


async def test_prepare_goes_before_all_other_debt(engine: Talk, paths: Paths, server: FaultServer) -> None:
    server.pages["/long"] = ("text/xml", rss("long", items=300))
    await engine.ask(lambda number: Add(number, server.url("long")))
    ready = await engine.ask(lambda number: Prepare(number, 1))
    assert ready.code == ""
    database = open_database(paths.store, read_only=True)
    assert content.document(database, 1) is not None
    database.close()
    assert (await engine.ask(lambda number: Prepare(number, 10**9))).code == "no_such_entry"


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


async def test_offline_nothing_is_asked_and_local_things_go_on(
    paths: Paths, server: FaultServer, user_document: Path
) -> None:
    async with talking(paths, command(paths, offline=True)) as talk:
        assert (await talk.until(Ready)).offline
        assert (await talk.ask(lambda number: Add(number, server.url("feed/a")))).code == "offline"
        added = await talk.ask(lambda number: Add(number, str(user_document)))
        await talk.until(EntryReady, lambda event: event.entry == added.entry)
        assert server.connections == 0
        await talk.ask(lambda number: SetOffline(number, False))
        online = await talk.ask(lambda number: Add(number, server.url("feed/a")))
        assert online.new == 3
        await talk.ask(lambda number: SetOffline(number, True))
        before = server.connections
        shut = await talk.ask(lambda number: Refresh(number, (online.feed,)))
        assert (shut.code, shut.failed) == ("offline", 1)
        assert (await talk.ask(Refresh)).code == ""
        assert server.connections == before


BEHIND_THE_DOOR = """
import socket, asyncio
from tui_reader.engine.door import Door
async def main():
    door = Door(shut=True); door.install()
    for what in (lambda: socket.create_connection(("127.0.0.1", 9)), lambda: socket.getaddrinfo("localhost", 80),
                 lambda: socket.gethostbyname("localhost"), lambda: socket.socket().bind(("127.0.0.1", 0)),
                 lambda: socket.socket(type=socket.SOCK_DGRAM).sendto(b"x", ("127.0.0.1", 9))):
        try: what(); print("through")
        except OSError as error: print(type(error).__name__)
    a, b = socket.socketpair(); print("pair")
    door.shut = False
    socket.getaddrinfo("localhost", 80); print("open")
asyncio.run(main())
"""


def test_the_door_stops_whatever_tries_and_opens_again() -> None:
    ran = subprocess.run([sys.executable, "-c", BEHIND_THE_DOOR], capture_output=True, text=True, check=True)
    assert ran.stdout.split() == ["DoorShutError"] * 5 + ["pair", "open"]


def test_the_engine_ends_when_its_stdin_does_and_says_nothing_but_the_protocol(paths: Paths) -> None:
    ran = subprocess.run(
        command(paths), input=b'nonsense\n{"is":"Nothing"}\n', capture_output=True, timeout=30, check=True
    )
    lines = [json.loads(line) for line in ran.stdout.splitlines()]
    assert lines[0]["is"] == "Ready"
    assert ran.stderr == b""
    assert "message_not_understood" in paths.log.read_text()


def test_a_home_that_cannot_be_written_has_no_engine(paths: Paths) -> None:
    open_database(paths.store).close()
    os.chmod(paths.store, 0o444)
    os.chmod(paths.data, 0o555)
    engine = unprivileged(command(paths))
    assert subprocess.run(engine, input=b"", capture_output=True, timeout=30).returncode == 1


async def test_the_log_holds_no_word_of_an_article(engine: Talk, paths: Paths, server: FaultServer) -> None:
    server.pages["/secret"] = ("text/xml", b"<rss><channel><item><title>SECRET-WORD</title>\x00\xff</item>")
    await engine.ask(lambda number: Add(number, server.url("secret")))
    await engine.ask(lambda number: Add(number, server.url("status/500")))
    assert "SECRET-WORD" not in paths.log.read_text()


async def test_many_requests_at_once_are_each_answered_once(engine: Talk, server: FaultServer) -> None:
    numbers = [engine.client.next_id() for _ in range(12)]
    for number in numbers:
        await engine.client.send(Add(number, server.url(f"feed/{number}")))
    for number in numbers:
        await engine.until(Finished, lambda event, number=number: event.id == number)  # type: ignore[misc]
    await asyncio.sleep(0)
    answered = [event.id for event in engine.heard(Finished)]
    assert sorted(answered) == numbers


async def test_changed_settings_hold_for_what_is_begun_after_they_were_told(
    paths: Paths, server: FaultServer
) -> None:
    url = server.url("login")
    real = [sys.executable, "-m", "tui_reader", "--home", str(paths.data.parent), "engine"]
    async with talking(paths, real) as talk:
        assert (await talk.ask(lambda number: Add(number, url))).code == "needs_login"
        paths.config_file.parent.mkdir(parents=True, exist_ok=True)
        paths.config_file.write_text(
            'newest_per_feed = 2\n[feeds."127.0.0.1"]\nuser = "user"\npassword = "secret"\n'
        )
        assert (await talk.ask(Reload)).code == ""
        added = await talk.ask(lambda number: Add(number, url))
        assert (added.code, added.new) == ("", 2)
    assert "secret" not in paths.log.read_text()
    database = open_database(paths.store, read_only=True)
    assert "secret" not in str(database.rows("SELECT * FROM feed")) + str(
        database.rows("SELECT * FROM feed_result")
    )
    database.close()
