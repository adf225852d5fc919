"""The last line: at most seven keys that work here and now, each a button."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import ClassVar, NamedTuple

from rich.cells import cell_len
from rich.segment import Segment
from textual import events
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from tui_reader.strings import Words
from tui_reader.ui.key_reader import Waiting
from tui_reader.ui.keymap import Keymap
from tui_reader.ui.keys import COMMENTS, FEEDS_FOOTER, FOOTER, NAMES, shown


class Item(NamedTuple):
    """One button: what it does, its key, its word (may be empty)."""

    action: str
    key: str
    label: str

    @property
    def width(self) -> int:
        """Cells it takes."""
        return cell_len(self.key) + (1 + cell_len(self.label) if self.label else 0)


def label_of(action: str, context: str, words: Words, *, feeds: bool = False) -> str:
    """The short word of an action where the footer stands."""
    pane = "feeds" if feeds else NAMES[context]
    if feeds and action == "open":
        pane = "list"  # what is wrong with a feed is told as soon as the cursor is on it
    return words.first(f"footer.{pane}.{action}", f"footer.{action}", f"action.{action}")


def items(context: str, keymap: Keymap, words: Words, *, feeds: bool = False) -> list[Item]:
    """What this context offers, most likely first."""
    chosen = FEEDS_FOOTER if feeds else FOOTER[context]
    return offered(keymap, words, {one: label_of(one, context, words, feeds=feeds) for one in chosen})


def offered(keymap: Keymap, words: Words, labels: Mapping[str, str]) -> list[Item]:
    """Buttons for these actions; where a keymap has no keys for some of them, the palette has them all."""
    made = {
        action: item(keymap, label, action, *_TOGETHER.get(action, ())) for action, label in labels.items()
    }
    if not all(made.values()):
        last = made.popitem()
        made |= {"commands": item(keymap, words("action.commands"), "commands"), last[0]: last[1]}
    return [one for buttons in made.values() for one in buttons]


def item(keymap: Keymap, label: str, *actions: str) -> tuple[Item, ...]:
    """A button of what is open for a while: does the first of the actions, named by their keys; none where one has no key."""
    keys = [shown(keymap.key_of(action, _USUAL.get(action, ""))) for action in actions]
    return (Item(actions[0], " ".join(keys), label),) if all(keys) else ()


_GAP = 2
_TOGETHER = {"size.larger": ("size.smaller",)}
"""What stands on one button."""
_USUAL = {"back": "escape", "move.down": "down", "move.up": "up", "go.in": "right", "go.out": "left"}
"""The keys everybody knows for these, shown where they are theirs."""
_NOTHING = Waiting()


def fitted(given: Sequence[Item], width: int) -> list[Item]:
    """The items that fit: help first of all, then as many as there is room for, with their words; last keys alone."""
    if not given or _width(given) <= width:
        return list(given)
    last = given[-1]
    for most in range(len(given) - 1, 3, -1):
        kept = [*given[:most], last]
        if _width(kept) <= width:
            return kept
    kept = [*given[:3], last._replace(label="")]
    while len(kept) > 1 and _width(kept) > width:
        labelled = [i for i, item in enumerate(kept) if item.label]
        if labelled:
            kept[labelled[-1]] = kept[labelled[-1]]._replace(label="")
        else:
            kept.pop(-2)
    return kept


def _width(given: Sequence[Item]) -> int:
    return 2 + sum(item.width for item in given) + _GAP * (len(given) - 1)


class Footer(Widget):
    """Shows the keys of a context, or what may follow a half-typed command."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"footer--key", "footer--label"}

    class Pressed(Message):
        """A button was clicked."""

        def __init__(self, action: str) -> None:
            super().__init__()
            self.action = action

    def __init__(self, words: Words, keymap: Keymap) -> None:
        super().__init__()
        self.words, self._keymap = words, keymap
        self._words_said = words
        self._where, self._feeds = COMMENTS, False
        self._own: tuple[Item, ...] = ()
        self._waiting = Waiting()
        self._spans: list[tuple[range, str]] = []

    def use(self, keymap: Keymap) -> None:
        """Other keys are in force."""
        self._keymap = keymap
        self.refresh()

    def say(
        self, context: str, *, feeds: bool = False, own: tuple[Item, ...] = (), waiting: Waiting = _NOTHING
    ) -> None:
        """Where the reader is; ``own``: the keys of what is open (a box), instead of the context's."""
        said = (self.words, context, feeds, own, waiting)
        if said != (self._words_said, self._where, self._feeds, self._own, self._waiting):
            self._words_said, self._where, self._feeds, self._own, self._waiting = said
            self.refresh()

    def on_click(self, event: events.Click) -> None:
        for span, action in self._spans:
            if event.x in span and action:
                self.post_message(self.Pressed(action))

    def render_line(self, y: int) -> Strip:
        key, label = (self.get_component_rich_style(f"footer--{part}") for part in ("key", "label"))
        width = self.size.width
        segments, spans, x = [Segment(" ", label)], [], 1
        for item in self._shown(width):
            segments.append(Segment(item.key, key))
            segments.append(Segment((" " + item.label if item.label else "") + " " * _GAP, label))
            spans.append((range(x, x + item.width), item.action))
            x += item.width + _GAP
        self._spans = spans
        return Strip(segments).adjust_cell_length(width, self.visual_style.rich_style)

    def rest(self) -> str:
        """The first of the continuations where one line is too short for all: the line above has room for them."""
        above, _ = self._parted(self.size.width)
        return "  ".join(f"{item.key} {item.label}".strip() for item in above)

    def _following(self) -> list[Item]:
        return [
            Item("", self.words("footer.waiting", keys=self._waiting.text), ""),
            *(
                Item(action, shown(stroke), self._label(action))
                for stroke, action in self._waiting.continuations
            ),
        ]

    def _label(self, action: str) -> str:
        macro = self._keymap.macros.get(action)
        if macro is not None:
            return macro.title
        short = f"footer.after.{action}"
        return self.words(short) if self.words.has(short) else label_of(action, self._where, self.words)

    def _parted(self, width: int) -> tuple[list[Item], list[Item]]:
        """What may follow: in the line above, and here; all of it here where it fits."""
        items = self._following() if self._waiting.text else []
        if not items or _width(items) <= width:
            return [], items
        above = len(items)
        while above > 1 and _width(items[:above]) > width:
            above -= 1
        return items[:above], items[above:]

    def _shown(self, width: int) -> list[Item]:
        if not self._waiting.text:
            return fitted(self._own or items(self._where, self._keymap, self.words, feeds=self._feeds), width)
        here = self._parted(width)[1]
        for at in reversed(range(len(here))):  # every key is told, of the last ones the key alone
            if _width(here) <= width:
                break
            here[at] = here[at]._replace(label="")
        while here and _width(here) > width:
            here.pop()
        return here
