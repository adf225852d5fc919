"""A whole discussion, however long, without keeping the database thread from anybody else."""

from __future__ import annotations

from tui_reader.library.database_thread import DatabaseThread
from tui_reader.model.comment import Node, Thread
from tui_reader.store import threads

_TRIES = 3
"""Times a long discussion is read anew because it changed meanwhile; then it is read in one go."""


async def whole_thread(database: DatabaseThread, entry_id: int) -> Thread:
    """The discussion as kept, read a part at a time so that others may ask in between."""
    for _ in range(_TRIES):
        nodes: list[Node] = []
        changed = set()
        while True:
            mark, some = await database(threads.part, entry_id, len(nodes))
            changed.add(mark)
            nodes += some
            if len(some) < threads.PART:
                break
        if len(changed) == 1:
            return await database(threads.ended, entry_id, nodes)
    return await database(threads.thread, entry_id)
