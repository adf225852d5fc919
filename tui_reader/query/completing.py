"""What may come next in a query that is being typed: fields, and the names and values they know; pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from msgspec import Struct

from tui_reader.model.fold import fold_key
from tui_reader.query import fields
from tui_reader.query.tokens import tokens

MOST: Final = 8
"""Choices offered at once."""
_LEAST: Final = 2
"""Letters of a word from which it may be the beginning of a field's name; one letter begins too many words."""
_DAYS: Final = {"en": ("today", "yesterday", "7d"), "vi": ("hôm nay", "hôm qua", "7d")}
_FORMS: Final = {"age": ("<1d", "<7d", ">30d"), "minutes": ("<3", ">5", ">10")}


class Completion(Struct, frozen=True):
    """``choices`` may stand in place of the text from ``start`` on, to its end."""

    start: int
    choices: tuple[str, ...] = ()

    def taken(self, text: str) -> str:
        """The text with the first choice; empty where there is none."""
        return text[: self.start] + self.choices[0] if self.choices else ""


def complete(text: str, names: Mapping[str, Sequence[str]]) -> Completion:
    """What the end of a query may become. ``names``: those of feeds, folders and tags, by the field that asks for them."""
    found = list(tokens(text))
    field = next((at for at in range(len(found) - 1, -1, -1) if found[at].kind == "field"), None)
    if field is not None:
        name = found[field]
        start = name.at + len(name.text) + 1
        before = found[field - 1].text if field and found[field - 1].kind == "word" else ""
        one = name.text if fields.field(name.text) else f"{before} {name.text}"  # thư mục:
        value = _value(one, text[start:], names)
        if value is not None:
            return Completion(start, value)
    if not found or found[-1].kind not in ("word", "field") or not found[-1].last:
        return Completion(len(text))
    begun = found[-1]
    joined = f"{found[-2].text} {begun.text}" if len(found) > 1 and found[-2].kind == "word" else ""
    for typed, at in ((joined, found[-2].at if joined else 0), (begun.text, begun.at)):
        choices = _fields(typed) if len(typed) >= _LEAST else ()
        if choices:
            return Completion(at, choices)
    return Completion(len(text))


def _fields(typed: str) -> tuple[str, ...]:
    key = fold_key(typed)
    return tuple(f"{name}:" for name in fields.all_names() if fold_key(name).startswith(key))[:MOST]


def _value(field: str, rest: str, names: Mapping[str, Sequence[str]]) -> tuple[str, ...] | None:
    """What a field's value may become; None where it has been said already, or the field takes anything."""
    meaning, typed = fields.field(field), rest.lstrip('"“«')
    if meaning is None or rest.startswith(" "):
        return None
    if meaning in names:
        chosen = _near(names[meaning], typed)
        return tuple(f"{_quoted(name)} " for name in chosen) if chosen else None
    known = _known(meaning, field)
    chosen = [one for one in known if fold_key(one).startswith(fold_key(typed))]
    if typed and typed in known:
        return None
    ending = "" if meaning in _FORMS else " "
    return tuple(f"{one}{ending}" for one in chosen)[:MOST] if chosen else None


def _known(meaning: str, field: str) -> Iterable[str]:
    match meaning:
        case "is":
            return fields.names(fields.STATES, like=field)
        case "has":
            return fields.names(fields.THINGS, like=field)
        case "in":
            return fields.names(fields.PLACES, like=field)
        case "after" | "before":
            return _DAYS["en" if fields.is_english(field) else "vi"]
        case _:
            return _FORMS.get(meaning, ())


def _near(known: Sequence[str], typed: str) -> list[str]:
    """Names that begin so first, then those with a word that does; none where it is one of them, whole."""
    key = fold_key(typed)
    if typed and any(fold_key(name) == key for name in known):
        return []
    begins = [name for name in known if fold_key(name).startswith(key)]
    inside = [name for name in known if name not in begins and f" {key}" in fold_key(name)] if key else []
    return [*begins, *inside][:MOST]


def _quoted(name: str) -> str:
    plain = name.replace('"', " ")
    return plain if plain and all(c.isalnum() or c in ".-_" for c in plain) else f'"{plain}"'
