"""Commands called where something is not as it should be: the store, a number, the standard streams."""

from __future__ import annotations

import asyncio
import sys
from asyncio.subprocess import DEVNULL
from pathlib import Path

import pytest

from tests.cli.program import tui_reader
from tests.conftest import ROOT
from tui_reader.paths import Paths

FEED = ROOT / "seeds" / "feeds" / "rss2-vi.xml"


@pytest.mark.parametrize(
    "command", [["list"], ["refresh"], ["show", "1"], ["add", FEED], ["doctor"], ["feeds"]]
)
async def test_a_store_that_cannot_be_opened_is_said_in_one_line(
    tmp_path: Path, command: list[str | Path]
) -> None:
    store = Paths.of(tmp_path, {}).store
    store.mkdir(parents=True)
    done = await tui_reader(tmp_path, *command)
    assert done.status == 1
    told = done.out if command == ["doctor"] else done.err
    assert f"Cannot open {store}: it is not a file, or a link to a file that is not there." in told
    assert len(done.err.splitlines()) <= 1


@pytest.mark.parametrize("command", ["show", "comments"])
@pytest.mark.parametrize("number", [str(2**63), "9" * 5000])
async def test_a_number_no_article_can_have_is_a_wrong_argument(
    tmp_path: Path, command: str, number: str
) -> None:
    done = await tui_reader(tmp_path, command, number)
    assert (done.status, done.out, done.err.count("\n")) == (2, "", 1)
    assert done.err.startswith("tui-reader: ID")
    assert (await tui_reader(tmp_path, command, str(2**63 - 1))).status == 1


@pytest.mark.parametrize("closed", ["<&-", ">&-", "2>&-", "<&- >&- 2>&-"])
@pytest.mark.parametrize("command", ["", "doctor", "list", "parse /nothing"])
async def test_closed_streams_are_no_terminal_and_no_traceback(
    tmp_path: Path, closed: str, command: str
) -> None:
    line = f"{sys.executable} -m tui_reader --home {tmp_path} --lang en {command} {closed}"
    process = await asyncio.create_subprocess_shell(
        line, stdin=DEVNULL, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE
    )
    out, err = await process.communicate()
    assert process.returncode == (1 if not command or command.startswith("parse") else 0)
    assert b"Traceback" not in out + err
    assert err.count(b"\n") <= 1
    if not command and "2>" not in closed:
        assert b"terminal" in err


@pytest.mark.parametrize("command", [["list"], ["refresh"], ["add", FEED]], ids=["list", "refresh", "add"])
async def test_whoever_finds_the_store_damaged_tells_where_it_is_kept(
    tmp_path: Path, command: list[str | Path]
) -> None:
    """Cron may be the first; the next one finds a sound store and would say nothing."""
    store = Paths.of(tmp_path, {}).store
    await tui_reader(tmp_path, "add", FEED)
    store.write_bytes(b"\xa5" * 50_000)
    done = await tui_reader(tmp_path, *command)
    [aside] = store.parent.glob("*.damaged-*")
    assert done.err.splitlines()[0] == (
        f"tui-reader: The database was damaged. It is kept at {aside}; a fresh one has begun."
    )
    assert "damaged" not in (await tui_reader(tmp_path, *command)).err
