"""kill -9 at random moments of everything that writes; after each kill the store is judged against what was acknowledged."""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path

from msgspec import Struct, field

from tests.engine.fault_server import FaultServer
from tests.hostile.pty_program import PtyProgram
from tests.soak.judging import Journal, faults
from tests.soak.site import BAD, FEEDS, grow, growing
from tests.soak.stores import articles, counts, leave_room, room_left, store_of
from tests.terminal.tmux import engine_of, family, program
from tui_reader.store.database import open_database

LATEST: dict[str, float] = {
    "refresh": 1.8,
    "mark": 0.3,
    "begin": 0.9,
    "opml": 1.2,
    "everything": 1.0,
    "copy": 0.8,
    "repair": 1.2,
    "reader": 2.5,
    "shrink": 0.1,
}
"""Seconds after the start within which the kill falls: a little longer than the work takes."""


class Told(Struct):
    """How the kills went."""

    kills: Counter[str] = field(default_factory=Counter)
    """By what was under way; "…, done" where it had ended before."""
    acknowledged: int = 0
    failures: list[str] = []


class Kills:
    """One home that lives through all of them, as a person's does."""

    def __init__(self, folder: Path, site: FaultServer, seed: int) -> None:
        self._folder, self._site, self._seed = folder, site, seed
        self._dice = random.Random(seed)
        self._home = folder / "home"
        self._journal = Journal()
        self._round = 0
        self.told = Told()
        self._ways: dict[str, Callable[[str], None]] = {
            "refresh": self._refresh,
            "mark": self._mark,
            "begin": self._begin,
            "opml": self._opml,
            "everything": self._everything,
            "copy": self._copy,
            "repair": self._repair,
            "reader": self._reader,
            "shrink": self._shrink,
        }
        self._subscribe()

    def run(self, kills: int, only: Sequence[str] = (), seconds: float = float("inf")) -> Told:
        """So many, or for so long, each way in turn; the seed and the round are told with whatever failed."""
        ways = [way for way in self._ways if not only or way in only]
        until = time.monotonic() + seconds
        for self._round in range(kills):
            if time.monotonic() > until:
                break
            way = ways[self._round % len(ways)]
            self._ways[way](way)
            for fault in faults(self._home, self._journal):
                self._must(False, way, fault)
        return self.told

    def finish(self) -> None:
        """What was cut off is done by the next ones: a whole refresh, after which nothing is owed or missing."""
        self._site.pages.pop("/x", None)
        articles = 3 + self._round
        grow(self._site, articles)
        subprocess.run(program(self._home, "refresh", "--quiet"), check=False, capture_output=True)
        self._journal.articles = {self._site.url(growing(n)): min(articles, 40) for n in range(FEEDS)}
        for fault in faults(self._home, self._journal):
            self.told.failures.append(f"seed {self._seed}, at the end: {fault}")

    # what is killed

    def _refresh(self, way: str) -> None:
        grow(self._site, 3 + self._round)
        running = self._start("refresh", "--json")
        everyone = self._wait_and_choose(running, way)
        self._kill(way, running, everyone)
        before = self._counted
        for line in self._rest(running):
            with suppress(ValueError):  # cut off in the middle
                told = json.loads(line)
                if told.get("feed") in self._places and told.get("new"):
                    location = self._places[told["feed"]]
                    self._journal.articles[location] = before.get(location, 0) + told["new"]
                    self.told.acknowledged += told["new"]

    def _mark(self, way: str) -> None:
        running = self._script("marker.py", str(self._seed + self._round))
        time.sleep(self._dice.uniform(0, LATEST[way]))
        self._kill(way, running, [running.pid])
        for line in self._rest(running):
            entry, *marks = line.split()
            if line.endswith("\n") and len(marks) == 2:
                self._journal.marks[int(entry)] = (int(marks[0]), int(marks[1]))
                self.told.acknowledged += 1
            elif line.endswith("\n"):  # kept or not, until it is said
                self._journal.marks.pop(int(entry), None)

    def _begin(self, way: str) -> None:
        """The making (and any migration) of a store, in a home of its own."""
        fresh = self._folder / "fresh"
        shutil.rmtree(fresh, ignore_errors=True)
        running = self._start("feeds", home=fresh)
        self._kill(way, running, self._wait_and_choose(running, way))
        done = subprocess.run(program(fresh, "feeds"), capture_output=True, check=False)
        self._must(done.returncode == 0, way, "the next start does not open it")
        self._must(not faults(fresh, Journal()), way, "not sound")

    def _opml(self, way: str) -> None:
        fresh = self._folder / "fresh"
        shutil.rmtree(fresh, ignore_errors=True)
        self._list(400)
        running = self._start("import", str(self._folder / "list.opml"), home=fresh)
        self._kill(way, running, self._wait_and_choose(running, way))
        subprocess.run(
            program(fresh, "import", str(self._folder / "list.opml")), capture_output=True, check=False
        )
        lines = subprocess.run(program(fresh, "feeds", "--json"), capture_output=True, check=False).stdout
        self._must(len(lines.splitlines()) == 400, way, f"{len(lines.splitlines())} of 400 feeds")
        self._must(not faults(fresh, Journal()), way, "not sound")

    def _everything(self, way: str) -> None:
        out, fresh = self._folder / "out", self._folder / "fresh"
        shutil.rmtree(out, ignore_errors=True)
        shutil.rmtree(fresh, ignore_errors=True)
        subprocess.run(
            program(self._home, "export", "--everything", str(out)), capture_output=True, check=False
        )
        running = self._start("import", str(out), home=fresh)
        self._kill(way, running, self._wait_and_choose(running, way))
        store = store_of(fresh)
        if store.exists():
            self._must(
                articles(store) == articles(store_of(self._home)),
                way,
                "half a store",
            )
        again = program(fresh, "import", str(out), "--replace")
        if subprocess.run(again, capture_output=True, check=False).returncode:
            self._rest(
                running
            )  # only one it started was killed: it goes on, and another is refused meanwhile
            self._must(
                subprocess.run(again, capture_output=True, check=False).returncode == 0, way, "refused"
            )
        marks = Journal(marks=dict(self._journal.marks))
        self._must(not (found := faults(fresh, marks)), way, f"{found[:2]}")

    def _copy(self, way: str) -> None:
        running = self._start("backup")
        self._kill(way, running, self._wait_and_choose(running, way))

    def _repair(self, way: str) -> None:
        db = open_database(store_of(self._home))
        db.execute("UPDATE feed SET unread = unread + 3")
        db.close()
        running = self._start("doctor", "--repair")
        self._kill(way, running, self._wait_and_choose(running, way))
        subprocess.run(program(self._home, "doctor", "--repair"), capture_output=True, check=False)

    def _reader(self, way: str) -> None:
        """The reader with its engine, under a terminal, in the middle of a refresh and of marking."""
        grow(self._site, 3 + self._round)
        self._journal.marks.clear()  # it marks what it likes
        with PtyProgram(self._home) as terminal:
            until = time.monotonic() + self._dice.uniform(0.2, LATEST[way])
            terminal.shown()
            while time.monotonic() < until and terminal.running():
                terminal.press(self._dice.choice("jjjkmsaR"))
                terminal.wait_a_moment(0.05)
            everyone = family(terminal.pid)
            target = self._dice.choice([terminal.pid, engine_of(terminal.pid) or terminal.pid, *everyone])
            with suppress(ProcessLookupError):
                os.kill(target, signal.SIGKILL)
                self.told.kills[way] += 1
            if target != terminal.pid:
                terminal.wait_a_moment(0.4)
                self._must(terminal.running(), way, "the reader ended with its engine")
        self._until_gone(everyone)

    def _shrink(self, way: str) -> None:
        """Room in the middle of the file is being given back: what lies behind it is moved."""
        before = leave_room(store_of(self._home))
        running = self._script("shrinker.py")
        time.sleep(self._dice.uniform(0, LATEST[way]))
        self._kill(way, running, [running.pid])
        self._rest(running)
        left, whole = room_left(store_of(self._home))
        self._must(whole, way, "what lay behind the room is not whole")
        self._must(left <= before, way, "there is more room than before")

    # how

    def _script(self, name: str, *arguments: str) -> subprocess.Popen[str]:
        """One of the files beside this one, working on the store; it has begun."""
        file = Path(__file__).with_name(name)
        running = subprocess.Popen(
            [sys.executable, str(file), str(store_of(self._home)), *arguments],
            stdout=subprocess.PIPE,
            text=True,
            env={**os.environ, "PYTHONPATH": str(file.parents[2])},
        )
        assert running.stdout is not None
        running.stdout.readline()
        return running

    def _start(self, *arguments: str, home: Path | None = None) -> subprocess.Popen[str]:
        self._counted = counts(store_of(self._home))
        return subprocess.Popen(
            program(home or self._home, *arguments),
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            start_new_session=True,
        )

    def _wait_and_choose(self, running: subprocess.Popen[str], way: str) -> list[int]:
        """A random while later: the process itself, or now and then one of those it started."""
        time.sleep(self._dice.uniform(0, LATEST[way]))
        everyone = family(running.pid)
        return [self._dice.choice(everyone)] if self._dice.random() < 0.3 else everyone

    def _kill(self, way: str, running: subprocess.Popen[str], targets: Sequence[int]) -> None:
        over = running.poll() is not None
        for pid in targets:
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        self.told.kills[f"{way}, done" if over else way] += 1

    def _rest(self, running: subprocess.Popen[str]) -> list[str]:
        """All it had said, once it is gone; who lost a worker ends by itself."""
        try:
            said, _ = running.communicate(timeout=90)
        except subprocess.TimeoutExpired:
            running.kill()
            said, _ = running.communicate()
            self._must(False, "refresh", "it never ended")
        return said.splitlines(keepends=True)

    def _must(self, holds: bool, way: str, otherwise: str) -> None:
        if not holds:
            self.told.failures.append(f"seed {self._seed}, round {self._round}, {way}: {otherwise}")
            print(self.told.failures[-1], file=sys.stderr, flush=True)

    def _until_gone(self, pids: Sequence[int]) -> None:
        until = time.monotonic() + 20
        while time.monotonic() < until and any(Path(f"/proc/{pid}").exists() for pid in pids):
            time.sleep(0.05)

    def _subscribe(self) -> None:
        grow(self._site, 2)
        self._list(0)
        subprocess.run(
            program(self._home, "import", str(self._folder / "list.opml")), check=True, capture_output=True
        )
        subprocess.run(program(self._home, "refresh", "--quiet"), check=False, capture_output=True)
        db = open_database(store_of(self._home))
        self._places = dict(db.rows("SELECT id, location FROM feed"))
        db.close()

    def _list(self, more: int) -> None:
        honest = [self._site.url(growing(number)) for number in range(FEEDS)]
        bad = [self._site.url(path) for path in BAD if path != "silent"]
        addresses = [f"https://{number}.example/feed" for number in range(more)] if more else honest + bad
        lines = "".join(f"<outline type='rss' text='n' xmlUrl='{one}'/>" for one in addresses)
        (self._folder / "list.opml").write_text(f"<opml version='2.0'><body>{lines}</body></opml>")
