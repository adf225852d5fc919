"""Whether letters of other sizes are on screen; the writer that puts them there is made when they first are.

At the usual size this is all there is of it: two flags looked at once a frame.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from textual.app import App
from textual.screen import Screen

from tui_reader.model.style import Layer, Means

if TYPE_CHECKING:
    from textual._compositor import CompositorUpdate

    from tui_reader.ui.scaling.writer import FrameWriter


_BETWEEN = 0.5  # seconds


class ScaledText:
    """``wanted`` is set by what decides on the size. After a failure it stays off for the session."""

    def __init__(self, means: Means) -> None:
        self._layer, self._halves, self._smears = means.layer, means.halves, means.smears
        self._mended = 0.0
        self.wanted = False
        self.failed = False
        self.on_failure: Callable[[], None] = lambda: None
        """Told once, when writing failed and text went back to the usual size; set by the screen."""
        self._writer: FrameWriter | None = None

    @property
    def active(self) -> bool:
        """Whether frames are written by us: something in them is scaled, or was in the last one."""
        return not self.failed and (self.wanted or (self._writer is not None and not self._writer.idle))

    def update(self, app: App[None], screen: Screen[object], update: CompositorUpdate) -> CompositorUpdate:
        """What is to be written for a frame: the frame itself where nothing in it is scaled."""
        if not self.active:
            return update
        from tui_reader.ui.scaling.frame import ScaledUpdate  # not needed at the usual size

        if self._writer is None:
            from tui_reader.ui.scaling.writer import FrameWriter

            self._writer = FrameWriter(double=self._layer is Layer.DEC)
        return ScaledUpdate(app, screen, update, self._writer, self._fail)

    def use(self, layer: Layer) -> None:
        """Another layer from the next frame on, which takes away what this one has on screen."""
        self._layer = layer
        if self._writer is not None:
            self._writer.turn(double=layer is Layer.DEC)

    def halved(self, row: int) -> bool:
        """Whether the column of the pointer on a row must be doubled."""
        return self._halves and self._writer is not None and self._writer.is_double(row)

    def smeared(self, row: int, now: float) -> bool:
        """Whether the pointer that moved on a row spoiled what is there, so that all is to be written anew; told twice a
        second at most. ``now``: seconds of any clock that only goes on."""
        writer = self._writer
        if not self._smears or writer is None or not writer.is_double(row) or now - self._mended < _BETWEEN:
            return False
        self._mended = now
        writer.forget()
        return True

    def forget(self) -> None:
        """What is on screen is not known any more (another program had it)."""
        if self._writer is not None:
            self._writer.forget()

    def restore(self) -> str:
        """What puts the terminal back as it was, to be written before another program has it."""
        return self._writer.restore() if self._writer is not None else ""

    def _fail(self) -> None:
        self.failed, self.wanted = True, False
        self.on_failure()
