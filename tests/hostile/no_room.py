"""Everything the program writes, done on a disk with so much room and no more: what it says, and what is there afterwards."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from random import Random

from msgspec import Struct

from tests.conftest import ROOT
from tests.engine.fault_server import FaultServer
from tests.small_disk import SmallDisk, small_disk
from tests.soak.judging import Journal, faults
from tests.soak.site import FEEDS, grow, growing, served
from tests.terminal.kept import number
from tests.terminal.tmux import program

FEED = ROOT / "seeds" / "feeds" / "rss2-vi.xml"
SENTENCES = ("The disk is full", "No space left on device")
"""Ours, and the system's reason within ours for a file elsewhere."""
_MEGABYTES = 24
_LEAST = 4096


class Step(Struct, frozen=True):
    """A command that writes. ``{home}``, ``{disk}`` and ``{kept}`` stand for folders; kept: one on a disk with room."""

    command: tuple[str, ...]
    begun: bool = True
    """Whether the home is one that has been used, with articles and a copy of the store."""
    reads: bool = False
    """Whether it does what it can without room, and says nothing of that."""
    judged: bool = True
    """Whether its exit status says if it was done; else it is to tell how much room there is."""
    made: str = ""
    """A file or folder that must not be there half done."""


STEPS: Mapping[str, Step] = {
    "first start": Step(("list",), begun=False, reads=True),
    "a feed added": Step(("add", str(FEED)), begun=False),
    "a list taken over": Step(("import", "{kept}/list.opml"), begun=False),
    "refresh": Step(("refresh",)),
    "a copy": Step(("backup",)),
    "a copy to a file": Step(("backup", "{disk}/copy.db"), made="{disk}/copy.db"),
    "a copy put back": Step(("restore", "{kept}/copy.db")),
    "everything written": Step(("export", "--everything", "{disk}/all"), made="{disk}/all/tui-reader.json"),
    "feeds written": Step(("export", "{disk}/feeds.opml"), made="{disk}/feeds.opml", reads=True),
    "everything taken over": Step(("import", "{kept}/all"), begun=False),
    "everything in place of what is here": Step(("import", "--replace", "{kept}/all")),
    "repair": Step(("doctor", "--repair"), judged=False, reads=True),
    "a feed named": Step(("edit", "1", "--title", "Another")),
    "a folder made": Step(("folder", "News", "--title", "Tin")),
    "a rule kept": Step(("rules", "is:unread", "--do", "star", "--name", "mine")),
    "a trip": Step(("trip", "is:unread", "--no-pictures")),
}


class Told(Struct, frozen=True):
    """What came of a step on a full disk: nothing in ``faults`` is as it must be."""

    status: int
    said: str
    faults: tuple[str, ...]


class Bench:
    """A small disk, a site with feeds that grow, and a used home that is put on the disk before each step."""

    def __init__(self, disk: SmallDisk, kept: Path, site: FaultServer) -> None:
        self._disk, self._kept, self._site = disk, kept, site
        self._home = disk.root / "home"
        self._used = kept / "home"
        grow(site, 6)
        lines = "".join(
            f"<outline type='rss' text='n' xmlUrl='{site.url(growing(n))}'/>" for n in range(FEEDS)
        )
        (kept / "list.opml").write_text(f"<opml version='2.0'><body>{lines}</body></opml>")
        for command in (
            ("add", str(FEED), "--folder", "News"),
            ("import", f"{kept}/list.opml"),
            ("refresh", "--quiet"),
            ("backup",),
            ("backup", f"{kept}/copy.db"),
            ("export", "--everything", f"{kept}/all"),
        ):
            _run(program(self._used, *command))
        grow(site, 26)

    def do(self, step: Step, room: int) -> Told:
        """One step with so many bytes left: what it said, and what is wrong then, or once there is room again."""
        self._lay_out(step)
        before = number(self._used, "SELECT COUNT(*) FROM entry") if step.begun else 0
        self._disk.fill(room)
        done = self._run(step.command)
        found = list(self._spoken(step, done))
        if done.returncode and self._run(("list",)).returncode:
            found.append("what is here cannot be read meanwhile")
        if step.made and done.returncode and self._place(step.made).exists():
            found.append(f"half of {step.made} was left")
        self._disk.free()
        found += faults(self._home, Journal())
        if number(self._home, "SELECT COUNT(*) FROM entry") < before:
            found.append("articles are gone")
        if done.returncode and step.judged:
            shutil.rmtree(
                self._disk.root / "all", ignore_errors=True
            )  # as one does who is told that it failed
            again = self._run(step.command)
            found += [f"with room again: {again.stderr}"] if again.returncode else []
            found += faults(self._home, Journal())
        return Told(done.returncode, done.stderr, tuple(found))

    def _spoken(self, step: Step, done: subprocess.CompletedProcess[str]) -> Iterator[str]:
        if "Traceback" in done.stderr or "met an error" in done.stderr:
            yield "it crashed"
        if reports := list((self._home / "state").glob("crash-*")):
            yield reports[0].read_text()
        told = done.stderr + done.stdout
        if done.returncode and not any(
            one in told for one in (SENTENCES if step.judged else (*SENTENCES, " free"))
        ):
            yield f"it does not say why: {told[-400:]!r}"

    def _lay_out(self, step: Step) -> None:
        for there in self._disk.root.iterdir():
            shutil.rmtree(there) if there.is_dir() else there.unlink()
        if step.begun:
            shutil.copytree(self._used, self._home)

    def _place(self, name: str) -> Path:
        return Path(name.format(disk=self._disk.root, kept=self._kept, home=self._home))

    def _run(self, command: tuple[str, ...]) -> subprocess.CompletedProcess[str]:
        return _run(
            program(
                self._home, *(str(self._place(part)) if "{" in part else part for part in command), lang="en"
            )
        )


def _run(command: list[str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=120, check=False
    )


@contextmanager
def bench(folder: Path) -> Iterator[Bench]:
    """All of it below a folder; skips the test where nothing can be mounted."""
    (folder / "kept").mkdir()
    with served() as site, small_disk(folder / "disk", _MEGABYTES) as disk:
        yield Bench(disk, folder / "kept", site)


def sweep(bench: Bench, step: Step, tries: int, dice: Random, on_told: Callable[[int, Told], None]) -> None:
    """A step with twice the room each time until there is enough, then anywhere below that."""
    enough, room = 0, 0
    for _ in range(tries):
        told = bench.do(step, room)
        on_told(room, told)
        if enough:
            room = dice.randrange(enough)
        elif (not told.status and not told.said and room) or room >= _MEGABYTES * 2**19:
            enough = room
            room = dice.randrange(enough)
        else:
            room = room * 2 or _LEAST
