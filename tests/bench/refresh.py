"""Refreshing 500 feeds of 30 articles, 82 MB, at 100 ms latency: beside newsboat, and beside the bare exchanges.

Everything in one run, in turn, as ratios of neighbours; medians of ``PAIRS`` (some four and a half minutes). The corpus is
made once and kept in the system's folder for temporary files.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

from tests.bench import bare_http, corpus
from tests.bench.commits import Commits
from tests.bench.corpus import Revision
from tests.bench.engine_process import Engine, Watch, engine, home_with
from tests.bench.newsboat import Newsboat
from tests.bench.reader import grown
from tests.bench.serving import FeedServer, feed_server

PAIRS = int(os.environ.get("BENCH_ROUNDS", "5"))
_GROWN = 2
"""Rounds in which the reader is watched: what it holds hardly differs from one to the next, and each takes a quarter minute."""
FEEDS = int(os.environ.get("BENCH_FEEDS", corpus.FEEDS))
CONCURRENCY = 128
"""As the engine's own (settings.connections)."""


class Figures:
    """Seconds by name, one for each pair."""

    def __init__(self) -> None:
        self.all: dict[str, list[float]] = {}

    def add(self, name: str, value: float) -> None:
        """One more figure."""
        self.all.setdefault(name, []).append(value)

    def tell(self, name: str, asked: str, floor: str = "", unit: str = "s") -> None:
        """A line: the median, the range, the median of the ratios to its floor, and what was asked."""
        values = self.all.get(name)
        if not values:
            return
        line = f"  {name:<44} {median(values):7.2f} {unit} ({min(values):.2f}–{max(values):.2f})"
        if floor and (below := self.all.get(floor)):
            line += f"  {median(a / b for a, b in zip(values, below, strict=True)):5.2f} × {floor}"
        print(f"{line}  asked: {asked}", flush=True)


def main() -> None:
    """Measure and print."""
    work = Path(tempfile.mkdtemp(prefix="tui-reader-bench-"))
    kept = Path(tempfile.gettempdir()) / f"tui-reader-corpus-{FEEDS}"
    folders = [kept / "first", kept / "built"]
    size = corpus.write(folders[0], feeds=FEEDS)
    corpus.write(folders[1], Revision(built=1), feeds=FEEDS)
    print(
        f"refresh, {PAIRS} interleaved rounds, {FEEDS} feeds × {corpus.ITEMS}, {size / 1e6:.1f} MB, 100 ms latency"
    )
    try:
        with feed_server(folders) as server:
            _measure(work, server)
    finally:
        shutil.rmtree(work, ignore_errors=True)


def _measure(work: Path, server: FeedServer) -> None:
    figures = Figures()
    articles = FEEDS * corpus.ITEMS
    peer = None
    if Newsboat.is_there():
        peer = Newsboat(work / "newsboat", [server.twin(n) for n in range(FEEDS)], articles)
        peer.prepare()
    else:
        print("  newsboat is not installed: its comparison is left out (apt install newsboat)")
    for number in range(PAIRS):
        server.control(serve=0, validators=1)
        if peer is not None:
            figures.add("newsboat", peer.all_new())
        _round(work / f"home{number}", server, figures, articles)
        if number < _GROWN:
            locations = [server.location(n) for n in range(FEEDS)]
            figures.add("the reader's own growth", grown(home_with(work / "reader", locations)))
            shutil.rmtree(work / "reader")
    _tell(figures, peer)


def _round(home: Path, server: FeedServer, figures: Figures, articles: int) -> None:
    locations = [server.location(n) for n in range(FEEDS)]
    with engine(home_with(home, locations)) as running:
        with Watch(running) as watch, Commits(home) as commits:
            _expect(figures, "with a reader at work: all new", running, articles)
        figures.add("memory of engine and workers", watch.highest)
        for name, value in commits.quantiles().items():
            figures.add(f"reader's commits meanwhile, {name}", value * 1000)
    shutil.rmtree(home)
    with engine(home_with(home, locations)) as running:
        _expect(figures, "all new", running, articles)
        figures.add("converted and searchable", running.catch_up())
        _, etags, _ = bare_http.exchanges(locations, {}, CONCURRENCY)
        figures.add("bare exchanges, 304", bare_http.exchanges(locations, etags, CONCURRENCY)[0])
        _expect(figures, "all 304", running, 0)
        server.control(validators=0)
        figures.add("bare exchanges, 200", bare_http.exchanges(locations, {}, CONCURRENCY)[0])
        _expect(figures, "all 200, the same bytes", running, 0)
        server.control(serve=1)
        _expect(figures, "only the build date changed", running, 0)
        server.control(serve=0, validators=1)
    shutil.rmtree(home)
    home_with(home, locations)
    command = [sys.executable, "-m", "tui_reader", "--home", str(home), "refresh", "--json"]
    figures.add("tui-reader refresh, from its start", _until_stored(command))
    shutil.rmtree(home)


def _expect(figures: Figures, name: str, running: Engine, new: int) -> None:
    seconds, answer = running.refresh()
    if (answer.new, answer.updated, answer.failed) != (new, 0, 0):
        raise RuntimeError(f"{name}: {answer}")
    figures.add(name, seconds)


def _until_stored(command: list[str]) -> float:
    """Seconds from the start of the program until it says that the last feed is in; what it would convert is left."""
    began = time.perf_counter()
    process = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env={**os.environ, "NO_PROXY": "*"}
    )
    assert process.stdout is not None
    for done, line in enumerate(process.stdout, 1):
        if b'"feed"' not in line:
            break
        if done == FEEDS:
            seconds = time.perf_counter() - began
            process.terminate()
            process.wait()
            return seconds
    raise RuntimeError("tui-reader refresh did not tell of every feed")


def _tell(figures: Figures, peer: Newsboat | None) -> None:
    if peer is not None:
        figures.tell("newsboat", f"(its best: {peer.threads} threads)")
    figures.tell("all new", "at most 0.25 × newsboat and 2.3 s", "newsboat")
    figures.tell("tui-reader refresh, from its start", "at most 0.6 s more than all new")
    figures.tell("converted and searchable", "at most 2.5 s after that")
    figures.tell("bare exchanges, 304", "")
    figures.tell("all 304", "at most 2 ×", "bare exchanges, 304")
    figures.tell("bare exchanges, 200", "")
    figures.tell("all 200, the same bytes", "at most 2 ×", "bare exchanges, 200")
    figures.tell("only the build date changed", "at most 1.2 s more than the line above")
    figures.tell("with a reader at work: all new", "")
    figures.tell("memory of engine and workers", "at most 300 MiB", unit="MiB")
    figures.tell("the reader's own growth", "at most 10 MiB", unit="MiB")
    for name in ("p50", "p95", "max"):
        figures.tell(f"reader's commits meanwhile, {name}", "p95 low", unit="ms")
