"""``doctor`` on stores in every state: what it says, how it ends, what it mends."""

from __future__ import annotations

import json
import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.cli.program import tui_reader
from tests.conftest import ROOT
from tests.small_disk import small_disk
from tui_reader.model.feed import FeedKind, Trouble
from tui_reader.model.picture import Picture, file_name
from tui_reader.paths import Paths
from tui_reader.store import feeds, pictures
from tui_reader.store.database import Database, open_database

NOW = datetime.now(UTC)
FEED = ROOT / "seeds" / "feeds" / "rss2-vi.xml"


@pytest.fixture
async def home(tmp_path: Path) -> Path:
    """A home with one sound local feed."""
    assert (await tui_reader(tmp_path, "add", FEED)).status == 0
    return tmp_path


def store(home: Path) -> Database:
    return open_database(Paths.of(home, {}).store)


def failing(home: Path, *codes: str) -> None:
    """A feed that failed once with each of these."""
    db = store(home)
    feed_id = feeds.add_feed(db, "https://bao.example/rss", FeedKind.FEED, name="Báo Vắng", now=NOW)
    for code in codes:
        trouble = Trouble(code, {"code": "500", "host": "bao.example"})
        feeds.finish(db, feed_id, owner="x", now=NOW, data=None, validators=None, trouble=trouble, due_at=NOW)
    db.close()


async def test_a_sound_home_is_fine(home: Path) -> None:
    done = await tui_reader(home, "doctor")
    assert done.status == 0
    assert done.err == ""
    assert done.out.splitlines()[-1] == "All is well."
    texts = [line[done.out.index("✓") :] for line in done.out.splitlines()[:-1]]
    assert all(text.startswith("✓ ") for text in texts), "the signs stand below each other"


async def test_each_thing_is_one_json_object(home: Path) -> None:
    lines = (await tui_reader(home, "doctor", "--json", lang="vi")).lines
    assert [line["area"] for line in lines] == [
        *("database", "index", "counters", "feeds", "files", "copies", "disk", "settings", "terminal")
    ]
    assert all(line["ok"] for line in lines)
    assert lines[2]["sentence"] == "đúng"
    assert set(lines[0]) == {"area", "ok", "code", "sentence", "fix", "repaired"}


async def test_where_nothing_is_kept_yet_all_is_well_and_stays_unmade(tmp_path: Path) -> None:
    home = tmp_path / "new"
    assert (await tui_reader(home, "doctor")).status == 0
    assert not Paths.of(home, {}).store.exists()


async def test_a_feed_needs_a_look_at_the_third_failure_in_a_row(home: Path) -> None:
    failing(home, "server_trouble", "no_answer")
    assert (await tui_reader(home, "doctor")).status == 0
    failing(home, "server_trouble")
    done = await tui_reader(home, "doctor", lang="vi")
    assert done.status == 1
    assert "! Báo Vắng: Máy chủ đang trục trặc (500)." in done.out
    [record] = [line for line in (await tui_reader(home, "doctor", "--json")).lines if not line["ok"]]
    assert (record["title"], record["code"]) == ("Báo Vắng", "server_trouble")
    assert record["fix"]


async def test_a_feed_that_failed_for_a_day_needs_a_look(home: Path) -> None:
    failing(home, "no_answer")
    db = store(home)
    db.execute("UPDATE feed SET trouble_since = trouble_since - ?", (timedelta(hours=25).total_seconds(),))
    db.close()
    assert (await tui_reader(home, "doctor")).status == 1


async def test_wrong_counts_are_found_and_mended(home: Path) -> None:
    db = store(home)
    db.execute("UPDATE feed SET unread = unread + 7")
    db.close()
    done = await tui_reader(home, "doctor")
    assert (done.status, "wrong for 1 feed" in done.out) == (1, True)
    assert "doctor --repair" in done.out
    feed = (await tui_reader(home, "feeds", "--json")).lines[0]
    assert feed["unread"] == 11, "asking changes nothing"
    mended = await tui_reader(home, "doctor", "--repair")
    assert (mended.status, "wrong for 1 feed: mended" in mended.out) == (0, True)
    assert (await tui_reader(home, "feeds", "--json")).lines[0]["unread"] == 4
    assert (await tui_reader(home, "doctor")).status == 0


async def test_an_index_that_does_not_fit_is_made_anew(home: Path) -> None:
    title = (await tui_reader(home, "list", "--json")).lines[0]["title"]
    db = store(home)
    db.execute("INSERT INTO search (search) VALUES ('delete-all')")
    db.close()
    assert not (await tui_reader(home, "list", title, "--json")).lines
    assert (await tui_reader(home, "doctor")).status == 1
    assert (await tui_reader(home, "doctor", "--repair")).status == 0
    assert (await tui_reader(home, "refresh")).status == 0  # works off what is owed
    assert (await tui_reader(home, "list", title, "--json")).lines


async def test_a_damaged_file_is_told_and_stays_until_it_is_to_be_repaired(home: Path) -> None:
    path = Paths.of(home, {}).store
    whole = path.read_bytes()
    path.write_bytes(b"nothing of a database" * 500)
    done = await tui_reader(home, "doctor", "--json")
    assert done.status == 1
    assert [line["area"] for line in done.lines if not line["ok"]] == ["database"]
    assert path.read_bytes() == b"nothing of a database" * 500
    assert (await tui_reader(home, "doctor", "--repair")).status == 0
    aside = [one for one in path.parent.iterdir() if one != path and one.suffix != ".lock"]
    assert any(one.read_bytes() == b"nothing of a database" * 500 for one in aside if one.is_file())
    assert len(whole) > 0


async def test_what_is_wrong_in_the_settings_is_told(home: Path) -> None:
    config = Paths.of(home, {}).config_file
    config.parent.mkdir(parents=True, exist_ok=True)
    config.write_text('thme = "light"\n')
    done = await tui_reader(home, "doctor")
    assert done.status == 1
    assert "Unknown setting “thme”; did you mean “theme”?" in done.out


async def test_a_title_of_control_characters_reaches_no_terminal(home: Path) -> None:
    failing(home, "no_answer", "no_answer", "no_answer")
    db = store(home)
    db.execute("UPDATE feed SET name = ? WHERE kind = 'feed'", ("\x1b]52;c;aGk=\x07Báo",))
    db.close()
    for arguments in (["doctor"], ["doctor", "--json"]):
        assert "\x1b" not in (await tui_reader(home, *arguments)).out
    assert json.loads((await tui_reader(home, "doctor", "--json")).out.splitlines()[0])


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE entry SET authors = 'no json'",
        "UPDATE entry SET flags = 'x', first_seen = x'00'",
        "UPDATE entry_state SET sort_at = 'yesterday'",
        "UPDATE feed SET trouble_code = 'x', trouble_facts = '{'",
        "UPDATE feed SET refreshed_at = 'x', unread = x'01'",
    ],
)
async def test_cells_altered_by_hand_are_said_and_mended(home: Path, change: str) -> None:
    db = store(home)
    db.execute(change)
    db.close()
    for command in (["list"], ["show", "1"], ["feeds"]):
        done = await tui_reader(home, *command)
        assert "Traceback" not in done.err
        assert done.err.count("\n") <= 1
        assert done.status == 0 or "doctor --repair" in done.err
    assert (await tui_reader(home, "doctor")).status == 1
    mended = await tui_reader(home, "doctor", "--repair")
    assert "of another kind" in mended.out
    assert (await tui_reader(home, "doctor")).status == 0
    for command in (["list"], ["show", "1"], ["feeds"]):
        assert (await tui_reader(home, *command)).status == 0


def old(path: Path) -> Path:
    """As if it had lain there for long."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"png")
    os.utime(path, (0, 0))
    return path


async def test_pictures_that_are_gone_and_files_of_nobody_are_found_and_mended(home: Path) -> None:
    db = store(home)
    url = "https://bao.example/1.png"
    pictures.save(db, Picture(url, file_name(url), 4, 4), kind="image/png", size=9, now=NOW)
    db.close()
    stray = old(Paths.of(home, {}).pictures / "ab" / "stray.png")
    done = await tui_reader(home, "doctor")
    assert done.status == 1
    assert "1 picture is no longer in its folder" in done.out
    assert "1 file belongs to no article" in done.out
    assert stray.exists(), "asking changes nothing"
    mended = await tui_reader(home, "doctor", "--repair", lang="vi")
    assert (mended.status, mended.out.count("đã sửa")) == (0, 2)
    assert not stray.exists()
    assert (await tui_reader(home, "doctor")).status == 0


async def test_a_cache_that_is_a_file_is_told(home: Path) -> None:
    cache = Paths.of(home, {}).pictures
    cache.parent.mkdir(parents=True, exist_ok=True)
    cache.write_text("not a folder")
    done = await tui_reader(home, "doctor", "--repair")
    assert (done.status, "is in the way" in done.out) == (1, True)
    assert cache.read_text() == "not a folder"


async def test_a_damaged_copy_is_told_and_a_sound_one_named(home: Path) -> None:
    assert "none yet" in (await tui_reader(home, "doctor")).out
    assert (await tui_reader(home, "backup")).status == 0
    done = await tui_reader(home, "doctor")
    assert (done.status, "sound, as of" in done.out) == (0, True)
    [copy] = (home / "data" / "backups").glob("*.db")
    copy.write_bytes(copy.read_bytes()[:20_000])
    assert (await tui_reader(home, "doctor")).status == 1


async def test_a_row_of_nothing_is_told(home: Path) -> None:
    db = store(home)
    db.execute("PRAGMA foreign_keys = OFF")
    db.execute("INSERT INTO note (entry_id, parent, text, created, changed) VALUES (999, '', 'x', 0, 0)")
    db.close()
    done = await tui_reader(home, "doctor")
    assert (done.status, "1 row belongs to nothing" in done.out) == (1, True)


async def test_a_full_disk_is_told(tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk") as disk:
        assert (await tui_reader(disk.root / "home", "add", FEED)).status == 0
        disk.fill()
        done = await tui_reader(disk.root / "home", "doctor")
        assert (done.status, "Traceback" in done.err) == (1, False)
        assert "only" in done.out
