"""The settings on screen: found, explained, changed in force and in the file, whose comments stay; no secret is shown."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.ui.conftest import Newsroom, Open, Reader
from tui_reader.model import messages
from tui_reader.model.access import Access
from tui_reader.model.passing import Passing
from tui_reader.settings import Settings
from tui_reader.strings import words
from tui_reader.ui.choices import ChoiceLines
from tui_reader.ui.settings_page import SettingsPage


def keep(newsroom: Newsroom, text: str) -> Path:
    """A file of settings as the reader wrote it."""
    path = newsroom.paths.config_file
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    newsroom.settings, _ = Settings.load(path)
    return path


async def to(reader: Reader, name: str) -> None:
    """Open the settings and find one."""
    if not isinstance(reader.app.screen, SettingsPage):
        await reader.press("g", "comma")
    lines = reader.app.screen.query_one(ChoiceLines)
    await reader.pilot.press(*["pageup"] * 4)
    for _ in range(60):
        if lines.current is not None and lines.current.answer == name:
            return
        await reader.pilot.press("down")
    raise AssertionError(name)


@pytest.mark.parametrize("lang", ["en", "vi"])
async def test_every_setting_is_there_with_value_sentence_and_default(
    newsroom: Newsroom, reading: Open, lang: str
) -> None:
    newsroom.lang = lang
    newsroom.articles("One")
    newsroom.settings = Settings(language=lang)
    async with reading(size=(120, 60)) as reader:
        await reader.press("g", "comma")
        page = reader.app.screen
        assert isinstance(page, SettingsPage)
        shown = {choice.answer for choice, _ in page._all}
        assert set(Settings.__struct_fields__) <= shown
        told = words(lang)
        for name in ("theme", "keep_days", "proxy"):
            await to(reader, name)
            assert told(f"settings.{name}.about")[:40] in reader.text()
            assert told("settings.default", value="")[:8].strip() in reader.text()


async def test_a_change_is_in_force_at_once_and_in_the_file_with_its_comments(
    newsroom: Newsroom, reading: Open
) -> None:
    path = keep(newsroom, '# mine\ntheme = "dark" # at night\n\n[keys]\n# stars\n"star" = ["*"]\n')
    newsroom.articles("One")
    async with reading() as reader:
        await to(reader, "theme")
        await reader.press("right")
        assert reader.app.theme == "light"
        assert path.read_text() == '# mine\ntheme = "light" # at night\n\n[keys]\n# stars\n"star" = ["*"]\n'
        await to(reader, "density")
        await reader.press("right", "escape")
        assert path.read_text() == (
            '# mine\ntheme = "light" # at night\ndensity = "compact"\n\n[keys]\n# stars\n"star" = ["*"]\n'
        )
        assert Settings.load(path)[0].density == "compact"
        assert reader.screen.desk.wishes.density == "compact"


async def test_ctrl_d_goes_back_to_the_default(newsroom: Newsroom, reading: Open) -> None:
    path = keep(newsroom, 'keep_days = 30\nmark_read = "passed"\n')
    newsroom.articles("One")
    async with reading() as reader:
        await to(reader, "mark_read")
        await reader.press("ctrl+d")
        assert path.read_text() == "keep_days = 30\n"
        assert reader.screen.desk.wishes.mark_read == "open"


async def test_what_the_engine_follows_is_told_to_it(newsroom: Newsroom, reading: Open) -> None:
    newsroom.articles("One")
    async with reading() as reader:
        await to(reader, "keep_days")
        await reader.press("enter", "ctrl+u", *"90", "enter")
        assert Settings.load(newsroom.paths.config_file)[0].keep_days == 90
        assert any(isinstance(one, messages.Reload) for one in reader.library.asked)
        asked = len(reader.library.asked)
        await to(reader, "mark_read")
        await reader.press("enter", "ctrl+u", *"dwell:3s", "enter")
        assert reader.screen.desk.wishes.mark_read == "dwell:3s"
        assert len(reader.library.asked) == asked, "none of the engine's business"


async def test_other_keys_hold_at_once(newsroom: Newsroom, reading: Open) -> None:
    one, two = newsroom.articles("One", "Two")
    async with reading() as reader:
        await to(reader, "key_preset")
        await reader.press("enter", "down", "enter", "escape", "j")
        assert reader.current == one, "no letters now"
        assert ": commands" in reader.text().splitlines()[-1]
        await reader.press("down")
        assert reader.current == two


async def test_the_language_changes_the_page_itself(newsroom: Newsroom, reading: Open) -> None:
    newsroom.articles("One")
    async with reading() as reader:
        await to(reader, "language")
        await reader.press("right")
        assert "Cài đặt" in reader.text()
        await reader.press("escape")
        assert "Chưa đọc" in reader.text()


async def test_what_cannot_be_is_explained_and_changes_nothing(newsroom: Newsroom, reading: Open) -> None:
    path = keep(newsroom, "connections = 8\n")
    newsroom.articles("One")
    async with reading() as reader:
        await to(reader, "connections")
        await reader.press("enter", "ctrl+u", *"1000", "enter")
        assert "expected: 1 … 256" in reader.text()
        assert path.read_text() == "connections = 8\n"


@pytest.mark.parametrize("text", ["theme = \n", "theme = 'dark'\ntheme = 'dark'\n"])
async def test_a_broken_file_is_left_as_it_is(newsroom: Newsroom, reading: Open, text: str) -> None:
    path = keep(newsroom, text)
    newsroom.articles("One")
    async with reading() as reader:
        await to(reader, "theme")
        await reader.press("right")
        assert "cannot be written" in reader.text()
        assert path.read_text() == text
        assert reader.app.theme == "dark"


async def test_a_link_to_the_file_stays_a_link(newsroom: Newsroom, reading: Open, tmp_path: Path) -> None:
    path = keep(newsroom, "")
    real = tmp_path / "dotfiles.toml"
    real.write_text("# kept elsewhere\n")
    path.unlink()
    path.symlink_to(real)
    newsroom.articles("One")
    async with reading() as reader:
        await to(reader, "theme")
        await reader.press("right")
        assert path.is_symlink()
        assert real.read_text() == '# kept elsewhere\ntheme = "light"\n'


async def test_no_secret_is_on_the_screen(newsroom: Newsroom, reading: Open) -> None:
    newsroom.settings = Settings(
        proxy="http://me:hunter2@proxy.example:3128",
        feeds={"bao.example": Access("an", "hunter2", headers={"X-A": "hunter2"})},
        pipe={"Words": Passing(("wc", "-w"))},
    )
    newsroom.articles("One")
    async with reading(size=(120, 60)) as reader:
        await to(reader, "proxy")
        assert "http://…@proxy.example:3128" in reader.text()
        seen = reader.text()
        await reader.press("enter")
        seen += reader.text()
        await reader.press("escape")
        await to(reader, "feeds")
        await reader.press("enter")
        assert '"user": "an"' in reader.text()
        assert "hunter2" not in seen + reader.text()
        await reader.press("escape")
        await to(reader, "pipe")
        await reader.press("enter")
        assert '"Words" = ["wc", "-w"]' in reader.text()


async def test_settings_are_found_without_marks(newsroom: Newsroom, reading: Open) -> None:
    newsroom.lang = "vi"
    newsroom.articles("One")
    async with reading() as reader:
        await reader.press("g", "comma", *"giao dien")
        current = reader.app.screen.query_one(ChoiceLines).current
        assert current is not None
        assert current.answer == "theme"
