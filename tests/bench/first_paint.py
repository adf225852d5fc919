"""First paint: process start to list, counts and first article on screen, beside a bare one-widget Textual application.

Bare, ours over a small store and ours over a large one are started in turn, so that a slower minute hits all three. The
figures to quote are the medians of the ratios of neighbours: of the clock, which a busy machine blurs, and of processor
time, which it blurs less.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.bench.store import FIRST_TITLE, LAST_WORDS, kept_home
from tests.bench.terminal import Start, start

ROUNDS = 21
SMALL, LARGE = 1_000, 100_000
ASKED = 1.30
_BARE = [sys.executable, str(Path(__file__).with_name("bare.py"))]


@dataclass(frozen=True, slots=True)
class Program:
    """What is started, and the texts that must stand on its screen."""

    name: str
    command: Sequence[str]
    texts: Sequence[str]


def main(sizes: Sequence[int] = (SMALL, LARGE)) -> None:
    """Print a row for each program."""
    with tempfile.TemporaryDirectory() as nothing_kept:
        homes = {articles: kept_home(articles, Path(nothing_kept)) for articles in sizes}
        programs = [Program("bare Textual application", _BARE, ["READY-MARK"])]
        programs += [ours(home, articles) for articles, home in homes.items()]
        rounds = [[start(each.command, each.texts) for each in programs] for _ in range(ROUNDS + 1)][1:]
    _report(programs, rounds)


def ours(home: Path, articles: int) -> Program:
    """The reader over a home of so many articles, and what its first frame shows."""
    command = [sys.executable, "-m", "tui_reader", "--home", str(home), "--lang", "vi", "--offline"]
    unread = f"{articles // 10:,}".replace(",", ".")
    return Program(f"tui-reader, {articles:,} articles", command, (FIRST_TITLE, LAST_WORDS, unread))


def _report(programs: Sequence[Program], rounds: Sequence[Sequence[Start]]) -> None:
    print(
        f"first paint, {len(rounds)} rounds in turn, 120x40; ratios to the bare application, asked at most {ASKED:.2f}"
    )
    print(
        f"  {'':<28}{'wall ms':>9}{'least':>8}{'CPU ms':>9}{'least':>8}{'MiB':>7}{'wall ratio':>13}{'CPU ratio':>11}"
    )
    for number, program in enumerate(programs):
        runs = [each[number] for each in rounds]
        walls, cpus = [run.seconds * 1000 for run in runs], [run.cpu * 1000 for run in runs]
        memory = statistics.median(run.memory for run in runs)
        figures = f"{statistics.median(walls):9.1f}{min(walls):8.1f}{statistics.median(cpus):9.1f}{min(cpus):8.1f}{memory:7.1f}"
        ratios = f"{_ratio(rounds, number, lambda run: run.seconds):13.2f}{_ratio(rounds, number, lambda run: run.cpu):11.2f}"
        print(f"  {program.name:<28}{figures}{ratios if number else ''}")


def _ratio(rounds: Sequence[Sequence[Start]], number: int, figure: Callable[[Start], float]) -> float:
    return statistics.median(figure(each[number]) / figure(each[0]) for each in rounds)
