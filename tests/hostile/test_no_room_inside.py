"""A full disk where no command stands for the step: it says so or goes on, keeps what was there, and works when there is room."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest
from PIL import Image

from tests.cli.program import tui_reader
from tests.engine.conftest import server as server
from tests.engine.conftest import talking
from tests.engine.fault_server import FaultServer
from tests.engine.letter_box import LetterBox
from tests.engine.letter_desk import NOW, Desk
from tests.engine.pieces import pieces
from tests.engine.test_pictures import command, fetch, follow
from tests.pictures.made import saved
from tests.small_disk import SmallDisk, small_disk
from tests.terminal.inside import changed
from tests.terminal.kept import number
from tui_reader.cli.adjusting import Adjuster
from tui_reader.engine.debt import DebtWorker
from tui_reader.model.entry import Content, EntryData
from tui_reader.model.errors import Fact, SettingsError, StoreError
from tui_reader.model.outbox import PostKind, Sender
from tui_reader.model.posting import place_to_post, site_of
from tui_reader.model.update import Changes, New, keys_of
from tui_reader.paths import Paths
from tui_reader.settings import Settings
from tui_reader.store import comments, content, entries, feeds, letters, posting
from tui_reader.store.database import Database
from tui_reader.strings import words

pytestmark = pytest.mark.hostile("H61")

NOISE = random.Random(7)
LONG = "".join(NOISE.choices("abcdefghijklmnopqrstuvwxyz ", k=400_000))
"""More than fits where the last bytes are taken, however it is packed."""


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[SmallDisk]:
    with small_disk(tmp_path / "disk", 24) as disk:
        yield disk


def told(code: str, facts: Mapping[str, Fact]) -> str:
    return words("en")(code, **facts)


@pytest.mark.parametrize("before", ["", '# mine\nlanguage = "vi"\n'])
def test_settings_and_keys_that_cannot_be_kept_say_so_and_stay_as_they_were(
    disk: SmallDisk, before: str
) -> None:
    file = disk.root / "config" / "config.toml"
    if before:
        file.parent.mkdir()
        file.write_text(before)
    adjuster = Adjuster(file, Settings.load(file)[0])
    disk.fill()
    changes: tuple[Callable[[], None], ...] = (
        lambda: adjuster.set("language", "en"),
        lambda: adjuster.set_keys({"quit": ["f9"]}),
    )
    for change in changes:
        with pytest.raises(SettingsError) as caught:
            change()
        assert told(caught.value.code, caught.value.facts) == (
            f"The settings in {file} cannot be written: No space left on device"
        )
    assert (file.read_text() if file.exists() else "") == before
    assert {one.name for one in file.parent.iterdir()} <= {file.name}, "no half of it beside it"
    assert adjuster.wishes == Settings.load(file)[0]
    disk.free()
    adjuster.set("language", "en")
    adjuster.set_keys({"quit": ["f9"]})
    assert Settings.load(file)[0].language == "en"
    assert "f9" in file.read_text()


def test_a_draft_and_a_letter_that_cannot_be_kept_say_so_and_the_last_one_stays(disk: SmallDisk) -> None:
    desk = Desk(Paths.of(disk.root / "home", {}), LetterBox())
    entry = desk.ids[PostKind.WORDPRESS]
    place = place_to_post(desk.entries[PostKind.WORDPRESS], None, "")
    assert place is not None

    def put(db: Database) -> int:
        return posting.put(
            db, entry, LONG, NOW, parent="", site=site_of(place), place=place, sender=Sender("Lan", "")
        )

    with desk.store() as db:
        comments.save_draft(db, entry, "as it was", NOW)
        disk.fill(150_000)  # enough for a part of it, and not for all
        for keep in (lambda: comments.save_draft(db, entry, LONG, NOW), lambda: put(db)):
            with pytest.raises(StoreError, match=r"store\.disk_full"):
                keep()
            assert comments.drafts(db, entry) == {"": "as it was"}
            assert letters.of_entry(db, entry) == []
            assert number(desk.paths.data.parent, "SELECT COUNT(*) FROM note") == 0
        disk.free()
        letter = put(db)
        assert [one.id for one in letters.of_entry(db, entry)] == [letter]
        assert comments.drafts(db, entry) == {}, "the letter took its place"


async def test_a_crash_that_cannot_be_reported_is_one_line_without_a_place(
    disk: SmallDisk, tmp_path: Path
) -> None:
    home = disk.root / "home"
    await tui_reader(home, "list")
    environment = changed(tmp_path / "site", "crash_in_command('secret')")
    disk.fill()
    done = await tui_reader(home, "list", environment=environment)
    assert (done.status, done.out, done.err.count("\n")) == (1, "", 1)
    assert "–" in done.err
    assert "secret" not in done.err
    assert list((home / "state").glob("crash-*")) == [], "no empty report"
    disk.free()
    assert (await tui_reader(home, "list", environment=environment)).status == 1
    assert len(list((home / "state").glob("crash-*"))) == 1


async def test_a_picture_for_which_there_is_no_room_says_so_and_leaves_no_half(
    disk: SmallDisk, server: FaultServer
) -> None:
    paths = Paths.of(disk.root / "home", {})
    noise = Image.frombytes("RGB", (600, 600), NOISE.randbytes(600 * 600 * 3))
    server.pages["/a.png"] = ("image/png", saved(noise, "PNG"))
    url = server.url("a.png")
    async with talking(paths, command(paths)) as engine:
        entry = await follow(engine, server, url)
        disk.fill(400_000)
        answer = await fetch(engine, entry, url)
        assert told(f"health.{answer.code}", answer.facts) == (
            f"{paths.pictures} cannot be written: No space left on device"
        )
        assert [file for file in paths.pictures.rglob("*") if file.is_file()] == []
        disk.free()
        assert (await fetch(engine, entry, url)).code == "", "and is not remembered as one that cannot be had"


async def test_an_article_that_cannot_be_converted_for_want_of_room_is_converted_later(
    disk: SmallDisk,
) -> None:
    def filled(database: Database) -> None:
        feed = feeds.add_feed(database, "https://news.example/feed", "feed", now=NOW)
        data = EntryData(guid="a", title="A", content=Content(f"<p>{LONG}</p>"))
        entries.save(database, feed, Changes(new=(New(data, keys_of(data)),)), NOW)

    async with pieces(disk.root, filled) as parts:
        debt = DebtWorker(parts)
        [(entry,)] = await parts.keeper.read(lambda db: db.rows("SELECT id FROM entry"))
        disk.fill()
        with pytest.raises(StoreError, match=r"store\.disk_full"):
            await debt.prepare(entry)
        assert await parts.keeper.read(content.document, entry) is None
        assert await parts.keeper.read(entries.delivered, entry) is not None, (
            "what was delivered is still here"
        )
        disk.free()
        assert await debt.prepare(entry)
        assert await parts.keeper.read(content.document, entry) is not None
