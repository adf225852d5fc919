"""Newsboat beside us: Debian's package on the same server, its cache analysed, told by what it kept, not by its exit code."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import time
from collections.abc import Sequence
from pathlib import Path

THREADS = (16, 32)
"""Counts tried; eight are slower, sixty-four much (performance.md §2)."""


class Newsboat:
    """A home of newsboat's in a folder, subscribed to some feeds."""

    def __init__(self, folder: Path, locations: Sequence[str], articles: int) -> None:
        self._folder = folder
        self._articles = articles
        self._cache = folder / "cache.db"
        self._ready = folder / "analysed.db"
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "urls").write_text("\n".join(locations) + "\n")
        self.threads = THREADS[0]

    @staticmethod
    def is_there() -> bool:
        """Whether the program is installed."""
        return shutil.which("newsboat") is not None

    def prepare(self) -> None:
        """Fill a cache once, have SQLite analyse it, and empty it again: its best case. Then find its best thread count."""
        self._reload()
        with sqlite3.connect(self._cache) as cache:
            cache.execute("ANALYZE")
            cache.execute("DELETE FROM rss_item")
            cache.execute("UPDATE rss_feed SET lastmodified = 0, etag = ''")
        cache.close()
        shutil.copyfile(self._cache, self._ready)
        tried: dict[int, float] = {}
        for self.threads in THREADS:
            tried[self.threads] = self.all_new()
        self.threads = min(tried, key=tried.__getitem__)

    def all_new(self) -> float:
        """Seconds to bring in everything from an analysed cache without articles. Raises RuntimeError if it kept fewer."""
        shutil.copyfile(self._ready, self._cache)
        seconds = self._reload()
        with sqlite3.connect(self._cache) as cache:
            kept = cache.execute("SELECT COUNT(*) FROM rss_item").fetchone()[0]
        cache.close()
        if kept != self._articles:
            raise RuntimeError(f"newsboat kept {kept} of {self._articles} articles")
        return seconds

    def _reload(self) -> float:
        (self._folder / "config").write_text(f"reload-threads {self.threads}\n")
        names = (("-C", "config"), ("-u", "urls"), ("-c", "cache.db"))
        command = ["newsboat", *(part for flag, name in names for part in (flag, str(self._folder / name)))]
        environment = {**os.environ, "HOME": str(self._folder), "NO_PROXY": "*"}
        began = time.perf_counter()
        subprocess.run(
            [*command, "-x", "reload"],
            env=environment,
            check=False,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        return time.perf_counter() - began
