"""A long discussion beside a short one: how soon its first screen stands, and whether folding and scrolling ever stall.

The real application over a real store, headless; its articles are opened in turn. Processor time of the screen's own
thread between two turns of the event loop is what a stall is made of; the clock would tell more of the machine.
"""

from __future__ import annotations

import asyncio
import gc
import statistics
import tempfile
import time
from collections.abc import Awaitable
from datetime import timedelta
from pathlib import Path

from tests.ui.conftest import NOW, Newsroom, QuietLibrary, Reader, make_app
from tui_reader.model.comment import CommentData
from tui_reader.model.view import Place, View
from tui_reader.paths import Paths

ROUNDS = 5
SHORT, LONG = 50, 5_000
ASKED, ASKED_STALL = 1.2, 16.0
_WORDS = "Hạ tầng số phải đi trước một bước, nhất là ở vùng núi và hải đảo, rồi mới nói đến chuyện khác. "
_DEEDS = {
    "fold all": ("z", "M"),
    "unfold all": ("z", "R"),
    "fold to two levels": ("z", "2"),
    "fold one": ("z", "R", "z", "a"),
    "to the end and back": ("G", "g", "g"),
    "15 pages": ("pagedown",) * 15,
    "40 comments down": ("j",) * 40,
    "15 threads on": (".",) * 15,
}


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
        f"  longest stall, asked at most {ASKED_STALL:.0f} ms; of {SHORT} and {LONG:,} comments (a frame is in each)"
    )
    for deed, (short, long) in stalls.items():
        print(f"    {deed:<22}{short:>6.1f}{long:>8.1f} ms")


async def _measure(paths: Paths) -> tuple[dict[int, list[float]], dict[str, tuple[float, float]]]:
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


async def _stalls(reader: Reader, entry_id: int) -> dict[str, float]:
    """The longest stall of each deed in the discussion on screen."""
    found = {deed: await _longest(_press(reader, keys)) for deed, keys in _DEEDS.items()}
    found["a comment comes"] = await _longest(_renewed(reader, entry_id))
    return found


def _said(number: int, count: int) -> CommentData:
    answers = f"{number - number % 7}" if number % 7 else ""
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


async def _longest(work: Awaitable[None]) -> float:
    """Most milliseconds the screen's thread worked without looking at what else there is."""
    longest = 0.0
    done = False

    async def watch() -> None:
        """A turn of the loop is what lies between two looks at the keyboard."""
        nonlocal longest
        before = time.thread_time()
        while not done:
            await asyncio.sleep(0)
            now = time.thread_time()
            longest, before = max(longest, now - before), now

    watching = asyncio.create_task(watch())
    await asyncio.sleep(0)
    await work
    done = True
    await watching
    return longest * 1000
