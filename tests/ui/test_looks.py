"""What is seen at a glance: the row under the cursor, names of our own feeds, a bar that says nothing of nothing."""

from __future__ import annotations

from typing import Any

import pytest
from textual import events
from textual.color import Color
from textual.widgets import Input, TextArea

from tests.ui.conftest import NOW, Newsroom, Open, Reader, converted
from tui_reader.model import messages
from tui_reader.model.entry import Content, EntryData
from tui_reader.model.update import Changes, New, keys_of
from tui_reader.store import content, debt, entries, feeds, search
from tui_reader.store.database import open_database


def grounds(widget: Any, row: int) -> set[tuple[int, ...]]:
    """The grounds of a line of a widget."""
    strip = widget.render_line(row)
    return {
        tuple(segment.style.bgcolor.triplet)
        for segment in strip
        if segment.style and segment.style.bgcolor and segment.style.bgcolor.triplet
    }


def kept_file(newsroom: Newsroom, title: str = "Một trang") -> int:
    """An article of the feed of files opened by hand."""
    db = open_database(newsroom.paths.store)
    feed = feeds.add_feed(db, "local:files", "files", now=NOW)
    data = EntryData(guid=title, title=title, published=NOW, content=Content("<p>x</p>"))
    made = entries.save(db, feed, Changes(new=(New(data, keys_of(data)),)), NOW).new[0]
    db.close()
    return made


def convert(newsroom: Newsroom, entry_id: int) -> None:
    """What the engine would do."""
    db = open_database(newsroom.paths.store)
    content.save_converted(db, [(entry_id, converted(3))], version=1, now=NOW)
    db.close()


async def test_the_row_under_the_cursor_stands_on_a_ground_of_its_own(
    newsroom: Newsroom, reading: Open
) -> None:
    newsroom.articles("Một", "Hai", "Ba")
    async with reading() as reader:
        entries_ = reader.screen.desk.entries
        here = Color.parse(reader.app.theme_variables["cursor"]).rgb
        assert grounds(entries_, 1) == {here}, "over all of the row, under every word"
        assert here not in grounds(entries_, 3)
        await reader.press("B")
        assert grounds(reader.screen.desk.sources, 1) == {here}


async def test_sources_and_ages_do_not_shout_in_the_accent(newsroom: Newsroom, reading: Open) -> None:
    newsroom.articles("Một")
    async with reading() as reader:
        style = reader.screen.desk.entries.get_component_styles
        accent = Color.parse(reader.app.theme_variables["accent"])
        assert style("entry-list--mark").color == accent
        for role in ("read", "meta", "lead", "empty"):
            assert style(f"entry-list--{role}").color != accent, role


@pytest.mark.parametrize("size", [(48, 20), (80, 24), (120, 40), (200, 50)])
async def test_the_feed_of_files_is_never_called_by_its_location(
    newsroom: Newsroom, reading: Open, size: tuple[int, int]
) -> None:
    convert(newsroom, kept_file(newsroom))
    async with reading(size) as reader:
        for keys in (("enter",), ("q", "B"), ("E",), ("escape", "colon"), ("escape", "q", "enter", "I")):
            await reader.press(*keys)
            assert "local:" not in reader.text(), keys
        assert "Local files" in reader.text()


async def test_the_bar_says_nothing_where_nothing_is_shown(newsroom: Newsroom, reading: Open) -> None:
    newsroom.feed()
    async with reading() as reader:
        assert "0%" not in reader.text()


async def test_the_panel_opens_under_its_own_button(newsroom: Newsroom, reading: Open) -> None:
    newsroom.talk(newsroom.articles("Một", comments=newsroom.talked_about())[0])
    async with reading((200, 50)) as reader:
        await reader.press("T")
        panel, bar = reader.screen.query_one("AaPanel").region, reader.screen.desk.bar.region
        assert (panel.y, panel.right) == (bar.bottom, bar.right)


async def test_a_preview_still_being_prepared_appears_when_it_is_ready(
    newsroom: Newsroom, reading: Open
) -> None:
    made = kept_file(newsroom)
    async with reading() as reader:
        assert any(isinstance(one, messages.Prepare) for one in reader.library.asked), (
            "asked for at the start"
        )
        convert(newsroom, made)
        reader.library.tell(messages.EntryReady(made))
        await reader.settle()
        assert "đoàn công tác" in reader.text()


async def typed_at_once(reader: Reader, text: str) -> None:
    """Keys that arrive in one read: none waits for what the one before it did."""
    for character in text:
        key = {"/": "slash", ":": "colon", " ": "space"}.get(character, character)
        reader.app.post_message(events.Key(key, character))
    await reader.settle()


@pytest.mark.parametrize("keys", ["/bo truong", ":bo truong"])
async def test_letters_typed_at_once_after_the_key_land_in_the_box(
    newsroom: Newsroom, reading: Open, keys: str
) -> None:
    newsroom.articles("Bộ trưởng", "Hà Nội")
    async with reading() as reader:
        await typed_at_once(reader, keys)
        assert reader.app.screen.query_one(Input).value == "bo truong"


async def test_letters_typed_at_once_after_c_land_in_the_opinion(newsroom: Newsroom, reading: Open) -> None:
    newsroom.articles("Bộ trưởng")
    async with reading() as reader:
        await reader.press("enter", "c")
        await typed_at_once(reader, "Chay lam")
        assert reader.screen.query_one(TextArea).text == "hay lam"


async def test_while_an_opinion_is_written_the_footer_shows_the_boxs_keys(
    newsroom: Newsroom, reading: Open
) -> None:
    newsroom.articles("Bộ trưởng")
    async with reading() as reader:
        await reader.press("enter", "C")
        assert "ctrl+s finished" in reader.text().splitlines()[-1]
        await reader.press("escape")
        assert "ctrl+s" not in reader.text().splitlines()[-1]


async def test_comments_that_have_the_screen_alone_show_the_way_back(
    newsroom: Newsroom, reading: Open
) -> None:
    newsroom.articles("Một")
    async with reading((80, 24)) as reader:
        await reader.press("enter", "c")
        assert reader.text().lstrip().startswith("‹")
    async with reading((120, 40)) as reader:
        await reader.press("enter", "c")
        assert "‹" not in reader.text()


async def test_what_was_not_indexed_yet_is_found_when_it_is(newsroom: Newsroom, reading: Open) -> None:
    made = newsroom.articles("Quảng Ninh", "Hà Nội")
    async with reading() as reader:
        await reader.press("slash", *"ninh")
        assert not list(reader.screen.desk.entries.ids)
        db = open_database(newsroom.paths.store)
        debt.owe(db, "index", made)
        search.index(db, made)
        db.close()
        reader.library.tell(messages.DebtLeft(0))
        await reader.settle()
        assert list(reader.screen.desk.entries.ids) == made[:1]


async def test_minutes_of_all_that_is_unread_are_not_said_of_what_was_found(
    newsroom: Newsroom, reading: Open
) -> None:
    made = newsroom.articles("Quảng Ninh", "Hà Nội")
    db = open_database(newsroom.paths.store)
    debt.owe(db, "index", made)
    search.index(db, made)
    db.close()
    async with reading() as reader:
        assert " min" in reader.text().splitlines()[0][:48]
        await reader.press("slash", *"ninh")
        assert " min" not in reader.text().splitlines()[0][:48]
