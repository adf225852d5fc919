"""A long discussion beside a short one: how soon its first screen stands, and whether folding and scrolling ever stall.

The real application over a real store, headless; its articles are opened in turn. A stall is the time between two turns
of the event loop in which nothing else is looked at; the processor time of the screen's own thread in it tells of the
program, the clock also of whatever else the machine does.
"""

from __future__ import annotations

import asyncio
import gc
import statistics
import tempfile
import time
from collections.abc import Awaitable, Callable
from datetime import timedelta
from pathlib import Path
from typing import NamedTuple

from tests.ui.conftest import NOW, Newsroom, QuietLibrary, Reader, make_app
from tui_reader.model.comment import CommentData
from tui_reader.model.view import Place, View
from tui_reader.paths import Paths
from tui_reader.ui.tidying import Tidying

ROUNDS = 5
TIMES = 3
"""Each deed is done so often; the middle one of its longest stalls counts."""
SHORT, LONG = 50, 5_000
ASKED, ASKED_STALL = 1.2, 16.0
_WORDS = "Hạ tầng số phải đi trước một bước, nhất là ở vùng núi và hải đảo, rồi mới nói đến chuyện khác. "
_DEEDS = {
    "fold all": ("z", "M"),
    "unfold all": ("z", "R"),
    "fold to two levels": ("z", "2"),
    "fold one": ("z", "R", ".", "z", "a"),
    "unfold one": ("z", "a"),
    "to the end and back": ("G", "g", "g"),
    "15 pages": ("pagedown",) * 15,
    "40 comments down": ("j",) * 40,
    "15 threads on": (".",) * 15,
    "15 new ones on": ("n",) * 15,
    "newest first": ("\\", "j", "enter"),
    "as the site again": ("\\", "k", "enter"),
    "find": ("/", *"hải đảo", "enter", "n", "n", "escape"),
}


class Stall(NamedTuple):
    """The longest of a deed, in milliseconds: of the thread's own work, and by the clock."""

    work: float
    clock: float


def main() -> None:
    """Print the ratio and the longest stalls."""
    with tempfile.TemporaryDirectory() as folder:
        paths = Paths.of(Path(folder), {})
        paths.ensure()
        opened, stalls = asyncio.run(_measure(paths))
    print(f"comments, {ROUNDS} rounds in turn, 200x50; processor time")
    for count, spent in opened.items():
        print(f"  first screen of {count:>5,} comments {statistics.median(spent):>8.1f} ms")
    ratio = statistics.median([long / short for short, long in zip(*opened.values(), strict=True)])
    print(f"  ratio {ratio:.2f}, asked at most {ASKED:.2f}")
    print(
        f"  longest stall of {SHORT} and {LONG:,} comments, {TIMES} times each, asked at most {ASKED_STALL:.0f} ms"
    )
    print(f"    {'':<22}{'processor time':>16}{'by the clock':>20}")
    for deed, (short, long) in stalls.items():
        print(f"    {deed:<22}{short.work:>6.1f}{long.work:>8.1f} ms{short.clock:>9.1f}{long.clock:>8.1f} ms")


async def _measure(paths: Paths) -> tuple[dict[int, list[float]], dict[str, tuple[Stall, Stall]]]:
    room = Newsroom(paths, lang="vi")
    ids = room.articles("Bài ngắn", "Bài dài", paragraphs=5)
    for entry_id, count in zip(ids, (SHORT, LONG), strict=True):
        room.talk(entry_id, *(_said(number, count) for number in range(count)))
    library = QuietLibrary(paths)
    library.open()
    first, article = library.first(View(Place.UNREAD)).result()
    app = make_app(library, room, first, article)
    async with app.run_test(size=(200, 50)) as pilot:
        reader = Reader(app, pilot, library)
        await reader.settle()
        await reader.press("enter", "c", "c")
        gc.collect()
        gc.freeze()  # as the program does after its first paint
        Tidying(app)
        opened: dict[int, list[float]] = {SHORT: [], LONG: []}
        for _ in range(ROUNDS + 1):
            opened[LONG].append(await _open(reader, "article.next", ids[1]))
            opened[SHORT].append(await _open(reader, "article.previous", ids[0]))
        await reader.press("c")
        short = await _stalls(reader, ids[0])
        await reader.press("J", "c")
        long = await _stalls(reader, ids[1])
    stalls = {deed: (short[deed], long[deed]) for deed in short}
    return {count: spent[1:] for count, spent in opened.items()}, stalls


async def _stalls(reader: Reader, entry_id: int) -> dict[str, Stall]:
    """The longest stall of each deed in the discussion on screen."""
    found: dict[str, list[Stall]] = {}
    for _ in range(TIMES):
        for deed, keys in _DEEDS.items():
            found.setdefault(deed, []).append(await _longest(_press(reader, keys)))
        found.setdefault("a comment comes", []).append(await _longest(_renewed(reader, entry_id)))
    return {deed: Stall(*map(statistics.median, zip(*seen, strict=True))) for deed, seen in found.items()}


def _said(number: int, count: int) -> CommentData:
    """Threads of seven, up to three levels deep."""
    place = number % 7
    answers = str(number - (place if place % 2 else 1)) if place else ""
    when = NOW - timedelta(minutes=count - number)
    return CommentData(
        str(number), answers, f"Người {count}-{number}", body=_WORDS * (1 + number % 4), created=when
    )


async def _open(reader: Reader, action: str, entry_id: int) -> float:
    """Milliseconds of processor time from the wish to the frame with the other article's first comments."""
    view = reader.screen.desk.comments.view
    began = time.process_time()
    reader.screen.do(action)
    while view.entry is None or view.entry.id != entry_id or view.items is None:  # noqa: ASYNC110 - no event tells
        await asyncio.sleep(0.001)
    drawn = asyncio.Event()
    reader.screen.call_after_refresh(drawn.set)
    await drawn.wait()
    spent = (time.process_time() - began) * 1000
    await reader.settle()
    return spent


async def _press(reader: Reader, keys: tuple[str, ...]) -> None:
    """One key after the other, as fast as they are taken."""
    await reader.pilot.press(*keys)
    await reader.settle()


async def _renewed(reader: Reader, entry_id: int) -> None:
    """The engine brought something: the thread is read and shown anew."""
    reader.screen.reading.again(entry_id)
    await reader.settle()


async def _longest(work: Awaitable[None]) -> Stall:
    """Most milliseconds the screen's thread did not look at what else there is while the work was done."""
    selector = asyncio.get_running_loop()._selector  # type: ignore[attr-defined]  # every turn of the loop asks it once
    ask: Callable[[float | None], object] = selector.select
    worked = waited = 0.0
    before, at = time.thread_time(), time.perf_counter()

    def asked(timeout: float | None) -> object:
        nonlocal worked, waited, before, at
        worked = max(worked, time.thread_time() - before)
        waited = max(waited, time.perf_counter() - at)
        found = ask(timeout)
        before, at = time.thread_time(), time.perf_counter()
        return found

    selector.select = asked
    try:
        await work
    finally:
        del selector.select
    return Stall(worked * 1000, waited * 1000)
