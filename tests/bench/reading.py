"""``ARGS=reading``: showing an article, beside a bare page of lines; long ones; another size of text; the frame writer.

Key to paint is taken outside, on a pty, both programs in turn. What blocks the loop is taken inside, in processor time of
the thread that draws, which a busy machine does not blur.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import NamedTuple

from tests.bench import reading_inside
from tests.bench.terminal import Session, running
from tui_reader.model.document import Converted, Document, Paragraph, Span
from tui_reader.model.entry import Content, EntryData
from tui_reader.model.update import Changes, New, keys_of
from tui_reader.paths import Paths
from tui_reader.store import content, entries, feeds, memory
from tui_reader.store.database import open_database

ROUNDS = 25
SHORT, LONG = 5_000, 500_000
"""Bytes of text."""
_NOW = datetime(2026, 11, 1, 8, 0, tzinfo=UTC)
_SENTENCE = "Hạ tầng số phải đi trước một bước, nhất là ở vùng núi và hải đảo. "
_BARE = [sys.executable, str(Path(__file__).with_name("bare_page.py"))]
_REST = 0.4
"""Seconds without anything drawn before each key: by then what the last one asked for is done."""


def main() -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as folder:
        home = filled_home(Path(folder), ROUNDS + 3)
        with running(_BARE) as bare, running(_ours(home)) as ours:
            bare.wait_for(["mốc000"])
            ours.wait_for([_mark(0)])
            ours.press("\r")
            ours.settle()  # the engine converts what lies there
            floor, short, long = _in_turn(bare, ours)
        _report(floor, short, long)
        reading_inside.main(home)


def _ours(home: Path) -> list[str]:
    return [sys.executable, "-m", "tui_reader", "--home", str(home), "--lang", "vi", "--offline"]


class Painted(NamedTuple):
    """From a key to its page: seconds of the clock, and of the processor."""

    seconds: float
    cpu: float


def _painted(program: Session, key: str, text: str) -> Painted:
    program.settle(_REST)
    cpu, began = program.cpu, time.perf_counter()
    program.press(key)
    program.wait_for([text])
    return Painted(time.perf_counter() - began, program.cpu - cpu)


def _in_turn(bare: Session, ours: Session) -> tuple[list[Painted], list[Painted], list[Painted]]:
    """A page of the bare view, then an article of ours; every second of ours is a long one."""
    floor: list[Painted] = []
    short: list[Painted] = []
    long: list[Painted] = []
    for number in range(1, ROUNDS + 1):
        floor.append(_painted(bare, "j", f"mốc{number:03d}"))
        (long if number % 2 else short).append(_painted(ours, "J", _mark(number)))
    return floor[2:], short[1:], long[1:]


def _report(floor: Sequence[Painted], short: Sequence[Painted], long: Sequence[Painted]) -> None:
    print(
        f"reading, 120x40, {len(short)} + {len(long)} articles in turn with {len(floor)} pages of the bare view"
    )
    print(f"  {'from key to painted':<42}{'wall ms':>9}{'CPU ms':>9}{'wall ratio':>13}{'CPU ratio':>11}")
    wall, cpu = _median(floor, "seconds"), _median(floor, "cpu")
    for name, starts, asked in (
        ("bare view, another page", floor, ""),
        ("an article of 5 KB", short, "asked: at most 1.50 ×"),
        ("an article of 500 KB", long, "asked: at most 80 ms"),
    ):
        walls, cpus = _median(starts, "seconds"), _median(starts, "cpu")
        figures = f"{walls * 1000:9.1f}{cpus * 1000:9.1f}{walls / wall:13.2f}{cpus / cpu:11.2f}"
        print(f"  {name:<42}{figures}  {asked}")


def _median(starts: Sequence[Painted], figure: str) -> float:
    return statistics.median(one.seconds if figure == "seconds" else one.cpu for one in starts)


def _mark(number: int) -> str:
    """Stands once in the text of an article, on its first screen, and nowhere else."""
    return f"dấu{number:03d}"


def filled_home(folder: Path, articles: int) -> Path:
    """A home with so many converted articles, the newest first; every second one is long."""
    home = folder / "home"
    paths = Paths.of(home, {})
    paths.ensure()
    db = open_database(paths.store)
    feed = feeds.add_feed(db, "https://n.example/rss", "feed", name="Báo", now=_NOW)
    for number in range(articles):
        link = f"https://news.example/{number}"
        said = paragraphs(number, LONG if number % 2 else SHORT)
        body = Content("".join(f"<p>{one}</p>" for one in said))  # the engine converts it again, to the same
        published = _NOW - timedelta(hours=number)
        data = EntryData(link, link, f"Bài số {number}", published=published, content=body)
        made = entries.save(db, feed, Changes(new=(New(data, keys_of(data)),)), _NOW).new
        document = Document(tuple(Paragraph((Span(one),)) for one in said))
        converted = Converted(document, "\n\n".join(said), "", said[0][:100], len(said) * 100)
        content.save_converted(db, [(one, converted) for one in made], version=1, now=_NOW)
    memory.remember(db, "seeded", "1")
    db.close()
    return home


def paragraphs(number: int, length: int) -> list[str]:
    """A text of so many bytes, in paragraphs of about 500."""
    paragraph = (_SENTENCE * (500 // len(_SENTENCE.encode()) + 1)).strip()
    count = max(1, length // len(paragraph.encode()))
    return [f"{_mark(number)} {paragraph}", *(f"{n}. {paragraph}" for n in range(1, count))]
