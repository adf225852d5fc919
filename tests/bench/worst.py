"""One feed of fifty at its worst: how much longer the other forty-nine take."""

from __future__ import annotations

import shutil
import time
from collections.abc import Sequence
from pathlib import Path
from statistics import median

from tests.bench.engine_process import engine, home_with
from tests.bench.serving import FeedServer
from tui_reader.model.messages import Event, FeedChanged

_FEEDS = 50
_MANNERS = ("drip", "bomb", "hang", "author")


def worst(work: Path, server: FeedServer, pairs: int) -> None:
    """Measure in pairs with a well-behaved fiftieth, and print the ratios."""
    server.control(serve=0, validators=1)
    good = [server.location(n) for n in range(_FEEDS)]
    for manner in _MANNERS:
        bad = [*good[1:], server.location(0, manner)]
        ratios = [
            _others(work / "worst", bad) / _others(work / "worst", [*good[1:], good[0]]) for _ in range(pairs)
        ]
        print(
            f"  the other {_FEEDS - 1} beside {manner:<8} {median(ratios):23.2f} ×  asked: at most 1.10 ×",
            flush=True,
        )


def _others(home: Path, locations: Sequence[str]) -> float:
    """Seconds until all but the last of the feeds are in."""
    done: list[float] = []

    def watch(event: Event) -> None:
        if isinstance(event, FeedChanged) and event.feed != len(locations):
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
