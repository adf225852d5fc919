"""The palette: every action by name in the reader's language, and every place, folder and feed."""

from __future__ import annotations

from tui_reader.model.view import Place, Sources, View
from tui_reader.strings import LANGUAGES, Words
from tui_reader.strings.format import feed_name
from tui_reader.ui.choices import Choice, Choices
from tui_reader.ui.keymap import Keymap
from tui_reader.ui.keys import TABLE, sentence_of, shown
from tui_reader.ui.list.source_lines import PLACES, waiting


def palette(context: str, keymap: Keymap, sources: Sources, words: Words) -> Choices:
    """Answers ``do:<action>``, ``view:<place>``, ``folder:<id>``, ``feed:<id>``, ``language:<code>``, ``theme:<name>``."""
    lines = [Choice("", words("palette.commands"))]
    for command in TABLE:
        if command.here and context in command.contexts and not command.id.startswith("move."):
            key = keymap.key_of(command.id)
            name = sentence_of(command.id, words)
            lines.append(Choice(f"do:{command.id}", name, shown(key)))
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


def view_of(answer: str) -> View | None:
    """The list an answer names, if it names one."""
    kind, _, rest = answer.partition(":")
    if kind == "view":
        return View(Place(rest))
    if kind == "smart":
        number, _, query = rest.partition(":")
        return View(Place.SEARCH, int(number), query)
    if kind in ("folder", "feed"):
        return View(Place(kind), int(rest))
    return None
