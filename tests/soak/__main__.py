"""``make soak``: kills by the hundred, every writing on a disk with ever more room, then random keys, sizes and hostile feeds.

``ARGS="--kills 1000 --sweep 24 --minutes 60"`` are the long form and the default.
Prints what was tried and what held; ends with 1 where anything did not, with the seed that shows it again.
"""

from __future__ import annotations

import argparse
import os
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pytest

from tests.hostile.no_room import STEPS, Told, bench, sweep
from tests.soak.kills import LATEST, Kills
from tests.soak.monkey import Monkey
from tests.soak.site import served

_SENDING = 10
"""One kill in so many falls around the sending of a comment, which has its own bench."""


def main() -> int:
    """The exit status."""
    parser = argparse.ArgumentParser(prog="python -m tests.soak", description=__doc__.splitlines()[0])
    parser.add_argument("--kills", type=int, default=1000)
    parser.add_argument("--kill-minutes", type=float, default=float("inf"), help="kill no longer than this")
    parser.add_argument("--sweep", type=int, default=24, help="times each step is done on a small disk")
    parser.add_argument("--step", nargs="*", default=[], choices=sorted(STEPS), help="sweep only these")
    parser.add_argument("--minutes", type=float, default=60.0, help="of random keys")
    parser.add_argument("--seed", type=int, default=int(time.time()))
    parser.add_argument("--only", nargs="*", default=[], choices=sorted(LATEST), help="kill only in these")
    chosen = parser.parse_args()
    os.nice(5)
    failures: list[str] = []
    with tempfile.TemporaryDirectory(prefix="soak-") as folder:
        if chosen.kills:
            failures += _kill(Path(folder) / "kills", chosen)
        if chosen.sweep:
            failures += _fill(Path(folder) / "room", chosen)
        if chosen.minutes:
            failures += _drive(Path(folder) / "monkey", chosen)
    print("\n".join(failures) if failures else "nothing failed", flush=True)
    return int(bool(failures))


def _kill(folder: Path, chosen: argparse.Namespace) -> list[str]:
    began = time.monotonic()
    folder.mkdir()
    sending = 0 if chosen.only else chosen.kills // _SENDING
    with served() as site:
        kills = Kills(folder, site, chosen.seed)
        told = kills.run(chosen.kills - sending, chosen.only, chosen.kill_minutes * 60)
        kills.finish()
    ways = ", ".join(f"{way} {count}" for way, count in sorted(told.kills.items()))
    print(f"seed {chosen.seed}: {told.kills.total()} kills ({ways}) in {time.monotonic() - began:.0f} s;")
    print(
        f"  {told.acknowledged} articles and marks acknowledged on the pipe, {len(told.failures)} failures",
        flush=True,
    )
    return told.failures + (_send(sending) if sending else [])


def _send(kills: int) -> list[str]:
    command = [
        sys.executable,
        "-m",
        "pytest",
        "-q",
        "-s",
        "-p",
        "no:cacheprovider",
        "tests/engine/test_outbox_kills.py",
    ]
    done = subprocess.run(
        command, env={**os.environ, "OUTBOX_KILLS": str(kills)}, capture_output=True, text=True, check=False
    )
    print(
        "  sending: "
        + "; ".join(line for line in done.stdout.splitlines() if "kills" in line or "unsure" in line)
    )
    return [] if done.returncode == 0 else [f"sending: {done.stdout[-2000:]}"]


def _fill(folder: Path, chosen: argparse.Namespace) -> list[str]:
    folder.mkdir()
    failures: list[str] = []
    began, dice = time.monotonic(), random.Random(chosen.seed)
    steps = chosen.step or list(STEPS)
    try:
        with bench(folder) as place:
            for name in steps:

                def note(room: int, told: Told, name: str = name) -> None:
                    failures.extend(f"{name}, {room} bytes free: {fault}" for fault in told.faults)

                sweep(place, STEPS[name], chosen.sweep, dice, note)
    except pytest.skip.Exception as why:
        print(f"  no small disk: {why}", flush=True)
        return []
    print(
        f"seed {chosen.seed}: {len(steps)} steps on a small disk, {chosen.sweep} times each,"
        f" in {time.monotonic() - began:.0f} s; {len(failures)} failures",
        flush=True,
    )
    return failures


def _drive(folder: Path, chosen: argparse.Namespace) -> list[str]:
    folder.mkdir()
    with served() as site:
        monkey = Monkey(folder, site, chosen.seed)
        told = monkey.run(chosen.minutes * 60)
    print(
        f"seed {chosen.seed}: {told.keys} keys, {told.sizes} sizes, {told.starts} starts in {told.seconds:.0f} s;"
        f" {told.judged} bytes judged;\n"
        f"  reader at most {told.memory // 2**20} MiB; stalls of the loop over 100 ms: {len(told.stalls)},"
        f" worst {max((one.seconds for one in told.stalls), default=0) * 1000:.0f} ms"
        f" (of its own work {max((one.worked for one in told.stalls), default=0) * 1000:.0f} ms);"
        f" {len(told.failures)} failures",
        flush=True,
    )
    long = [stall for stall in told.stalls if stall.worked > 0.1]
    print(f"  in {len(long)} of them the loop itself worked longer than 100 ms", flush=True)
    for stall in sorted(long, key=lambda one: -one.worked)[:20]:
        print(
            f"  {stall.seconds * 1000:.0f} ms, worked {stall.worked * 1000:.0f} ms: {stall.where}", flush=True
        )
    return told.failures


if __name__ == "__main__":
    sys.exit(main())
