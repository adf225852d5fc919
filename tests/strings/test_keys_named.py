"""Sentences name the keys that work for this reader: looked up by the action, never spelt out."""

import re
from pathlib import Path

import pytest

import tui_reader
from tests.strings.test_catalogue import texts
from tests.strings.test_use import asked
from tui_reader.model.view import Sources
from tui_reader.strings import Words, words
from tui_reader.ui.keymap import build
from tui_reader.ui.keys import COMMANDS, NUMBERED
from tui_reader.ui.palette import palette
from tui_reader.ui.presets import PRESETS

PACKAGE = Path(tui_reader.__file__).parent
NAMED = re.compile(r"\{press\[([\w.]+)\]\}")

OF_WHAT_IS_OPEN = {
    "aa.hint": "the Aa panel",
    "action.find.long": "the find box",
    "action.back.long": "Esc, which never ends the program",
    "comments.reply_toggle": "the box an opinion is written in",
    "footer.hints.browser": "letters over links",
    "notice.input_method": "what no input method ever changes",
    "notice.leads_elsewhere": "letters over links, and the question before a doubtful link",
    "notice.leads_odd": "letters over links, and the question before a doubtful link",
    "picture.keys": "the large picture",
    "picture.keys_near": "the large picture",
    "rule.again": "the form of a rule",
    "rule.hint": "the list of rules",
    "search.none": "the find box",
    "search.ranking": "the find box",
    "start.empty": "the dialog for addresses",
}
"""Keys that are no actions: a box, a panel, a dialog has them in every preset, and no keymap can take them away."""

LITERAL = re.compile(
    r"""
    \b(?:Enter|Esc|Tab|Space|PgUp|PgDn|Home|Shift)\b | phím.cách | \bctrl\+ | [↑↓←→]
    | (?<![\w{}.'’&-])(?:[b-zB-HJ-Z]|g[a-np-z,/]|M[a-z/]|z[a-zMR])(?![\w{}.'’&-])   # a letter that stands alone
    | (?:[Nn]hấn|[Pp]ress|gõ\ phím)[ \u00a0](?!\{press|\w\w)                          # "press ?"
    """,
    re.VERBOSE,
)
"""What looks like a key. `a`, `I` and `go` are English words: there the Vietnamese sentence tells."""
NO_KEY = {
    *("block.code_more", "block.table_less", "block.table_more"),  # arrows that point on
    *("keys.name.enter", "keys.name.escape", "keys.name.tab", "keys.name.space"),
    *("row_age.hours", "list.comments_short"),  # 2 h, 12 c
}
"""Signs that are no keys."""


@pytest.mark.parametrize("lang", ["en", "vi"])
def test_no_sentence_spells_out_a_key(lang: str) -> None:
    spelt = (
        re.compile(LITERAL.pattern.replace("[b-zB-HJ-Z]|g[a-np-z", "[a-zA-Z]|g[a-z"), re.VERBOSE)
        if lang == "vi"
        else LITERAL
    )
    found = {
        key: text
        for key, text in texts(lang)
        if spelt.search(re.sub(r"\{(?!press)\w+\}", "…", text)) and key not in {*OF_WHAT_IS_OPEN, *NO_KEY}
    }
    assert found == {}


def test_what_may_spell_out_keys_does() -> None:
    spelt = {key for lang in ("en", "vi") for key, text in texts(lang) if LITERAL.search(text)}
    assert set(OF_WHAT_IS_OPEN) - spelt == set()


def test_every_key_that_is_named_is_an_action_s() -> None:
    for lang in ("en", "vi"):
        for key, text in texts(lang):
            assert set(NAMED.findall(text)) <= set(COMMANDS) - NUMBERED, key


@pytest.mark.parametrize("lang", ["en", "vi"])
@pytest.mark.parametrize("preset", PRESETS)
def test_what_is_to_be_typed_after_the_palette_s_key_finds_the_action_first(preset: str, lang: str) -> None:
    told = words(lang)
    keymap, _ = build({}, preset)
    for action in {name for _, text in texts(lang) for name in NAMED.findall(text)}:
        if keymap.key_of(action):
            continue
        for context in COMMANDS[action].contexts:
            found = palette(context, keymap, Sources(), told)._found(told(f"action.{action}"))
            first = next((one.answer for one in found if not one.heading), "")
            assert first == f"do:{action}", (action, context, [one.text for one in found][:4])


def test_commands_of_the_shell_name_no_keys() -> None:
    files = [path for room in ("cli", "engine", "export") for path in (PACKAGE / room).rglob("*.py")]
    naming = {key for key, text in texts("en") if NAMED.search(text)}
    assert naming & {key for path in files for key in asked(path)} == {
        "cli.letters_waiting",
        "feeds.unsubscribed",
    }, "these say: in the reader"


@pytest.mark.parametrize("lang", ["en", "vi"])
def test_what_the_shell_may_be_told_has_a_sentence_without_keys(lang: str) -> None:
    groups = ("health.", "store.", "query.", "engine.")
    assert {key for key, text in texts(lang) if key.startswith(groups) and NAMED.search(text)} <= {
        key.removesuffix(".shell") for key, _ in texts(lang) if key.endswith(".shell")
    } | {"engine.stopped"}


def test_a_sentence_names_the_reader_s_own_key_and_the_shell_none() -> None:
    keymap, _ = build({"refresh": ("X",), "full_text": ()}, "default")
    on_screen = Words("vi", strict=True, keys=keymap)
    assert on_screen("empty.feed") == "Nguồn này chưa có bài. Nhấn X để cập nhật."
    assert on_screen(
        "article.only_summary"
    ) == "Nguồn chỉ gửi phần tóm tắt. Nhấn “: toàn~văn” để tải toàn văn.".replace("~", "\u00a0")
    assert on_screen("empty.article") == "Chọn một bài rồi nhấn Enter để đọc."
    assert on_screen.explain("moved", {"url": "https://x.example/"}).endswith("Enter để dùng địa chỉ mới.")
    assert (
        words("en").explain("moved", {"url": "https://x.example/"})
        == "The feed has moved to https://x.example/."
    )
    assert words("en").explain("engine_stopped", {}) == "The part that fetches stopped before it was done."


def test_without_a_palette_s_key_the_action_is_called_by_its_name() -> None:
    keymap, _ = build({"commands": (), "undo": ()})
    assert Words("en", keys=keymap)("notice.mark_read", n=2) == "2 articles marked as read. “undo” undoes."
