"""What each process brings along: the engine no parsers, its workers no HTTP client; both are up sooner and smaller."""

from __future__ import annotations

import subprocess
import sys

import pytest

PARSERS = ("lxml", "feedparser", "trafilatura", "PIL", "markdown_it", "tui_reader.content.convert")
CLIENTS = ("httpx", "aiohttp")
NOT_FOR_FEEDS = (*PARSERS[1:], "lxml.html", "asyncio", "ssl", "email")
SCREEN = ("textual", "rich", "click", "pygments")


@pytest.mark.parametrize(
    ("module", "unwanted"),
    [
        ("tui_reader.engine.run", (*PARSERS, *SCREEN)),
        ("tui_reader.engine.preload", (*CLIENTS, *SCREEN, *NOT_FOR_FEEDS)),
        ("tui_reader.engine.forks", (*PARSERS, *CLIENTS, *SCREEN, "asyncio")),
    ],
)
def test_a_process_imports_only_what_it_works_with(module: str, unwanted: tuple[str, ...]) -> None:
    look = f"import sys, {module}; print(*(name for name in {unwanted!r} if sys.modules.get(name)))"
    ran = subprocess.run([sys.executable, "-c", look], capture_output=True, text=True, check=True)
    assert ran.stdout.split() == []
