"""Takes over and writes lists of subscriptions: the file is opened safely, read in a worker, kept in small bites."""

from __future__ import annotations

import asyncio
import os
from pathlib import Path

import msgspec

from tui_reader.engine.parts import Parts
from tui_reader.model.discovery import KEY
from tui_reader.model.errors import RetrieveError
from tui_reader.model.messages import Finished, TakeOver, WriteList
from tui_reader.model.scrub import scrub_line
from tui_reader.model.subscription_list import Imported, Outlines
from tui_reader.sources.files import read_bytes, shown
from tui_reader.sources.opml import write_opml
from tui_reader.store import feeds, importing, memory

_SECONDS = 30.0
"""Wall deadline of reading a list (20,000 subscriptions take about one)."""


async def take_over(parts: Parts, request: TakeOver) -> Finished:
    """Follow what an OPML or newsboat file lists; nothing is fetched. Raises ReaderError."""
    path = _path(request.path)
    body = await asyncio.to_thread(read_bytes, path)
    found = await parts.workers.run("read_list", body, deadline=_SECONDS, urgent=True)
    assert isinstance(found, Outlines)
    fresh: list[int] = []
    for at in range(0, len(found.outlines), importing.BITE):
        bite = found.outlines[at : at + importing.BITE]
        fresh += await parts.keeper.write(importing.take_over, bite, parts.now())
    if fresh:
        await parts.keeper.write(importing.record, fresh, scrub_line(path.name, 200), parts.now())
    told = Imported(len(fresh), len(found.outlines) - len(fresh), found.reasons, found.listed)
    key = f"{KEY}{parts.owner}:{request.id}"
    await parts.keeper.write(memory.remember, key, msgspec.json.encode(told).decode())
    return Finished(request.id, new=len(fresh), key=key)


async def write_list(parts: Parts, request: WriteList) -> Finished:
    """Write all feeds as OPML into a file that is not there yet. Raises RetrieveError: file_exists, file_unwritable."""
    text = write_opml(await parts.keeper.read(feeds.sources))
    path = _path(request.path)
    try:
        await asyncio.to_thread(_write, path, text)
    except FileExistsError:
        raise RetrieveError("file_exists", path=shown(path)) from None
    except (OSError, ValueError) as error:
        why = scrub_line(getattr(error, "strerror", None) or type(error).__name__, 200)
        raise RetrieveError("file_unwritable", path=shown(path), why=why) from error
    return Finished(request.id)


def _path(text: str) -> Path:
    return Path(text.strip()).expanduser().absolute()


def _write(path: Path, text: str) -> None:
    """As a whole or not at all, never over what is there, never through a link."""
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0), 0o644)
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            file.write(text)
    except BaseException:
        path.unlink(missing_ok=True)
        raise
