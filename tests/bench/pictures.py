"""Pictures: scrolling past them beside scrolling past as much text, in half blocks and drawn by the terminal; what arrives.

CPU of the whole process a step of two rows, each way in turn in one run: past pictures for the first time (they are read
from the cache, scaled, and given to the terminal) and again. The pictures are noise, so that no two cells are alike.
"""

from __future__ import annotations

import asyncio
import os
import statistics
import tempfile
import time
from pathlib import Path
from random import Random
from typing import NamedTuple

from PIL import Image

from tests.pictures.made import saved
from tests.ui.conftest import NOW, Newsroom, QuietLibrary, Reader, make_app
from tests.ui.graphics.conftest import Terminal, app_for
from tui_reader.model.document import Block, Converted, Document, Figure, ImageRef, Paragraph, Span
from tui_reader.model.messages import PictureReady
from tui_reader.model.picture import Graphics, Picture, file_name
from tui_reader.model.view import Place, View
from tui_reader.paths import Paths
from tui_reader.pictures.cache import Cache
from tui_reader.pictures.redraw import redraw
from tui_reader.store import content, pictures
from tui_reader.store.database import open_database

_PICTURES, _STEPS, _ROUNDS = 12, 90, 3
_SIZE = (120, 40)
_TEXT = "Chuyến phà rời bến lúc chín giờ và trở về lúc trưa cùng thư từ của cả đảo. " * 6


class Steps(NamedTuple):
    """Milliseconds of CPU of each step, and the longest step by the clock."""

    cpu: list[float]
    longest: float


def main() -> None:
    """Print a line a way."""
    os.environ.update(COLORTERM="truecolor", TERM="xterm-256color")
    ways = {"half blocks": None, "drawn by the terminal": Graphics(files=True)}
    print(f"pictures: {_PICTURES} in an article, two rows a step, {_SIZE[0]}x{_SIZE[1]}, beside as much text")
    for name, graphics in ways.items():
        first, again, floor = list[float](), list[float](), list[float]()
        longest, longest_text = 0.0, 0.0
        for _ in range(_ROUNDS):
            text, _ = asyncio.run(_scroll(None, shown=False))
            one, two = asyncio.run(_scroll(graphics, shown=True))
            floor += text.cpu
            first += one.cpu
            again += two.cpu
            longest, longest_text = max(longest, one.longest, two.longest), max(longest_text, text.longest)
        base = statistics.mean(floor)
        print(
            f"  {name:<22} text {base:5.2f} ms  first time past {statistics.mean(first):5.2f} ms"
            f" ({statistics.mean(first) / base:.2f})  again {statistics.mean(again):5.2f} ms"
            f" ({statistics.mean(again) / base:.2f})  longest step {1000 * longest:.0f} ms (text {1000 * longest_text:.0f})"
        )
    moved, seconds = asyncio.run(_arrive())
    print(f"  arrival of a picture    {1000 * seconds:.1f} ms of CPU, {moved} rows moved")


async def _scroll(graphics: Graphics | None, *, shown: bool) -> tuple[Steps, Steps]:
    with tempfile.TemporaryDirectory() as folder:
        paths = Paths.of(Path(folder), {})
        paths.ensure()
        _written(paths, shown=shown, here=True)
        async with _reading(paths, graphics) as reader:
            down = await _walk(reader, 2)
            await reader.press("g", "g")
            return down, await _walk(reader, 2)


async def _walk(reader: Reader, rows: int) -> Steps:
    view = reader.screen.desk.article
    spent, longest = list[float](), 0.0
    for _ in range(_STEPS):
        began, wall = time.process_time(), time.perf_counter()
        view.move(rows)
        await reader.pilot.pause()
        longest = max(longest, time.perf_counter() - wall)
        await asyncio.sleep(0.005)
        spent.append(1000 * (time.process_time() - began))
    return Steps(spent, longest)


async def _arrive() -> tuple[int, float]:
    """How many rows of the screen are others after a picture came, but for those of its room; and the CPU it takes."""
    with tempfile.TemporaryDirectory() as folder:
        paths = Paths.of(Path(folder), {})
        paths.ensure()
        entry_id = _written(paths, shown=True, here=False)
        async with _reading(paths, None) as reader:
            before = reader.text().split("\n")
            url = _bring(paths, 0)
            began = time.process_time()
            reader.library.tell(PictureReady(entry_id, url))
            await reader.settle()
            seconds = time.process_time() - began
            after = reader.text().split("\n")
    outside = [(a, b) for a, b in zip(before, after, strict=True) if "▀" not in b]
    return sum(a != b and bool(a[50:].strip()) for a, b in outside), seconds


class _reading:  # noqa: N801
    """The reader with the article open."""

    def __init__(self, paths: Paths, graphics: Graphics | None) -> None:
        self._library = QuietLibrary(paths)
        self._library.open()
        first, article = self._library.first(View(Place.UNREAD)).result()
        kind = app_for(Terminal(), graphics)
        self._app = make_app(self._library, Newsroom(paths), first, article, (), kind)
        self._test = self._app.run_test(size=_SIZE)

    async def __aenter__(self) -> Reader:
        reader = Reader(self._app, await self._test.__aenter__(), self._library)
        await reader.settle()
        await reader.press("enter")
        return reader

    async def __aexit__(self, *given: object) -> None:
        await self._test.__aexit__(None, None, None)


def _written(paths: Paths, *, shown: bool, here: bool) -> int:
    """An article with pictures, or with as many rows of text in their place."""
    (entry_id,) = Newsroom(paths).articles("Bài ảnh", paragraphs=1)
    blocks: list[Block] = []
    for number in range(_PICTURES):
        if shown:
            blocks.append(
                Figure(ImageRef(_url(number), "", "", "", 1200, 800), (Span(f"Chú thích {number}"),))
            )
            if here:
                _bring(paths, number)
        else:
            blocks += [Paragraph((Span(_TEXT),)), Paragraph((Span(_TEXT[:300]),))]
        blocks.append(Paragraph((Span(_TEXT),)))
    images = tuple(block.image for block in blocks if isinstance(block, Figure) and block.image)
    db = open_database(paths.store)
    made = Converted(Document(tuple(blocks)), "thân", "", "", 100, images)
    content.save_converted(db, [(entry_id, made)], version=1, now=NOW)
    db.close()
    return entry_id


def _bring(paths: Paths, number: int) -> str:
    url = _url(number)
    noise = Image.frombytes("RGB", (120, 80), Random(number).randbytes(120 * 80 * 3)).resize((1200, 800))
    made = redraw(saved(noise, "JPEG"))
    size = Cache(paths.pictures).keep(file_name(url), made.large, made.small)
    db = open_database(paths.store)
    pictures.save(
        db, Picture(url, file_name(url), made.width, made.height), kind=made.type, size=size, now=NOW
    )
    db.close()
    return url


def _url(number: int) -> str:
    return f"https://news.example/{number}.jpg"
