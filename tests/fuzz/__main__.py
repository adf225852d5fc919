"""``make fuzz``: every entry point for a bounded time, each in a process of low priority. ``ARGS="feed html --seconds 600"``.

What was found lies in ``tests/fuzz/found/NAME/`` afterwards, where the tests run it from then on; ends with 1 if anything is new.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from msgspec import Struct

from tests.fuzz.entries import ENTRIES
from tests.fuzz.seeds import FOUND

GRACE = 120
"""Seconds a process may run on after its time: it starts, and looks at every sample, before it begins."""

_WAY = re.compile(r"^way: (\w+)$", re.MULTILINE)
_EXECUTED = re.compile(r"^stat::number_of_executed_units: +(\d+)$", re.MULTILINE)
_FOUND = re.compile(r"^(?:FOUND .*|SUMMARY: .*)$", re.MULTILINE)


class Outcome(Struct, frozen=True):
    """What came of one entry point. ``way``: atheris, or mutations where it is not to be had; "died" where it ended badly."""

    way: str
    executions: int
    new: tuple[str, ...]


def fuzz(name: str, seconds: int, found: Path = FOUND) -> Outcome:
    """Fuzz one, and put what is found beside what was found before."""
    way, executions, new = "died", 0, dict[str, None]()
    until = time.monotonic() + seconds
    while (left := int(until - time.monotonic())) > 0:
        with tempfile.TemporaryDirectory(prefix="fuzz-") as folder:
            away = Path(folder) / "finds"
            away.mkdir()
            said = _run(name, left, away)
            for file in sorted(file for file in away.iterdir() if file.is_file()):
                (found / name).mkdir(parents=True, exist_ok=True)
                shutil.copy(file, found / name / file.name)
                new[file.name] = None
        if told := _WAY.search(said):
            way = told[1]
        executions += sum(map(int, _EXECUTED.findall(said)))
        print(said[-4000:] if way == "died" else "\n".join(_FOUND.findall(said)), file=sys.stderr, end="\n")
        if way == "died":
            break
    return Outcome(way, executions, tuple(new))


def _run(name: str, seconds: int, away: Path) -> str:
    """One process, until its time is over or an input ends it; what it said."""
    ran = subprocess.run(
        [sys.executable, "-m", "tests.fuzz.one", name, str(seconds), str(away)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        env={**os.environ, "TMPDIR": str(away.parent)},
        timeout=seconds + GRACE,
        check=False,
        preexec_fn=_politely,
    )
    return ran.stderr.decode(errors="replace")


def _politely() -> None:
    os.nice(10)


def main(arguments: list[str]) -> int:
    """Fuzz the named entry points, all where none is named, and say how far each came."""
    asked = argparse.ArgumentParser(prog="make fuzz")
    asked.add_argument("entries", nargs="*", metavar="entry", help=", ".join(ENTRIES))
    asked.add_argument("--seconds", type=int, default=30, help="for each entry point (30)")
    wanted = asked.parse_args(arguments)
    if unknown := [name for name in wanted.entries if name not in ENTRIES]:
        asked.error(f"no such entry point: {', '.join(unknown)}; there are: {', '.join(ENTRIES)}")
    bad = False
    for name in wanted.entries or ENTRIES:
        came = fuzz(name, wanted.seconds)
        if came.way == "mutations":
            print(
                f"{name}: atheris does not come for this Python; samples were changed by a seeded chance instead"
            )
        print(
            f"{name:<9} {came.way:<9} {came.executions:>10,} executions {len(came.new)} finds {' '.join(came.new)}",
            flush=True,
        )
        bad |= bool(came.new) or came.way == "died"
    return int(bad)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
