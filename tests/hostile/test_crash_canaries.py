"""An error nobody foresaw, in any process: one plain sentence, a report of kinds and places, and no article in any of it."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from tests.cli.program import tui_reader
from tests.conftest import ROOT
from tests.engine.answers import rss
from tests.terminal.inside import changed
from tests.terminal.tmux import program
from tui_reader.model.messages import Prepare
from tui_reader.model.wire import encode
from tui_reader.paths import Paths

SECRET = "KNR một câu của bài"


def said(home: Path) -> str:
    """All that was written down in the home, but for what is kept of articles."""
    files = [path for path in (home / "state").rglob("*") if path.is_file()]
    return "\n".join(path.read_text(errors="replace") for path in files)


@pytest.mark.parametrize(
    ("lang", "sentence"), [("en", "the program met an error"), ("vi", "chương trình vừa gặp lỗi")]
)
async def test_a_command_that_breaks_says_one_line_and_writes_a_report(
    tmp_path: Path, lang: str, sentence: str
) -> None:
    home = tmp_path / "home"
    await tui_reader(home, "add", ROOT / "seeds" / "feeds" / "rss2-vi.xml")
    environment = changed(tmp_path / "site", f"crash_in_command({SECRET!r})")
    done = await tui_reader(home, "list", lang=lang, environment=environment)
    assert (done.status, done.out) == (1, "")
    [line] = done.err.splitlines()
    [report] = (home / "state").glob("crash-*.txt")
    assert sentence in line
    assert str(report) in line
    assert "RuntimeError" in report.read_text()
    assert "inside.py" in report.read_text()
    assert SECRET not in line + said(home)


def test_an_engine_that_breaks_writes_kinds_and_places_only(tmp_path: Path) -> None:
    home = tmp_path / "home"
    Paths.of(home, {}).ensure()
    environment = {**os.environ, **changed(tmp_path / "site", f"crash_in_engine({SECRET!r})")}
    with subprocess.Popen(
        program(home, "engine"),
        env=environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    ) as engine:
        assert engine.stdin is not None
        assert engine.stdout is not None
        engine.stdin.write(encode(Prepare(1, 1)))
        engine.stdin.flush()  # and left open: an engine whose pipe ends has nothing left to break over
        printed = engine.stdout.read().decode()
    assert engine.returncode != 0
    everything = said(home) + printed
    assert everything.count("RuntimeError at ") >= 2, "the task, and what the loop called"
    assert "builtins.RuntimeError <" in everything, "the thread"
    assert list((home / "state").glob("crash-*.txt")), "and what ended it"
    assert "library.of.others: cannot parse %s" in everything
    assert "KNR" not in everything


async def test_a_worker_that_breaks_tells_no_article(tmp_path: Path) -> None:
    home, feed = tmp_path / "home", tmp_path / "feed.xml"
    feed.write_bytes(rss("x"))
    environment = changed(tmp_path / "site", f"crash_in_worker({SECRET!r})")
    done = await tui_reader(home, "add", feed, environment=environment)
    assert done.status == 1
    everything = said(home) + done.err + done.out
    assert "RuntimeError" in everything
    assert "KNR" not in everything
