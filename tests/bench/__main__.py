"""``make bench``: every figure as a ratio to its floor, measured in turn in one run. ``ARGS=first_paint`` picks one."""

from __future__ import annotations

import sys
from collections.abc import Callable

from tests.bench import (
    comments,
    convert,
    extraction,
    finding,
    first_paint,
    list_keys,
    marking,
    million,
    parse,
    pictures,
    reading,
    refresh,
    worst,
)

BENCHMARKS: dict[str, Callable[[], None]] = {
    "first_paint": first_paint.main,
    "million": million.main,
    "list": list_keys.main,
    "parse": parse.main,
    "convert": convert.main,
    "extraction": extraction.main,
    "pictures": pictures.main,
    "refresh": refresh.main,
    "worst": worst.main,
    "comments": comments.main,
    "reading": reading.main,
    "search": finding.main,
    "marking": marking.main,
}


def main(chosen: list[str]) -> int:
    """Run the named benchmarks, all where none is named."""
    unknown = [name for name in chosen if name not in BENCHMARKS]
    if unknown:
        print(f"no such benchmark: {', '.join(unknown)}; there are: {', '.join(BENCHMARKS)}", file=sys.stderr)
        return 2
    for name in chosen or BENCHMARKS:
        BENCHMARKS[name]()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
