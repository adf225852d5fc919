"""``backup``, ``restore``, ``export --everything`` and ``import`` of it, as a script calls them."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from tests.cli.program import tui_reader
from tests.conftest import ROOT
from tui_reader.paths import Paths

FEED = ROOT / "seeds" / "feeds" / "rss2-vi.xml"


@pytest.fixture
async def home(tmp_path: Path) -> Path:
    """A home with one local feed."""
    home = tmp_path / "home"
    assert (await tui_reader(home, "add", FEED)).status == 0
    return home


async def titles(home: Path) -> list[str]:
    return [line["title"] for line in (await tui_reader(home, "list", "--json")).lines]


async def test_a_copy_is_made_and_put_back_and_what_was_there_is_kept(home: Path, tmp_path: Path) -> None:
    before = await titles(home)
    made = await tui_reader(home, "backup", tmp_path / "copy.db")
    assert made.status == 0
    assert made.out.startswith("Copied: 1 feed and 4 articles (")
    again = await tui_reader(home, "backup", tmp_path / "copy.db", lang="vi")
    assert (again.status, "Đã có tệp" in again.err) == (1, True), "never over a file that is there"
    path = Paths.of(home, {}).store
    path.write_bytes(b"nothing of a database" * 500)
    done = await tui_reader(home, "restore", tmp_path / "copy.db", lang="vi")
    assert done.status == 0
    assert done.out.startswith("Đã khôi phục 1 nguồn và 4 bài, tính đến ")
    [aside] = path.parent.glob("reader.db.replaced-*")
    assert str(aside) in done.out
    assert aside.read_bytes() == b"nothing of a database" * 500
    assert await titles(home) == before


async def test_what_is_no_copy_is_refused_and_nothing_changes(home: Path, tmp_path: Path) -> None:
    before = await titles(home)
    bad = tmp_path / "bad.db"
    bad.write_text("Dear diary")
    for argument in (bad, tmp_path / "nowhere.db", tmp_path):
        done = await tui_reader(home, "restore", argument)
        assert (done.status, done.err.count("\n")) == (1, 1)
        assert "Traceback" not in done.err
    assert await titles(home) == before
    assert not list((home / "data").glob("*.replaced-*"))


async def test_nothing_is_put_back_under_a_reader_that_is_open(home: Path, tmp_path: Path) -> None:
    await tui_reader(home, "backup", tmp_path / "copy.db")
    other = sqlite3.connect(home / "data" / "reader.db")
    other.execute("SELECT COUNT(*) FROM entry").fetchone()
    done = await tui_reader(home, "restore", tmp_path / "copy.db")
    assert (done.status, "Close the reader there first" in done.err) == (1, True)
    other.close()
    assert (await tui_reader(home, "restore", tmp_path / "copy.db")).status == 0


async def test_copies_without_a_name_are_kept_and_listed(home: Path) -> None:
    assert (await tui_reader(home, "restore", lang="vi")).out == "Chưa có bản sao lưu nào.\n"
    assert (await tui_reader(home, "backup", "--json")).lines[0]["articles"] == 4
    [line] = (await tui_reader(home, "restore", "--json")).lines
    assert Path(line["path"]).parent == home / "data" / "backups"
    assert (await tui_reader(home, "restore", line["path"])).status == 0


async def test_where_nothing_is_kept_there_is_nothing_to_copy(tmp_path: Path) -> None:
    for command in (["backup"], ["export", "--everything", tmp_path / "out"]):
        done = await tui_reader(tmp_path / "new", *command)
        assert (done.status, done.err.count("\n")) == (1, 1)
    assert not (tmp_path / "out").exists()
    assert not (tmp_path / "new").exists()


async def test_everything_goes_out_and_comes_in_again_searchable(home: Path, tmp_path: Path) -> None:
    before = await titles(home)
    done = await tui_reader(home, "export", "--everything", tmp_path / "out", lang="vi")
    assert (done.status, done.out) == (0, f"Đã xuất 1 nguồn và 4 bài ra {tmp_path / 'out'}\n")
    other = tmp_path / "other"
    done = await tui_reader(other, "import", tmp_path / "out")
    assert (done.status, done.out.splitlines()[0]) == (0, "Taken over: 1 feed and 4 articles.")
    assert await titles(other) == before
    assert (await tui_reader(other, "refresh")).status == 0
    assert before[0] in [
        line["title"] for line in (await tui_reader(other, "list", before[0], "--json")).lines
    ]
    refused = await tui_reader(home, "import", tmp_path / "out")
    assert (refused.status, "--replace" in refused.err) == (1, True)
    replaced = await tui_reader(home, "import", tmp_path / "out", "--replace", "--json")
    assert replaced.lines[0]["aside"]
    assert len(list((home / "data").glob("reader.db.replaced-*"))) == 1
    assert (await tui_reader(home, "doctor")).status == 0
