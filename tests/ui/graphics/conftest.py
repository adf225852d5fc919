"""The running reader in a terminal that draws pictures itself: all it writes is kept."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from textual.driver import Driver
from textual.drivers.headless_driver import HeadlessDriver

from tui_reader.model.picture import Graphics
from tui_reader.ui.app import ReaderApp
from tui_reader.ui.graphics.placeholders import PLACEHOLDER


class Terminal:
    """What was written to it, and which pictures it holds."""

    def __init__(self) -> None:
        self.written: list[str] = []

    @property
    def stream(self) -> str:
        return "".join(self.written)

    @property
    def given(self) -> list[int]:
        """The numbers of the pictures it was given, in order."""
        return [int(number) for number in re.findall(r"\x1b_Ga=T,U=1,f=100,i=(\d+)", self.stream)]

    @property
    def held(self) -> set[int]:
        """Those it was not told to forget."""
        gone = {int(number) for number in re.findall(r"\x1b_Ga=d,d=I,i=(\d+)", self.stream)}
        return set(self.given) - gone


def app_for(terminal: Terminal, graphics: Graphics | None) -> type[ReaderApp]:
    class Kept(HeadlessDriver):
        @property
        def is_headless(self) -> bool:
            return False

        def write(self, data: str) -> None:
            terminal.written.append(data)

    class Drawing(ReaderApp):
        def __init__(self, *args: Any, **more: Any) -> None:
            super().__init__(*args, **{**more, "graphics": graphics})

        def _build_driver(
            self, headless: bool, inline: bool, mouse: bool, size: tuple[int, int] | None
        ) -> Driver:
            self._driver = Kept(self, debug=False, mouse=mouse, size=size)
            return self._driver

    return Drawing


def placed_in(app: ReaderApp) -> list[tuple[int, int]]:
    """The cells of pictures on screen: row of the screen, and how many in it."""
    strips = app.screen._compositor.render_strips()
    found = [(y, strip.text.count(PLACEHOLDER)) for y, strip in enumerate(strips)]
    return [(y, count) for y, count in found if count]


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> Terminal:
    monkeypatch.setenv("TERM", "xterm-kitty")
    return Terminal()


Make = Callable[[Graphics], type[ReaderApp]]


@pytest.fixture
def drawing(terminal: Terminal) -> Make:
    return lambda graphics: app_for(terminal, graphics)
