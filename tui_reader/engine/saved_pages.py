"""Keeps single web pages as articles of one feed of their own: what a reader names by its address."""

from __future__ import annotations

from typing import cast

from tui_reader.engine.adding import add
from tui_reader.engine.discovering import address_of
from tui_reader.engine.feed_job import Outcome
from tui_reader.engine.parts import Parts
from tui_reader.engine.reading import unpack
from tui_reader.engine.recent import Recent
from tui_reader.engine.singles import keep_single
from tui_reader.model.entry import CommentsRef
from tui_reader.model.errors import ParseError
from tui_reader.model.feed import FeedKind, Validators
from tui_reader.model.messages import Add, Finished, KeepPage
from tui_reader.model.update import Retrieved


async def keep_page(parts: Parts, recent: Recent, request: KeepPage) -> tuple[Finished, Outcome | None]:
    """The page as an article; the same page again is the same article. Raises ReaderError where it cannot be one."""
    url, _ = address_of(request.location)
    got = await parts.retriever.retrieve(url, Validators(), typed=True)
    assert isinstance(got, Retrieved)
    try:
        result = await parts.workers.run(
            "save_page", got, parts.now(), deadline=parts.page_seconds, urgent=True
        )
    except ParseError as error:
        if not request.unless_feed:
            raise
        if error.code == "unsupported_kind":
            recent.keep(url, got)  # a feed, very likely: it is not asked for a second time
        return await add(parts, recent, Add(request.id, request.location, undoable=True))
    packed, comments, is_article = cast(tuple[bytes, CommentsRef, bool], result)
    if request.unless_feed and not is_article:
        try:
            return await add(parts, recent, Add(request.id, request.location, undoable=True))
        except ParseError as error:
            if error.code != "not_a_feed" or error.facts.get("n"):
                raise
    return await keep_single(parts, request.id, FeedKind.PAGES, unpack(packed), comments)
