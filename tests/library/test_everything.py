"""All that is kept goes into a folder of plain files and comes back equal, whatever it says; a broken folder changes nothing."""

from __future__ import annotations

import json
import os
import shutil
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from random import Random

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tests.library.conftest import NOW, Fill
from tui_reader.content.document import encode
from tui_reader.library import everything
from tui_reader.model.action import Kind
from tui_reader.model.document import Document, Paragraph, Span
from tui_reader.model.errors import StoreError
from tui_reader.model.picture import file_name, small_name
from tui_reader.paths import Paths
from tui_reader.store import comments, counters, integrity, journal, pictures, plain, smart_folders, tagging
from tui_reader.store.database import Database, open_database
from tui_reader.store.encoding import pack, pack_ids, pack_text, quick_value
from tui_reader.store.schema import TABLES
from tui_reader.strings import words

VI = words("vi")
PARENTS = ("account", "folder", "feed", "entry", "tag", "discussion", "note")
NAMES = [statement.split()[2] for statement in TABLES if statement.startswith("CREATE TABLE")]
LETTERS = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=12)


def files(folder: Path) -> dict[str, bytes]:
    """What programs read of it."""
    return {path.name: path.read_bytes() for path in (folder / "data").iterdir()}


def empty_home(folder: Path) -> Paths:
    paths = Paths.of(folder, {})
    paths.ensure()
    return paths


def write(paths: Paths, folder: Path) -> everything.Written:
    db = open_database(paths.store, read_only=True)
    try:
        return everything.write_everything(db, paths, folder, VI, NOW)
    finally:
        db.close()


def random_row(db: Database, table: str, number: int, dice: Random, texts: list[str]) -> dict[str, object]:
    """A row any version could have written: of the right kinds, naming rows that are there."""
    named = {row[3]: row[2] for row in db.rows(f"PRAGMA foreign_key_list({table})")}
    row: dict[str, object] = {}
    for _, name, kind, required, default, key in db.rows(f"PRAGMA table_info({table})"):
        if name == "id":
            row[name] = number
        elif name in named:
            there = [one[0] for one in db.rows(f"SELECT id FROM {named[name]}")]
            row[name] = dice.choice(there) if there and (required or key or dice.random() < 0.7) else None
        elif name in ("claimed_by", "claimed_until", "fold_version", "converter_version"):
            row[name] = 0 if name != "claimed_by" else ""
        elif default in ("'{}'", "'[]'"):
            row[name] = default.strip("'")
        elif kind == "INTEGER":
            row[name] = dice.choice((0, 1, 1, dice.randrange(2**40), None if not required and not key else 7))
        elif kind == "TEXT":
            row[name] = dice.choice((*texts, f"{table} {number}"))
        elif (table, name) == ("action", "ids"):
            row[name] = pack_ids(dice.sample(range(1, 10**6), 5))
        elif (table, name) == ("comment", "document"):
            row[name] = pack(encode(Document((Paragraph((Span(dice.choice(texts)),)),)), packed=False))
        elif name.endswith("hash"):
            row[name] = dice.randbytes(16)
        else:
            text = dice.choice(texts) * dice.choice((1, 90))
            row[name] = pack_text(text) if dice.random() < 0.5 else quick_value(text.encode())
    return row


def fill_every_table(db: Database, dice: Random, texts: list[str]) -> None:
    db.execute("PRAGMA foreign_keys = OFF")
    with db.transaction():
        for table in (
            *PARENTS,
            *(name for name in NAMES if name not in (*PARENTS, "session", "document", "meta")),
        ):
            for number in range(1, 5):
                row = random_row(db, table, number, dice, texts)
                if table == "debt":
                    row["kind"] = "keep"
                if table in ("feed", "tag"):
                    row["location" if table == "feed" else "name"] = f"{number}{dice.choice(texts)}"
                db.execute(
                    f"INSERT OR IGNORE INTO {table} ({', '.join(row)}) VALUES ({', '.join('?' * len(row))})",
                    list(row.values()),
                )
        db.execute(
            "UPDATE entry_state SET feed_id = (SELECT feed_id FROM entry WHERE id = entry_id), hidden = hidden & 1"
        )
        db.execute("UPDATE picture SET path = ''")  # a picture without a file is forgotten: a test of its own
        db.execute("UPDATE entry_state SET read = read <> 0, starred = starred <> 0, later = later <> 0")
    counters.recount(db)
    assert not integrity.foreign_rows(db)


@settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow], phases=[Phase.generate]
)
@given(st.integers(0, 2**32), st.lists(LETTERS, min_size=1, max_size=5))
def test_whatever_stands_in_any_table_comes_back_equal(seed: int, texts: list[str]) -> None:
    folder = Path(tempfile.mkdtemp())
    try:
        first, second = empty_home(folder / "first"), empty_home(folder / "second")
        db = open_database(first.store)
        fill_every_table(db, Random(seed), texts)
        db.close()
        write(first, folder / "out")
        everything.read_everything(second, folder / "out")
        write(second, folder / "again")
        one, other = files(folder / "out"), files(folder / "again")
        debt = "debt.jsonl"
        assert one.keys() == other.keys()
        for name in one:
            assert one[name] == other[name], name
        assert one[debt], "what was wished for is kept"
        assert all(one[f"{name}.jsonl"] for name in NAMES if name not in ("session", "document")), (
            "no table is forgotten"
        )
    finally:
        shutil.rmtree(folder)


def all_rows(db: Database) -> Iterator[tuple[str, list[plain.Plain]]]:
    for table in plain.tables():
        yield table, list(plain.rows(db, table))


@pytest.fixture
def lived_in(paths: Paths, db: Database, fill: Fill) -> Paths:
    """A home somebody used: marks, tags, a smart folder, a note, a draft, a picture, something undone."""
    ids = fill("Mưa ở Huế", "Sông Hương", "[/x] \x1b[31m", folder="Báo/Miền Trung")
    journal.apply(db, Kind.MARK_READ, ids[:2], NOW)
    journal.apply(db, Kind.STAR, ids[1:], NOW)
    journal.undo(db, NOW)
    tagging.tag(db, "núi", ids, NOW, on=True)
    smart_folders.keep(db, "Huế", "hue is:unread", NOW)
    comments.note(db, ids[0], "Ý kiến của tôi", NOW)
    gone = comments.note(db, ids[0], "thrown away", NOW)
    db.execute("DELETE FROM note WHERE id = ?", (gone,))
    comments.save_draft(db, ids[1], "đang viết dở", NOW)
    url = "https://pictures.example/1.png"
    path = file_name(url)
    from tui_reader.model.picture import Picture

    pictures.save(db, Picture(url, path, 4, 4), kind="image/png", size=12, now=NOW)
    for name in (path, small_name(path)):
        (paths.pictures / name).parent.mkdir(parents=True, exist_ok=True)
        (paths.pictures / name).write_bytes(b"\x89PNG of ours")
    return paths


def test_a_home_somebody_used_reads_the_same_in_another(
    lived_in: Paths, db: Database, tmp_path: Path
) -> None:
    before = dict(all_rows(db))
    done = write(lived_in, tmp_path / "out")
    assert (done.feeds, done.articles, done.pictures) == (1, 3, 1)
    other = empty_home(tmp_path / "other")
    everything.read_everything(other, tmp_path / "out")
    again = open_database(other.store)
    assert dict(all_rows(again)) == before
    assert integrity.check(again) == ()
    assert [row[0] for row in again.rows("SELECT DISTINCT kind FROM debt ORDER BY 1")] == ["convert", "index"]
    assert journal.undo(again, datetime.now(UTC)) is not None, "what was done can still be undone"
    assert comments.note(again, 1, "again", NOW) == 3, "no number is given twice"
    again.close()
    assert sorted(path.read_bytes() for path in other.pictures.glob("??/*")) == [b"\x89PNG of ours"] * 2


def test_people_find_markdown_with_what_was_said(lived_in: Paths, tmp_path: Path) -> None:
    write(lived_in, tmp_path / "out")
    found = sorted((tmp_path / "out" / "articles").rglob("*.md"))
    assert len(found) == 3
    text = found[0].read_text()
    assert "Mưa ở Huế" in text
    assert "Ý kiến của tôi" in text
    assert "\x1b" not in "".join(path.name + path.read_text() for path in found)


def test_a_folder_that_holds_something_is_never_written_over(lived_in: Paths, tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "diary.txt").write_text("mine")
    with pytest.raises(StoreError, match="file_exists"):
        write(lived_in, tmp_path / "mine")
    assert os.listdir(tmp_path / "mine") == ["diary.txt"]


def test_a_home_with_feeds_is_put_aside_only_when_told_to(
    lived_in: Paths, db: Database, tmp_path: Path
) -> None:
    write(lived_in, tmp_path / "out")
    db.execute("UPDATE feed SET name = 'mine'")
    with pytest.raises(StoreError, match=r"store\.not_empty"):
        everything.read_everything(lived_in, tmp_path / "out")
    with pytest.raises(StoreError, match=r"store\.in_use"):
        everything.read_everything(lived_in, tmp_path / "out", replace=True)
    db.close()
    done = everything.read_everything(lived_in, tmp_path / "out", replace=True)
    aside = open_database(Path(done.aside))
    assert aside.rows("SELECT name FROM feed") == [("mine",)]
    aside.close()
    db.connection = open_database(lived_in.store).connection  # for the fixture to close


BROKEN = {
    "no manifest": lambda out: (out / "tui-reader.json").unlink(),
    "another's manifest": lambda out: (out / "tui-reader.json").write_text('{"format": "x"}'),
    "a table missing": lambda out: (out / "data" / "entry.jsonl").unlink(),
    "a line cut": lambda out: (out / "data" / "entry.jsonl").write_bytes(
        (out / "data" / "entry.jsonl").read_bytes()[:-9]
    ),
    "a row of a missing article": lambda out: (out / "data" / "note.jsonl").write_text(
        (out / "data" / "note.jsonl").read_text().replace('"entry_id":1', '"entry_id":99')
    ),
    "a text where a number belongs": lambda out: (out / "data" / "entry.jsonl").write_text(
        (out / "data" / "entry.jsonl").read_text().replace('"first_seen":1', '"first_seen":"x1')
    ),
    "a column missing that every row has": lambda out: (out / "data" / "entry.jsonl").write_text(
        '{"id": 1, "feed_id": 1, "guid": "g"}\n'
    ),
    "bytes that are none": lambda out: (out / "data" / "content.jsonl").write_text(
        '{"entry_id": 1, "origin": 1, "value": {"hax": "00"}}\n'
    ),
    "a column named by a stranger": lambda out: (out / "data" / "tag.jsonl").write_text('{"name) --": 1}\n'),
}


@pytest.mark.parametrize("kind", BROKEN)
def test_a_broken_folder_changes_nothing(lived_in: Paths, tmp_path: Path, kind: str) -> None:
    write(lived_in, tmp_path / "out")
    BROKEN[kind](tmp_path / "out")
    other = empty_home(tmp_path / "other")
    with pytest.raises(StoreError, match=r"store\.not_an_export"):
        everything.read_everything(other, tmp_path / "out")
    assert [name for name in os.listdir(other.data) if not name.endswith(".lock")] == []


def test_a_picture_outside_the_folder_is_not_taken(lived_in: Paths, tmp_path: Path) -> None:
    out = tmp_path / "out"
    write(lived_in, out)
    table = out / "data" / "picture.jsonl"
    row = json.loads(table.read_text())
    row["path"] = "../../../etc/passwd"
    table.write_text(json.dumps(row) + "\n")
    other = empty_home(tmp_path / "other")
    everything.read_everything(other, out)
    db = open_database(other.store)
    assert db.rows("SELECT path, state FROM picture") == [("", "")]
    db.close()
