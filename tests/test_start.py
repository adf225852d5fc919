"""What the reader process carries before its first paint: nothing of the engine's world."""

from __future__ import annotations

import subprocess
import sys

HEAVY = ("httpx", "aiohttp", "feedparser", "lxml", "markdown_it", "babel", "PIL", "trafilatura", "tomllib")


def test_opening_the_reader_imports_nothing_of_the_engine() -> None:
    program = (
        "import sys; import tui_reader.cli.open, tui_reader.ui.app, tui_reader.library; "
        f"print(*[name for name in {HEAVY!r} if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.split() == []
