"""The room of a picture: kept where it is missing, said why, and never moving the place of the reader."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from tests.ui.conftest import NOW, Newsroom, Open
from tests.ui.reading.illustrated import URL, arrives, asked, cells, figure, places, text, written
from tui_reader.model import messages
from tui_reader.model.feed import FeedEdit
from tui_reader.model.feed_settings import FeedSettings
from tui_reader.store import arranging, pictures
from tui_reader.store.database import open_database
from tui_reader.strings import words
from tui_reader.ui.reading.copying import copied


@pytest.mark.parametrize("lang", ["en", "vi"])
async def test_captions_only_asks_for_nothing_and_tells_the_size(
    newsroom: Newsroom, reading: Open, lang: str
) -> None:
    newsroom.lang = lang
    written(newsroom, figure(1, 1200, 800), figure(2), *text())
    async with reading() as reader:
        sizes = reader.screen.sizes
        sizes.change(replace(sizes.style, pictures=False), only_feed=False)
        await reader.settle()
        reader.library.asked.clear()
        await reader.press("enter")
        label = words(lang)("picture.n_of_m", n=1, m=2)
        assert f"[{label}] Chú thích 1 —\u00a01200×800" in reader.text()
        assert asked(reader) == []


async def test_a_feed_of_which_no_pictures_are_wanted_shows_captions(
    newsroom: Newsroom, reading: Open
) -> None:
    written(newsroom, figure(1, 1200, 800), *text())
    db = open_database(newsroom.paths.store)
    arranging.edit_feed(db, newsroom.feed(), FeedEdit(settings=FeedSettings(pictures=False)), NOW)
    db.close()
    async with reading() as reader:
        await reader.press("enter")
        assert "Chú thích 1 —\u00a01200×800" in reader.text()
        assert asked(reader) == []
        assert reader.screen.sizes.style.pictures, "all other feeds stay as they are"


@pytest.mark.parametrize("lang", ["en", "vi"])
async def test_offline_what_is_here_is_shown_and_what_is_not_says_so(
    newsroom: Newsroom, reading: Open, lang: str
) -> None:
    newsroom.lang, newsroom.offline = lang, True
    written(newsroom, figure(1, 1200, 800), figure(2, 1200, 800), *text())
    arrives(newsroom.paths, 1)
    async with reading(size=(120, 50)) as reader:
        await reader.press("enter")
        assert cells(reader)
        assert words(lang)("picture.not_kept") in reader.text()
        assert asked(reader) == []


async def test_why_a_picture_is_missing_stands_in_its_room(newsroom: Newsroom, reading: Open) -> None:
    newsroom.lang = "vi"
    entry_id = written(newsroom, figure(1, 1200, 800), *text())
    async with reading() as reader:
        await reader.press("enter")
        (request,) = asked(reader)
        before = places(reader, ["Chú thích 1", "Đoạn 0."])
        reader.library.tell(messages.Finished(request.id, code="picture_format", entry=entry_id, failed=1))
        await reader.settle()
        assert "Không tải được ảnh:" in reader.text()
        assert "Loại ảnh này không hiện được" in reader.text()
        assert places(reader, ["Chú thích 1", "Đoạn 0."]) == before
        assert reader.notice == "", "the bottom line has nothing to do with it"
        await reader.press("j", "k")
        assert len(asked(reader)) == 1


async def test_what_failed_before_keeps_no_room(newsroom: Newsroom, reading: Open) -> None:
    newsroom.lang = "vi"
    written(newsroom, figure(1, 1200, 800), *text())
    db = open_database(newsroom.paths.store)
    pictures.failed(db, URL.format(1), "picture_gone", {}, NOW)
    db.close()
    async with reading() as reader:
        await reader.press("enter")
        layout = reader.screen.desk.article.layout_now
        assert layout is not None
        assert not layout.spots
        assert "Không tải được ảnh: Ảnh không còn ở địa chỉ cũ." in reader.text()
        assert asked(reader) == []


async def test_the_place_is_kept_where_a_picture_is_on_top(newsroom: Newsroom, reading: Open) -> None:
    written(newsroom, *text(4), figure(1, 1200, 800), *text(20))
    async with reading(size=(120, 40)) as reader:
        await reader.press("enter")
        view = reader.screen.desk.article
        layout = view.layout_now
        assert layout is not None
        view.to_row(layout.top_of(layout.spots[0].piece) + 2)
        await reader.settle()
        await reader.pilot.resize_terminal(100, 40)
        await reader.settle()
        after = view.layout_now
        assert after is not None
        assert after.anchor(view.top).piece == after.spots[0].piece


async def test_a_picture_is_not_copied_as_text(newsroom: Newsroom, reading: Open) -> None:
    from textual.selection import SELECT_ALL

    written(newsroom, figure(1, 1200, 800), *text())
    arrives(newsroom.paths, 1)
    async with reading() as reader:
        await reader.press("enter")
        assert cells(reader)
        view = reader.screen.desk.article
        assert view.column is not None
        selected = copied(view.column, SELECT_ALL, view.margin)
        assert "▀" not in selected
        assert "Chú thích 1" in selected
