"""One feed of fifty at its worst: how much longer the other forty-nine take. Each manner in turn, beside good runs."""

from __future__ import annotations

import os
import shutil
import tempfile
import time
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from statistics import median

from tests.bench import corpus
from tests.bench.engine_process import engine, home_with
from tests.bench.serving import FeedServer, feed_server
from tui_reader.model.messages import Event, FeedChanged

ROUNDS = int(os.environ.get("BENCH_ROUNDS", "5"))
_FEEDS = 50
_MANNERS = ("drip", "bomb", "hang", "author")


def main() -> None:
    """Measure in turn, and print the ratios: of each round to the mean of the good runs before and behind it."""
    work = Path(tempfile.mkdtemp(prefix="tui-reader-bench-"))
    kept = Path(tempfile.gettempdir()) / f"tui-reader-corpus-{_FEEDS}" / "first"
    corpus.write(kept, feeds=_FEEDS)
    print(f"worst, {ROUNDS} interleaved rounds, {_FEEDS} feeds × {corpus.ITEMS}, 100 ms latency")
    try:
        with feed_server([kept]) as server:
            _tell(*_measure(work, server))
    finally:
        shutil.rmtree(work, ignore_errors=True)


def _measure(work: Path, server: FeedServer) -> tuple[list[float], dict[str, list[float]]]:
    """Seconds of the good runs, one more than there are rounds; of each manner, one a round."""
    others = [server.location(n) for n in range(1, _FEEDS)]
    good = [_seconds(work / "home", [*others, server.location(0)])]
    bad: dict[str, list[float]] = {manner: [] for manner in _MANNERS}
    for _ in range(ROUNDS):
        for manner in _MANNERS:
            bad[manner].append(_seconds(work / "home", [*others, server.location(0, manner)]))
        good.append(_seconds(work / "home", [*others, server.location(0)]))
    return good, bad


def _tell(good: list[float], bad: dict[str, list[float]]) -> None:
    beside = [(one + other) / 2 for one, other in pairwise(good)]
    noise = [other / one for one, other in pairwise(good)]
    print(f"  the 49 beside a good one {median(good):21.2f} s ({min(good):.2f}–{max(good):.2f})")
    print(f"  one good run to the next {median(noise):21.2f} × ({min(noise):.2f}–{max(noise):.2f})")
    for manner, seconds in bad.items():
        ratios = [a / b for a, b in zip(seconds, beside, strict=True)]
        print(
            f"  the 49 beside {manner:<10} {median(ratios):21.2f} × ({min(ratios):.2f}–{max(ratios):.2f})"
            "  asked: at most 1.10 ×",
            flush=True,
        )


def _seconds(home: Path, locations: Sequence[str]) -> float:
    """Seconds until all but the last of the feeds are in."""
    done: list[float] = []

    def watch(event: Event) -> None:
        if isinstance(event, FeedChanged) and event.feed != len(locations):
            if event.trouble:
                raise RuntimeError(f"feed {event.feed}: {event.trouble}")
            done.append(time.perf_counter())
            if len(done) == len(locations) - 1:
                raise _AllInError

    with engine(home_with(home, locations)) as running:
        began = time.perf_counter()
        try:
            running.refresh(watch)
        except _AllInError:
            pass
        running.process.kill()
        running.process.wait()
    shutil.rmtree(home)
    return done[-1] - began


class _AllInError(Exception):
    """The others are all done; the last is not waited for."""
