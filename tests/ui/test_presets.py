"""Each preset reaches everything: without letters, without Alt, without function keys, without a mouse; and macros."""

from __future__ import annotations

import pytest

from tests.ui.conftest import Newsroom, Open
from tui_reader.model.view import Place, Sources, View
from tui_reader.settings import Settings
from tui_reader.strings import words
from tui_reader.ui.choices import ChoiceLines
from tui_reader.ui.footer import items
from tui_reader.ui.key_reader import Chosen, KeyReader
from tui_reader.ui.keymap import build, strokes_of
from tui_reader.ui.keys import COMMANDS, FOOTER, NUMBERED
from tui_reader.ui.palette import palette
from tui_reader.ui.presets import PRESETS

LOST_BY_TERMINALS = ("alt+", "f1", "f2", "shift+space", "ctrl+enter", "super+")


@pytest.mark.parametrize("preset", PRESETS)
@pytest.mark.parametrize("context", "LAC")
def test_every_action_has_a_key_that_every_terminal_sends_or_stands_in_the_palette(
    preset: str, context: str
) -> None:
    keymap, problems = build({}, preset)
    assert problems == ()
    said = {choice.answer for choice, _ in palette(context, keymap, Sources(), words("en"))._all}
    bound = {
        action
        for strokes, action in keymap.actions[context].items()
        if not any(stroke.startswith(LOST_BY_TERMINALS) for stroke in strokes)
    }
    wanted = {one.id for one in COMMANDS.values() if context in one.contexts} - NUMBERED
    assert wanted - bound - {answer.removeprefix("do:") for answer in said} == set()
    assert {"commands", "help", "open", "back", "move.down", "move.up", "move.next_stop"} <= bound


@pytest.mark.parametrize("preset", PRESETS)
def test_a_key_means_the_same_in_every_pane_or_nothing(preset: str) -> None:
    keymap, _ = build({}, preset)
    meanings: dict[tuple[str, ...], set[str]] = {}
    for table in keymap.actions.values():
        for strokes, action in table.items():
            meanings.setdefault(strokes, set()).add(action)
    assert {key: ids for key, ids in meanings.items() if len(ids) > 1} == {}


@pytest.mark.parametrize("preset", PRESETS)
def test_no_sequence_waits_behind_a_key_that_acts_at_once(preset: str) -> None:
    keymap, _ = build({}, preset)
    for table in keymap.actions.values():
        assert [one for one in table if any(one[:size] in table for size in range(1, len(one)))] == []


def test_arrows_only_has_no_letters() -> None:
    keymap, _ = build({}, "arrows-only")
    bound = {stroke for table in keymap.actions.values() for keys in table for stroke in keys}
    assert [key for key in bound if len(key) == 1 and key.isalpha()] == []
    assert {"enter", "escape", "tab", "space", "+", "-", "0", "?", ":"} <= bound


@pytest.mark.parametrize(
    ("key", "context", "action"),
    [
        ("n", "L", "unread.next"),
        ("p", "A", "unread.previous"),
        ("j", "L", "feed.next"),
        ("N", "L", "mark.read"),
        ("C", "L", "mark.all"),
        ("O", "A", "open.browser_read"),
        ("u", "A", "links.list"),
        ("s", "A", "save"),
        ("ctrl+e", "L", "star"),
        ("l", "L", "unread_only"),
        ("/", "L", "search"),
        ("space", "A", "move.page_down"),
        ("U", "L", "undo"),
        ("X", "C", "comment.write"),
        (")", "A", "move.next_section"),
    ],
)
def test_newsboat_s_habits(key: str, context: str, action: str) -> None:
    assert build({}, "newsboat")[0].actions[context][(key,)] == action


def test_in_newsboat_s_preset_a_digit_opens_the_link_of_that_number_at_once() -> None:
    read = KeyReader(build({}, "newsboat")[0])
    assert read.press("3", "3", "A")[0] == [Chosen("open.number", 3)]
    assert read.press("0", "0", "A")[0] == [Chosen("open.number", 10)]
    assert read.press("3", "3", "L")[0] == []
    assert read.press("down", None, "L")[0] == [Chosen("move.down", 3)], "a count elsewhere"


def test_the_comma_and_the_d_of_newsboat_do_nothing_of_ours() -> None:
    keymap, _ = build({}, "newsboat")
    first = {strokes[0] for table in keymap.actions.values() for strokes in table}
    assert not first & {",", "D"}


@pytest.mark.parametrize("preset", PRESETS)
@pytest.mark.parametrize("context", "LAC")
def test_the_footer_leads_to_what_has_no_key(preset: str, context: str) -> None:
    keymap, _ = build({}, preset)
    given = [item.action for item in items(context, keymap, words("en"))]
    assert given[-1] == "help"
    assert len(given) <= 7
    missing = [action for action in FOOTER[context] if not keymap.key_of(action)]
    assert ("commands" in given) == bool(missing)


MACRO = {"keys": ("X",), "do": ("go.later", "pane.alone"), "title": "Evening"}


def test_a_macro_is_bound_and_called_by_its_title() -> None:
    keymap, problems = build({"my.evening": MACRO})
    assert problems == ()
    assert keymap.actions["A"][("X",)] == "my.evening"
    assert keymap.called("my.evening", words("en")) == "Evening"
    assert keymap.called("star", words("en")).startswith("Star")


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"my.x": {"keys": ("X",), "do": ("star", "later.now")}}, "Unknown command “later.now”"),
        ({"my.x": {"keys": ("X",), "do": ()}}, "The keys of “my.x” cannot be used"),
        ({"my.x": ("X",)}, "The keys of “my.x” cannot be used"),
        ({"star": ("ctrl+i",)}, "No terminal sends the key ctrl+i; tab comes near."),
        ({"star": ("alt+s",)}, "No terminal sends the key alt+s; s comes near."),
        ({"star": ("pagedwn",)}, "No terminal sends the key pagedwn; pagedown comes near."),
        ({"star": ("m",)}, "The key m now stands for “star”; “mark.read” has none left"),
        ({"star": ("g",)}, "The key g now stands for “star”; “search, go.all, "),
        ({"star": ("X",), "later": ("Xa",)}, "The key Xa stands for “star” and for “later”"),
    ],
)
def test_what_cannot_be_used_is_explained_with_what_comes_near(given: dict[str, object], told: str) -> None:
    keymap, problems = build(given)
    said = [words("en")(problem.code, **problem.facts) for problem in problems]
    assert any(line.startswith(told) for line in said), said
    assert all(words("vi")(problem.code, **problem.facts) for problem in problems)
    assert keymap.actions["L"][("k",)] == "move.up"


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("Ctrl+S", "ctrl+s"),
        ("PgDn", "pagedown"),
        ("Esc", "escape"),
        ("shift+a", "A"),
        ("F5", "f5"),
        (" ", "space"),
    ],
)
def test_keys_may_be_written_in_other_ways(written: str, kept: str) -> None:
    keymap, problems = build(
        {"my.x": {"keys": (written,), "do": ("star",)}, "save": (), "move.page_down": ()}
    )
    assert keymap.keys["my.x"] == (kept,) or kept in ("escape", "space"), problems
    assert strokes_of(kept) == (kept,)


async def test_a_macro_does_one_thing_after_the_other(newsroom: Newsroom, reading: Open) -> None:
    _, two = newsroom.articles("One", "Two")
    newsroom.settings = Settings(
        keys={"my.evening": {"keys": ("X",), "do": ("go.later", "star", "pane.alone")}}
    )
    async with reading() as reader:
        await reader.press("j", "a", "X")
        assert reader.screen.lists.view == View(Place.LATER)
        assert reader.current == two
        assert (await reader.stored(two)).starred, "the star waited for the list it was meant for"
        await reader.press("question_mark", *"evening")
        assert "evening" in reader.text()


async def test_a_macro_stands_in_the_palette(newsroom: Newsroom, reading: Open) -> None:
    newsroom.articles("One")
    newsroom.settings = Settings(keys={"my.evening": MACRO})
    async with reading() as reader:
        await reader.press("colon", *"evening", "enter")
        assert reader.screen.lists.view == View(Place.LATER)


async def test_without_letters_one_reads_marks_and_leaves(newsroom: Newsroom, reading: Open) -> None:
    one, two = newsroom.articles("One", "Two")
    newsroom.settings = Settings(key_preset="arrows-only")
    async with reading() as reader:
        await reader.press("j", "m", "s")
        assert reader.current == one, "letters do nothing"
        await reader.press("down", "enter")
        assert reader.pane == "article"
        assert reader.shown == two
        await reader.press("escape")
        assert reader.pane == "list"
        await reader.press("colon", *"star: keep", "enter")
        assert (await reader.stored(two)).starred
        await reader.press("question_mark")
        assert not reader.alone
        await reader.press("escape", "left")
        assert reader.screen.panes.in_sources
        await reader.press("right", "colon", *"go to the top", "escape")
        assert reader.alone


async def test_newsboat_s_keys_go_from_feed_to_feed(newsroom: Newsroom, reading: Open) -> None:
    newsroom.articles("One")
    newsroom.articles("Two", feed="Weekly")
    newsroom.settings = Settings(key_preset="newsboat")
    async with reading() as reader:
        await reader.press("j")
        assert reader.screen.lists.view == View(Place.FEED, newsroom.feed("Daily"))
        await reader.press("j")
        assert reader.screen.lists.view == View(Place.FEED, newsroom.feed("Weekly"))
        await reader.press("j")
        assert reader.notice
        await reader.press("k")
        assert reader.screen.lists.view == View(Place.FEED, newsroom.feed("Daily"))


async def test_all_feeds_are_marked_as_read_and_that_is_taken_back(newsroom: Newsroom, reading: Open) -> None:
    (one,) = newsroom.articles("One")
    (two,) = newsroom.articles("Two", feed="Weekly")
    newsroom.settings = Settings(key_preset="newsboat")
    async with reading() as reader:
        await reader.press("j", "C")
        assert (await reader.stored(one)).read
        assert (await reader.stored(two)).read
        assert reader.notice == "2 articles marked as read. U undoes."
        await reader.press("U")
        assert not (await reader.stored(two)).read


async def test_the_palette_knows_tags_and_what_was_opened_last(newsroom: Newsroom, reading: Open) -> None:
    one, two = newsroom.articles("Rain over the delta", "Two")
    async with reading() as reader:
        await reader.press("t", *"weather", "enter", "enter", "escape")
        await reader.press("colon", *"weather", "enter")
        assert reader.screen.lists.view == View(Place.SEARCH, query='tag:"weather"')
        assert list(reader.screen.desk.entries.ids) == [one]
        await reader.press("escape", "g", "a", "j", "colon", *"rain over", "enter")
        assert reader.shown == one
        assert reader.current != one or two


async def test_what_comes_late_into_the_palette_leaves_the_cursor_on_its_line(
    newsroom: Newsroom, reading: Open
) -> None:
    newsroom.articles("One")
    async with reading() as reader:
        await reader.pilot.press("colon", "down", "down")
        before = reader.app.screen.query_one(ChoiceLines).current
        await reader.settle()
        assert reader.app.screen.query_one(ChoiceLines).current == before


async def test_a_tag_is_chosen_and_its_articles_shown(newsroom: Newsroom, reading: Open) -> None:
    one, _ = newsroom.articles("One", "Two")
    async with reading() as reader:
        await reader.press("colon", *"articles with a tag", "enter")
        assert reader.notice == "No tags yet."
        await reader.press("t", *"weather", "enter")
        await reader.press("colon", *"articles with a tag", "enter", "enter")
        assert list(reader.screen.desk.entries.ids) == [one]


async def test_sentences_name_the_key_that_undoes_or_the_palette_s(newsroom: Newsroom, reading: Open) -> None:
    newsroom.articles("One", "Two")
    newsroom.settings = Settings(key_preset="arrows-only")
    async with reading() as reader:
        await reader.press("colon", *"everything in this view", "enter")
        assert reader.notice == "2 articles marked as read. “: undo” undoes."
        await reader.press("colon", *"tiếng việt", "enter", "colon", *"hoàn tác", "enter")
        await reader.press("colon", *"hết danh sách này", "enter")
        assert reader.notice == "Đã đánh dấu đã đọc 2 bài. “: hoàn\u00a0tác” để hoàn tác."
