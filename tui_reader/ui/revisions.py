"""What was changed in an article: from each kept version to the next, word by word, the newest change first."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import tzinfo

from rich.text import Text

from tui_reader.model import messages
from tui_reader.model.entry import Entry
from tui_reader.model.revision import Piece, Version, compared
from tui_reader.strings import Words
from tui_reader.strings.format import full_date
from tui_reader.ui.addresses import Addresses
from tui_reader.ui.desk import Deed, Desk

_STYLES = {"gone": "dim strike", "new": "bold underline", "same": "", "left_out": "dim"}
_SIGNS = {"gone": ("[−", "]"), "new": ("[+", "]"), "same": ("", "")}
"""Nothing is said by looks alone, and a copy says it, too."""


class Revisions:
    """Asks the engine to make the versions readable, and shows them."""

    def __init__(self, desk: Desk, addresses: Addresses) -> None:
        self._desk, self._addresses = desk, addresses
        self._asked: dict[int, Entry] = {}
        """Requests under way, with the article."""

    def deeds(self) -> dict[str, Deed]:
        """The actions of this part, by id."""
        return {"revisions": lambda _: self._desk.wait(self._ask(), "revisions")}

    def finished(self, event: messages.Finished) -> bool:
        """Whether it answered a question of this part."""
        entry = self._asked.pop(event.id, None)
        if entry is None:
            return False
        if event.code:
            self._desk.status.say(self._desk.reason(event.code, event.facts))
        elif event.key:
            self._desk.wait(self._show(event.key, entry), "revisions")
        else:
            self._desk.say("revision.none")
        return True

    async def _ask(self) -> None:
        desk, entry = self._desk, await self._addresses.entry()
        if entry is None:
            desk.say("empty.article")
        elif not entry.revisions:
            desk.say("revision.none")
        elif number := await desk.library.read_revisions(entry.id):
            self._asked[number] = entry
        else:
            desk.say("engine.not_there")

    async def _show(self, key: str, entry: Entry) -> None:
        from tui_reader.ui.output_page import OutputPage  # seldom

        desk = self._desk
        versions = await desk.library.revisions(key)
        text = told(versions, entry.revisions, desk.words, desk.zone)
        desk.screen.app.push_screen(OutputPage(entry.data.title, text, desk.words))


def told(versions: Sequence[Version], edits: int, words: Words, zone: tzinfo | None) -> Text:
    """All changes, the newest first; ``edits``: how many there were, of which the last ones are told."""
    text, earlier = Text(), max(0, edits - (len(versions) - 1))
    for number in range(len(versions) - 1, 0, -1):
        when = full_date(words, versions[number].seen_at, zone)
        text.append(f"{words('revision.edit', n=earlier + number, when=when)}\n\n", "bold")
        changes = compared(versions[number - 1], versions[number])
        if all(piece.change == "left_out" for piece in changes):
            text.append(f"{words('revision.only_form')}\n\n", "dim")
            continue
        for piece in changes:
            _add(text, piece, words)
    return text


def _add(text: Text, piece: Piece, words: Words) -> None:
    if piece.change == "left_out":
        text.append(words("revision.left_out", n=int(piece.text)), _STYLES["left_out"])
    else:
        before, after = _SIGNS[piece.change]
        text.append(f"{before}{piece.text}{after}", _STYLES[piece.change])
    text.append("\n\n" if piece.ends else " ")
