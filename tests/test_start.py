"""What the reader process carries before its first paint: nothing of the engine's world."""

from __future__ import annotations

import subprocess
import sys
from importlib.util import find_spec

HEAVY = ("httpx", "aiohttp", "feedparser", "lxml", "markdown_it", "babel", "PIL", "trafilatura", "tomllib")


def test_opening_the_reader_imports_nothing_of_the_engine() -> None:
    program = (
        "import sys; import tui_reader.cli.open, tui_reader.ui.app, tui_reader.library; "
        f"print(*[name for name in {HEAVY!r} if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.split() == []


LATE = (
    "textual.widgets._text_area",
    "tui_reader.content.counting",
    "tui_reader.content.language",
    "tui_reader.library.finding",
    "tui_reader.library.related",
    "tui_reader.ui.comments.box",
    "tui_reader.ui.comments.pane",
    "tui_reader.ui.comments.thread_view",
    "tui_reader.ui.feed_dialog",
    "tui_reader.ui.find_box",
    "tui_reader.ui.palette",
    "tui_reader.ui.prompt",
    "tui_reader.ui.add_dialog",
    "tui_reader.ui.form",
    "tui_reader.model.discovery",
    "tui_reader.ui.reading.aa_panel",
)
"""What is imported when it is first asked for; a window too narrow for three panes begins without the comments."""


def test_the_first_paint_waits_for_no_box_panel_or_search() -> None:
    program = (
        "import sys; import tui_reader.cli.open, tui_reader.ui.app; "
        f"print(*[name for name in {LATE!r} if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.split() == []
    for name in LATE:
        assert find_spec(name) is not None, f"{name} is gone: name what took its place"
