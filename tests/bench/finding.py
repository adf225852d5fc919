"""``ARGS=search``: from a letter typed into the box to its newest hits on screen, at a million; newsboat beside it.

What the first hit is, is asked of the store beforehand, so that the clock stops at the right row and not at any.
"""

from __future__ import annotations

import os
import sqlite3
import statistics
import subprocess
import tempfile
import time
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

from tests.bench.list_keys import copied, milliseconds, quantile, reader_command
from tests.bench.newsboat import Newsboat
from tests.bench.store import FIRST_TITLE, kept_home, made
from tests.bench.terminal import Session, running
from tui_reader.paths import Paths
from tui_reader.query import parse
from tui_reader.store import search
from tui_reader.store.database import Database, open_database

ARTICLES, NEWSBOATS = 1_000_000, 100_000
WORDS = (
    *(
        "chinh phu",
        "lam phat",
        "thu tuong",
        "bong da",
        "học sinh",
        "Đà Nẵng",
        "climate",
        "harbour",
        "volunteer",
    ),
    *(
        "central bank",
        "restructive",
        "tactless",
        "nghien cuu",
        "sạt lở",
        "tuyển sinh",
        "wheat",
        "interscript",
    ),
    *("overload", "đồng bằng", "quyet dinh"),
)
"""Common and rare ones, with marks and without."""
NEWSBOATS_WORDS = (
    "chính phủ",
    "lạm phát",
    "Đà Nẵng",
    "sạt lở",
    "climate",
    "harbour",
    "wheat",
    "central bank",
)
"""It finds only what is spelled the same."""
_BETWEEN, _DRUMMED = 0.12, 0.03
"""Seconds between two letters, as one types and as fast as one can."""
_CLEAR = "\x15"
_TITLE = "Tìm: {} "
"""What stands above the list of what was found; drawn in one frame with it, all rows of which have other words marked."""


def main(articles: int = ARTICLES) -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as folder:
        home = copied(kept_home(articles, Path(folder)), Path(folder))
        store = open_database(Paths.of(home, {}).store)
        taken: dict[str, list[float]] = {}
        with running(reader_command(home, "--offline")) as reader:
            reader.wait_for([FIRST_TITLE])
            reader.settle(1.0)
            reader.press("g/")
            reader.rest(1.0)
            for text, seconds in _typed(reader, store):
                letters = len(text.split()[-1])
                name = f"{letters} letter{'s' * (letters > 1)}" if letters < 4 else "longer"
                taken.setdefault(name, []).append(seconds)
                if text in WORDS:
                    taken.setdefault("words", []).append(seconds)
            taken["at once"] = list(_at_once(reader, store))
        store.close()
        print(
            f"search as you type, {articles:,} articles, 120x40: from a letter to its newest hits on screen"
        )
        for name in ("1 letter", "2 letters", "3 letters", "words"):
            print(f"  {name:<10} {_told(taken.get(name, [0.0]))}  asked: p95 at most 50 ms")
        for name in ("longer", "at once"):
            print(f"  {name:<10} {_told(taken.get(name, [0.0]))}")
        if Newsboat.is_there():
            peer = Path(folder) / "newsboat"
            _fill_newsboat(peer)
            print(f"  newsboat, {NEWSBOATS:,} articles, a word and Enter: {_told(list(_searched(peer)))}")


def _typed(reader: Session, store: Database) -> Iterator[tuple[str, float]]:
    """Each word letter by letter: the text so far, and the seconds it took."""
    now = datetime.now(UTC)
    for word in WORDS:
        reader.press(_CLEAR)
        reader.settle(0.4)
        for end in range(1, len(word) + 1):
            text = word[:end]
            if text.endswith(" "):
                reader.press(" ")
                reader.rest(_BETWEEN)
                continue
            wanted = _drawn_of(store, text, now)
            began = time.perf_counter()
            reader.press(text[-1])
            reader.wait_for(wanted)
            yield text, time.perf_counter() - began
            reader.rest(_BETWEEN)


def _at_once(reader: Session, store: Database) -> Iterator[float]:
    """Whole words, their letters as fast as a hand drums them: seconds from the last letter to the word's hits.

    Each letter gives up what was looked for at the one before it; would they stand in line, this took many times as long.
    """
    now = datetime.now(UTC)
    for word in WORDS:
        reader.press(_CLEAR)
        reader.settle(0.4)
        wanted = _drawn_of(store, word, now)
        for letter in word[:-1]:
            reader.press(letter)
            reader.rest(_DRUMMED)
        began = time.perf_counter()
        reader.press(word[-1])
        reader.wait_for(wanted)
        yield time.perf_counter() - began


def _drawn_of(store: Database, text: str, now: datetime) -> list[str]:
    """What stands on the screen when the text was looked for: its title, and the number of the first hit."""
    found = search.find(store, parse(text, now=now, zone=UTC), limit=2000, now=now)
    titles = [str(store.one("SELECT title FROM entry WHERE id = ?", (one,))[0]) for one in found[:1]]
    return [_TITLE.format(text), *(title[:7] for title in titles)]


def _told(seconds: Sequence[float]) -> str:
    p50, p95 = statistics.median(seconds), quantile(seconds, 0.95)
    return f"p50 {milliseconds(p50)}, p95 {milliseconds(p95)}, n = {len(seconds)}"


def _fill_newsboat(folder: Path) -> None:
    """Its cache with as many of the same articles, analysed: its best case."""
    folder.mkdir()
    (folder / "urls").write_text("http://127.0.0.1:9/feed\n")
    (folder / "config").write_text("auto-reload no\nreload-time 100000\nrefresh-on-startup no\n")
    names = [str(folder / name) for name in ("config", "urls", "cache.db")]
    command = ["newsboat", "-C", names[0], "-u", names[1], "-c", names[2]]
    environment = {**os.environ, "HOME": str(folder), "NO_PROXY": "*"}
    subprocess.run([*command, "-x", "reload"], env=environment, capture_output=True, check=False)
    cache = sqlite3.connect(folder / "cache.db")
    feed = "http://127.0.0.1:9/feed"
    with cache:
        cache.execute("INSERT OR REPLACE INTO rss_feed (rssurl, url, title) VALUES (?1, ?1, 'Tin')", (feed,))
        cache.executemany(
            "INSERT INTO rss_item (guid, title, author, url, feedurl, pubDate, content, unread) VALUES (?, ?, '', ?, ?, ?, ?, 1)",
            (
                (one.guid, one.title, one.link, feed, int(one.published.timestamp()), one.content.value)
                for one in made(NEWSBOATS)
                if one.published and one.content
            ),
        )
        cache.execute("ANALYZE")
    cache.close()


def _searched(folder: Path) -> Iterator[float]:
    command = [
        "newsboat",
        "-C",
        str(folder / "config"),
        "-u",
        str(folder / "urls"),
        "-c",
        str(folder / "cache.db"),
    ]
    with running(command, env={"HOME": str(folder), "TERM": "xterm"}) as newsboat:
        newsboat.wait_for(["Tin"])
        newsboat.settle(1.0)
        for word in NEWSBOATS_WORDS:
            newsboat.press("/")
            newsboat.rest(0.3)
            newsboat.press(word)
            newsboat.rest(0.3)
            began = time.perf_counter()
            newsboat.press("\r")
            newsboat.wait_for(["Search"])
            yield time.perf_counter() - began
            newsboat.press("q")
            newsboat.settle(0.5)
