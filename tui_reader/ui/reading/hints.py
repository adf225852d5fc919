"""Letters written over every link in sight, to follow it by typing them."""

from __future__ import annotations

from collections.abc import Callable

from msgspec import Struct
from rich.cells import cell_len
from rich.segment import Segment
from textual.strip import Strip

from tui_reader.ui.reading.line_view import LineView
from tui_reader.ui.reading.lines import Run, begin_of, inside
from tui_reader.ui.reading.pieces import Anchor

LETTERS = "adfghjkl;eio"
"""Letters that input methods do not join into another (keys.md)."""


class Target(Struct, frozen=True):
    """A link: its letters, what it says in sight, where it begins."""

    label: str
    text: str
    run: Run
    anchor: Anchor
    cell: int


def labels(count: int) -> list[str]:
    """So many labels, none the beginning of another; no more than two letters can tell apart."""
    if count <= len(LETTERS):
        return list(LETTERS[:count])
    return [first + second for first in LETTERS for second in LETTERS][:count]


def targets(view: LineView) -> list[Target]:
    """The links in the rows in sight; one that goes on in the next line is one."""
    found: dict[object, tuple[str, Run, Anchor, int]] = {}
    column = view.column
    for row in range(view.top, min(view.top + view.rows, column.height)) if column is not None else ():
        assert column is not None
        line, anchor, cell = column.line(row), column.anchor(row), begin_of(column.line(row))
        for run in line if not inside(line)[0] else ():
            if run.href or run.action.startswith("entry:"):  # an article kept here
                key = (anchor.piece, run.stop, run.href, run.action)
                text, first, where, at = found.get(key, ("", run, anchor, cell))
                said = run.part.text if run.part is not None else run.text
                found[key] = (text + said, first, where, at)
            cell += cell_len(run.text)
    return [Target(label, *one) for label, one in zip(labels(len(found)), found.values(), strict=False)]


class Hints:
    """Lies over the text until a label is typed."""

    def __init__(self, view: LineView, gone: Callable[[], None]) -> None:
        """``gone``: the text was laid out anew, the letters would stand elsewhere."""
        self._view, self._gone = view, gone
        self.targets = targets(view)
        self.typed = ""
        view.overlays.append(self)
        view.repaint()

    @property
    def left(self) -> list[Target]:
        """Those whose label begins with what was typed."""
        return [target for target in self.targets if target.label.startswith(self.typed)]

    def type(self, letter: str) -> Target | None:
        """One more letter; what it names, if that is one thing. A letter that begins no label is forgotten."""
        if any(target.label.startswith(self.typed + letter) for target in self.targets):
            self.typed += letter
            self._view.repaint()
        return next((target for target in self.targets if target.label == self.typed), None)

    def press(self, target: Target) -> None:
        """What a click on it would do."""
        self._view.press_run(target.run, target.anchor)

    def close(self) -> None:
        """Take the letters away."""
        self._view.overlays.remove(self)
        self._view.repaint()

    def relaid(self) -> None:
        self._gone()

    def over(self, strip: Strip, anchor: Anchor) -> Strip:
        """The strip with the labels that begin on it."""
        style = self._view.brush("focused")
        for target in self.left:
            if target.anchor == anchor:
                at = self._view.margin + target.cell
                end = min(at + len(target.label), strip.cell_length)
                before, _, after = strip.divide([at, end, strip.cell_length])
                label = Segment(target.label[: end - at], style)
                strip = Strip.join([before, Strip([label]), after])
        return strip
