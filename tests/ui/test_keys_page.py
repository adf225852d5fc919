"""The pages about keys say what the table says, in both languages: ``python -m tests.ui.keys_page`` writes them anew."""

from __future__ import annotations

import re
import tomllib

import pytest

from tests.ui.keys_as_decided import DECIDED
from tests.ui.keys_page import HEADS, PAGES, page
from tui_reader.ui.keymap import build
from tui_reader.ui.keys import COMMANDS


@pytest.mark.parametrize("lang", PAGES)
def test_the_page_is_the_table(lang: str) -> None:
    assert PAGES[lang].read_text("utf-8") == page(lang)


@pytest.mark.parametrize("lang", PAGES)
def test_every_action_stands_on_the_page_also_those_without_a_key(lang: str) -> None:
    told = set(re.findall(r"^\| `([\w.]+)` \|", PAGES[lang].read_text("utf-8"), re.MULTILINE))
    assert told == set(COMMANDS)
    assert {"mark.all", "explain", "go.tag", "find.order"} <= told - set(DECIDED)


@pytest.mark.parametrize("lang", PAGES)
def test_the_keys_of_the_example_can_be_used(lang: str) -> None:
    example = tomllib.loads(re.findall(r"```toml\n(.*?)```", HEADS[lang], re.DOTALL)[0])
    wishes = {
        name: {part: tuple(given) if isinstance(given, list) else given for part, given in value.items()}
        if isinstance(value, dict)
        else tuple(value)
        for name, value in example["keys"].items()
    }
    keymap, problems = build(wishes, example["key_preset"])
    assert [one for one in problems if one.code != "keys.displaced"] == []
    assert keymap.key_of("explain") == "X"
