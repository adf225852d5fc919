"""First paint: process start to list, counts and first article on screen, beside a bare one-widget Textual application.

The two are started in turn (bare, ours, bare, ours, …) so that a slower minute hits both; the figure to quote is the
median of the ratios of neighbours.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
from pathlib import Path

from tests.bench.store import FIRST_TITLE, LAST_WORDS, filled_home
from tests.bench.terminal import Start, start

PAIRS = 21
ARTICLES = 1_000
_BARE = Path(__file__).with_name("bare.py")


def main() -> None:
    """Print the medians and the ratio."""
    with tempfile.TemporaryDirectory() as folder:
        home = filled_home(Path(folder), ARTICLES)
        bare = [sys.executable, str(_BARE)]
        ours = [sys.executable, "-m", "tui_reader", "--home", str(home), "--lang", "vi", "--offline"]
        seen = (FIRST_TITLE, LAST_WORDS, f"{ARTICLES // 10}")
        pairs = [(start(bare, ["READY-MARK"]), start(ours, seen)) for _ in range(PAIRS + 1)][1:]
    _report([pair[0] for pair in pairs], [pair[1] for pair in pairs])


def _report(bare: list[Start], ours: list[Start]) -> None:
    ratios = sorted(b.seconds / a.seconds for a, b in zip(bare, ours, strict=True))
    quarter = len(ratios) // 4
    print(f"first paint, {PAIRS} interleaved pairs, {ARTICLES:,} articles, 120x40")
    for name, runs in (("bare Textual application", bare), ("tui-reader", ours)):
        times = [run.seconds * 1000 for run in runs]
        memory = statistics.median(run.memory for run in runs)
        print(
            f"  {name:<26} median {statistics.median(times):6.1f} ms  min {min(times):6.1f} ms  memory {memory:5.1f} MiB"
        )
    middle = f"(middle half {ratios[quarter]:.2f}–{ratios[-quarter - 1]:.2f})"
    print(f"  ratio, median of pairs     {statistics.median(ratios):.2f}  {middle}; asked: at most 1.40")
