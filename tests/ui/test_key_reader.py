"""Keys to actions: sequences, counts, input methods; and the keymap with the reader's own wishes."""

from __future__ import annotations

import pytest

from tui_reader.strings import words
from tui_reader.ui.footer import Item, fitted, items
from tui_reader.ui.key_reader import Chosen, KeyReader, Waiting
from tui_reader.ui.keymap import build, strokes_of
from tui_reader.ui.keys import COMMANDS, FOOTER, TABLE


def reader() -> KeyReader:
    return KeyReader(build({})[0])


def typed(keys: str, context: str = "L", using: KeyReader | None = None) -> list[Chosen]:
    """Keys parted by blanks; one character is its own."""
    read = using or reader()
    return [
        one for key in keys.split() for one in read.press(key, key if len(key) == 1 else None, context)[0]
    ]


@pytest.mark.parametrize(
    ("keys", "chosen"),
    [
        ("j", [Chosen("move.down")]),
        ("5 j", [Chosen("move.down", 5)]),
        ("1 0 j", [Chosen("move.down", 10)]),
        ("0", [Chosen("size.reset")]),
        ("g g", [Chosen("move.top")]),
        ("g u", [Chosen("go.unread")]),
        ("g /", [Chosen("search")]),
        ("M a", [Chosen("mark.above")]),
        ("z M", [Chosen("fold.all")]),
        ("g escape j", [Chosen("move.down")]),
        ("5 escape j", [Chosen("move.down")]),
        ("g x j", [Chosen("move.down")]),
        ("g space j", [Chosen("move.down")]),
        ("escape", [Chosen("back")]),
        ("backspace", []),
        ("X", []),
        ("w [ ] { }", []),
        ("ctrl+d", [Chosen("move.half_down")]),
    ],
)
def test_keys_become_actions(keys: str, chosen: list[Chosen]) -> None:
    assert typed(keys) == chosen


def test_a_fold_level_is_the_digit_of_its_sequence() -> None:
    assert typed("z 3", "C") == [Chosen("fold.level", 3)]
    assert typed("z 3", "L") == []


def test_half_a_command_shows_what_may_follow() -> None:
    read = reader()
    typed("3 g", using=read)
    assert read.waiting.text == "3g"
    assert ("u", "go.unread") in read.waiting.continuations
    read.reset()
    assert read.waiting == Waiting()


def test_changing_the_pane_forgets_half_a_command() -> None:
    read = reader()
    typed("g", "L", read)
    assert typed("u", "A", read) == [Chosen("undo")]


def test_an_input_method_left_on_eats_no_command() -> None:
    read = reader()
    got, noticed = [], []
    for key in ("o", "backspace", "ọ"):
        chosen, notice = read.press(key, key if len(key) == 1 else None, "L")
        got += [one.action for one in chosen]
        noticed.append(notice)
    assert got == ["open.browser", "move.down"]
    assert noticed == [False, False, True]


def test_keys_mean_the_same_in_every_pane_or_nothing() -> None:
    meanings: dict[str, set[str]] = {}
    for command in TABLE:
        for key in command.keys:
            meanings.setdefault(key, set()).add(command.id)
    assert {key: ids for key, ids in meanings.items() if len(ids) > 1} == {}


def test_no_forbidden_key_is_bound() -> None:
    bound = {strokes_of(key)[0] for command in TABLE for key in command.keys}
    forbidden = {"backspace", "w", "W", "[", "]", "{", "}", "ctrl+i", "ctrl+m", "ctrl+j", "ctrl+h", "ctrl+["}
    assert not bound & forbidden
    assert not [key for key in bound if key.startswith(("alt+", "f1", "f2"))]


def test_every_action_and_key_of_the_table_has_words_in_both_languages() -> None:
    for lang in ("en", "vi"):
        for name in COMMANDS:
            if name != "fold.level":
                assert words(lang).has(f"action.{name}"), name


def test_the_readers_own_keys_replace_and_take_away() -> None:
    keymap, problems = build({"star": ("*",), "later": ()})
    assert not problems
    assert keymap.actions["L"][("*",)] == "star"
    assert ("s",) not in keymap.actions["L"]
    assert ("a",) not in keymap.actions["L"]


@pytest.mark.parametrize(
    ("wishes", "code"),
    [
        ({"strar": ("*",)}, "keys.unknown"),
        ({"zzz": ("*",)}, "keys.unknown_alone"),
        ({"star": 3}, "keys.wrong"),
        ({"star": ("alt+s",)}, "keys.cannot_send_near"),
        ({"star": ("hyper+zzz",)}, "keys.cannot_send"),
        ({"star": ("X",), "later": ("X",)}, "keys.clash"),
    ],
)
def test_wishes_that_cannot_be_used_are_explained_and_the_rest_works(
    wishes: dict[str, object], code: str
) -> None:
    keymap, problems = build(wishes)
    assert [problem.code for problem in problems] == [code]
    assert words("en")(problems[0].code, **problems[0].facts)
    assert keymap.actions["L"][("j",)] == "move.down"


@pytest.mark.parametrize("lang", ["en", "vi"])
@pytest.mark.parametrize("context", list(FOOTER))
def test_the_footer_fits_every_width_and_always_offers_help(lang: str, context: str) -> None:
    keymap, _ = build({})
    given = items(context, keymap, words(lang))
    assert len(given) <= 7
    for width in range(12, 200):
        shown = fitted(given, width)
        assert shown[-1].action == "help"
        assert 2 + sum(item.width for item in shown) + 2 * (len(shown) - 1) <= width
    assert len(fitted(given, 80)) >= 5
    assert len(fitted(given, 48)) in (4, 5)


def test_footer_labels_go_before_keys_do() -> None:
    given = [
        Item("a", "a", "word"),
        Item("b", "b", "word"),
        Item("c", "c", "word"),
        Item("help", "?", "help"),
    ]
    assert [item.key for item in fitted(given, 14)] == ["a", "b", "c", "?"]
