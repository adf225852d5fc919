"""Tags of an article: those it has are marked; Enter puts one on or takes it off, what is typed may be a new one."""

from __future__ import annotations

from collections.abc import Sequence

from tui_reader.strings import Words
from tui_reader.ui.choices import Choice, Choices
from tui_reader.ui.desk import Desk

_NEW = "new:"


class Tags(Choices):
    """Answers with a tag's name; one that is not there yet stands last, as it was typed."""

    def __init__(self, known: Sequence[tuple[str, int]], here: Sequence[str], words: Words) -> None:
        self._here = frozenset(here)
        mine = [(name, count) for name, count in known if name in self._here]
        rest = [(name, count) for name, count in known if name not in self._here]
        lines = [Choice(name, f"✓ {name}", str(count)) for name, count in mine]
        lines += [Choice(name, f"  {name}", str(count)) for name, count in rest]
        super().__init__(words("ask.tags"), words("ask.tag_hint"), "ask.tag_none", lines, words)

    def _found(self, text: str) -> list[Choice]:
        found, typed = super()._found(text), " ".join(text.split())
        if typed and all(choice.answer != typed for choice in found):
            found.append(Choice(_NEW + typed, self._words("ask.tag_new", name=typed)))
        return found


async def ask_tag(desk: Desk, entry_ids: Sequence[int]) -> None:
    """Offer the tags for articles, and do what is chosen: one that all have comes off, any other goes on."""
    known, here = await desk.library.own_tags(), await desk.library.common_tags(entry_ids)

    def chosen(answer: str | None) -> None:
        if answer is not None:
            name = answer.removeprefix(_NEW)
            desk.wait(_put(desk, name, entry_ids, on=name not in here), "act")

    desk.screen.app.push_screen(Tags(known, here, desk.words), chosen)


async def _put(desk: Desk, name: str, entry_ids: Sequence[int], *, on: bool) -> None:
    action = await desk.library.tag(name, entry_ids, on=on)
    said = f"notice.{action.kind}" if len(entry_ids) == 1 else f"notice.{action.kind}_many"
    desk.say(said if action.count else "notice.nothing_changed", title=action.title, n=action.count)
