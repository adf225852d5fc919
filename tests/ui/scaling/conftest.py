"""The running reader, whose every byte goes into a model of a terminal that knows scaled text."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from typing import ClassVar, Unpack

import pytest
from rich.cells import cell_len
from textual.driver import Driver
from textual.drivers.headless_driver import HeadlessDriver
from textual.strip import Strip

from tests.ui.conftest import Newsroom, Open, Reader, Terminal
from tests.ui.scaling.vt import SINGLE, Vt
from tui_reader.model.scale import Blocks
from tui_reader.model.style import Layer
from tui_reader.ui.app import ReaderApp
from tui_reader.ui.scaling.glyphs import glyphs_of
from tui_reader.ui.scaling.part import Part, part_of
from tui_reader.ui.scaling.runs import runs_of


class WatchedDriver(HeadlessDriver):
    """Writes into the model."""

    vt: ClassVar[Vt]

    @property
    def is_headless(self) -> bool:
        return False

    def write(self, data: str) -> None:
        self.vt.feed(data)


class WatchedApp(ReaderApp):
    def _build_driver(
        self, headless: bool, inline: bool, mouse: bool, size: tuple[int, int] | None
    ) -> Driver:
        self._driver = WatchedDriver(self, debug=False, mouse=mouse, size=size)
        return self._driver


class Watched:
    """The reader and what a terminal would show of it."""

    def __init__(self, reader: Reader, vt: Vt, layer: Layer) -> None:
        self.reader, self.vt, self.layer = reader, vt, layer

    async def press(self, *keys: str) -> None:
        await self.reader.press(*keys)

    def wrong(self) -> list[str]:
        """Everything that is not on the terminal as the frame says; empty when all is right."""
        found = [*self.vt.errors]
        self.vt.errors.clear()
        strips = self.reader.app.screen._compositor.render_strips()
        covered = self._covered(found) if self.layer is Layer.OSC66 else set[tuple[int, int]]()
        found += self._misdrawn(strips)
        for y, strip in enumerate(strips):
            if self.vt.lines[y] != SINGLE:
                continue
            x = 0
            for segment in strip:
                for character in segment.text:
                    width = cell_len(character)
                    shown = self.vt.cells[y][x] if x < self.vt.columns else ""
                    if width and (x, y) not in covered and shown != character:
                        found.append(f"column {x}, row {y}: {shown!r} for {character!r}")
                    x += width
        return found

    def _covered(self, found: list[str]) -> set[tuple[int, int]]:
        """The cells of scaled letters; each letter must be one the frame asks for, and all of those be there."""
        strips = self.reader.app.screen._compositor.render_strips()
        below = self.reader.app._background_screens
        asked = runs_of(strips, self.vt.columns)
        behind = runs_of(below[-1]._compositor.render_strips(), self.vt.columns) if below else []
        cells: set[tuple[int, int]] = set()
        for run in asked:
            if self.vt.letters[run.y][run.x] is None:
                found.append(f"column {run.x}, row {run.y}: {run.part.text!r} is not scaled")
            cells |= _cells(run.x, run.y, run.part.width, run.part.s)
        allowed = cells | {
            cell for run in behind for cell in _cells(run.x, run.y, run.part.width, run.part.s)
        }
        for letter in self.vt.all_letters():
            if not _cells(letter.x, letter.y, letter.width, letter.height) <= allowed:
                found.append(f"column {letter.x}, row {letter.y}: {letter.text!r} is left over")
        on_screen = {
            cell for one in self.vt.all_letters() for cell in _cells(one.x, one.y, one.width, one.height)
        }
        return cells | on_screen

    def _misdrawn(self, strips: list[Strip]) -> Iterator[str]:
        """Letters of block characters whose cells on the terminal are not those of the table; none but in its layers."""
        for y, x, part in block_parts(strips):
            if self.layer in (Layer.OSC66, Layer.LAYOUT):
                yield f"column {x}, row {y}: {part.text!r} in blocks"
            blocks = next(
                one for one in FACES if (one.s, one.columns) == (part.s, part.width // cell_len(part.text))
            )
            glyphs = glyphs_of(blocks)
            shown = "".join(self.vt.cells[y][x : x + part.width])
            if glyphs.has(part.text) and shown != glyphs.cells(part.text)[part.row]:
                yield f"column {x}, row {y}: {shown!r} for row {part.row} of {part.text!r}"

    @property
    def in_blocks(self) -> str:
        """The text in letters of block characters on screen, from top to bottom."""
        parts = block_parts(self.reader.app.screen._compositor.render_strips())
        return "".join(part.text for _, _, part in parts if part.row == 0)

    @property
    def scaled(self) -> str:
        """The scaled text on screen, from top to bottom."""
        return "".join(one.text for one in sorted(self.vt.all_letters(), key=lambda one: (one.y, one.x)))


FACES = tuple(Blocks(font, sextants) for font in ("6x13", "9x15B") for sextants in (True, False))


def block_parts(strips: list[Strip]) -> Iterator[tuple[int, int, Part]]:
    """Row, column and part of all that is drawn in block characters."""
    for y, strip in enumerate(strips):
        x = 0
        for segment in strip:
            part = part_of(segment.style)
            if part is not None and part.drawn and part.width == segment.cell_length:
                yield y, x, part
            x += segment.cell_length


def _cells(x: int, y: int, width: int, height: int) -> set[tuple[int, int]]:
    return {(column, row) for row in range(y, y + height) for column in range(x, x + width)}


Watch = Callable[..., AbstractAsyncContextManager[Watched]]


@pytest.fixture
def watching(newsroom: Newsroom, reading: Open) -> Watch:
    """``async with watching(size=(120, 40)) as watched``: the reader on a terminal that scales text."""

    @asynccontextmanager
    async def opened(
        size: tuple[int, int] = (120, 40),
        layer: Layer = Layer.OSC66,
        app_class: type[ReaderApp] = WatchedApp,
        **terminal: Unpack[Terminal],
    ) -> AsyncIterator[Watched]:
        WatchedDriver.vt = Vt(*size)
        terminal.setdefault("sextants", True)
        async with reading(size=size, layer=layer, app_class=app_class, **terminal) as reader:
            yield Watched(reader, WatchedDriver.vt, layer)

    return opened
