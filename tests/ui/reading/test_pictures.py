"""Pictures in the article: room kept for them, drawn when they come, asked for only in sight, never moving the text."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from msgspec.structs import replace

from tests.pictures.made import BLUE, RED, picture
from tests.ui.conftest import NOW, Newsroom, Open, Reader
from tui_reader.model import messages
from tui_reader.model.document import Block, Converted, Document, Figure, ImageRef, Paragraph, Span
from tui_reader.model.feed import FeedEdit
from tui_reader.model.feed_settings import FeedSettings
from tui_reader.model.picture import Picture, file_name, fit
from tui_reader.paths import Paths
from tui_reader.pictures.cache import Cache
from tui_reader.pictures.redraw import redraw
from tui_reader.store import arranging, content, pictures
from tui_reader.store.database import open_database
from tui_reader.strings import words
from tui_reader.ui.reading.copying import copied
from tui_reader.ui.reading.lines import Run

URL = "https://news.example/{}.jpg"
TEXT = "Chuyến phà rời bến lúc chín giờ và trở về lúc trưa cùng thư từ của cả đảo. "


def figure(number: int, width: int = 0, height: int = 0) -> Figure:
    return Figure(ImageRef(URL.format(number), "", "", "", width, height), (Span(f"Chú thích {number}"),))


def written(newsroom: Newsroom, *blocks: Block) -> int:
    """An article of these blocks."""
    (entry_id,) = newsroom.articles("Bài ảnh", paragraphs=1)
    images = tuple(block.image for block in blocks if isinstance(block, Figure) and block.image)
    made = Converted(Document(blocks), "thân", "", "", 100, images)
    db = open_database(newsroom.paths.store)
    content.save_converted(db, [(entry_id, made)], version=1, now=NOW)
    db.close()
    return entry_id


def text(count: int = 1) -> tuple[Paragraph, ...]:
    return tuple(Paragraph((Span(f"Đoạn {n}. {TEXT * 3}"),)) for n in range(count))


def arrives(paths: Paths, number: int, size: tuple[int, int] = (1200, 800)) -> str:
    """The engine brings a picture."""
    url = URL.format(number)
    made = redraw(picture("JPEG", size))
    bytes_ = Cache(paths.pictures).keep(file_name(url), made.large, made.small)
    db = open_database(paths.store)
    kept = Picture(url, file_name(url), made.width, made.height)
    pictures.save(db, kept, kind=made.type, size=bytes_, now=NOW)
    db.close()
    return url


def asked(reader: Reader) -> list[messages.FetchPicture]:
    return [one for one in reader.library.asked if isinstance(one, messages.FetchPicture)]


async def bring(
    reader: Reader, paths: Paths, request: messages.FetchPicture, **size: tuple[int, int]
) -> None:
    arrives(paths, int(request.url.rpartition("/")[2].partition(".")[0]), **size)
    reader.library.tell(messages.PictureReady(request.entry, request.url))
    reader.library.tell(messages.Finished(request.id, entry=request.entry))
    await reader.settle()


def cells(reader: Reader) -> list[Run]:
    """The parts of pictures on screen."""
    view = reader.screen.desk.article
    rows = [view.column.line(view.top + row) for row in range(view.rows)] if view.column else []
    return [run for line in rows for run in line if run.colours is not None]


def lines(reader: Reader) -> list[str]:
    return reader.text().split("\n")


def places(reader: Reader, of: Sequence[str]) -> list[int]:
    """On which rows of the screen these words stand."""
    return [next(n for n, line in enumerate(lines(reader)) if word in line) for word in of]


@pytest.mark.parametrize("declared", [(1200, 800), (0, 0), (600, 900)])
async def test_a_picture_arrives_and_nothing_moves(
    newsroom: Newsroom, reading: Open, declared: tuple[int, int]
) -> None:
    written(newsroom, *text(), figure(1, *declared), *text(2))
    async with reading(size=(120, 40)) as reader:
        await reader.press("enter")
        before = places(reader, ["Chú thích 1", "Đoạn 1."])
        height = reader.screen.desk.article.column.height  # type: ignore[union-attr]
        assert not cells(reader)
        assert "[Picture 1 of 1]" in reader.text()
        (request,) = asked(reader)
        await bring(reader, newsroom.paths, request)
        drawn = cells(reader)
        assert {run.colours[0] for run in drawn if run.colours} >= {
            bytes_near(drawn, RED),
            bytes_near(drawn, BLUE),
        }
        assert places(reader, ["Chú thích 1", "Đoạn 1."]) == before
        assert reader.screen.desk.article.column.height == height  # type: ignore[union-attr]
        assert "[Picture 1 of 1]" not in reader.text()
        assert "▀" in lines(reader)[before[0] - 1], "the caption stands right under it, whatever was declared"
        assert len(asked(reader)) == 1


def bytes_near(drawn: list[Run], colour: tuple[int, int, int]) -> bytes:
    """A colour on screen that is about this one."""
    for run in drawn:
        if run.colours and all(abs(a - b) < 40 for a, b in zip(run.colours[0], colour, strict=True)):
            return run.colours[0]
    raise AssertionError(f"nothing on screen looks like {colour}")


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (200, 50)])
async def test_a_picture_is_no_wider_than_the_column_and_no_higher_than_two_fifths(
    newsroom: Newsroom, reading: Open, size: tuple[int, int]
) -> None:
    written(newsroom, figure(1, 4000, 4000), *text(20))
    async with reading(size=size) as reader:
        await reader.press("enter")
        layout, view = reader.screen.desk.article.layout_now, reader.screen.desk.article
        assert layout is not None
        (spot,) = layout.spots
        assert spot.rows <= max(4, view.rows * 40 // 100)
        assert spot.columns <= layout.width
        assert abs(spot.columns - 2 * spot.rows) <= 1, "a square is a square"


def test_a_small_picture_is_not_blown_up() -> None:
    assert fit(80, 80, 60, 20) == (10, 5)
    assert fit(4000, 10, 60, 20) == (60, 1)
    assert fit(10, 4000, 60, 20) == (1, 20)


async def test_only_what_is_in_sight_is_asked_for(newsroom: Newsroom, reading: Open) -> None:
    blocks: list[Block] = []
    for number in range(500):
        blocks += [figure(number, 900, 600), *text(1)]
    written(newsroom, *blocks)
    async with reading(size=(100, 30)) as reader:
        await reader.press("enter")
        first = {request.url for request in asked(reader)}
        assert URL.format(0) in first
        assert len(first) < 5
        await reader.press("G")
        last = {request.url for request in asked(reader)} - first
        assert URL.format(499) in last
        assert len(last) < 6


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


@pytest.mark.parametrize("lang", ["en", "vi"])
async def test_i_shows_a_picture_over_the_whole_screen_and_the_others_beside_it(
    newsroom: Newsroom, reading: Open, lang: str
) -> None:
    newsroom.lang = lang
    written(newsroom, figure(1, 1200, 800), *text(), figure(2, 1200, 800), *text())
    arrives(newsroom.paths, 1)
    async with reading(size=(100, 40)) as reader:
        await reader.press("enter", "i")
        assert not reader.alone
        label = words(lang)("picture.n_of_m", n=1, m=2)
        assert f"[{label}] Chú thích 1" in reader.text()
        assert sum("▀" in line for line in lines(reader)) > 20, "larger than in the text"
        await reader.press("right")
        assert "Chú thích 2" in reader.text()
        assert words(lang)("picture.loading") in reader.text()
        (request,) = [one for one in asked(reader) if one.url == URL.format(2)]
        await bring(reader, newsroom.paths, request)
        assert sum("▀" in line for line in lines(reader)) > 20
        await reader.press("right")
        assert "Chú thích 1" in reader.text()
        await reader.press("escape")
        assert reader.alone


async def test_i_in_an_article_without_pictures_says_so(newsroom: Newsroom, reading: Open) -> None:
    newsroom.articles("Không ảnh")
    async with reading() as reader:
        await reader.press("enter", "i")
        assert reader.alone
        assert reader.notice == words("en")("empty.pictures")


async def test_a_click_on_a_picture_shows_that_one_large(newsroom: Newsroom, reading: Open) -> None:
    written(newsroom, figure(1, 300, 200), figure(2, 300, 200), *text())
    arrives(newsroom.paths, 2)
    async with reading(size=(120, 50)) as reader:
        await reader.press("enter")
        view = reader.screen.desk.article
        layout = view.layout_now
        assert layout is not None
        row = layout.top_of(layout.spots[1].piece) - view.top + 1
        await reader.pilot.click(view, offset=(view.margin + 5, row))
        await reader.settle()
        assert not reader.alone
        assert "Chú thích 2" in reader.text()


async def test_what_is_left_behind_is_not_fetched_to_its_end(newsroom: Newsroom, reading: Open) -> None:
    written(newsroom, figure(1, 1200, 800), *text())
    newsroom.articles("Bài sau")
    async with reading() as reader:
        (request,) = asked(reader)
        await reader.press("j")
        stopped = [one.target for one in reader.library.asked if isinstance(one, messages.Cancel)]
        assert stopped == [request.id]


async def test_pictures_wanted_before_the_engine_was_there_are_asked_for_when_it_is(
    newsroom: Newsroom, reading: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def nobody(*_: object) -> int:
        return 0

    written(newsroom, figure(1, 1200, 800), *text())
    with monkeypatch.context() as patched:
        patched.setattr("tests.ui.conftest.QuietLibrary.fetch_picture", nobody)
        async with reading() as reader:
            assert "[Picture 1 of 1]" in reader.text()
            patched.undo()
            reader.library.tell(messages.Ready(1, "1", 1, False))
            await reader.settle()
            assert [one.url for one in asked(reader)] == [URL.format(1)]
