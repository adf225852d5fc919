"""A model of a terminal that knows scaled text (OSC 66) and lines of double size, as kitty and xterm do them.

Rules of the text sizing protocol (https://sw.kovidgoyal.net/kitty/text-sizing-protocol/): text written on the top row of
a scaled letter erases it, text on a lower row is pushed behind it, erasing any cell of it erases all of it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from wcwidth import wcwidth

_TOKEN = re.compile(
    r"\x1b\[(?P<private>[?>=<]?)(?P<numbers>[0-9;:]*)(?P<between>[ -/]*)(?P<final>[@-~])"
    r"|\x1b\](?P<osc>\d+);(?P<body>.*?)(?:\x07|\x1b\\)"
    r"|\x1b#(?P<line>[3-8])|\x1b[78=>c]|(?P<control>[\x00-\x1f])|(?P<text>[^\x00-\x1f]+)",
    re.DOTALL,
)
SINGLE, TOP, BOTTOM = 5, 3, 4
"""Attributes of a row: ``ESC # 5``, ``ESC # 3``, ``ESC # 4``."""


@dataclass(eq=False)
class Letter:
    """A scaled letter or word: its top left cell, its cells, its text, and what it was asked for with."""

    x: int
    y: int
    width: int
    height: int
    text: str
    keys: dict[str, str]


@dataclass
class Vt:
    """Fed what a program writes; ``errors`` names what a real terminal would have shown wrong."""

    columns: int
    rows: int
    errors: list[str] = field(default_factory=list)
    x: int = 0
    y: int = 0

    def __post_init__(self) -> None:
        self.cells = [[" "] * self.columns for _ in range(self.rows)]
        self.letters: list[list[Letter | None]] = [[None] * self.columns for _ in range(self.rows)]
        self.lines = [SINGLE] * self.rows

    def feed(self, data: str) -> None:
        for token in _TOKEN.finditer(data):
            if text := token["text"]:
                for character in text:
                    self._put(character)
            elif token["final"] and not token["private"] and not token["between"]:
                self._csi(token["final"], token["numbers"])
            elif token["osc"] == "66":
                keys, _, text = token["body"].partition(";")
                self._scaled(dict(pair.split("=") for pair in keys.split(":") if pair), text)
            elif token["line"]:
                self.lines[self.y] = int(token["line"])
            elif token["control"] == "\n":
                self.x, self.y = 0, min(self.rows - 1, self.y + 1)
            elif token["control"] == "\r":
                self.x = 0

    def row(self, y: int) -> str:
        """The plain text of a row; cells of scaled letters are empty."""
        return "".join(self.cells[y])

    def all_letters(self) -> list[Letter]:
        """What is scaled on screen."""
        return list({id(one): one for row in self.letters for one in row if one is not None}.values())

    def _csi(self, final: str, numbers: str) -> None:
        given = [int(number or 0) for number in numbers.split(";")] if ":" not in numbers else [0]
        match final:
            case "H":
                self.y = min(self.rows, max(1, given[0])) - 1
                self.x = min(self.columns, max(1, given[1] if len(given) > 1 else 1)) - 1
            case "K":
                first, last = {0: (self.x, self.columns), 1: (0, self.x + 1), 2: (0, self.columns)}[given[0]]
                self._erase(self.y, first, last)
            case "X":
                self._erase(self.y, self.x, min(self.columns, self.x + max(1, given[0])))
            case "J":
                for y in range(self.rows):
                    self._erase(y, 0, self.columns)

    def _put(self, character: str) -> None:
        width = wcwidth(character)
        if width <= 0:
            return
        room = self.columns // (1 if self.lines[self.y] == SINGLE else 2)
        while self.x < self.columns and (under := self.letters[self.y][self.x]) and self.y > under.y:
            self.errors.append(f"{character!r} was pushed aside at column {self.x}, row {self.y}")
            self.x = under.x + under.width
        if self.x + width > room:
            self.errors.append(f"{character!r} is beyond the edge in row {self.y}")
            return
        for x in range(self.x, self.x + width):
            self._kill(self.letters[self.y][x])
        self.cells[self.y][self.x] = character
        if width == 2:
            self.cells[self.y][self.x + 1] = ""
        self.x += width

    def _scaled(self, keys: dict[str, str], text: str) -> None:
        scale, told = int(keys.get("s", 1)), int(keys.get("w", 0))
        if len(text.encode()) > 4096 or not 1 <= scale <= 7 or told > 7:
            self.errors.append(f"not a valid sequence: {keys} {text[:20]!r}")
        if any(ord(one) < 32 or 127 <= ord(one) < 160 for one in text):
            self.errors.append(f"control characters in {text[:20]!r}")
        parts = [(text, told)] if told else [(one, max(1, wcwidth(one))) for one in text]
        for part, width in parts:
            if self.x + scale * width > self.columns or self.y + scale > self.rows:
                self.errors.append(f"{part!r} does not fit at column {self.x}, row {self.y}")
                continue
            letter = Letter(self.x, self.y, scale * width, scale, part, keys)
            for y in range(self.y, self.y + scale):
                for x in range(self.x, self.x + scale * width):
                    self._kill(self.letters[y][x])
                    self.cells[y][x] = ""
                    self.letters[y][x] = letter
            self.x += scale * width

    def _erase(self, y: int, first: int, last: int) -> None:
        for x in range(first, last):
            self._kill(self.letters[y][x])
            self.cells[y][x] = " "

    def _kill(self, letter: Letter | None) -> None:
        if letter is None:
            return
        for y in range(letter.y, letter.y + letter.height):
            for x in range(letter.x, letter.x + letter.width):
                if self.letters[y][x] is letter:
                    self.letters[y][x], self.cells[y][x] = None, " "
