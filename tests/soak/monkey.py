"""Random keys, sizes and hostile refreshes through the real program under a pty, while a watch inside looks for stalls."""

from __future__ import annotations

import random
import subprocess
import sys
import time
from pathlib import Path

from msgspec import Struct

from tests.engine.fault_server import FaultServer
from tests.hostile.lexer import judge
from tests.hostile.material import CANARY, PAYLOADS, make
from tests.hostile.pty_program import PtyProgram
from tests.soak.site import BAD, FEEDS, grow, growing
from tests.terminal.feeds import subscribe
from tests.terminal.inside import changed
from tests.terminal.tmux import program
from tui_reader.store import integrity
from tui_reader.store.database import open_database

_KEYS = (
    *"jjjjjkkkkhlJKnNpmsaudDfLOTiIcCSvyYtEe/:?+-0<>\\[]xw .,;1234567890rRgGM",
    *("\r", "\r", "\t", " ", "\x1b", "\x1b", "\x1b", "\x7f", "\x0c", "\x04", "\x15", "\x0e", "\x13", "\x12"),
    *("\x1b[A", "\x1b[B", "\x1b[C", "\x1b[D", "\x1b[5~", "\x1b[6~", "\x1b[Z", "\x1b[H", "\x1b[F"),
    *("gg", "ga", "gs", "gl", "gr", "gy", "gf", "gh", "go", "gc", "Mo", "z", "đ", "ơ", "W", "ư"),
)
_SIZES = ((80, 24), (120, 40), (200, 50), (48, 20), (60, 15), (20, 5), (1, 1), (300, 90))
_ENOUGH = 20
"""Failures after which nothing more is tried."""
_LIFE = 2500
"""Keys after which the program is quit, judged and started again."""


class Stall(Struct, frozen=True):
    """A time in which the loop answered nothing: in seconds, how much of it was work of its own, and at what."""

    seconds: float
    worked: float
    where: str


class Told(Struct):
    """How it went."""

    keys: int = 0
    sizes: int = 0
    starts: int = 0
    judged: int = 0
    memory: int = 0
    seconds: float = 0.0
    stalls: list[Stall] = []
    failures: list[str] = []


class Monkey:
    """Everything is random but the seed."""

    def __init__(self, folder: Path, site: FaultServer, seed: int) -> None:
        self._folder, self._site, self._seed = folder, site, seed
        self._dice = random.Random(seed)
        self._home = folder / "home"
        self._stalls = folder / "stalls"
        self._environment = {
            **changed(folder / "inside", f"watch_loop({str(self._stalls)!r})"),
            "HOME": str(folder / "person"),
            "BROWSER": "true",
        }
        self.told = Told()
        (folder / "person").mkdir()
        self._subscribe()

    def run(self, seconds: float) -> Told:
        """For so long, one life of the program after the other."""
        began = time.monotonic()
        while (left := began + seconds - time.monotonic()) > 0 and len(self.told.failures) < _ENOUGH:
            self._live(left)
        self.told.seconds = time.monotonic() - began
        self._read_stalls()
        self._look_at_store()
        return self.told

    def _live(self, seconds: float) -> None:
        told, until = self.told, time.monotonic() + seconds
        told.starts += 1
        grow(self._site, 2 + told.starts)
        with PtyProgram(
            self._home, environment=self._environment, columns=120, rows=40, echo=False
        ) as terminal:
            terminal.wait_until(lambda seen: bool(seen.strip()), "the first paint")
            for number in range(_LIFE):
                if time.monotonic() > until or not terminal.running():
                    break
                self._one(terminal)
                terminal.wait_a_moment(self._dice.choice((0.0, 0.01, 0.02, 0.05)))
                if not number % 200:
                    told.memory = max(told.memory, _memory(terminal.pid))
            self._end(terminal)

    def _one(self, terminal: PtyProgram) -> None:
        dice, told = self._dice, self.told
        chance = dice.random()
        if chance < 0.02:
            terminal.resize(*dice.choice(_SIZES))
            told.sizes += 1
        elif chance < 0.03:
            terminal.press(f"\x1b[200~{dice.choice(PAYLOADS)}\x1b[201~")
            told.keys += 1
        else:
            terminal.press(dice.choice(_KEYS))
            told.keys += 1

    def _end(self, terminal: PtyProgram) -> None:
        """Quit as a person does, and judge every byte."""
        terminal.resize(120, 40)
        for _ in range(40):
            if not terminal.running():
                break
            for key in ("\x1b", "\x1b", "Q"):
                terminal.press(key)
                terminal.wait_a_moment(0.2)
            terminal.wait_a_moment(0.5)
        ended = not terminal.running()
        if not ended:
            self._failed(f"it does not end:\n{terminal.shown()}")
        elif terminal.status != 0:
            self._failed(f"ended with {terminal.status}: {terminal.written[-300:]!r}")
        for report in (self._home / "state").glob("crash-*.txt"):
            self._failed(report.read_text()[:3000])
            report.unlink()
        self.told.judged += len(terminal.written)
        for foreign in judge(terminal.written, CANARY)[:3]:
            self._failed(f"foreign bytes: {foreign}")

    def _failed(self, what: str) -> None:
        self.told.failures.append(f"seed {self._seed}, life {self.told.starts}: {what}")
        print(self.told.failures[-1], file=sys.stderr, flush=True)

    def _read_stalls(self) -> None:
        lines = self._stalls.read_text().splitlines() if self._stalls.exists() else []
        for line in lines:
            seconds, worked, where = line.split(" ", 2)
            self.told.stalls.append(Stall(float(seconds), float(worked), where))

    def _look_at_store(self) -> None:
        db = open_database(self._home / "data" / "reader.db")
        for fault in integrity.check(db):
            self._failed(fault)
        db.close()

    def _subscribe(self) -> None:
        """Hostile files and a hostile site beside honest feeds."""
        grow(self._site, 3)
        material = make(self._folder)
        for file in material.add:
            subprocess.run(program(self._home, "add", str(file)), capture_output=True, check=False)
        paths = (*BAD, *(growing(number) for number in range(FEEDS)))
        subscribe(self._home, self._folder, {path: self._site.url(path) for path in paths})


def _memory(pid: int) -> int:
    """Bytes a process has in memory."""
    try:
        lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) * 1024 for line in lines if line.startswith("VmRSS")), 0)
