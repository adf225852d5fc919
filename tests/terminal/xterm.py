"""Drives the real program in a real xterm on a screen of its own (Xvfb): keys in by xdotool, pixels out by ImageMagick."""

from __future__ import annotations

import io
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PIL import Image

from tests.patience import PATIENCE

COLUMNS, ROWS = 150, 44
CELL = (10, 20)
"""Pixels of a cell of ``BITMAP_FONT``, both even: half blocks are halves of it."""
BITMAP_FONT = ("-fn", "-misc-fixed-medium-r-normal--20-200-75-75-c-100-iso10646-1")
VECTOR_FONT = ("-fa", "DejaVu Sans Mono", "-fs", "10")
"""A font that lacks letters of Vietnamese, so that xterm takes them from others."""
_FILES = ("/usr/share/fonts/X11/misc/10x20.pcf.gz", "/usr/share/fonts/truetype/dejavu/DejaVuSansMono.ttf")
_NOT_PASSED_ON = (
    "COLUMNS",
    "LINES",
    "TMUX",
    "STY",
    "ZELLIJ",
    "VTE_VERSION",
    "KONSOLE_VERSION",
    "WT_SESSION",
    "TEXTUAL_DRIVER",
)


def missing() -> str:
    """What is not here of what it takes; in CI nothing is skipped."""
    if os.environ.get("CI"):
        return ""
    programs = [name for name in ("xterm", "Xvfb", "import", "xdotool") if not shutil.which(name)]
    return ", ".join([*programs, *(file for file in _FILES if not Path(file).exists())])


@contextmanager
def screen() -> Iterator[str]:
    """A display without a window on it; its name."""
    ours, theirs = os.pipe()
    command = [
        "Xvfb",
        "-displayfd",
        str(theirs),
        "-screen",
        "0",
        "1600x1000x24",
        "-nolisten",
        "tcp",
        "-noreset",
    ]
    with subprocess.Popen(command, pass_fds=[theirs], stderr=subprocess.DEVNULL) as server:
        os.close(theirs)
        with os.fdopen(ours) as told:
            number = told.readline().strip()
        try:
            yield f":{number}"
        finally:
            server.terminate()


class Xterm:
    """The reader in an xterm, as a person would have it before him."""

    def __init__(self, display: str, home: Path, story: Path, *font: str, layer: str = "auto") -> None:
        self._environment = {name: value for name, value in os.environ.items() if name not in _NOT_PASSED_ON}
        self._environment |= {"DISPLAY": display, "LC_ALL": "C.UTF-8", "COLORTERM": "truecolor"}
        reader = [
            sys.executable,
            "-m",
            "tui_reader",
            "--home",
            str(home),
            "--lang",
            "vi",
            "--offline",
            str(story),
        ]
        looks = ["-u8", "-geometry", f"{COLUMNS}x{ROWS}+0+0", "-b", "0", "-bw", "0", "+sb"]
        self.process = subprocess.Popen(
            ["xterm", *looks, *font, "-e", *reader],
            env={**self._environment, "TUI_READER_TEXT_LAYER": layer},
        )

    def press(self, *keys: str) -> None:
        """Keys by X's names; without a window manager they go where the pointer is."""
        command = ["xdotool", "mousemove", "700", "400", "key", "--delay", "40", *keys]
        subprocess.run(command, env=self._environment, check=True)

    def shows(self, title: str) -> bool:
        """Whether there is a window of that title: the reader says there what is read."""
        command = ["xdotool", "search", "--name", title]
        return (
            subprocess.run(command, env=self._environment, capture_output=True, check=False).returncode == 0
        )

    def end(self) -> int:
        """How xterm ended, by itself or now: negative where it died."""
        if self.process.poll() is None:
            self.process.terminate()
        return self.process.wait(PATIENCE)

    def picture(self) -> Image.Image:
        """The screen."""
        command = ["import", "-window", "root", "png:-"]
        done = subprocess.run(command, env=self._environment, capture_output=True, check=True)
        return Image.open(io.BytesIO(done.stdout)).convert("RGB")


def half_cells(picture: Image.Image) -> list[str]:
    """What a picture shows in the cells of ``BITMAP_FONT``, two rows of a text for one of cells: `.` where all pixels of
    a half are the ground's, `#` where all are another's, `?` where they are mixed (letters, mostly)."""
    colours = picture.getcolors(1 << 24) or []
    ground = max(colours)[1]
    found = []
    across, down = CELL[0], CELL[1] // 2
    for top in range(0, ROWS * 2 * down, down):
        row = ""
        for left in range(0, COLUMNS * across, across):
            one = picture.crop((left, top, left + across, top + down)).getcolors()
            row += "?" if one is None or len(one) > 1 else ".#"[one[0][1] != ground]
        found.append(row)
    return found
