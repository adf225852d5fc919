"""Every action that was decided is there, on its keys, does something, and is pressed in a test of the running program."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.ui.conftest import Newsroom, Open
from tests.ui.keys_as_decided import DECIDED, FREE
from tests.ui.test_finding import index
from tui_reader.model.document import Paragraph, Span
from tui_reader.model.view import Place, View
from tui_reader.settings import Settings
from tui_reader.strings import words
from tui_reader.ui.keymap import build, strokes_of
from tui_reader.ui.keys import COMMANDS, TABLE
from tui_reader.ui.presets import preset_table

HERE = Path(__file__).parent
WRITTEN = {
    "question_mark": "?",
    "colon": ":",
    "slash": "/",
    "comma": ",",
    "full_stop": ".",
    "apostrophe": "'",
    "plus": "+",
    "minus": "-",
    "less_than_sign": "<",
    "greater_than_sign": ">",
    "vertical_line": "|",
    "backslash": "\\",
}
TYPED_INTO_THE_PALETTE = {
    "discussion.find": ("test_talk_elsewhere.py", "discussions of this"),
    "explain": ("test_finding.py", "why this article"),
    "find.order": ("test_every_key.py", "best first"),
    "go.look": ("test_every_key.py", "need a look"),
    "go.keys": ("test_keys_edited.py", "new ones pressed"),
    "go.tag": ("test_presets.py", "articles with a tag"),
    "feed.starter": ("test_starter.py", "newspapers"),
    "feed.import": ("test_moving_in.py", "take over feeds"),
    "feed.export": ("test_moving_in.py", "write the feeds"),
}
"""Actions without a key in any preset: which test names them."""


def test_the_table_is_the_one_decided() -> None:
    ours = {row.id: (row.keys, row.contexts) for row in TABLE}
    assert {name: ours.get(name) for name in DECIDED} == DECIDED
    assert set(DECIDED) <= set(COMMANDS)


def test_keys_left_to_the_reader_are_free() -> None:
    keymap, _ = build({})
    taken = {strokes[0] for table in keymap.actions.values() for strokes in table}
    assert taken & set(FREE) == set()


def pressed(path: Path) -> Iterator[tuple[str, ...]]:
    """What every call of ``press`` in a file presses, as far as it is written there."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "press":
            yield tuple(key for argument in node.args for key in _keys(argument))


def _keys(node: ast.expr) -> list[str]:
    match node:
        case ast.Constant(value=str(key)):
            return [WRITTEN.get(key, key)]
        case ast.Starred(value=ast.Constant(value=str(text))):
            return list(text)
        case ast.Starred(value=ast.BinOp(left=ast.List(elts=keys) | ast.Tuple(elts=keys))):
            return [key for one in keys for key in _keys(one)]
        case _:
            return [""]


def test_every_action_is_pressed_in_a_test_of_the_running_program() -> None:
    files = [*HERE.rglob("test_*.py"), *(HERE.parent / "terminal").rglob("*.py")]
    runs = [" ".join(keys) + " " for path in files for keys in pressed(path)]
    newsboat = preset_table("newsboat")
    missing = []
    for name, row in COMMANDS.items():
        if name in TYPED_INTO_THE_PALETTE:
            file, typed = TYPED_INTO_THE_PALETTE[name]
            found = typed in (HERE / file).read_text("utf-8")
        else:
            ways = [" ".join(strokes_of(key)) + " " for key in row.keys or newsboat[name]]
            found = any(f" {way}" in f" {run}" for way in ways for run in runs)
        missing += [] if found else [name]
    assert missing == []


async def test_every_action_has_a_deed(newsroom: Newsroom, reading: Open) -> None:
    newsroom.articles("One")
    async with reading() as reader:
        assert set(COMMANDS) - set(reader.screen.deeds) == set()


async def test_marks_above_and_below_the_cursor(newsroom: Newsroom, reading: Open) -> None:
    one, two, three, four = newsroom.articles("One", "Two", "Three", "Four")
    async with reading() as reader:
        await reader.press("j", "M", "a")
        assert [(await reader.stored(this)).read for this in (one, two, three, four)] == [
            True,
            False,
            False,
            False,
        ]
        await reader.press("u", "M", "b")
        assert [(await reader.stored(this)).read for this in (one, two, three, four)] == [
            False,
            False,
            True,
            True,
        ]


@pytest.mark.parametrize("lang", ["en", "vi"])
async def test_every_place_has_its_sequence(newsroom: Newsroom, reading: Open, lang: str) -> None:
    newsroom.lang = lang
    newsroom.articles("One")
    async with reading() as reader:
        for key, place in zip(
            "aulrsyct",
            ["all", "unread", "later", "unfinished", "starred", "read", "discussions", "today"],
            strict=True,
        ):
            await reader.press("g", key)
            assert reader.screen.lists.view == View(Place(place))
            assert words(lang)(f"view.{place}") in reader.text()
        await reader.press("g", "t", "g", "r", "g", "y")
        assert reader.screen.lists.view == View(Place.READ)


async def test_feeds_that_need_a_look_and_the_best_of_what_was_found_by_the_palette(
    newsroom: Newsroom, reading: Open
) -> None:
    newsroom.articles("Rain", "Two")
    index(newsroom)
    async with reading() as reader:
        await reader.press("colon", *"need a look", "enter")
        assert "No feed needs a look" in reader.text()
        await reader.press("escape", "slash", *"rain", "enter")
        assert len(reader.screen.desk.entries.ids) == 1
        await reader.press("colon", *"best first", "enter")
        assert "best" in reader.notice


async def test_newsboat_s_own_open_links_by_number_clear_what_was_found_and_open_and_mark(
    newsroom: Newsroom, reading: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    went: list[str] = []

    def note(url: str, _: object) -> bool:
        went.append(url)
        return True

    monkeypatch.setattr("tui_reader.ui.addresses.open_outside", note)
    one, two = newsroom.articles("Rain", "Two")
    newsroom.text(one, Paragraph((Span("first", href="https://a.example/1"), Span(" and more"))))
    index(newsroom)
    newsroom.settings = Settings(key_preset="newsboat")
    async with reading() as reader:
        await reader.press("f", *"rain", "enter")
        assert list(reader.screen.desk.entries.ids) == [one]
        await reader.press("ctrl+f")
        assert list(reader.screen.desk.entries.ids) == [one, two]
        await reader.press("down", "O")
        assert went == ["https://news.example/2"]
        assert (await reader.stored(two)).read
        await reader.press("up", "enter", "1")
        assert [request.url for request in reader.library.asked if hasattr(request, "url")] == [
            "https://a.example/1"
        ]
