"""The palette: every action by name in the reader's language, every place, folder, feed and tag, and what was read last."""

from __future__ import annotations

from collections.abc import Sequence

from tui_reader.model.entry import EntryRow
from tui_reader.model.view import Place, Sources, View
from tui_reader.strings import LANGUAGES, Words
from tui_reader.strings.format import feed_name
from tui_reader.ui.choices import Choice, Choices
from tui_reader.ui.keymap import Keymap
from tui_reader.ui.keys import NUMBERED, TABLE, sentence_of, shown
from tui_reader.ui.list.source_lines import PLACES, waiting

RECENT = 30
"""Articles opened last that the palette knows."""


def palette(context: str, keymap: Keymap, sources: Sources, words: Words) -> Choices:
    """Answers ``do:<action>``, ``view:<place>``, ``folder:<id>``, ``feed:<id>``, ``language:<code>``, ``theme:<name>``."""
    lines = [Choice("", words("palette.commands"))]
    for command in TABLE:
        if command.here and context in command.contexts and _is_said(command.id, keymap):
            key = keymap.key_of(command.id)
            name, also = sentence_of(command.id, words), words(f"action.{command.id}")
            if words.has(other := f"palette.also.{command.id}"):
                also += f" {words(other)}"
            lines.append(Choice(f"do:{command.id}", name, shown(key), also))
    for name, macro in keymap.macros.items():
        lines.append(Choice(f"do:{name}", macro.title, shown(keymap.key_of(name))))
    for theme in ("light", "dark"):
        lines.append(Choice(f"theme:{theme}", f"{words('aa.theme')}: {words(f'aa.theme.{theme}')}"))
    for code, name in LANGUAGES.items():
        lines.append(Choice(f"language:{code}", words("notice.language", name=name)))
    lines.append(Choice("", words("palette.places")))
    lines += [Choice(f"view:{place}", words(f"view.{place}")) for place in PLACES]
    lines += [Choice(f"smart:{one.id}:{one.query}", one.title) for one in sources.smart]
    if sources.folders:
        lines.append(Choice("", words("palette.folders")))
        lines += [Choice(f"folder:{folder.id}", folder.title) for folder in sources.folders]
    if sources.feeds:
        lines.append(Choice("", words("palette.feeds")))
        lines += [
            Choice(f"feed:{feed.id}", feed_name(words, feed.title), str(waiting(feed) or ""))
            for feed in sources.feeds
        ]
    return Choices(words("palette.title"), words("palette.hint"), "palette.none", lines, words)


def asked_for(tags: Sequence[tuple[str, int]], recent: Sequence[EntryRow], words: Words) -> list[Choice]:
    """What the store has to say, after the palette is there: ``tag:<name>`` and ``article:<id>``."""
    lines: list[Choice] = []
    if tags:
        lines.append(Choice("", words("palette.tags")))
        lines += [Choice(f"tag:{name}", name, str(count)) for name, count in tags]
    if recent:
        lines.append(Choice("", words("palette.recent")))
        lines += [Choice(f"article:{row.id}", row.title or row.excerpt, row.feed_title) for row in recent]
    return lines


def _is_said(action: str, keymap: Keymap) -> bool:
    """Moves have keys of their own; only where a keymap has none for them they are said here."""
    return action not in NUMBERED and not (action.startswith("move.") and keymap.key_of(action))


def tag_view(name: str) -> View:
    """The articles with a tag."""
    quoted = name.replace('"', " ")
    return View(Place.SEARCH, query=f'tag:"{quoted}"')


def view_of(answer: str) -> View | None:
    """The list an answer names, if it names one."""
    kind, _, rest = answer.partition(":")
    match kind:
        case "view":
            return View(Place(rest))
        case "tag":
            return tag_view(rest)
        case "smart":
            number, _, query = rest.partition(":")
            return View(Place.SEARCH, int(number), query)
        case "folder" | "feed":
            return View(Place(kind), int(rest))
        case _:
            return None
