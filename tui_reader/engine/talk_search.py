"""Asks one other site whether an article is talked about there, on the reader's word: that site learns the address."""

from __future__ import annotations

from typing import cast

import msgspec

from tui_reader.discussion.detect import SEARCHED
from tui_reader.engine.parts import Parts
from tui_reader.model.comment import Found
from tui_reader.model.errors import RetrieveError
from tui_reader.model.feed import Validators
from tui_reader.model.messages import FindDiscussions, Finished
from tui_reader.model.update import Retrieved
from tui_reader.model.urls import canonical, is_web, without_login
from tui_reader.store import entries, memory

KEY = "talk:"
"""How keys of the store's memory begin under which what was found waits for who asked."""


async def find_discussions(parts: Parts, request: FindDiscussions) -> Finished:
    """What the site has about this very article, the most talked about first. Raises ReaderError."""
    entry = await parts.keeper.read(entries.entry, request.entry)
    source = SEARCHED.get(request.source)
    link = without_login(entry.data.link).partition("#")[0] if entry is not None else ""
    if source is None or not is_web(link):
        return Finished(request.id, code="no_comments", entry=request.entry)
    if parts.door.is_shut():
        raise RetrieveError("offline")
    got = await parts.retriever.retrieve(source.search(link), Validators(), typed=False)
    assert isinstance(got, Retrieved)
    result = await parts.workers.run(
        "read_found", request.source, got, deadline=parts.parse_seconds, urgent=True
    )
    same = canonical(link)
    found = [one for one in cast(list[Found], result) if canonical(one.about) == same]
    found.sort(key=lambda one: -(one.count or 0))
    key = f"{KEY}{parts.owner}:{request.id}"
    await parts.keeper.write(memory.remember, key, msgspec.json.encode(found).decode())
    return Finished(request.id, entry=request.entry, new=len(found), key=key)
