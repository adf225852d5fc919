"""Runs the reader's own commands on new articles, one after the other; only what the configuration file names is ever run.

An article is taken off the list of what is owed before its command begins: a command never runs twice on one article,
and one that was killed with the engine is not begun again.
"""

from __future__ import annotations

import asyncio
import os
import signal
from collections import deque
from collections.abc import Mapping
from contextlib import suppress
from datetime import datetime
from typing import Final

from msgspec import Struct

from tui_reader.engine.log import log
from tui_reader.engine.parts import Parts
from tui_reader.engine.ruling import meant, stories_known
from tui_reader.model.running import Running
from tui_reader.model.scrub import scrub, scrub_line
from tui_reader.store import content, debt, entries, ruled
from tui_reader.store.database import Database

_BITE: Final = 100
"""Articles looked at in one transaction."""
_LONGEST: Final = 2_000
"""Characters of a variable: some systems take 128 KB for all of them."""
_MOST_TEXT: Final = 1_000_000
"""Characters of an article that a command is given to read."""


class _Given(Struct, frozen=True):
    """A command, and the article it is run on."""

    name: str
    running: Running
    entry_id: int


class CommandRunner:
    """``some`` runs what is owed now; nothing with the network's door shut, for nobody knows where a command goes."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._given: deque[_Given] = deque()

    async def some(self) -> bool:
        """One command; whether there may be more."""
        parts = self._parts
        if parts.door.is_shut():
            return False
        if self._given:
            await self._run(self._given.popleft())
            return True
        if not await parts.keeper.read(debt.owes, debt.RUN):
            return False
        looked, given = await parts.keeper.write(_take, parts.wishes.run, parts.now())
        self._given.extend(given)
        return looked

    async def _run(self, given: _Given) -> None:
        variables, text = await self._parts.keeper.read(_article, given.entry_id)
        variables["TUI_READER_RULE"] = _variable(given.name)
        try:
            status = await _run_to_its_end(given.running, text, {**os.environ, **variables})
        except OSError as error:
            log.warning("command %s: %s", scrub_line(given.name, 60), error.strerror)
            return
        if status:
            log.warning("command %s on article %d: %s", scrub_line(given.name, 60), given.entry_id, status)


async def _run_to_its_end(running: Running, text: str, environ: Mapping[str, str]) -> str:
    """What went wrong, for the log. Its whole group is ended with it when its time is over. Raises OSError."""
    process = await asyncio.create_subprocess_exec(
        *_arguments(running),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.DEVNULL,
        stderr=asyncio.subprocess.DEVNULL,
        env=dict(environ),
        start_new_session=True,
    )
    try:
        async with asyncio.timeout(running.seconds):
            with suppress(BrokenPipeError, ConnectionResetError):  # it reads no further
                await process.communicate(text.encode("utf-8", "replace"))
            status = await process.wait()
    except TimeoutError:
        return f"ended after {running.seconds} s"
    finally:
        if process.returncode is None:
            with suppress(ProcessLookupError, PermissionError):
                os.killpg(process.pid, signal.SIGKILL) if hasattr(os, "killpg") else process.kill()
            await process.wait()
    return f"ended with {status}" if status else ""


def _arguments(running: Running) -> list[str]:
    program, *rest = running.command
    return [os.path.expanduser(program), *rest]


def _take(database: Database, made: Mapping[str, Running], now: datetime) -> tuple[bool, list[_Given]]:
    """A bite of articles that are ready, off the list, with the commands they are for."""
    asked = [
        (name, one, query) for name, one in made.items() if (query := meant(one.query, name, now)) is not None
    ]
    upto = stories_known(database, [query for _, _, query in asked])
    ids = ruled.ready(database, _BITE, debt.RUN, upto=upto)
    found = [(name, one, ruled.matching(database, query, ids)) for name, one, query in asked]
    debt.clear(database, debt.RUN, ids)
    return bool(ids), [
        _Given(name, one, entry_id) for name, one, hits in found for entry_id in reversed(hits)
    ]


def _article(database: Database, entry_id: int) -> tuple[dict[str, str], str]:
    """What a command is told of an article, every word of it scrubbed, and its text."""
    entry = entries.entry(database, entry_id)
    if entry is None:
        return {}, ""
    data = entry.data
    told = {
        "ID": str(entry.id),
        "TITLE": data.title,
        "LINK": data.link,
        "FEED": entry.feed_title,
        "AUTHORS": ", ".join(author.name for author in data.authors),
        "DATE": entry.sort_at.isoformat(),
        "LANGUAGE": entry.language,
    }
    text = scrub(content.text(database, entry_id)[:_MOST_TEXT])
    return {f"TUI_READER_{name}": _variable(value) for name, value in told.items()}, text


def _variable(value: str) -> str:
    return scrub_line(value, _LONGEST).replace("\0", "")
