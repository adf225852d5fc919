"""``make bench``: every figure as a ratio to its floor, measured in turn in one run. ``ARGS=first_paint`` picks one.

Numbers are sizes of the archive for those that ask for one: ``ARGS="list search 1000 10000"``.
"""

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

BENCHMARKS: dict[str, Callable[..., None]] = {
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


SIZED = ("list", "search", "marking")
"""Measured with a million articles, or with as many as are told."""


def main(arguments: list[str]) -> int:
    """Run the named benchmarks, all where none is named."""
    sizes = [int(one) for one in arguments if one.isdecimal()]
    chosen = [one for one in arguments if not one.isdecimal()]
    unknown = [name for name in chosen if name not in BENCHMARKS]
    if unknown:
        print(f"no such benchmark: {', '.join(unknown)}; there are: {', '.join(BENCHMARKS)}", file=sys.stderr)
        return 2
    for name in chosen or BENCHMARKS:
        for size in sizes if name in SIZED else ():
            BENCHMARKS[name](size)
        if name not in SIZED or not sizes:
            BENCHMARKS[name]()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
