"""The help page: every key that works here, searchable; choosing one does it."""

from __future__ import annotations

from itertools import groupby

from tui_reader.strings import Words
from tui_reader.ui.choices import Choice, Choices
from tui_reader.ui.keymap import Keymap
from tui_reader.ui.keys import TABLE, sentence_of, shown


def help_page(context: str, keymap: Keymap, words: Words) -> Choices:
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
    return Choices(words("help.title"), words("help.filter"), "help.none", lines, words)
