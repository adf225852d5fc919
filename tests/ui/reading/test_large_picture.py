"""A picture by itself: reached by Tab, gone nearer to, saved, opened outside, and why it is missing where it is."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image

from tests.ui.conftest import NOW, Newsroom, Open
from tests.ui.reading.illustrated import URL, arrives, asked, cells, figure, lines, text, written
from tests.ui.told import told
from tui_reader.model.document import Figure, ImageRef, Span
from tui_reader.store import pictures
from tui_reader.store.database import open_database
from tui_reader.ui import browser
from tui_reader.ui.picture_canvas import Canvas, Zoom


@pytest.fixture
def outside(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What other programs were asked to show."""
    found: list[str] = []

    def note(what: str, _: object) -> bool:
        found.append(what)
        return True

    monkeypatch.setattr(browser, "open_outside", note)
    monkeypatch.setattr(browser, "open_file", note)
    return found


def saved(folder: Path) -> list[tuple[str, str | None]]:
    """The pictures in a folder, and what they are."""
    found = []
    for path in sorted(folder.iterdir()):
        with Image.open(path) as image:
            found.append((path.name, image.format))
    return found


@pytest.mark.parametrize("lang", ["en", "vi"])
async def test_tab_stops_at_a_picture_its_caption_shows_it_and_enter_shows_it_large(
    newsroom: Newsroom, reading: Open, lang: str
) -> None:
    newsroom.lang = lang
    linked = Figure(
        ImageRef(URL.format(1), "", "", "", 600, 400),
        (Span("Chú thích "), Span("có liên kết", href="https://a.example/")),
    )
    written(newsroom, *text(1), linked, figure(2, 600, 400), *text())
    arrives(newsroom.paths, 2)
    async with reading(size=(120, 50)) as reader:
        await reader.press("enter", "tab")
        view = reader.screen.desk.article
        assert view.focused_picture == URL.format(1)
        assert reader.notice == told(lang)("picture.open")
        column = view.column
        assert column is not None
        rows = [column.line(view.top + row) for row in range(view.rows)]
        stops = {run.text.strip(): run.stop for line in rows for run in line if "Chú thích" in run.text}
        assert stops["Chú thích"] == view.stop, "its caption is drawn as focused"
        await reader.press("tab")
        assert reader.notice == "→ a.example", "a link in the caption is a stop of its own"
        await reader.press("tab", "enter")
        assert not reader.alone
        assert "Chú thích 2" in reader.text()
        await reader.press("escape", "shift+tab", "shift+tab", "i")
        assert "Chú thích có liên kết" in reader.text(), "i shows the one that has the focus"


async def test_a_picture_is_saved_as_a_new_file(newsroom: Newsroom, reading: Open, tmp_path: Path) -> None:
    written(newsroom, figure(1, 1200, 800), *text())
    arrives(newsroom.paths, 1)
    folder = tmp_path / "ảnh"
    folder.mkdir()
    async with reading() as reader:
        await reader.press("enter", "i", "ctrl+s", "ctrl+u", *f"{folder}/cầu.png", "enter")
        assert told("en")("notice.saved_to", path=f"{folder}/cầu.png")[:40] in reader.text()
        assert saved(folder) == [("cầu.png", "PNG")]
        before = (folder / "cầu.png").stat().st_mtime_ns
        await reader.press("ctrl+s", "ctrl+u", *f"{folder}/cầu.png", "enter")
        assert (folder / "cầu.png").stat().st_mtime_ns == before
        assert told("en").explain("file_exists", {"path": f"{folder}/cầu.png"})[:30] in reader.text()


async def test_a_picture_that_is_not_here_cannot_be_saved_and_says_so(
    newsroom: Newsroom, reading: Open, tmp_path: Path
) -> None:
    written(newsroom, figure(1, 1200, 800), *text())
    async with reading() as reader:
        await reader.press("enter", "i", "ctrl+s", "ctrl+u", *f"{tmp_path}/x.png", "enter")
        assert told("en").explain("picture_gone", {}) in reader.text()
    assert not (tmp_path / "x.png").exists()


async def test_o_shows_it_in_the_browser_and_offline_what_is_here(
    newsroom: Newsroom, reading: Open, outside: list[str]
) -> None:
    written(newsroom, figure(1, 1200, 800), *text())
    arrives(newsroom.paths, 1)
    async with reading() as reader:
        await reader.press("enter", "i", "o")
        assert outside == [URL.format(1)]
        assert told("en")("notice.opened_browser") in reader.text()
    newsroom.offline = True
    outside.clear()
    async with reading() as reader:
        await reader.press("enter", "i", "o")
        (path,) = outside
        assert path.startswith(str(newsroom.paths.pictures))


async def test_without_a_program_for_it_the_address_is_copied_and_shown(
    newsroom: Newsroom, reading: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(browser, "open_outside", lambda *_: False)
    written(newsroom, figure(1, 1200, 800), *text())
    async with reading() as reader:
        await reader.press("enter", "i", "o")
        assert reader.app.clipboard == URL.format(1)
        assert told("en")("notice.no_browser", url=URL.format(1)) in reader.text()


async def test_nearer_it_fills_the_screen_and_moves_and_0_shows_all_of_it(
    newsroom: Newsroom, reading: Open
) -> None:
    written(newsroom, figure(1, 1200, 800), figure(2, 1200, 800), *text())
    arrives(newsroom.paths, 1)
    async with reading(size=(100, 40)) as reader:
        await reader.press("enter", "i")
        whole = sum("▀" in line for line in lines(reader))
        canvas = reader.app.screen.query_one(Canvas)
        all_of_it = {run.colours for line in canvas._lines for run in line}
        await reader.press("plus", "plus", "plus")
        assert sum("▀" in line for line in lines(reader)) == 37 > whole
        assert told("en")("picture.keys_near") in reader.text()
        await reader.press("right", "right", "right", "right")
        near = {run.colours for line in canvas._lines for run in line}
        assert all_of_it - near, "what was red on the left is out of sight"
        await reader.press("0")
        assert sum("▀" in line for line in lines(reader)) == whole
        await reader.press("right")
        assert "Chú thích 2" in reader.text()
        await reader.press("full_stop")
        assert "Chú thích 1" in reader.text()


def test_what_is_seen_of_a_picture_stays_inside_it() -> None:
    zoom = Zoom()
    for _ in range(20):
        zoom = zoom.nearer(1).moved(1, 1)
    window, columns, rows = zoom.window((60, 20), 100, 37)
    assert (columns, rows) == (100, 37)
    assert window.left + window.width <= 1
    assert window.top + window.height <= 1
    assert window.pixels(1600, 1067)[2:] == (1600, 1067)
    assert Zoom(1).window((10, 5), 100, 37)[1:] == (15, 8), "a small one grows no larger than it is asked to"
    assert zoom.nearer(0) == Zoom()


async def test_why_one_is_missing_is_told_in_its_place_when_large(newsroom: Newsroom, reading: Open) -> None:
    newsroom.lang = "vi"
    written(newsroom, figure(1, 1200, 800), *text())
    db = open_database(newsroom.paths.store)
    pictures.failed(db, URL.format(1), "picture_gone", {}, NOW)
    db.close()
    async with reading() as reader:
        await reader.press("enter", "i")
        assert "Không tải được ảnh: Ảnh không còn ở địa chỉ cũ." in reader.text()
        assert asked(reader) == []
        assert not cells(reader)
