"""What input methods send for the keys a reader presses, and the keys that come out again."""

from collections.abc import Sequence
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.ui.rewriter import VOWELS, Rewriter
from tui_reader.ui.input_method import EMPTY_CHARACTERS, Decoder
from tui_reader.ui.key_reader import Chosen, KeyReader
from tui_reader.ui.keymap import build
from tui_reader.ui.presets import PRESETS

SINGLE_KEYS = "jkbG'.,<>hlqQcBFJKnpNmAsatdSxvVueifLOHIPoyY|+=-_0TC/U\\:?rREDgzM123456789"
"""Every key of one character in the default table (keys.md), first halves of sequences and counts included."""


def decoded(decoder: Decoder, arriving: Sequence[str]) -> list[str]:
    keys: list[str] = []
    for event in arriving:
        name, character = (
            ("backspace", "\x7f") if event == "⌫" else (event, event if len(event) == 1 else None)
        )
        keys += decoder.feed(name, character).keys
    return keys


def through(rewriter: Rewriter, pressed: Sequence[str]) -> list[str]:
    """The keys that come out when the input method is on, ended by an arrow key that is taken off again."""
    rewriter.clear()
    arriving = [event for key in pressed for event in rewriter.press(key)]
    *keys, last = decoded(Decoder(rewriter.method), [*arriving, "down"])
    assert last == "down"
    return keys


TABLE = [
    # method, keys pressed, what arrives, keys expected
    ("telex", "oj", "o⌫ọ", "oj"),
    ("telex", "as", "a⌫á", "as"),
    ("telex", "dd", "d⌫đ", "dd"),
    ("telex", "OO", "O⌫Ô", "OO"),
    ("telex", "AS", "A⌫Á", "As"),
    ("telex", "toans", "toan⌫⌫án", "toans"),
    ("telex", "toans", "toan⌫⌫⌫⌫toán", "toans"),
    ("telex", "dand", "dan⌫⌫⌫đan", "dand"),
    ("telex", "hoafn", "hoa⌫⌫òa⌫⌫oàn", "hoafn"),
    ("telex", "asoa", "a⌫á⌫aóa", "asoa"),
    ("telex", "ass", "a⌫á⌫as", "ass"),
    ("telex", "asz", "a⌫á⌫a", "asz"),
    ("telex", "aszj", "a⌫á⌫a⌫ạ", "aszj"),
    ("telex", "asza", "a⌫á⌫a⌫â", "asza"),
    ("telex", "aaa", "a⌫â⌫aa", "aaa"),
    ("telex", "ow", "o⌫ơ", "ow"),
    ("telex", "ojk", "o⌫ọk⌫⌫ojk", "ojk"),
    ("telex", "dandk", "dan⌫⌫⌫đank⌫⌫⌫⌫dandk", "dandk"),
    ("telex", "askk", "a⌫ák⌫⌫askk", "askk"),
    ("telex", "oj", "o\u202f⌫⌫ọ", "oj"),
    ("telex", "oj", "o\u200b⌫⌫ọ", "oj"),
    ("telex", "oj", "o\u0323", "oj"),
    ("telex", "oj", "o⌫o\u0323", "oj"),
    ("telex", "w", "ư", ""),
    ("telex", "[", "ơ", ""),
    ("telex", "ww", "ư⌫w", "w"),
    ("telex", "⌫j", "⌫j", "j"),
    ("telex", "o⌫j", "o⌫j", "oj"),
    ("telex", "j", "⌫ọ", "j"),
    ("telex", "?", "⌫ậ", ""),
    ("vni", "a1", "a⌫á", "a1"),
    ("vni", "o5", "o⌫ọ", "o5"),
    ("vni", "d9", "d⌫đ", "d9"),
    ("vni", "a11", "a⌫á⌫a1", "a11"),
    ("vni", "a10", "a⌫á⌫a", "a10"),
]


@pytest.mark.parametrize(("method", "pressed", "arrives", "expected"), TABLE)
def test_what_arrives_is_read_as_the_keys_pressed(
    method: str, pressed: str, arrives: str, expected: str
) -> None:
    assert decoded(Decoder(method), [*arrives, "down"]) == [*expected, "down"], pressed


@pytest.mark.parametrize("method", ["telex", "vni"])
def test_without_an_input_method_every_key_passes_unchanged(method: str) -> None:
    for first, second in product(SINGLE_KEYS, repeat=2):
        decoder = Decoder(method)
        assert decoded(decoder, [first, second]) == [first, second]
        assert not decoder.seen


def case_is_lost(method: str, first: str, second: str) -> bool:
    """The one kind of pair no decoder can tell: Shift on the key that only puts a mark leaves no trace."""
    if method == "vni":
        return False
    tone = first.lower() in VOWELS and second in "SFRXJ"
    doubled = first.lower() in "aeod" and first != second and first.lower() == second.lower()
    return tone or doubled


MANNERS = [
    Rewriter(method, whole_word, empty, restores)
    for method in ("telex", "vni")
    for whole_word, empty, restores in (
        (False, "", False),
        (True, "", False),
        (False, "\u202f", False),
        (False, "", True),
    )
]


@pytest.mark.parametrize("rewriter", MANNERS, ids=repr)
def test_every_pair_of_keys_comes_out_as_pressed_but_for_the_named_ones(rewriter: Rewriter) -> None:
    pairs = list(product(SINGLE_KEYS, repeat=2))
    out = {pair: through(rewriter, pair) for pair in pairs}
    wrong = {pair for pair in pairs if out[pair] != list(pair)}
    for pair in sorted(wrong):
        print(f"{rewriter.method}: {' '.join(pair)} comes out as {' '.join(out[pair])}")
    assert wrong == {pair for pair in pairs if case_is_lost(rewriter.method, *pair)}
    assert all("".join(out[pair]).lower() == "".join(pair).lower() for pair in wrong)


@pytest.mark.parametrize("rewriter", MANNERS, ids=repr)
def test_runs_of_small_letters_and_digits_come_out_as_pressed(rewriter: Rewriter) -> None:
    keys = "jkaosdzexnm01" if rewriter.method == "telex" else "jkaodu016789nm"
    assert [run for run in product(keys, repeat=3) if through(rewriter, run) != list(run)] == []


@pytest.mark.parametrize("method", ["telex", "vni"])
def test_a_word_given_up_at_its_end_and_typed_anew_presses_nothing_twice(method: str) -> None:
    rewriter = Rewriter(method, restores=True)
    runs = [[*run, ".", "j"] for run in product("askojdez" if method == "telex" else "a1ko5d9e", repeat=4)]
    assert [run for run in runs if through(rewriter, run) != run] == []


@pytest.mark.parametrize("key", ["enter", "escape", "tab", "up", "left", "ctrl+d", "pagedown", "space"])
def test_keys_that_end_a_word_pass_at_once_and_the_word_is_forgotten(key: str) -> None:
    decoder = Decoder()
    assert decoded(decoder, ["o", key]) == ["o", key]
    assert decoded(decoder, ["⌫", "o", "k"]) == ["o", "k"]
    assert decoder.feed("space", " ").keys == ("space",)


def test_a_tone_taken_away_is_told_with_the_next_key_so_that_sequences_work() -> None:
    decoder = Decoder()
    assert decoded(decoder, ["o", "⌫", "ọ", "⌫", "o"]) == ["o", "j"]
    assert decoder.feed("a", "a").keys == ("z", "a")


def test_an_input_method_is_noticed_once_and_only_by_its_letters() -> None:
    decoder = Decoder()
    notices = [
        decoder.feed(*event).noticed for event in [("o", "o"), ("backspace", "\x7f"), ("ọ", "ọ"), ("ư", "ư")]
    ]
    assert notices == [False, False, True, False]
    assert decoder.seen


def test_the_letters_of_a_french_keyboard_are_not_an_input_method() -> None:
    decoder = Decoder()
    assert decoded(decoder, ["é", "à", "j"]) == ["j"]
    assert not decoder.seen


def test_a_word_that_arrives_at_once_counts_only_if_all_of_it_moves() -> None:
    decoder = Decoder()
    assert decoder.word("jjj").keys == ("j", "j", "j")
    assert decoder.word("jja").keys == ()
    assert decoder.word("a").keys == ("a",)
    assert not decoder.seen
    assert decoder.word("ọk").noticed


@given(
    st.lists(st.sampled_from([*"jaodsz1Á", "ọ", "đ", "\u0323", "⌫", "⌫", "enter", *sorted(EMPTY_CHARACTERS)]))
)
def test_whatever_arrives_only_ascii_keys_and_names_come_out(arriving: list[str]) -> None:
    decoder = Decoder()
    keys = decoded(decoder, arriving)
    assert all(key.isascii() and key.isprintable() for key in keys)
    assert len(keys) <= len(arriving)


def keys_of_one_letter(preset: str) -> set[str]:
    """Every stroke of one character in a preset's table, the halves of sequences and the digits of counts, too."""
    keymap, _ = build({}, preset)
    bound = {stroke for table in keymap.actions.values() for strokes in table for stroke in strokes}
    return {stroke for stroke in bound if len(stroke) == 1} | set("123456789")


@pytest.mark.parametrize("preset", PRESETS)
def test_the_keys_tried_in_pairs_are_those_of_every_preset(preset: str) -> None:
    assert keys_of_one_letter(preset) <= set(SINGLE_KEYS + "()X")
    if preset == "default":
        assert set(SINGLE_KEYS) - keys_of_one_letter(preset) <= set("H"), "what changed in an article"


def chosen(reader: KeyReader, events: Sequence[str]) -> list[Chosen]:
    """What a reader that sees these events does; an arrow key at the end, as the hand goes on."""
    found: list[Chosen] = []
    for event in [*events, "down"]:
        name, character = (
            ("backspace", "\x7f") if event == "⌫" else (event, event if len(event) == 1 else None)
        )
        found += reader.press(name, character, "L")[0]
    return found


@pytest.mark.parametrize("preset", ["default", "newsboat"])
@pytest.mark.parametrize("method", ["telex", "vni"])
def test_every_pair_of_keys_does_the_same_with_the_input_method_on(method: str, preset: str) -> None:
    keymap, _ = build({}, preset)
    rewriter = Rewriter(method)
    wrong = []
    for pair in product(sorted(keys_of_one_letter(preset)), repeat=2):
        rewriter.clear()
        arriving = [event for key in pair for event in rewriter.press(key)]
        if chosen(KeyReader(keymap, method), arriving) != chosen(KeyReader(keymap, method), pair):
            wrong.append(pair)
    assert [pair for pair in wrong if not case_is_lost(method, *pair)] == []
