"""A frame of Textual's, written together with the scaled text that belongs on it."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator

from rich.console import Console
from rich.segment import Segment
from textual._compositor import CompositorUpdate, LayoutUpdate
from textual.app import App
from textual.geometry import Region
from textual.renderables.background_screen import BackgroundScreen
from textual.screen import Screen
from textual.strip import Strip

from tui_reader.ui.scaling.runs import Run, runs_of
from tui_reader.ui.scaling.writer import FrameWriter

_CLEAR = "\x1b[2J"


class ScaledUpdate(CompositorUpdate):
    """Stands for the update it wraps. Whatever goes wrong in the writer, the frame itself is written."""

    def __init__(
        self,
        app: App[None],
        screen: Screen[object],
        update: CompositorUpdate,
        writer: FrameWriter,
        fail: Callable[[], None],
    ) -> None:
        self._app, self._screen, self._update = app, screen, update
        self._writer, self._fail = writer, fail

    def render_segments(self, console: Console) -> str:
        """The bytes of the frame."""
        try:
            return self._scaled(console)
        except Exception as error:
            logging.getLogger(__name__).warning(
                "scaled text is off: %s", type(error).__name__, exc_info=error
            )
            restored = self._writer.restore()
            self._fail()
            # What is scaled on screen now must not stay: it would push aside what is written over it.
            return restored + _CLEAR + "".join(_rows(self._screen._compositor.render_strips(), console))

    def _scaled(self, console: Console) -> str:
        strips = self._screen._compositor.render_strips()
        frame = self._writer.frame(
            strips,
            self._screen.size.width,
            console,
            behind=list(self._behind()),
            whole=isinstance(self._update, LayoutUpdate),
        )
        return self._update.render_segments(console) if frame is None else frame

    def _behind(self) -> Iterator[Run]:
        """What is scaled on the screen below a modal one and not covered by it, in the colours it has there."""
        below, tint = self._app._background_screens, self._screen.styles.background
        if not below or tint.a == 1:
            return
        covers = [
            region.intersection(clip)
            for widget, (region, clip) in self._screen._compositor.visible_widgets.items()
            if widget is not self._screen
        ]
        for run in runs_of(below[-1]._compositor.render_strips(), self._screen.size.width):
            area = Region(run.x, run.y, run.part.width, run.part.s)
            if not any(cover.overlaps(area) for cover in covers):
                dimmed = next(iter(BackgroundScreen.process_segments([Segment(" ", run.style)], tint)))
                if dimmed.style is not None:
                    yield run._replace(style=dimmed.style)


def _rows(strips: list[Strip], console: Console) -> Iterator[str]:
    return (f"\x1b[{y};1H{strip.render(console)}" for y, strip in enumerate(strips, 1))
