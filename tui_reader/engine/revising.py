"""Makes readable what an article said before, on the reader's word: the texts are strangers', a worker reads them."""

from __future__ import annotations

from typing import cast

import msgspec

from tui_reader.engine.parts import Parts
from tui_reader.model.document import Converted
from tui_reader.model.messages import Finished, ReadRevisions
from tui_reader.model.revision import Version
from tui_reader.store import memory, revisions

KEY = "revisions:"
"""How keys of the store's memory begin under which the versions wait for who asked."""


async def read_revisions(parts: Parts, request: ReadRevisions) -> Finished:
    """Every kept version, the oldest first. Raises ParseError."""
    kept = await parts.keeper.read(revisions.kept, request.entry)
    if not kept:
        return Finished(request.id, entry=request.entry)
    items = [(number, data) for number, (_, data) in enumerate(kept)]
    result = await parts.workers.run("convert_entries", items, deadline=parts.convert_seconds, urgent=True)
    made = dict(cast(tuple[int, list[tuple[int, Converted]]], result)[1])
    versions = [
        Version(seen_at, data.title, made[number].body) for number, (seen_at, data) in enumerate(kept)
    ]
    key = f"{KEY}{parts.owner}:{request.id}"
    await parts.keeper.write(memory.remember, key, msgspec.json.encode(versions).decode())
    return Finished(request.id, entry=request.entry, new=len(versions), key=key)
