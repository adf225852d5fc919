"""The Aa panel: text size, width, spacing, alignment, pictures and theme, felt at once in the article beside it."""

from __future__ import annotations

from typing import ClassVar

from msgspec.structs import replace
from rich.cells import cell_len
from rich.style import Style
from textual import events
from textual.geometry import Size
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from tui_reader.model.style import Layer, ReadingStyle
from tui_reader.resources import directory
from tui_reader.strings import Words
from tui_reader.ui.reading import aa_rows
from tui_reader.ui.reading.aa_rows import ROWS, Choice
from tui_reader.ui.reading.brushes import Brushes, component
from tui_reader.ui.reading.flowing import Setting, flow, plain_flat
from tui_reader.ui.reading.lines import Line, Run, line_width

_ROLES = ("aa-label", "aa-here", "aa-chosen", "aa-other", "aa-button", "aa-note")
_WIDEST = 58
_FEED = len(ROWS)
"""The row below the others: only for this feed."""


class AaPanel(Widget, can_focus=True):
    """Small, beside the Aa. Mount it, focus it; it takes its own keys while it is focused."""

    # Its sheet joins with the first panel, so that the first paint need not read it.
    DEFAULT_CSS = (directory("styles") / "aa.tcss").read_text(encoding="utf-8")

    COMPONENT_CLASSES: ClassVar[set[str]] = {component(role) for role in _ROLES}

    class Changed(Message):
        """The style was changed; ``only_feed``: for this feed alone."""

        def __init__(self, style: ReadingStyle, only_feed: bool) -> None:
            super().__init__()
            self.style, self.only_feed = style, only_feed

    class ThemeWanted(Message):
        """Another theme, by the panel's name for it: "light" or "dark"."""

        def __init__(self, name: str) -> None:
            super().__init__()
            self.name = name

    class LayerWanted(Message):
        """Letters of other sizes are to be shown by other means."""

        def __init__(self, layer: Layer) -> None:
            super().__init__()
            self.layer = layer

    class Closed(Message):
        """The panel is done with."""

    def __init__(
        self,
        style: ReadingStyle,
        words_: Words,
        *,
        theme: str = "dark",
        themes: tuple[str, ...] = ("light", "dark"),
        only_feed: bool = False,
        layer: Layer = Layer.LAYOUT,
        layers: tuple[Layer, ...] = (),
        ability: str = "",
        beside: Widget | None = None,
        id: str | None = None,  # noqa: A002
    ) -> None:
        super().__init__(id=id)
        self.words = words_
        self.choice = Choice(style, theme, themes, layer, layers or (layer,))
        self.only_feed = only_feed
        self._ability = ability
        """What this terminal can do, as a sentence; empty: one size only."""
        self._beside = beside
        """The bar its button is in; None: the screen's upper right corner."""
        self._row = 0
        self.done = False
        """Whether it is being put away: keys are not for it any more."""
        self._brushes = Brushes(lambda name: self.get_component_rich_style(name, default=Style()))

    def on_mount(self) -> None:
        """The panel's frame carries its name."""
        self.border_title = self.words("aa.title")
        if self._beside is not None and self._beside.region:  # without an article there is no such bar
            bar = self._beside.region
            self.styles.margin = (bar.bottom, max(0, self.screen.size.width - bar.right), 0, 0)

    def now(self, style: ReadingStyle, layer: Layer, ability: str) -> None:
        """By another layer the same step may look another way, and the terminal do something else."""
        self.choice, self._ability = replace(self.choice, style=style, layer=layer), ability
        self.refresh(layout=True)

    # what it shows

    def lines(self, width: int) -> list[Line]:
        """The rows of the panel."""
        label = self._label()
        shown: list[Line] = [
            aa_rows.line(self.choice, row, self.words, label, place == self._row, width)
            for place, row in enumerate(ROWS)
        ]
        shown.append(aa_rows.box(self.words("aa.feed_only"), "feed", self.only_feed, self._row == _FEED))
        shown.append(())
        sentence = self._ability or self.words("aa.one_size")
        for line in flow(plain_flat(sentence, "aa-note"), Setting(max(10, width - 2))).lines:
            shown.append((Run(" ", "aa-note"), *line))
        hint = self.words("aa.hint")
        for line in flow(plain_flat(hint, "aa-note"), Setting(max(10, width - 2))).lines:
            shown.append((Run(" ", "aa-note"), *line))
        return shown

    def get_content_width(self, container: Size, viewport: Size) -> int:
        """As wide as its rows need, never wider than the screen."""
        # Room for "custom" is kept from the start: the panel must not move under the pointer.
        custom = replace(self.choice, style=replace(self.choice.style, custom=True))
        rows = max(line_width(aa_rows.line(custom, row, self.words, self._label(), False)) for row in ROWS)
        return min(max(40, rows + 1), _WIDEST, max(20, container.width - 2))

    def _label(self) -> int:
        return max(cell_len(self.words(f"aa.{row}")) for row in ROWS) + 3

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """As high as its rows need."""
        return len(self.lines(width))

    def render_line(self, y: int) -> Strip:
        """One row."""
        width, ground = self.size.width, self.rich_style
        lines = self.lines(width)
        return self._brushes.paint(lines[y] if y < len(lines) else (), width, ground)

    def notify_style_update(self) -> None:
        """The theme changed."""
        super().notify_style_update()
        self._brushes.forget()

    # keys and pointer

    def on_key(self, event: events.Key) -> None:
        """The panel's keys; every other key stays with the panel too, so that none acts behind it."""
        if not self.done:
            event.stop()
            event.prevent_default()
            self.press(event.key)

    def press(self, key: str) -> None:
        """What a key does; also of one that came before the panel had the focus."""
        match key:
            case "up" | "k" | "shift+tab":
                self._to_row(self._row - 1)
            case "down" | "j" | "tab":
                self._to_row(self._row + 1)
            case "left" | "h":
                self._turn(-1)
            case "right" | "l" | "enter" | "space":
                self._turn(1)
            case "plus" | "equals_sign":
                self._choose(aa_rows.change(self.choice, "size", 1))
            case "minus" | "underscore":
                self._choose(aa_rows.change(self.choice, "size", -1))
            case "0":
                self._choose(aa_rows.reset(self.choice))
            case "f":
                self._toggle_feed()
            case "escape" | "T" | "q":
                self.done = True
                self.post_message(self.Closed())

    def on_click(self, event: events.Click) -> None:
        """A click on a value chooses it, on a name goes to its row."""
        event.stop()
        place = event.get_content_offset(self)
        if place is None:
            return
        lines, cell = self.lines(self.size.width), place.x
        for run in lines[place.y] if place.y < len(lines) else ():
            cell -= cell_len(run.text)
            if cell < 0:
                self._press(run.action)
                return

    def _press(self, action: str) -> None:
        row, _, value = action.partition(":")
        if row == "feed":
            self._toggle_feed()
        elif row in ROWS:
            self._to_row(ROWS.index(row))
            if value:
                self._choose(aa_rows.choose(self.choice, row, value))

    def _to_row(self, row: int) -> None:
        self._row = row % (_FEED + 1)
        self.refresh()

    def _turn(self, by: int) -> None:
        if self._row == _FEED:
            self._toggle_feed()
        else:
            self._choose(aa_rows.change(self.choice, ROWS[self._row], by))

    def _toggle_feed(self) -> None:
        self.only_feed = not self.only_feed
        self.refresh()
        self.post_message(self.Changed(self.choice.style, self.only_feed))

    def _choose(self, choice: Choice) -> None:
        before, self.choice = self.choice, choice
        if choice == before:
            return
        self.refresh(layout=True)
        if choice.theme != before.theme:
            self.post_message(self.ThemeWanted(choice.theme))
        if choice.layer is not before.layer:
            self.post_message(self.LayerWanted(choice.layer))
        if choice.style != before.style:
            self.post_message(self.Changed(choice.style, self.only_feed))
