"""Follows a link: the article at its end, from the store where it is here, else fetched and found in its page."""

from __future__ import annotations

from typing import cast

from tui_reader.engine.pages import Pages
from tui_reader.engine.parts import Parts
from tui_reader.engine.reading import unpack
from tui_reader.engine.saving import save_read
from tui_reader.model.entry import CommentsRef
from tui_reader.model.errors import RetrieveError
from tui_reader.model.feed import Validators
from tui_reader.model.messages import FetchFullText, Finished, FollowLink
from tui_reader.model.update import Retrieved
from tui_reader.model.urls import clean, host, is_web
from tui_reader.store import content, entries, linked_pages, pages

_LEAD = 200
"""Words below which an article that is here is only the lead of what the link leads to."""


async def follow_link(parts: Parts, pages_: Pages, request: FollowLink) -> Finished:
    """The answer names the article. Raises ReaderError where there is none to be had."""
    url = clean(request.url)
    if not is_web(url):
        raise RetrieveError("bad_address", url=request.url[:200])
    here = await parts.keeper.read(linked_pages.kept, url)
    if here:
        await _whole(parts, pages_, here)
        return Finished(request.id, entry=here)
    if parts.door.is_shut():
        raise RetrieveError("offline")
    typed = await parts.keeper.read(linked_pages.typed_host, url)
    got = await parts.retriever.retrieve(url, Validators(), typed=typed)
    assert isinstance(got, Retrieved)
    result = await parts.workers.run("save_page", got, parts.now(), deadline=parts.page_seconds, urgent=True)
    packed, comments, _ = cast(tuple[bytes, CommentsRef, bool], result)
    read = unpack(packed)
    feed_id = await parts.keeper.durably(linked_pages.feed, parts.now())
    await save_read(parts, feed_id, read)
    known = await parts.keeper.read(entries.known, feed_id, read.keys)
    entry_id = known.by_guid.get(read.keys[0].guid, 0)
    await parts.keeper.write(pages.keep_comments, entry_id, comments)
    return Finished(request.id, entry=entry_id)


async def _whole(parts: Parts, pages_: Pages, entry_id: int) -> None:
    """An article of a feed that sent only its lead: the link led to all of it."""
    entry = await parts.keeper.read(entries.entry, entry_id)
    origins = await parts.keeper.read(content.origins, entry_id)
    short = entry is not None and entry.words < _LEAD and not entry.fetch_state and host(entry.data.link)
    if short and content.EXTRACTED not in origins and not parts.door.is_shut():
        await pages_.fetch(FetchFullText(0, entry_id))
