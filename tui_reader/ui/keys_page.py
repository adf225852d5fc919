"""All actions and macros with their keys, found by name or key; keys are pressed here, and kept in the reader's file."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import groupby

from msgspec import Struct
from rich.text import Text
from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Input, Static

from tui_reader.strings import Words
from tui_reader.ui.assigning import Assignment, Keys, Wishes, assign, lost_by_method, typed_again, with_keys
from tui_reader.ui.choices import Choice, ChoiceLines, Choices
from tui_reader.ui.jump_list import JumpList
from tui_reader.ui.keymap import Keymap, build, strokes_of
from tui_reader.ui.keys import NUMBERED, TABLE, shown

Changes = Mapping[str, Keys | None]


class InForce(Struct, frozen=True):
    """What the keys are made of."""

    wishes: Wishes
    preset: str
    method: str


class KeysPage(Choices):
    """``change`` puts keys in force and answers with a complaint, if there is one; ``at``: the action to begin with."""

    def __init__(self, given: InForce, words: Words, change: Callable[[Changes], str], at: str = "") -> None:
        self._given, self._change, self._at = given, change, at
        self._undo: list[tuple[str, Changes]] = []
        self._told = ""
        super().__init__(words("keys.title"), words("keys.filter"), "keys.none", [], words)
        self._learn()

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog -tall"):
            yield Static(Text(self._title), classes="dialog-title")
            yield Input(placeholder=self._hint, max_length=100, compact=True)
            yield ChoiceLines()
            yield Static("", classes="dialog-about", markup=False)
            yield Static("", classes="dialog-hint -near", markup=False)

    def on_key(self, event: events.Key) -> None:
        if event.key == "ctrl+d":
            self._reset()
        elif event.key == "ctrl+z":
            self._take_back()
        else:
            super().on_key(event)
            if event.key in ("up", "down", "pageup", "pagedown", "tab", "shift+tab"):
                self._told = ""
                self._explain()
            return
        event.stop()
        event.prevent_default()

    # what stands there

    def _learn(self) -> None:
        self._keymap, _ = build(self._given.wishes, self._given.preset)
        self._usual, _ = build({}, self._given.preset)
        self._know(_lines(self._keymap, self._words))

    def _filter(self, text: str) -> None:
        super()._filter(text)
        at, self._at = self._at, ""
        if at:
            self._go_to(at)
        elif self._current:
            self._explain()

    @property
    def _current(self) -> str:
        current = self.query_one(ChoiceLines).current
        return current.answer if current is not None else ""

    def _go_to(self, action: str) -> None:
        same = next((choice for choice, _ in self._all if choice.answer == action), None)
        self.query_one(ChoiceLines).go_to(same)
        self._explain()

    def _explain(self) -> None:
        """Below the lines: what is usual for the action; what was just done before all of it."""
        action, words = self._current, self._words
        usual = _written(self._usual.keys.get(action, ())) or words("keys.no_key")
        own = f" · {words('keys.yours')}" if action in self._given.wishes else ""
        about = f"{action} · {words('keys.usual', keys=usual)}{own}"
        lines = [self._told, about] if self._told else [about]
        self.query_one(".dialog-about", Static).update(Text("\n".join(lines)))
        keys = [f"enter {words('settings.change')}", f"ctrl+d {words('settings.back_to_usual')}"]
        keys += [f"ctrl+z {words('action.undo')}"] if self._undo else []
        self.query_one(".dialog-hint", Static).update(
            Text(" · ".join([*keys, f"esc {words('button.close')}"]))
        )

    # changing

    def _answer(self) -> None:
        action, words = self._current, self._words
        if not action:
            return
        has = self._keymap.keys.get(action, ())
        lines = [Choice("new", words("keys.menu.new"), _written(has))]
        if has:
            lines += [Choice("more", words("keys.menu.more")), Choice("none", words("keys.menu.none"))]
        if action in self._given.wishes:
            usual = _written(self._usual.keys.get(action, ())) or words("keys.no_key")
            lines.append(Choice("usual", words("keys.menu.usual"), usual))
        if self._undo:
            lines.append(Choice("undo", words("keys.menu.undo"), self._called(self._undo[-1][0])))
        title = self._called(action)
        self.app.push_screen(
            JumpList(title, lines, words, tall=False), lambda answer: self._do(answer, action)
        )

    def _do(self, answer: str | None, action: str) -> None:
        match answer:
            case "new" | "more":
                has = self._keymap.keys.get(action, ()) if answer == "more" else ()
                self._capture(action, has)
            case "none":
                self._put(action, Assignment({action: ()}))
            case "usual":
                self._reset()
            case "undo":
                self._take_back()

    def _capture(self, action: str, has: Keys) -> None:
        from tui_reader.ui.key_capture import KeyCapture

        words, given = self._words, self._given
        title = words("keys.press", name=self._called(action))

        def wanted(key: str) -> Assignment:
            return assign(given.wishes, given.preset, action, (*(one for one in has if one != key), key))

        page = KeyCapture(title, words, given.method, lambda key: self._meaning(action, key, wanted(key)))
        self.app.push_screen(page, lambda key: self._put(action, wanted(key)) if key else None)

    def _meaning(self, action: str, key: str, wanted: Assignment) -> list[str]:
        """Sentences about a key: whose it is, what that one keeps, what an input method makes of it."""
        words, strokes = self._words, strokes_of(key)
        if key in self._keymap.keys.get(action, ()):
            return [words("keys.has_it")]
        said = [
            words(
                "keys.takes" if loss.kept else "keys.takes_last",
                key=_written(loss.keys),
                name=self._short(loss.action),
                kept=_written(loss.kept),
            )
            for loss in wanted.losses[:_MOST_TOLD]
        ]
        if len(wanted.losses) > _MOST_TOLD:
            said.append(words("keys.takes_more", n=len(wanted.losses) - _MOST_TOLD))
        if len(strokes) == 1 and key.isdigit():
            said.append(words("keys.digit", key=key))
        if lost_by_method(strokes, self._given.method):
            said.append(words("keys.lost_by_method"))
        elif typed_again(strokes):
            said.append(words("keys.typed_again"))
        return said or [words("keys.free", key=_written((key,)))]

    def _reset(self) -> None:
        action = self._current
        if action in self._given.wishes:
            self._put(action, None)

    def _put(self, action: str, wanted: Assignment | None) -> None:
        """Into the file and in force; what it was before is kept, to be taken back."""
        changes: Changes = wanted.changes if wanted is not None else {action: None}
        before = {name: _own(self._given.wishes.get(name)) for name in changes}
        if self._apply(action, changes):
            self._undo.append((action, before))
            self._explain()

    def _take_back(self) -> None:
        if self._undo:
            action, before = self._undo.pop()
            self._apply(action, before)

    def _apply(self, action: str, changes: Changes) -> bool:
        complaint = self._change(changes)
        if not complaint:
            self._given = InForce(
                with_keys(self._given.wishes, changes), self._given.preset, self._given.method
            )
            self._learn()
            keys = _written(self._keymap.keys.get(action, ())) or self._words("keys.no_key")
            self._told = self._words("keys.now", name=self._called(action), keys=keys)
        else:
            self._told = complaint
        self._filter(self.query_one(Input).value)
        self._go_to(action)
        return not complaint

    def _short(self, action: str) -> str:
        macro = self._keymap.macros.get(action)
        return macro.title if macro is not None else self._words(f"action.{action}")

    def _called(self, action: str) -> str:
        return self._keymap.called(action, self._words)


_MOST_TOLD = 3
"""Actions named one by one that lose a key."""


def _lines(keymap: Keymap, words: Words) -> list[Choice]:
    lines: list[Choice] = []
    rows = [command for command in TABLE if command.here and command.id not in NUMBERED]
    for group, commands in groupby(rows, key=lambda command: command.group):
        lines.append(Choice("", words(f"help.group.{group}")))
        for command in commands:
            keys, short = _written(keymap.keys.get(command.id, ())), words(f"action.{command.id}")
            lines.append(Choice(command.id, keymap.called(command.id, words), keys, short))
    if keymap.macros:
        lines.append(Choice("", words("help.group.own")))
        lines += [
            Choice(name, macro.title, _written(keymap.keys.get(name, ())))
            for name, macro in keymap.macros.items()
        ]
    return lines


def _written(keys: Keys) -> str:
    return "  ".join(map(shown, keys))


def _own(wish: object) -> Keys | None:
    """The keys of a wish as it stands in the file; None where there is none."""
    given = wish.get("keys", ()) if isinstance(wish, Mapping) else wish
    if given is None:
        return None
    return (given,) if isinstance(given, str) else tuple(given)  # type: ignore[arg-type]  # read_wishes took it
