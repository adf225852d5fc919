"""A small form: rows with a label, each a text to type or a choice between a few; Enter keeps it, a complaint keeps it open."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from rich.text import Text
from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.suggester import Suggester, SuggestFromList
from textual.widgets import Input, Static

from tui_reader.strings import Words
from tui_reader.ui.dialog import Dialog


class Pick(Static, can_focus=True):
    """One of a few values: left and right (or space) change it."""

    def __init__(self, options: Sequence[tuple[object, str]], value: object, name: str) -> None:
        super().__init__("", markup=False, id=name)
        self._options = list(options)
        self._at = next((at for at, (one, _) in enumerate(self._options) if one == value), 0)

    @property
    def value(self) -> object:
        """What is chosen."""
        return self._options[self._at][0]

    def render(self) -> Text:
        text = self._options[self._at][1]
        return Text(f"‹ {text} ›" if self.has_focus else f"  {text}", no_wrap=True, overflow="ellipsis")

    def on_focus(self) -> None:
        self.refresh()

    def on_blur(self) -> None:
        self.refresh()

    def on_key(self, event: events.Key) -> None:
        steps = {"right": 1, "space": 1, "l": 1, "left": -1, "h": -1}
        if event.key in steps:
            event.stop()
            event.prevent_default()
            self._turn(steps[event.key])

    def on_click(self) -> None:
        self._turn(1)

    def _turn(self, by: int) -> None:
        self._at = (self._at + by) % len(self._options)
        self.refresh()


class Box(Input):
    """A text of one row; up and down go to the next row."""

    def __init__(
        self,
        value: str,
        placeholder: str,
        name: str,
        *,
        most: int = 4096,
        known: Sequence[str] = (),
        suggester: Suggester | None = None,
    ) -> None:
        if known:
            suggester = SuggestFromList(known, case_sensitive=False)
        super().__init__(
            value,
            placeholder,
            max_length=most,
            compact=True,
            select_on_focus=False,
            suggester=suggester,
            id=name,
        )


class Form(Dialog[None]):
    """What is shared by the windows that change a feed or a folder. ``save`` keeps it and then closes or complains."""

    under_way = False
    """Whether something is being done with it: a second key meanwhile does nothing."""

    def __init__(
        self, title: str, words: Words, save: Callable[[], None], remove: Callable[[], None]
    ) -> None:
        super().__init__()
        self._title, self._words, self._save, self._remove = title, words, save, remove

    def facts(self) -> list[tuple[str, str]]:
        """Lines below the title: text and class."""
        return []

    def rows(self) -> list[tuple[str, Box | Pick]]:
        """Label and widget of each row."""
        return []

    def removing(self) -> str:
        """What ctrl+d does, in words."""
        return ""

    def compose(self) -> ComposeResult:
        words = self._words
        with Vertical(classes="dialog -form"):
            yield Static(Text(self._title, no_wrap=True, overflow="ellipsis"), classes="dialog-title")
            for text, kind in self.facts():
                yield Static(Text(text), classes=kind)
            with VerticalScroll(classes="dialog-rows", can_focus=False):
                for label, widget in self.rows():
                    with Horizontal(classes="dialog-row"):
                        yield Static(Text(label, no_wrap=True), classes="dialog-row-label")
                        yield widget
            yield Static("", classes="dialog-told -trouble", markup=False)
            keys = f"enter {words('button.done')} · ←→ {words('feeds.change')} · ctrl+d {self.removing()}"
            yield Static(Text(f"{keys} · esc {words('button.cancel')}"), classes="dialog-hint")

    def on_mount(self) -> None:
        self.complain("")
        super().on_mount()

    def complain(self, why: str) -> None:
        """Say what cannot be kept as it stands."""
        line = self.query_one(".dialog-told", Static)
        line.update(Text(why))
        line.display = bool(why)

    def text(self, name: str) -> str:
        """What stands in a box."""
        return self.query_one(f"#{name}", Box).value.strip()

    def value(self, name: str) -> object:
        """What is picked."""
        return self.query_one(f"#{name}", Pick).value

    def on_input_submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self._save()

    def on_key(self, event: events.Key) -> None:
        deeds: dict[str, Callable[[], object]] = {
            "down": self.focus_next,
            "up": self.focus_previous,
            "ctrl+d": self._remove,
            "ctrl+s": self._save,
            "enter": self._save,
        }
        if event.key in deeds:
            event.stop()
            event.prevent_default()
            deeds[event.key]()
        elif event.key in self.CLOSING or isinstance(self.focused, Input) or self.focused is None:
            super().on_key(event)
