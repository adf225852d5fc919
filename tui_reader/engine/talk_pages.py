"""Looks at an article's own page for the place of its discussion, when a reader asks for comments nobody named."""

from __future__ import annotations

from typing import cast

from msgspec.structs import replace

from tui_reader.discussion.detect import detect
from tui_reader.discussion.source import Place
from tui_reader.engine.discussion_pages import Asked
from tui_reader.engine.parts import Parts
from tui_reader.model.entry import CommentsRef
from tui_reader.model.errors import ParseError
from tui_reader.model.feed import Validators
from tui_reader.model.update import Retrieved
from tui_reader.model.urls import host, is_web
from tui_reader.store import entries, pages


async def look_at_page(parts: Parts, asked: Asked) -> tuple[Asked, list[Place]]:
    """The places the page names; kept with the entry, so that it is looked at once. Raises RetrieveError."""
    entry, link = asked.entry, asked.entry.data.link
    if not is_web(link):
        return asked, []
    own = asked.feed is not None and is_web(asked.feed.location) and host(asked.feed.location) == host(link)
    headers = asked.feed.settings.headers if asked.feed is not None and own else None
    got = await parts.retriever.retrieve(link, Validators(), typed=own, headers=headers)
    assert isinstance(got, Retrieved)
    try:
        found = await parts.workers.run("read_talk", got, deadline=parts.parse_seconds, urgent=True)
    except ParseError:
        return asked, []
    await parts.keeper.write(pages.keep_comments, entry.id, cast(CommentsRef, found))
    looked = await parts.keeper.read(entries.entry, entry.id)
    asked = replace(asked, entry=looked or entry, here={got.location: got, link: got})
    return asked, detect(asked.entry.data)
