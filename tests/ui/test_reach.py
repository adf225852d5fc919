"""In every preset everything is reached without function keys, without Alt, without a mouse."""

from __future__ import annotations

import pytest
from textual.widgets import Input

from tests.ui.conftest import Newsroom, Open, Reader
from tests.ui.test_presets import LOST_BY_TERMINALS
from tui_reader.model.comment import CommentData
from tui_reader.settings import Settings
from tui_reader.ui.keymap import build, strokes_of
from tui_reader.ui.keys import COMMANDS, NUMBERED
from tui_reader.ui.main_screen import MainScreen
from tui_reader.ui.presets import PRESETS

TYPED = {":": "colon", "?": "question_mark", "|": "vertical_line", "\\": "backslash", "/": "slash"}


async def pressed(reader: Reader, key: str) -> None:
    assert not key.startswith(LOST_BY_TERMINALS)
    for stroke in strokes_of(key):
        await reader.pilot.press(TYPED.get(stroke, stroke))


@pytest.mark.parametrize("preset", sorted({*PRESETS} - {"default"}))
async def test_every_action_is_reached_by_its_key_or_by_its_name_in_the_palette(
    newsroom: Newsroom, reading: Open, monkeypatch: pytest.MonkeyPatch, preset: str
) -> None:
    (one,) = newsroom.articles("One", comments=newsroom.talked_about())
    newsroom.talk(one, CommentData("1", author="Lan Anh", body="So it is."))
    newsroom.settings = Settings(key_preset=preset)
    keymap, _ = build({}, preset)
    done: list[str] = []
    really, noting = MainScreen.do, False

    def do(screen: MainScreen, action: str, count: int | None = None) -> None:
        """Only what opens the palette is done: everything else is noted, and the screen stays as it is."""
        done.append(action)
        if action == "commands" or not noting:
            really(screen, action, count)

    monkeypatch.setattr(MainScreen, "do", do)
    async with reading(size=(80, 24)) as reader:
        await reader.press("enter")
        panes = reader.screen.panes
        for pane in type(panes.focus):
            noting = False
            panes.go(pane)
            await reader.settle()
            noting = True
            for name, row in COMMANDS.items():
                # each where it works first: that it is the same elsewhere is the keymap's business
                if name in NUMBERED or name == "quit" or pane != row.contexts[0]:
                    continue
                done.clear()
                if key := keymap.key_of(name):
                    await pressed(reader, key)
                else:
                    await pressed(reader, keymap.key_of("commands"))
                    reader.app.screen.query_one(Input).value = reader.screen.desk.words(f"action.{name}")
                    await reader.pilot.press("enter")
                    await reader.pilot.pause()
                assert done[-1:] == [name], (preset, pane, key, done)
                if not reader.alone:
                    await reader.pilot.press("escape")
        noting = False
        await pressed(reader, keymap.key_of("quit"))
        await reader.settle()
        assert not reader.app.is_running or reader.app._exit


async def test_with_arrows_enter_tab_and_escape_alone_one_reads_writes_and_sets(
    newsroom: Newsroom, reading: Open
) -> None:
    """No letters but those typed into boxes, as from a keyboard on a screen."""
    one, two = newsroom.articles("One", "Two", comments=newsroom.talked_about())
    newsroom.talk(two, CommentData("1", author="Lan Anh", body="So it is."))
    newsroom.settings = Settings(key_preset="arrows-only")
    async with reading(size=(200, 50)) as reader:
        await reader.press("down", "enter")
        assert reader.shown == two
        await reader.press("right")
        assert reader.pane == "comments"
        await reader.press("colon", *"write", "enter")
        assert reader.screen.desk.opinion_box is not None
        await reader.press(*"mine", "escape")
        await reader.press("left", "left")
        assert reader.pane == "list"
        await reader.press("colon", *"settings", "enter", *"density", "enter", "down", "enter", "escape")
        assert reader.screen.desk.wishes.density == "compact"
        await reader.press("up", "enter", "colon", *"aa", "enter")
        await reader.press("up", "up", "enter")
        assert reader.screen.sizes.panel_open
        await reader.press("escape", "question_mark", "down", "enter")
        assert reader.shown == one
