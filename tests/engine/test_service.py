"""How the engine behaves as a process: its order of work, its door, its end, its log, its settings."""

from __future__ import annotations

import asyncio
import json
import os
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.engine.answers import rss
from tests.engine.conftest import Talk, command, talking
from tests.engine.fault_server import FaultServer
from tests.terminal.inside import changed
from tests.unprivileged import unprivileged
from tui_reader.model.document import Converted, Document
from tui_reader.model.entry import Content, EntryData
from tui_reader.model.feed import FeedKind
from tui_reader.model.messages import (
    Add,
    EntryReady,
    Finished,
    Prepare,
    Ready,
    Refresh,
    Reload,
    SetOffline,
)
from tui_reader.model.update import Changes, New, keys_of
from tui_reader.paths import Paths
from tui_reader.store import content, entries, feeds
from tui_reader.store.database import open_database

NOW = datetime(2026, 1, 1, tzinfo=UTC)


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
