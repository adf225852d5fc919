"""Writes a parsed feed into the store in bites whose size follows from how long the last one took."""

from __future__ import annotations

from tui_reader.engine.decide import bites, decide, keys_of_all
from tui_reader.engine.parts import Parts
from tui_reader.model.entry import ParsedFeed
from tui_reader.store import entries
from tui_reader.store.entries import Saved

_MOST = 100
_FEWEST = 5
_GOAL = 0.010  # seconds a transaction may last (architecture, Writers)


class Bite:
    """How many entries go into one transaction; learned while writing."""

    def __init__(self) -> None:
        self.size = 25

    def took(self, count: int, seconds: float) -> None:
        """Learn from a transaction of ``count`` entries."""
        if count >= self.size // 2 and seconds > 0:
            fitting = int(count * _GOAL / seconds)
            self.size = max(_FEWEST, min(_MOST, (self.size + fitting) // 2))


async def save_parsed(parts: Parts, feed_id: int, parsed: ParsedFeed, bite: Bite) -> Saved:
    """Decide and save. What an interruption leaves out is found new at the next fetch: validators are kept last."""
    known = await parts.keeper.read(entries.known, feed_id, keys_of_all(parsed))
    new: list[int] = []
    updated: list[int] = []
    for part in bites(decide(known, parsed), bite.size):
        saved, seconds = await parts.keeper.timed(entries.save, feed_id, part, parts.now())
        bite.took(len(part.new) + len(part.changed), seconds)
        new += saved.new
        updated += saved.updated
    return Saved(tuple(new), tuple(updated))
