"""The settings: found by typing, changed where they stand, each with its sentence, its value and what is usual."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Final

from rich.text import Text
from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Input, Static

from tui_reader.strings import Words
from tui_reader.ui.choices import Choice, ChoiceLines, Choices
from tui_reader.ui.settings_flow import NEXT_TIME
from tui_reader.ui.wishes import Adjusting, Setting

GROUPS: Final = {
    "screen": ("language", "theme", "text_size", "text_layer", "density", "ascii_icons"),
    "reading": ("mark_read", "same_story", "read_together", "full_text", "notify", "player", "pipe", "run"),
    "keys": ("key_preset", "keys", "input_method"),
    "feeds": ("auto_refresh", "refresh_on_start", "feeds", "proxy", "connections"),
    "storage": ("newest_per_feed", "keep_days", "picture_cache_megabytes"),
}
"""How they are laid out; one that is in none stands last."""


class SettingsPage(Choices):
    """``change`` puts a value in force and answers with a complaint, if there is one."""

    def __init__(
        self,
        adjusting: Adjusting,
        words: Words,
        change: Callable[[str, str | None], str],
        open_keys: Callable[[], None],
    ) -> None:
        self._adjusting, self._change, self._open_keys = adjusting, change, open_keys
        self._told = ""
        super().__init__(words("settings.title"), words("settings.hint"), "settings.none", [], words)
        self._learn()

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog -tall"):
            yield Static(Text(self._title), classes="dialog-title")
            yield Input(placeholder=self._hint, max_length=100, compact=True)
            yield ChoiceLines()
            yield Static("", classes="dialog-about", markup=False)
            yield Static("", classes="dialog-hint -near", markup=False)

    def on_screen_resume(self) -> None:
        """What lay over it may have changed something."""
        self._again()

    def on_key(self, event: events.Key) -> None:
        box = self.query_one(Input)
        if event.key in ("left", "right") and not box.value:
            self._turn(1 if event.key == "right" else -1)
        elif event.key == "ctrl+d":
            self._set(None)
        else:
            super().on_key(event)
            if event.key in ("up", "down", "pageup", "pagedown", "tab", "shift+tab"):
                self._told = ""
                self._explain()
            return
        event.stop()
        event.prevent_default()

    def _learn(self) -> None:
        self._rows = {row.name: row for row in self._adjusting.settings()}
        self._know(_lines(self._rows.values(), self._words))

    def _filter(self, text: str) -> None:
        super()._filter(text)
        if self._current is not None:
            self._explain()

    @property
    def _current(self) -> Setting | None:
        current = self.query_one(ChoiceLines).current
        return self._rows.get(current.answer) if current is not None else None

    def _explain(self) -> None:
        """Below the lines: what the setting is, what is usual, when it holds; a complaint before all of it."""
        row, words = self._current, self._words
        if row is None:
            return
        about = words(f"settings.{row.name}.about")
        usual = words("settings.default", value=_told(row, row.usual, words))
        when = words("settings.next_time" if row.name in NEXT_TIME else "settings.at_once")
        lines = [about, f"{usual} · {when}" if row.kind != "table" else when]
        self.query_one(".dialog-about", Static).update(
            Text("\n".join([self._told, *lines] if self._told else lines))
        )
        change = "enter" if self.query_one(Input).value else "enter ←→"  # in a text they move about
        keys = f"{change} {words('settings.change')}"
        if row.kind == "table":
            keys = f"enter {words('settings.change' if row.name == 'keys' else 'action.open')}"
        else:
            keys += f" · ctrl+d {words('settings.back_to_usual')}"
        self.query_one(".dialog-hint", Static).update(Text(f"{keys} · esc {words('button.close')}"))

    # changing

    def _turn(self, by: int) -> None:
        """The next of the values there are; a number one up or down."""
        row = self._current
        if row is None:
            return
        if row.choices:
            at = row.choices.index(row.value) if row.value in row.choices else -1
            self._set(row.choices[(at + by) % len(row.choices)])
        elif row.kind == "int":
            self._set(str(int(row.value) + by))

    def _answer(self) -> None:
        row, words = self._current, self._words
        if row is None:
            return
        title = words(f"settings.{row.name}")
        if row.name == "keys":
            self._open_keys()
        elif row.kind == "table":
            self._show_table(row.name, title)
        elif row.choices:
            from tui_reader.ui.jump_list import JumpList

            lines = [Choice(choice or " ", _told(row, choice, words)) for choice in row.choices]
            self.app.push_screen(JumpList(title, lines, words, tall=False), self._chosen)
        else:
            from tui_reader.ui.prompt import Prompt

            prompt = Prompt(title, row.expected, words, value=self._adjusting.edited(row.name), empty=True)
            self.app.push_screen(prompt, self._set_if_said)

    def _chosen(self, choice: str | None) -> None:
        if choice is not None:
            self._set(choice.strip())

    def _set_if_said(self, text: str | None) -> None:
        if text is not None:
            self._set(text)

    def _set(self, text: str | None) -> None:
        row = self._current
        if row is None or row.kind == "table":
            return
        self._told = self._change(row.name, text)
        self._words = self._words_now()
        self._again()

    def _again(self) -> None:
        """The lines as they are now, the cursor where it was."""
        current = self.query_one(ChoiceLines).current
        self._learn()
        self._filter(self.query_one(Input).value)
        if current is not None:
            same = next((choice for choice, _ in self._all if choice.answer == current.answer), None)
            self.query_one(ChoiceLines).go_to(same)
        self._explain()

    def _words_now(self) -> Words:
        """The language may have been what was changed."""
        from tui_reader.strings import words

        now = words(self._adjusting.language) if self._told == "" else self._words
        self.query_one(".dialog-title", Static).update(Text(now("settings.title")))
        self.query_one(Input).placeholder = now("settings.hint")
        return now

    def _show_table(self, name: str, title: str) -> None:
        from tui_reader.ui.output_page import OutputPage

        words = self._words
        shown = self._adjusting.shown_table(name) or words("settings.table_empty")
        where = words("settings.table", name=name, path=str(self._adjusting.path))
        self.app.push_screen(OutputPage(title, f"{shown}\n\n{where}", words))


def _lines(rows: Iterable[Setting], words: Words) -> list[Choice]:
    known = {row.name: row for row in rows}
    grouped = [name for names in GROUPS.values() for name in names]
    groups = {**GROUPS, "other": tuple(name for name in known if name not in grouped)}
    lines: list[Choice] = []
    for group, names in groups.items():
        here = [known[name] for name in names if name in known]
        if here:
            lines.append(Choice("", words(f"settings.group.{group}")))
        lines += [
            Choice(row.name, words(f"settings.{row.name}"), _told(row, row.value, words)) for row in here
        ]
    return lines


def _told(row: Setting, value: str, words: Words) -> str:
    """A value in words where there are some; else as the file has it."""
    if row.kind == "table":
        return words("settings.entries", n=int(value)) if value else "–"
    key = f"settings.{row.name}.{value or 'empty'}"
    if words.has(key):
        return words(key)
    if row.kind == "bool":
        return words("settings.yes" if value == "true" else "settings.no")
    return value or "–"
