"""The help page: every key that works here, searchable; choosing one does it."""

from __future__ import annotations

from itertools import groupby

from rich.text import Text
from textual import events
from textual.widgets import Static

from tui_reader.strings import Words
from tui_reader.ui.choices import Choice, ChoiceLines, Choices
from tui_reader.ui.keymap import Keymap
from tui_reader.ui.keys import TABLE, sentence_of, shown

EDIT = "edit:"
"""Before an action's id: its keys are to be changed."""


class HelpPage(Choices):
    """Answers with an action, to be done; ``edit:<action>`` where its keys are to be changed."""

    def on_key(self, event: events.Key) -> None:
        current = self.query_one(ChoiceLines).current
        if event.key == "ctrl+e" and current is not None:
            event.stop()
            event.prevent_default()
            self.dismiss(f"{EDIT}{current.answer}")

    def _filter(self, text: str) -> None:
        super()._filter(text)
        if self.query_one(ChoiceLines).current is not None:
            words = self._words
            keys = f"enter {words('help.do')} · ctrl+e {words('help.edit')} · esc {words('button.close')}"
            self.query_one(".dialog-hint", Static).update(Text(keys))


def help_page(context: str, keymap: Keymap, words: Words) -> HelpPage:
    """What works in this context, in the order of the table."""
    lines: list[Choice] = []
    rows = [
        command
        for command in TABLE
        if command.here and context in command.contexts and keymap.keys.get(command.id)
    ]
    for group, commands in groupby(rows, key=lambda command: command.group):
        lines.append(Choice("", words(f"help.group.{group}")))
        for command in commands:
            keys = keymap.keys[command.id]
            told = f"{keys[0]} … {keys[-1]}" if len(keys) > 4 else "  ".join(shown(key) for key in keys)
            short = words(f"action.{command.id}")
            lines.append(Choice(command.id, sentence_of(command.id, words), told, short))
    mine = [name for name in keymap.macros if keymap.keys.get(name)]
    if mine:
        lines.append(Choice("", words("help.group.own")))
        lines += [
            Choice(name, keymap.called(name, words), "  ".join(map(shown, keymap.keys[name])))
            for name in mine
        ]
    lines.append(Choice("", words("help.counts_open" if keymap.digits_open else "help.counts")))
    return HelpPage(words("help.title"), words("help.filter"), "help.none", lines, words)
