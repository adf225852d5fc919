"""Keeps a file or a page that came singly as an article of the one feed of its kind."""

from __future__ import annotations

from tui_reader.engine.feed_job import Outcome
from tui_reader.engine.parts import Parts
from tui_reader.engine.reading import ReadFeed
from tui_reader.engine.saving import save_read
from tui_reader.model.entry import CommentsRef
from tui_reader.model.feed import FeedKind
from tui_reader.model.messages import FeedChanged, Finished
from tui_reader.store import entries, feeds, pages


async def keep_single(
    parts: Parts, request_id: int, kind: FeedKind, read: ReadFeed, comments: CommentsRef | None = None
) -> tuple[Finished, Outcome | None]:
    """The same again is the same article, updated. ``comments``: where a page says that they are."""
    feed_id = await parts.keeper.durably(feeds.add_feed, f"local:{kind.value}", kind, now=parts.now())
    saved = await save_read(parts, feed_id, read)
    known = await parts.keeper.read(entries.known, feed_id, read.keys)
    entry_id = known.by_guid.get(read.keys[0].guid, 0)
    if comments is not None:
        await parts.keeper.write(pages.keep_comments, entry_id, comments)
    feed = await parts.keeper.read(feeds.feed, feed_id)
    parts.emit(FeedChanged(feed_id, len(saved.new), len(saved.updated)))
    told = Finished(
        request_id,
        feed=feed_id,
        entry=entry_id,
        new=len(saved.new),
        updated=len(saved.updated),
        added=bool(saved.new),
    )
    return told, Outcome(feed, saved.new, saved.updated) if feed is not None else None
