"""The reader's own commands on arrival: named in the configuration alone, run once, told no byte a stranger could abuse."""

from __future__ import annotations

import asyncio
import json
import os
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path

from tests.store.conftest import converted
from tui_reader.engine.commands import CommandRunner
from tui_reader.engine.door import Door
from tui_reader.engine.keeper import Keeper
from tui_reader.engine.parts import Parts, Wishes
from tui_reader.engine.ruling import owe_commands
from tui_reader.engine.workers import Workers
from tui_reader.model.entry import Author, EntryData
from tui_reader.model.running import Running, read_running
from tui_reader.model.update import Changes, New, keys_of
from tui_reader.settings import Settings
from tui_reader.sources.retrieve import Retriever
from tui_reader.store import content, entries, feeds, search
from tui_reader.store.database import Database

NOW = datetime(2026, 11, 20, 8, 0, tzinfo=UTC)
NASTY = "Storm $(touch pwned); `id` \x1b]0;x\x07 \u202e\x00"
TELLING = """
import json, os, sys
told = {name: value for name, value in os.environ.items() if name.startswith("TUI_READER_")}
with open(sys.argv[1], "a") as file:
    file.write(json.dumps([told, sys.stdin.read()]) + "\\n")
print("never on the screen")
"""


def put(db: Database, *titles: str, text: str = "Một cơn bão.") -> list[int]:
    feed_id = feeds.add_feed(db, "https://a.example/feed", "feed", name="Báo A", now=NOW)
    data = [
        EntryData(guid=title, title=title, link="https://a.example/x", authors=(Author("An\x1b[31m"),))
        for title in titles
    ]
    with db.transaction():
        made = entries.save(db, feed_id, Changes(new=tuple(New(one, keys_of(one)) for one in data)), NOW).new
        owe_commands(db, made)
        content.save_converted(db, [(one, converted(text)) for one in made], version=1, now=NOW)
    search.index(db, made)
    return list(made)


@asynccontextmanager
async def engine(folder: Path, **run: Running) -> AsyncIterator[tuple[Keeper, CommandRunner, Door]]:
    keeper, door = Keeper(folder / "reader.db"), Door()
    await keeper.open()
    parts = Parts(
        keeper,
        Workers(1),
        Retriever("tests", door.is_shut),
        door,
        lambda event: None,
        wishes=Wishes(run=run),
        now=lambda: NOW,
    )
    yield keeper, CommandRunner(parts), door
    parts.workers.close()
    await keeper.close()


def telling(folder: Path, query: str = "title:storm") -> Running:
    script = folder / "tell.py"
    script.write_text(TELLING)
    return Running(query, (sys.executable, str(script), str(folder / "told")))


def told(folder: Path) -> list[tuple[dict[str, str], str]]:
    path = folder / "told"
    return [json.loads(line) for line in path.read_text().splitlines()] if path.exists() else []


async def _all(runner: CommandRunner) -> None:
    while await runner.some():
        pass


async def test_a_command_is_given_each_new_article_that_matches_once_and_scrubbed(tmp_path: Path) -> None:
    async with engine(tmp_path, storms=telling(tmp_path)) as (keeper, runner, _):
        await keeper.write(put, NASTY, "Sun", "Storm two")
        await _all(runner)
        await _all(runner)
    [first, second] = told(tmp_path)
    assert second[0]["TUI_READER_TITLE"] == "Storm two"
    variables, text = first
    assert variables["TUI_READER_TITLE"].startswith("Storm $(touch pwned); `id`")
    assert all(c.isprintable() for value in variables.values() for c in value)
    assert variables["TUI_READER_LINK"] == "https://a.example/x"
    assert (variables["TUI_READER_FEED"], variables["TUI_READER_RULE"]) == ("Báo A", "storms")
    assert text == "Một cơn bão."
    assert "pwned" not in os.listdir(tmp_path)


async def test_what_it_asks_for_may_stand_in_the_text(tmp_path: Path) -> None:
    async with engine(tmp_path, storms=telling(tmp_path, "bão")) as (keeper, runner, _):
        await keeper.write(put, "One")
        await _all(runner)
    assert len(told(tmp_path)) == 1


async def test_a_command_that_takes_too_long_is_ended_with_all_it_began(tmp_path: Path) -> None:
    script = (
        "import subprocess, sys; p = subprocess.Popen(['sleep', '600']);"
        f" open({str(tmp_path / 'child')!r}, 'w').write(str(p.pid)); p.wait()"
    )
    slow = Running("title:storm", (sys.executable, "-c", script), seconds=2)
    async with engine(tmp_path, slow=slow, storms=telling(tmp_path)) as (keeper, runner, _):
        await keeper.write(put, "Storm")
        await _all(runner)
    child = int((tmp_path / "child").read_text())
    assert not await _runs(child)
    assert len(told(tmp_path)) == 1, "the others still have their turn"


async def _runs(process: int) -> bool:
    for _ in range(200):
        if _is_gone(process):
            return False
        await asyncio.sleep(0.01)
    return True


def _is_gone(process: int) -> bool:
    status = Path(f"/proc/{process}/stat")
    return not status.exists() or status.read_text().split(") ")[1][0] == "Z"


async def test_without_network_commands_wait(tmp_path: Path) -> None:
    async with engine(tmp_path, storms=telling(tmp_path)) as (keeper, runner, door):
        door.shut = True
        await keeper.write(put, "Storm")
        await _all(runner)
        assert told(tmp_path) == []
        door.shut = False
        await _all(runner)
    assert len(told(tmp_path)) == 1


async def test_a_command_that_is_not_there_or_a_query_that_means_nothing_stops_nothing(
    tmp_path: Path,
) -> None:
    gone, odd = Running("title:storm", ("/nowhere/at/all",)), Running("is:nothing", ("true",))
    async with engine(tmp_path, gone=gone, odd=odd, storms=telling(tmp_path)) as (keeper, runner, _):
        await keeper.write(put, "Storm")
        await _all(runner)
    assert len(told(tmp_path)) == 1


def test_only_what_is_written_whole_and_plain_is_taken_from_the_file(tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    path.write_text(
        '[run."storms"]\nquery = "title:storm"\ncommand = ["notify-send", "Storm"]\nseconds = 5\n'
        '[run."shell"]\nquery = "x"\ncommand = "notify-send; rm x"\n[run."none"]\ncommand = ["true"]\n'
    )
    settings, problems = Settings.load(path)
    assert dict(settings.run) == {"storms": Running("title:storm", ("notify-send", "Storm"), 5)}
    assert [problem.facts["name"] for problem in problems] == ['run."shell"', 'run."none"']
    wrong: list[object] = [{}, [], {"shell": True}, {"query": "x", "command": []}]
    wrong += [{"query": "x", "command": ["a"], "seconds": 0}, {"query": " ", "command": ["a"]}]
    assert [one for one in wrong if read_running(one) is not None] == []
