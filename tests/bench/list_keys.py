"""``ARGS=list``: from a key to the painted row in a list of a million, beside a bare list; the same while 500 feeds come in.

Both programs stand on a pty of 120x40 and are pressed in turn. The home is a copy: what is opened on the way is marked.
"""

from __future__ import annotations

import re
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from tests.bench import bare_list, corpus
from tests.bench.serving import feed_server
from tests.bench.store import FIRST_TITLE, kept_home, mark
from tests.bench.terminal import Session, running
from tui_reader.paths import Paths
from tui_reader.store import feeds
from tui_reader.store.database import open_database

ARTICLES = 1_000_000
KEYS, LEAPS, BUSY_KEYS = 300, 21, 1_000
_REST = 0.03
"""Seconds from a painted row to the next key: about as fast as a held key repeats."""
_HURRY = 0.005
"""The same while feeds come in: quicker, so that the thousand keys are pressed before all of them are here."""
_BARE = [sys.executable, str(Path(bare_list.__file__))]
_MARK = re.compile(rb"(?<!\d)\d{7}(?!\d)")
_PAGE_DOWN = "\x1b[6~"


def main(articles: int = ARTICLES) -> None:
    """Print both."""
    with tempfile.TemporaryDirectory() as folder:
        home = copied(kept_home(articles, Path(folder)), Path(folder))
        with running(_BARE) as bare, running(reader_command(home, "--offline")) as ours:
            bare.wait_for([bare_list.mark(0)])
            _all_listed(ours, articles)
            floor, rows = _next_rows(bare, ours)
            leaps = _leaps(ours, articles)
        _report(articles, floor, rows, leaps)
        _beside_a_refresh(home, articles)


def copied(home: Path, folder: Path) -> Path:
    """The home again, to be changed; the engine lets none of its articles go."""
    made = Path(shutil.copytree(home, folder / "copy"))
    settings = Paths.of(made, {}).config_file
    settings.parent.mkdir(exist_ok=True)
    settings.write_text('auto_refresh = "off"\nnewest_per_feed = 0\n')
    return made


def reader_command(home: Path, *more: str) -> list[str]:
    """The command that reads a home."""
    return [sys.executable, "-m", "tui_reader", "--home", str(home), "--lang", "vi", *more]


def _all_listed(ours: Session, articles: int) -> None:
    """All articles in the list, the cursor on the newest, wherever the reader was when it was ended."""
    ours.wait_until(lambda plain: _MARK.search(plain) is not None, "any article")
    ours.settle(1.0)
    ours.press("ga")
    ours.settle(1.0)
    ours.press("G")
    ours.wait_for([mark(articles)])
    ours.press("gg")
    ours.wait_for([FIRST_TITLE])
    ours.settle(1.0)


def _pressed(session: Session, key: str, drawn: Callable[[bytes], bool], rest: float = _REST) -> float:
    """Seconds from a key until that is drawn."""
    session.rest(rest)
    began = time.perf_counter()
    session.press(key)
    session.wait_until(drawn, key)
    return time.perf_counter() - began


def _has(text: str) -> Callable[[bytes], bool]:
    return lambda plain: text.encode() in plain


def _next_rows(bare: Session, ours: Session) -> tuple[list[float], list[float]]:
    floor: list[float] = []
    rows: list[float] = []
    for number in range(1, KEYS + 1):
        floor.append(_pressed(bare, "j", _has(bare_list.mark(number))))
        rows.append(_pressed(ours, "j", _has(mark(number + 1))))
    return floor, rows


def _leaps(ours: Session, articles: int) -> dict[str, list[float]]:
    """A page down, to the end and back, to the next unread one."""
    found: dict[str, list[float]] = {
        name: [] for name in ("a page down", "to the end", "to the top", "next unread")
    }
    last = KEYS + 1
    for _ in range(LEAPS):
        found["a page down"].append(_pressed(ours, _PAGE_DOWN, partial(_beyond, last)))
        ours.rest(_REST)
        last = max(last, _last(ours.plain))
    for _ in range(LEAPS):
        found["to the end"].append(_pressed(ours, "G", _has(mark(articles))))
        found["to the top"].append(_pressed(ours, "gg", _has(FIRST_TITLE)))
    for number in range(1, LEAPS + 1):
        found["next unread"].append(_pressed(ours, "n", _has(mark(10 * number + 1))))
    return found


def _beyond(number: int, plain: bytes) -> bool:
    return _last(plain) > number


def _last(plain: bytes) -> int:
    """The number of the oldest article drawn."""
    return max((int(each) for each in _MARK.findall(plain)), default=0)


def _beside_a_refresh(home: Path, articles: int) -> None:
    kept = Path(tempfile.gettempdir()) / f"tui-reader-corpus-{corpus.FEEDS}" / "first"
    corpus.write(kept)
    with feed_server([kept]) as server:
        store = open_database(Paths.of(home, {}).store)
        for number in range(corpus.FEEDS):
            feeds.add_feed(store, server.location(number), "feed", now=datetime.now(UTC))
        store.close()
        with running(reader_command(home), env={"NO_PROXY": "*"}) as ours:
            _all_listed(ours, articles)
            numbers = range(1, min(BUSY_KEYS, articles - 1) + 1)
            idle = [_pressed(ours, "j", _has(mark(number + 1)), _HURRY) for number in numbers]
            ours.press("gg")
            ours.wait_for([FIRST_TITLE])
            ours.settle(1.0)
            ours.press("R")
            busy = [_pressed(ours, "j", _has(mark(number + 1)), _HURRY) for number in numbers]
    calm, worst = quantile(idle, 0.99), quantile(busy, 0.99)
    told = f"p50 {milliseconds(quantile(busy, 0.5))}, p99 {milliseconds(worst)}"
    print(
        f"  next row while {corpus.FEEDS} feeds come in, n = {len(busy)}: {told}, {worst / calm:.2f} × the idle p99"
        f" of {milliseconds(calm)}  asked: p99 at most 2 × and 33 ms"
    )


def _report(
    articles: int, floor: Sequence[float], rows: Sequence[float], leaps: dict[str, list[float]]
) -> None:
    print(f"list of {articles:,}, 120x40, from key to painted; {len(rows)} keys in turn with the bare list's")
    for name, share, asked in (("p50", 0.5, 1.3), ("p95", 0.95, 1.5)):
        ours, bare = quantile(rows, share), quantile(floor, share)
        beside = f"{ours / bare:.2f} × the bare list's {milliseconds(bare)}"
        print(f"  next row, {name}: {milliseconds(ours)}, {beside}  asked: at most {asked} ×")
    for name, each in leaps.items():
        told = f"p50 {milliseconds(statistics.median(each))}, p95 {milliseconds(quantile(each, 0.95))}"
        print(f"  {name}, n = {len(each)}: {told}  asked: p95 at most 16 ms")


def quantile(values: Sequence[float], share: float) -> float:
    """The value below which that share of them lies."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))]


def milliseconds(seconds: float) -> str:
    """As written in a report."""
    return f"{seconds * 1000:.1f} ms"
