"""What a change of text size keeps the loop from, and what the writer of scaled text costs a frame; taken in the program."""

from __future__ import annotations

import asyncio
import gc
import statistics
import sys
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

from textual.driver import Driver
from textual.drivers.headless_driver import HeadlessDriver
from textual.pilot import Pilot

from tui_reader.library import Library
from tui_reader.model import messages
from tui_reader.model.scale import LADDER
from tui_reader.model.style import Layer, Means
from tui_reader.model.view import Place, View
from tui_reader.paths import Paths
from tui_reader.settings import Settings
from tui_reader.strings import words
from tui_reader.ui.app import ReaderApp
from tui_reader.ui.main_screen import MainScreen
from tui_reader.ui.scaling.writer import FrameWriter
from tui_reader.ui.tidying import Tidying

_KEYS = 30
_STEPS = ("plus", "plus", "minus", "0", "plus")
_SIZE = (130, 40)
_BEAT = 0.001
_LONGEST = 16.0
"""Milliseconds: a frame at 60 a second."""


def main(home: Path) -> None:
    """Measure and print."""
    for layer in (Layer.LAYOUT, Layer.OSC66, Layer.BLOCKS):
        asyncio.run(_stalls(home, layer))
    asyncio.run(_writer(home))


class Quiet(Library):
    """The library without an engine."""

    async def start(
        self, on_event: Callable[[messages.Event], None], on_stopped: Callable[[], None] = lambda: None
    ) -> None:
        """None is started."""

    async def _ask(self, make: Callable[[int], messages.Request]) -> int:
        return 0


class Screen(HeadlessDriver):
    """Takes what is written, and when the first of it came."""

    first_write = 0.0

    @property
    def is_headless(self) -> bool:
        return False

    def write(self, data: str) -> None:
        Screen.first_write = Screen.first_write or time.thread_time()


class Longest:
    """The longest time this thread worked without a look at anything else, since it was made."""

    def __init__(self) -> None:
        self._longest, self._before = 0.0, time.thread_time()
        self._timer = asyncio.get_running_loop().call_later(_BEAT, self._beat)

    def _beat(self) -> None:
        now = time.thread_time()
        self._longest, self._before = max(self._longest, now - self._before), now
        self._timer = asyncio.get_running_loop().call_later(_BEAT, self._beat)

    def end(self) -> float:
        self._timer.cancel()
        return self._longest


class BenchApp(ReaderApp):
    def _build_driver(
        self, headless: bool, inline: bool, mouse: bool, size: tuple[int, int] | None
    ) -> Driver:
        self._driver = Screen(self, debug=False, mouse=mouse, size=size)
        return self._driver


@asynccontextmanager
async def _opened(home: Path, layer: Layer) -> AsyncIterator[Pilot[None]]:
    """The reader with a short article under the cursor and open."""
    library = Quiet(Paths.of(home, {}))
    library.open()
    first, article = library.first(View(Place.ALL)).result()
    app = BenchApp(library, first, article, Settings(), words("vi"), means=Means(layer, sextants=True))
    async with app.run_test(size=_SIZE) as pilot:
        await pilot.press("0", "enter")
        await _settled(pilot)
        gc.collect()
        gc.freeze()  # as the program does after its first paint
        Tidying(pilot.app)
        yield pilot
        await pilot.press("0")


async def _settled(pilot: Pilot[None]) -> None:
    """Until all lines are laid out and nothing is left to draw."""
    screen = pilot.app.screen_stack[0]
    assert isinstance(screen, MainScreen)
    working = True
    while working:
        await asyncio.sleep(0.01)
        working = not screen.desk.article.settled or any(not one.is_finished for one in pilot.app.workers)
    await pilot.pause()


def _say(line: str) -> None:
    """While it runs the toolkit keeps what is printed."""
    print(line, file=sys.__stdout__, flush=True)


def _ms(seconds: float) -> str:
    return f"{seconds * 1000:.1f}"


async def _stalls(home: Path, layer: Layer) -> None:
    async with _opened(home, layer) as pilot:
        for name, key in (("5 KB", ""), ("500 KB", "J")):
            if key:
                await pilot.press(key)
                await _settled(pilot)
            frames, stalls = [], []
            for step in _STEPS:
                longest, begun, Screen.first_write = Longest(), time.thread_time(), 0.0
                await pilot.press(step)
                await _settled(pilot)
                frames.append(Screen.first_write - begun)
                stalls.append(longest.end())
            _say(
                f"  another size, {layer:<7} {name:>7}: first frame {_ms(statistics.median(frames))} ms,"
                f" longest stall {_ms(statistics.median(stalls))} ms, at worst {_ms(max(stalls))}"
                f"  asked: at most {_LONGEST:.0f}"
            )


async def _writer(home: Path) -> None:
    """Scrolling by lines at size 1 and at size 2."""
    spent: list[float] = []
    frame = FrameWriter.frame

    def timed(*given: object, **named: object) -> str | None:
        begun = time.thread_time()
        made = frame(*given, **named)  # type: ignore[arg-type]  # as it was called
        spent.append(time.thread_time() - begun)
        return made

    FrameWriter.frame = timed  # type: ignore[method-assign]
    try:
        async with _opened(home, Layer.OSC66) as pilot:
            await pilot.press(*["j"] * _KEYS)
            _say(f"  the writer at size 1: called {len(spent)} times  asked: nothing")
            await pilot.press(*["plus"] * next(n for n, scale in enumerate(LADDER) if scale.ratio == 2))
            await _settled(pilot)
            spent.clear()
            await pilot.press(*["j"] * _KEYS)
            _say(
                f"  the writer at size 2: {_ms(statistics.median(spent))} ms a frame, at worst {_ms(max(spent))},"
                f" {len(spent)} frames  asked: at most 12"
            )
    finally:
        FrameWriter.frame = frame  # type: ignore[method-assign]
