"""Lists of feeds, taken over and written by the real engine."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from pathlib import Path

import msgspec

from tests.engine.conftest import Talk
from tui_reader.model.messages import TakeOver, WriteList
from tui_reader.model.subscription_list import Imported
from tui_reader.paths import Paths
from tui_reader.store import feeds, journal, memory
from tui_reader.store.database import open_database

NOW = datetime(2026, 1, 1, tzinfo=UTC)
LIST = """<opml><body><outline text="Tin"><outline text="A" xmlUrl="https://a.example/f"/></outline>
<outline text="B" xmlUrl="https://b.example/f"/><outline text="x" xmlUrl="exec:sh"/></body></opml>"""


async def test_a_list_comes_in_whole_goes_out_alike_and_is_one_thing_to_undo(
    engine: Talk, paths: Paths, tmp_path: Path
) -> None:
    mine, out = tmp_path / "mine.opml", tmp_path / "out.opml"
    mine.write_text(LIST, encoding="utf-8")
    answer = await engine.ask(lambda number: TakeOver(number, str(mine)))
    assert (answer.code, answer.new) == ("", 2)
    database = open_database(paths.store)
    told = msgspec.json.decode(memory.take(database, answer.key) or "", type=Imported)
    assert told == Imported(2, 0, {"command": 1}, ("exec:sh",))
    sources = feeds.sources(database)
    assert [(feed.title, feed.folder_id) for feed in sources.feeds] == [
        ("A", sources.folders[0].id),
        ("B", None),
    ]
    assert (await engine.ask(lambda number: WriteList(number, str(out)))).code == ""
    assert 'text="Tin"' in out.read_text(encoding="utf-8")
    again = await engine.ask(lambda number: TakeOver(number, str(out)))
    assert again.new == 0
    undone = journal.undo(database, NOW)
    assert undone is not None
    assert (undone.kind, undone.title) == ("import", "mine.opml")
    assert feeds.sources(database).feeds == ()
    journal.redo(database, NOW)
    assert len(feeds.sources(database).feeds) == 2
    database.close()


async def test_what_cannot_be_read_or_written_says_why_and_nothing_is_overwritten(
    engine: Talk, tmp_path: Path
) -> None:
    there, pipe = tmp_path / "there.txt", tmp_path / "pipe"
    there.write_text("precious")
    os.mkfifo(pipe)
    for path, code in (
        (there, "not_understood"),
        (pipe, "not_a_file"),
        (tmp_path, "not_a_file"),
        ("/none", "file_missing"),
    ):
        answer = await engine.ask(lambda number, path=str(path): TakeOver(number, path))  # type: ignore[misc]  # bound now
        assert answer.code == code, path
    assert (await engine.ask(lambda number: WriteList(number, str(there)))).code == "file_exists"
    assert (await engine.ask(lambda number: WriteList(number, "/nowhere/x.opml"))).code == "file_unwritable"
    assert there.read_text() == "precious"
