"""In a real xterm that would die of lines of double height (Debian's 379): it is never given them, block letters are
offered instead, and its screen shows of a headline, cell by cell, what the table of glyphs says."""

from __future__ import annotations

import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from msgspec import json

from tests.glyphs.test_table import pixels
from tests.patience import PATIENCE, wait_until
from tests.terminal.xterm import BITMAP_FONT, VECTOR_FONT, Xterm, half_cells, missing, screen
from tui_reader.model.scale import Blocks
from tui_reader.paths import Paths
from tui_reader.store.database import open_database
from tui_reader.store.memory import recall
from tui_reader.ui.scaling.glyphs import glyphs_of

TITLE = "Bộ trưởng Nguyễn Mạnh Hùng"
TEXT = "Bộ trưởng Nguyễn Mạnh Hùng làm việc với tỉnh Quảng Ninh ✓ 你好 🙂 ễ ữ ậ Ẵ."

pytestmark = [
    pytest.mark.terminal,
    pytest.mark.skipif(bool(missing()), reason=f"not installed: {missing()}"),
]


@pytest.fixture
def display() -> Iterator[str]:
    with screen() as name:
        yield name


@pytest.fixture
def story(tmp_path: Path) -> Path:
    path = tmp_path / "story.txt"
    path.write_text(f"{TITLE}\n\n{TEXT}\n\n" + f"{TEXT * 5}\n\n" * 5)
    return path


def size_kept(home: Path) -> int:
    """The step of Aa that the reader has remembered."""
    store = Paths.of(home, {}).store
    if not store.exists():
        return 0
    db = open_database(store)
    try:
        said = json.decode(recall(db, "screen") or "{}")
    finally:
        db.close()
    return int((said.get("style") or {}).get("size", 0))


def of_the_table(word: str, face: Blocks) -> list[str]:
    """A word as half cells."""
    glyphs = glyphs_of(face)
    letters = [pixels(glyphs.cells(letter), face) for letter in word]
    return ["".join(rows).replace("0", ".").replace("1", "#") for rows in zip(*letters, strict=True)]


def places(pattern: list[str], shown: list[str]) -> list[tuple[int, int]]:
    """Where a pattern is on the screen, from its upper left half cell."""
    found = []
    for y in range(0, len(shown) - len(pattern) + 1, 2):
        x = shown[y].find(pattern[0])
        while x >= 0:
            if all(row == shown[y + down][x : x + len(row)] for down, row in enumerate(pattern)):
                found.append((x, y))
            x = shown[y].find(pattern[0], x + 1)
    return found


def test_the_headline_in_the_window_is_what_the_table_says(tmp_path: Path, display: str, story: Path) -> None:
    version = subprocess.run(["xterm", "-version"], capture_output=True, text=True, check=True).stdout
    config = tmp_path / "home" / "config" / "config.toml"
    config.parent.mkdir(parents=True)
    config.write_text("text_size = 3\n")
    words = [of_the_table(word, Blocks("9x15B")) for word in TITLE.split()]
    found: list[tuple[int, int]] = []
    # On a busy machine xterm may answer later than the start waits; that session has plain letters, the next one blocks.
    for _ in range(3):
        xterm = Xterm(display, tmp_path / "home", story, *BITMAP_FONT)
        try:
            found = found_in(xterm, words, version)
        finally:
            xterm.end()
        if found:
            break
    assert found == sorted(found, key=lambda place: place[1])  # in the order they are written in
    assert len(set(found)) == len(words)


def found_in(xterm: Xterm, words: list[list[str]], version: str) -> list[tuple[int, int]]:
    """Where the words stand on the screen; nothing where they do not come within a while."""
    until = time.monotonic() + PATIENCE / 2
    while time.monotonic() < until:
        assert xterm.process.poll() is None, version
        shown = half_cells(xterm.picture())
        found = [place for word in words for place in places(word, shown)]
        if len(found) >= len(words):
            return found
        time.sleep(0.3)  # looking is work for the machine that draws
    return []


@pytest.mark.parametrize("layer", ["auto", "dec"])
def test_it_does_not_die_of_any_size_the_article_alone(
    tmp_path: Path, display: str, story: Path, layer: str
) -> None:
    home = tmp_path / "home"
    xterm = Xterm(display, home, story, *VECTOR_FONT, layer=layer)
    try:
        wait_until(lambda: xterm.shows(TITLE), f"a window that is called {TITLE}", pause=0.3)
        xterm.press("Return", "F")
        for size in range(1, 5):
            xterm.press("plus")
            wait_until(lambda: size_kept(home) == size or xterm.process.poll() is not None, f"size {size}")  # noqa: B023
        xterm.press("space", "b", "0", "ctrl+q")
        wait_until(lambda: xterm.process.poll() is not None, "the end of the program, and of xterm with it")
    finally:
        assert xterm.end() == 0
