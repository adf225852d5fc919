"""Keys are pressed, explained, kept in the reader's file with its comments, in force at once, and taken back."""

from __future__ import annotations

import pytest

from tests.ui.conftest import Newsroom, Open, Reader
from tests.ui.test_settings_page import keep
from tui_reader.settings import Settings
from tui_reader.ui.assigning import Loss, assign, lost_by_method, typed_again, with_keys
from tui_reader.ui.choices import ChoiceLines
from tui_reader.ui.key_capture import KeyCapture
from tui_reader.ui.keymap import build, strokes_of
from tui_reader.ui.keys_page import KeysPage


def test_a_key_that_is_taken_is_told_with_what_its_action_keeps() -> None:
    assert assign({}, "default", "explain", ("X",)).losses == ()
    assert assign({}, "default", "explain", ("s",)).losses == (Loss("star", ("s",), ()),)
    assert assign({}, "default", "explain", ("p",)).losses == (Loss("unread.previous", ("p",), ("N",)),)
    lost = {one.action for one in assign({}, "default", "explain", ("g",)).losses}
    assert {"go.all", "move.top", "search"} <= lost, "sequences that begin with it"


@pytest.mark.parametrize(("mine", "left"), [("*", ("s",)), ("*a", ("s",)), ("X", ("s", "*"))])
def test_the_reader_s_other_own_keys_give_way_in_the_file_too(mine: str, left: tuple[str, ...]) -> None:
    wanted = assign({"star": ("s", "*")}, "default", "explain", (mine,))
    assert wanted.changes.get("star", ("s", "*")) == left
    keymap, problems = build(with_keys({"star": ("s", "*")}, wanted.changes))
    assert problems == ()
    assert keymap.keys["explain"] == (mine,)
    assert keymap.keys["star"] == left


def test_a_macro_keeps_what_it_does() -> None:
    wishes = {"my.evening": {"keys": ("X",), "do": ("go.later",)}}
    changed = with_keys(wishes, assign(wishes, "default", "my.evening", ("Z",)).changes)
    assert changed == {"my.evening": {"keys": ("Z",), "do": ("go.later",)}}
    assert with_keys({"star": ("*",)}, {"star": None}) == {}


@pytest.mark.parametrize(
    ("key", "lost"), [("w", True), ("]", True), ("aS", True), ("Oo", True), ("as", False), ("X", False)]
)
def test_what_no_decoder_can_tell_is_known(key: str, lost: bool) -> None:
    assert lost_by_method(strokes_of(key), "telex") == lost
    assert not lost_by_method(strokes_of(key), "vni")
    assert typed_again(strokes_of("cc"))


async def to(reader: Reader, action: str) -> KeysPage:
    """The keys, the cursor on an action."""
    await reader.press("colon", *"new ones pressed", "enter")
    page = reader.app.screen
    assert isinstance(page, KeysPage)
    page._go_to(action)
    return page


async def test_a_key_is_pressed_kept_and_in_force_at_once(newsroom: Newsroom, reading: Open) -> None:
    path = keep(newsroom, '# mine\n[keys]\n# at night\n"later" = ["b"] # of bed\n')
    (one,) = newsroom.articles("One")
    async with reading() as reader:
        await to(reader, "star")
        await reader.press("enter", "enter")
        assert isinstance(reader.app.screen, KeyCapture)
        await reader.press("X")
        assert "X is free." in reader.text()
        await reader.press("enter")
        assert path.read_text() == '# mine\n[keys]\n# at night\n"later" = ["b"] # of bed\nstar = ["X"]\n'
        assert "Star: keep for ever: X" in reader.text()
        await reader.press("escape", "s")
        assert not (await reader.stored(one)).starred
        await reader.press("X")
        assert (await reader.stored(one)).starred


async def test_a_sequence_and_a_clash_are_explained_before_anything_is_kept(
    newsroom: Newsroom, reading: Open
) -> None:
    path = keep(newsroom, "")
    newsroom.articles("One")
    async with reading() as reader:
        await to(reader, "explain")
        await reader.press("enter", "enter", "s")
        assert "s stands for “star” now; that keeps no key" in reader.text()
        await reader.press("tab", "g", "s")
        assert "gs stands for “starred” now; that keeps no key" in reader.text()
        await reader.press("tab", "f5")
        assert "f5 is free." in reader.text()
        await reader.press("tab", "w")
        assert "With a Vietnamese input method on" in reader.text()
        await reader.press("escape", "escape")
        assert path.read_text() == ""


async def test_changes_are_taken_back_one_after_the_other_and_the_default_is_one_key_away(
    newsroom: Newsroom, reading: Open
) -> None:
    path = keep(newsroom, '[keys]\n"star" = ["*"]\n')
    newsroom.articles("One")
    async with reading() as reader:
        page = await to(reader, "star")
        await reader.press("enter", "down", "enter", "X", "enter")
        assert path.read_text() == '[keys]\n"star" = ["*", "X"]\n'
        await reader.press("enter", "down", "down", "enter")
        assert Settings.load(path)[0].keys == {"star": ()}
        assert page._keymap.key_of("star") == ""
        await reader.press("ctrl+z", "ctrl+z")
        assert path.read_text() == '[keys]\n"star" = ["*"]\n'
        await reader.press("ctrl+d")
        assert "star" not in path.read_text()
        assert reader.screen.desk.keymap.key_of("star") == "s"
        await reader.press("ctrl+z")
        assert reader.screen.desk.keymap.key_of("star") == "*"


async def test_an_input_method_that_is_on_is_understood_while_a_key_is_pressed(
    newsroom: Newsroom, reading: Open
) -> None:
    newsroom.lang = "vi"
    keep(newsroom, "")
    newsroom.articles("One")
    async with reading() as reader:
        await reader.press("colon", *"phim rieng", "enter")
        page = reader.app.screen
        assert isinstance(page, KeysPage)
        page._go_to("explain")
        await reader.press("enter", "enter", "o", "backspace", "ọ")
        assert "o j" in reader.text()
        assert "Bộ gõ tiếng Việt đang bật" in reader.text()
        await reader.press("enter")
        assert reader.screen.desk.keymap.key_of("explain") == "oj"


async def test_help_leads_to_the_keys_of_what_is_chosen_there(newsroom: Newsroom, reading: Open) -> None:
    keep(newsroom, "")
    newsroom.articles("One")
    async with reading() as reader:
        await reader.press("question_mark", *"star: keep", "ctrl+e")
        current = reader.app.screen.query_one(ChoiceLines).current
        assert current is not None
        assert current.answer == "star"
        await reader.press("escape", "g", "comma", *"keys", "enter")
        page = reader.app.screen
        assert isinstance(page, KeysPage)


async def test_a_file_that_cannot_be_written_is_told_and_changes_nothing(
    newsroom: Newsroom, reading: Open
) -> None:
    path = keep(newsroom, "")
    path.write_text("keys = 5\n")
    newsroom.articles("One")
    async with reading() as reader:
        await to(reader, "star")
        await reader.press("enter", "enter", "X", "enter")
        assert "cannot be written" in reader.text()
        assert path.read_text() == "keys = 5\n"
        assert reader.screen.desk.keymap.key_of("star") == "s"
