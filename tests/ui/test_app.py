"""The application itself: what it imports before the first paint, its sheets and themes, and how it ends badly."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

import pytest
from textual.app import App

from tests.ui.conftest import Newsroom, Open, QuietLibrary, make_app
from tui_reader import resources
from tui_reader.model.view import Place, View
from tui_reader.ui import seams, themes


def test_the_screen_imports_no_text_box_no_network_and_no_feed_parser() -> None:
    """``textual.app`` itself brings Input and OptionList; we bring nothing of that kind."""
    heavy = "textual.widgets._footer textual.widgets._markdown httpx aiohttp feedparser lxml babel PIL"
    code = f"import sys, tui_reader.ui.app; print([m for m in {heavy.split()} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_the_sheets_of_the_first_paint_have_few_rules() -> None:
    from tui_reader.ui.app import SHEETS

    folder = resources.directory("styles")
    rules = sum((folder / name).read_text().count("{") for name in SHEETS if (folder / name).exists())
    assert 0 < rules <= 41  # as counted in test_first_frame.py


def test_no_colour_is_written_outside_the_themes() -> None:
    import re

    for sheet in resources.directory("styles").glob("*.tcss"):
        assert not re.search(r"#[0-9a-fA-F]{3,8}\b(?=[^{]*;)", sheet.read_text()), sheet.name


def test_light_and_dark_name_the_same_things() -> None:
    light, dark = (set(theme.variables) for theme in themes.load(resources.directory("styles") / "themes"))
    assert light == dark


def test_every_private_name_of_textual_is_still_there() -> None:
    assert seams.missing(App()) == []


async def test_the_callback_of_the_first_paint_comes_once(newsroom: Newsroom) -> None:
    newsroom.articles("One")
    library = QuietLibrary(newsroom.paths)
    library.open()
    first, article = library.first(View(Place.UNREAD)).result()
    painted: list[bool] = []
    app = make_app(library, newsroom, first, article)
    app.on_painted = lambda: painted.append(app.screen.desk.entries.size.width > 0)  # type: ignore[attr-defined]
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        await pilot.resize_terminal(80, 24)
        await pilot.pause()
    assert painted == [True]


async def test_a_crash_leaves_a_report_without_texts(
    newsroom: Newsroom, reading: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    newsroom.articles("Secret title")

    def broken(_: int | None) -> None:
        title = "Secret title"
        raise ZeroDivisionError(title)

    async def run() -> None:
        async with reading() as reader:
            monkeypatch.setitem(reader.screen.deeds, "star", broken)
            await reader.press("s")

    with pytest.raises(ZeroDivisionError):
        await run()
    [report] = newsroom.paths.state.glob("crash-*.txt")
    assert "ZeroDivisionError" in report.read_text()
    assert "Secret" not in report.read_text()
    assert "test_app.py" in report.read_text()
    assert signal.alarm(0) == 0, "a program that is only a part of this process does not end it"


def test_the_report_of_a_full_disk_is_none(tmp_path: Path) -> None:
    from tests.ui.conftest import NOW

    assert seams.report(ValueError("x"), tmp_path / "missing", NOW) is None
