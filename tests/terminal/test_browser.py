"""The reader as textual-serve starts it, its screen a page in a browser: no questions, block letters instead of scaled ones."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.patience import PATIENCE, wait_until
from tests.ui.scaling.vt import Vt
from tui_reader.model.scale import Blocks
from tui_reader.ui.scaling.glyphs import glyphs_of

TITLE = "Hạ tầng số"
COLUMNS, ROWS = 120, 40


class Page:
    """Speaks the toolkit's protocol of packets: a letter, four bytes of length, the bytes."""

    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        self._process = process
        self.screen = Vt(COLUMNS, ROWS)
        self.sent = ""
        self.hearing = threading.Thread(target=self._listen, daemon=True)
        self.hearing.start()

    def _listen(self) -> None:
        output = self._process.stdout
        assert output is not None
        output.readline()  # the toolkit says hello
        while head := output.read(5):
            payload = output.read(int.from_bytes(head[1:], "big"))
            if head[:1] == b"D":
                text = payload.decode()
                self.sent += text
                self.screen.feed(text)

    def press(self, keys: str) -> None:
        assert self._process.stdin is not None
        self._process.stdin.write(b"D" + len(keys).to_bytes(4, "big") + keys.encode())
        self._process.stdin.flush()

    def wait(self, fits: Callable[[str], bool]) -> None:
        def seen() -> str:
            return "\n".join(map(self.screen.row, range(ROWS)))

        wait_until(lambda: fits(seen()), seen)


@pytest.fixture
def page(tmp_path: Path) -> Iterator[Page]:
    story = tmp_path / "story.txt"
    story.write_text(f"{TITLE}\n\nHạ tầng số phải đi trước một bước, nhất là ở vùng núi và hải đảo.\n")
    command = [
        sys.executable,
        "-m",
        "tui_reader",
        "--home",
        str(tmp_path / "home"),
        "--lang",
        "vi",
        "--offline",
    ]
    environment = {
        **os.environ,
        "TEXTUAL_DRIVER": "textual.drivers.web_driver:WebDriver",
        "COLUMNS": str(COLUMNS),
        "ROWS": str(ROWS),
        "TUI_READER_TEXT_LAYER": "osc66",
    }
    with subprocess.Popen(
        [*command, str(story)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment
    ) as process:
        page = Page(process)
        yield page
        process.terminate()
        page.hearing.join(PATIENCE)


def test_sizes_in_a_browser_are_block_letters_and_nothing_is_asked(page: Page) -> None:
    page.wait(lambda seen: TITLE in seen)
    page.press("++++")
    glyphs = glyphs_of(Blocks("6x13"))
    top = "".join(glyphs.cells(letter)[1] for letter in "Hạ").rstrip()
    page.wait(lambda seen: seen.count(top) > 1)  # the title, and the text that begins with the same words
    assert "\x1b]66" not in page.sent
    assert "\x1b#" not in page.sent
    assert "\x1b[>q" not in page.sent
    page.press("0")
    page.wait(lambda seen: top not in seen and "phải đi trước" in seen)
