"""The front desk answers from the real store, keeps what is done, and learns what others wrote."""

from __future__ import annotations

import stat
import subprocess
import sys

import pytest

from tests.library.conftest import NOW, Fill, Open
from tests.unprivileged import unprivileged
from tui_reader.library import Library
from tui_reader.model.action import Kind
from tui_reader.model.view import Place, View
from tui_reader.paths import Paths
from tui_reader.store import journal
from tui_reader.store.database import Database


async def test_the_first_screen_and_its_first_article_come_in_one_answer(fill: Fill, reading: Open) -> None:
    newest, _ = fill("Mới", "Cũ", body="Một câu.")
    async with reading() as one:
        screen, article = one.library.first(View(Place.UNREAD)).result()
        assert [row.title for row in screen.rows] == ["Mới", "Cũ"]
        assert article is not None
        assert article.entry.id == newest
        assert article.document is not None
        assert screen.sources.counts.unread == 2


async def test_an_empty_home_has_an_empty_first_screen(reading: Open) -> None:
    async with reading() as one:
        screen, article = one.library.first(View(Place.UNREAD)).result()
        assert (screen.rows, article) == ((), None)
        assert one.library.notices == ()


async def test_what_was_done_is_undone_and_done_again(fill: Fill, reading: Open) -> None:
    ids = fill("A", "B")
    unread = View(Place.UNREAD)
    async with reading() as one:
        library = one.library
        action = await library.act(Kind.MARK_READ, ids)
        assert (action.kind, await one.titles(unread)) == (Kind.MARK_READ, [])
        undone = await library.undo()
        assert undone is not None
        assert await one.titles(unread) == ["A", "B"]
        await library.redo()
        assert await one.titles(unread) == []
        assert [entry.kind for entry in await library.history()] == [Kind.MARK_READ]
        assert await library.redo() is None


async def test_what_another_process_wrote_is_learned_and_what_is_the_same_is_not(
    fill: Fill, db: Database, reading: Open
) -> None:
    a, b = fill("A", "B")
    async with reading() as one:
        await one.library.changed()
        assert await one.library.changed() is None
        journal.apply(db, Kind.STAR, [b], NOW)
        changed = await one.library.changed()
        assert changed is not None
        assert changed.entries == (b,)
        assert await one.library.changed() is None
        await one.library.act(Kind.STAR, [a])
        assert await one.library.changed() is None, "the reader knows what the reader did"


async def test_when_first_asked_what_is_there_already_is_no_change(
    fill: Fill, db: Database, reading: Open
) -> None:
    a, _ = fill("A", "B")
    async with reading() as one:
        changed = await one.library.changed()
        assert changed is not None
        assert (changed.entries, changed.feeds) == ((), ())
        journal.apply(db, Kind.STAR, [a], NOW)
        changed = await one.library.changed()
        assert changed is not None
        assert changed.entries == (a,)


async def test_new_articles_of_another_process_are_counted_before_they_are_let_in(
    fill: Fill, reading: Open
) -> None:
    fill("A")
    async with reading() as one:
        shown = await one.library.snapshot(View())
        fill("B", "C")
        assert await one.library.new_in(View(), shown.changed) == 2
        assert await one.library.new_in(View(query="title:b"), shown.changed) == 1


@pytest.mark.hostile("H62")
def test_a_home_that_cannot_be_written_is_read_and_says_so(fill: Fill, db: Database, paths: Paths) -> None:
    fill("A")
    db.close()
    program = (
        "import sys; from pathlib import Path; from tui_reader.library import Library\n"
        "from tui_reader.model.view import Place, View; from tui_reader.paths import Paths\n"
        "library = Library(Paths.of(Path(sys.argv[1]), {})); library.open()\n"
        "screen, _ = library.first(View(Place.UNREAD)).result()\n"
        "print(library.read_only, [row.title for row in screen.rows], [code for code, _ in library.notices])"
    )
    paths.data.chmod(stat.S_IRUSR | stat.S_IXUSR)
    command = unprivileged([sys.executable, "-c", program, str(paths.data.parent)])
    told = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    paths.data.chmod(stat.S_IRWXU)
    assert told == "True ['A'] ['store.read_only']\n"


async def test_a_store_of_a_newer_program_is_read_without_an_engine(
    fill: Fill, db: Database, paths: Paths
) -> None:
    fill("A")
    db.execute("PRAGMA user_version = 999")
    await _reads_only(paths, "store.newer_schema")


async def _reads_only(paths: Paths, notice: str = "store.read_only") -> None:
    library = Library(paths)
    library.open()
    screen, _ = library.first(View(Place.UNREAD)).result()
    assert [row.title for row in screen.rows] == ["A"]
    assert library.read_only
    assert [code for code, _ in library.notices] == [notice]
    await library.start(lambda event: None)
    assert await library.refresh() == 0, "there is no engine to ask"
    await library.close()


async def test_a_draft_and_a_note_are_there_after_a_restart(fill: Fill, reading: Open) -> None:
    (entry,) = fill("A")
    async with reading() as one:
        await one.library.note(entry, "Bài hay.")
        await one.library.save_draft(entry, "Tôi nghĩ")
    async with reading() as one:
        assert await one.library.draft(entry) == "Tôi nghĩ"
        thread = await one.library.thread(entry)
        assert [node.comment.data.body for node in thread.nodes] == ["Bài hay."]


async def test_leaving_remembers_when(fill: Fill, paths: Paths, reading: Open) -> None:
    fill("A")
    library = Library(paths, now=lambda: NOW)
    library.open()
    assert (await library.sources()).last_visit is None
    await library.close()
    async with reading() as one:
        assert (await one.library.sources()).last_visit == NOW
