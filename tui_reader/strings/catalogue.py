"""Looks up a word or sentence by its id and fills in its facts, so no other room spells anything out.

A catalogue entry is a string with `{place}`s, or a pair (one, other) chosen by the fact `n`. The key that does an
action is written `{press[refresh.all]}`: which one it is for this reader, the keymap in force says.
The tables are plain modules, one per language and area, each loaded when its first word is asked for,
because the reader does this before its first paint.
"""

import os
import re
from collections.abc import Mapping
from functools import cache
from importlib import import_module
from typing import Final, Protocol

from msgspec import Struct

Entry = str | tuple[str, str]
Fact = str | int | float

AREAS: Final[Mapping[str, tuple[str, ...]]] = {
    "actions": ("action", "footer", "help"),
    "reading": (
        "view",
        "day",
        "age",
        "row_age",
        "names",
        "list",
        "empty",
        "article",
        "picture",
        "block",
    ),
    "text_size": ("aa",),
    "comments": ("comments",),
    "stories": ("story",),
    "opinions": ("opinion", "letter", "refusal"),
    "feeds": ("feeds", "start"),
    "health": ("health", "paths", "store", "engine"),
    "mending": ("look", "fix", "advice", "doctor"),
    "finding": ("search", "query", "palette", "explain"),
    "notices": ("notice", "undo", "offline", "button", "ask", "window", "pane"),
    "trips": ("trip", "follow"),
    "outside": ("play", "pipe"),
    "rules": ("rule", "arranged", "revision"),
    "saving": ("save", "copy", "select"),
    "keeping": ("backup",),
    "settings": ("settings", "keys"),
    "shell": ("cli",),
}
"""The modules of each language, and the first parts of the ids that stand in them."""

LANGUAGES: Final[Mapping[str, str]] = {"en": "English", "vi": "Tiếng Việt"}
"""Language codes and their own names, as the language chooser shows them."""

_FOLDERS: Final[Mapping[str, str]] = {"en": "english", "vi": "vietnamese"}
_AREA_OF: Final = {group: area for area, groups in AREAS.items() for group in groups}
_NO_BREAK_SPACE: Final = "\u00a0"


class KeyNames(Protocol):
    """The keys in force."""

    def named(self, action: str, words: "Words", /) -> str:
        """The key of an action as a sentence writes it; empty where it has none."""


class Words(Struct, frozen=True):
    """The words of one language: `w("list.new", n=3)`."""

    lang: str
    strict: bool = False
    """Raise KeyError for a missing id or fact (tests) instead of showing English or the id (readers)."""
    keys: KeyNames | None = None
    """Whose keys sentences name; None on the command line, where there are none."""

    def __call__(self, key: str, /, **facts: Fact) -> str:
        """The text with its facts filled in; numbers are written as the language writes them."""
        return self._filled(key, facts)

    def has(self, key: str) -> bool:
        return _find(self.lang, key) is not None

    def first(self, *keys: str, **facts: Fact) -> str:
        """The first of these ids that exists; the last one is the fallback everyone has."""
        return self(next((key for key in keys if self.has(key)), keys[-1]), **facts)

    def explain(self, code: str, facts: Mapping[str, Fact]) -> str:
        """The sentence for an error's code; the bare one where the facts it needs are not told.

        Never strict: a stored error may be an older version's, and events carry the code alone.
        """
        keys = (f"health.{code}", code, f"store.{code}", f"query.{code}", f"engine.{code}")
        key = next((key for key in keys if self.has(key)), "")
        if not key:
            return self("health.unknown", why=code)
        told = {name: facts[other] for name, other in _ALSO_CALLED.items() if other in facts} | dict(facts)
        if told.get("n") == 0:  # that there are none is no number to tell
            del told["n"]
        if isinstance(octets := told.get("size"), int):
            told["size"] = self.size(octets)
        if self.has(f"{key}.bare") and not told.keys() >= set(
            re.findall(r"\{(\w+)\}", str(self._entry(key)))
        ):
            key = f"{key}.bare"
        if self.keys is None and self.has(f"{key}.shell"):
            key = f"{key}.shell"
        return Words(self.lang, keys=self.keys)._filled(key, told)

    def key(self, action: str, /) -> str:
        """The key of an action; empty where it has none."""
        return self.keys.named(action, self) if self.keys is not None else ""

    def press(self, action: str, /) -> str:
        """What to press for an action; without a key, what to type after the palette's: `“: undo”`."""
        key = self.key(action)
        if key:
            return key
        opener, called = self.key("commands"), self(f"action.{action}")
        return f"“{opener} {called}”" if opener else f"“{called}”"

    def number(self, value: float, /) -> str:
        """`3.412` and `1,5` in Vietnamese, `3,412` and `1.5` in English; at most one decimal."""
        text = f"{value:,}" if isinstance(value, int) else f"{value:,.1f}".removesuffix(".0")
        return text.translate(_COMMA_FOR_POINT) if self.lang == "vi" else text

    def size(self, octets: int, /) -> str:
        """`3,4 MB`: decimal units, one decimal below ten."""
        if octets < 1000:
            return f"{self.number(octets)} B"
        amount, units = octets / 1000, ["GB", "MB", "KB"]
        unit = units.pop()
        while amount >= 999.5 and units:  # what would be written "1000 KB" is "1 MB"
            amount, unit = amount / 1000, units.pop()
        return f"{self.number(round(amount, 1) if amount < 9.95 else round(amount))} {unit}"

    def _filled(self, key: str, facts: Mapping[str, Fact]) -> str:
        entry = self._entry(key)
        if isinstance(entry, tuple):
            entry = entry[0] if facts.get("n") == 1 else entry[1]
        return entry.format_map(_Filled(self, facts)) if "{" in entry else entry

    def _entry(self, key: str) -> Entry:
        found = _find(self.lang, key)
        if found is not None:
            return found
        if self.strict:
            raise KeyError(key)
        # The id itself is at least something a bug report can quote.
        return _find("en", key) or (key.replace("{", "{{").replace("}", "}}"))


_ALSO_CALLED: Final = {"code": "status", "url": "location", "size": "limit", "name": "path"}
"""What a sentence calls a fact, and what the room that found it may call it."""

_COMMA_FOR_POINT: Final = str.maketrans(",.", ".,")


class _Filled(dict[str, "str | _Press"]):
    """The facts as text, for str.format_map; a fact nobody gave shows as an ellipsis."""

    def __init__(self, words: Words, facts: Mapping[str, Fact]) -> None:
        super().__init__(
            (name, fact if isinstance(fact, str) else words.number(fact)) for name, fact in facts.items()
        )
        self._words = words

    def __missing__(self, place: str) -> "str | _Press":
        if place == "press":
            return _Press(self._words)
        if self._words.strict:
            raise KeyError(place)
        return "…"


class _Press(Struct, frozen=True):
    """``{press[refresh]}`` of an entry."""

    words: Words

    def __getitem__(self, action: str) -> str:
        return self.words.press(action)


@cache
def words(lang: str) -> Words:
    """The words of a language, English for one we do not have.

    pytest sets PYTEST_VERSION for itself and its child processes: there a missing word is an
    error, so that it never becomes one in front of a reader.
    """
    return Words(lang if lang in _FOLDERS else "en", strict="PYTEST_VERSION" in os.environ)


@cache
def table(lang: str, area: str) -> Mapping[str, Entry]:
    """One area of one language, with `~` turned into no-break spaces in Vietnamese."""
    entries: Mapping[str, Entry] = import_module(
        f"{__package__}.{_FOLDERS.get(lang, 'english')}.{area}"
    ).WORDS
    if lang != "vi":
        return entries
    return {
        key: entry.replace("~", _NO_BREAK_SPACE) if isinstance(entry, str) else entry
        for key, entry in entries.items()
    }


def _find(lang: str, key: str) -> Entry | None:
    area = _AREA_OF.get(key.partition(".")[0])
    return table(lang, area).get(key) if area else None


def language(choice: str | None, environ: Mapping[str, str]) -> str:
    """`vi` or `en`: what was chosen, else what the locale says; `""` and `auto` choose nothing."""
    chosen = (choice or "").strip().casefold()
    if not chosen or chosen == "auto":
        names = (environ.get(name, "") for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
        chosen = next((name for name in names if name), "").casefold()
    return "vi" if chosen[:2] == "vi" and not chosen[2:3].isalpha() else "en"
