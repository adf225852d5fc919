"""A million articles: the first paint beside a thousand, and what the reader takes of memory once all ids are there.

The store is made through the store's own doors once, about ten minutes of one processor and 3 GB, and kept as long as
schema and maker stay the same.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.bench import first_paint
from tests.bench.store import FIRST_TITLE, kept_home
from tests.bench.terminal import running
from tui_reader.paths import Paths

ARTICLES = 1_000_000
MOST = 90.0
"""MiB the reader may take."""
_LOOKING = 10.0
"""Seconds, so that what is done in the background is over."""


def main() -> None:
    """Print both."""
    first_paint.main((first_paint.SMALL, ARTICLES))
    with tempfile.TemporaryDirectory() as nothing_kept:
        for articles in (first_paint.SMALL, ARTICLES):
            _memory(kept_home(articles, Path(nothing_kept)), articles)


@contextmanager
def _all_kept(home: Path) -> Iterator[None]:
    """The engine, which starts after the first paint, lets none of them go."""
    settings = Paths.of(home, {}).config_file
    settings.parent.mkdir(exist_ok=True)
    settings.write_text("newest_per_feed = 0\n")
    try:
        yield
    finally:
        settings.unlink()


def _memory(home: Path, articles: int) -> None:
    """The most after the start, with every article in the list, and while leaping to the end and back."""
    reader = first_paint.ours(home, articles)
    with _all_kept(home), running(reader.command) as session:
        session.wait_for(reader.texts)
        taken = [session.memory]
        taken.append(session.watch(_LOOKING))
        for keys, text in (("ga", FIRST_TITLE), ("G", str(articles)), ("gg", FIRST_TITLE)):
            session.press(keys)
            session.wait_for([text])
            taken.append(session.watch(_LOOKING))
    names = ("painted", "settled", "all in the list", "at its end", "back")
    told = "  ".join(f"{name} {each:.1f}" for name, each in zip(names, taken, strict=True))
    print(f"memory of the reader in MiB, {articles:,} articles, asked at most {MOST:.0f}: {told}")
