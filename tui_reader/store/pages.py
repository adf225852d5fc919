"""Articles' own pages: which are owed, what came of asking for them, and their text beside the delivered one.

An automatic page is owed only to what a reader may still read: within ``FRESH`` and the newest ``NEWEST`` of its feed;
fifty leads a feed are what people page through, and a week is as long as anyone reads back in a list.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Final
from urllib.parse import urlsplit

from msgspec import Struct
from msgspec.structs import replace

from tui_reader.content.figures_and_links import figures
from tui_reader.model import feed_settings
from tui_reader.model.article import SHORT_TEXT
from tui_reader.model.document import Converted, ImageRef, plain
from tui_reader.model.entry import HERE, CommentsRef, Content, EntryData, Kept
from tui_reader.model.errors import ParseError
from tui_reader.model.feed_settings import FullText
from tui_reader.model.urls import host, is_web
from tui_reader.store import content, debt
from tui_reader.store.cells import hints_cell
from tui_reader.store.database import Database
from tui_reader.store.doors import door
from tui_reader.store.encoding import id_list, pack_text, seconds, stored, unpack_text, whole

FRESH: Final = timedelta(days=7)
NEWEST: Final = 50
TRIES: Final = 3
_WANTED_FIRST, _LATER_FIRST = (
    3,
    2,
)  # priorities of what was asked for by a key, and of what is put aside for later
TRIP_FIRST: Final = 1
"""Priority of what is fetched for a trip."""
_WHOLE: Final = 500
"""Words above which a feed has surely sent all of an article, so that its page need not be asked for."""
_NO_ARTICLES: Final = (
    "youtube.com",
    "youtu.be",
    "vimeo.com",
    "x.com",
    "twitter.com",
    "instagram.com",
    "tiktok.com",
)
"""Hosts whose pages are players or walls, never articles."""

_WITHOUT: Final = (
    " e.fetch_state = '' AND e.emptied_at IS NULL AND s.hidden = 0"
    " AND NOT EXISTS (SELECT 1 FROM document d WHERE d.entry_id = e.id AND d.origin = 'extracted')"
)
_FROM: Final = (
    "SELECT e.id, e.link, f.id, f.location, f.settings, s.sort_at FROM entry_state s JOIN entry e ON e.id = s.entry_id"
    " JOIN feed f ON f.id = e.feed_id WHERE"
)


class Found(Struct, frozen=True):
    """A page as it is kept: the article's HTML, where it really lies, and what it says of its discussion."""

    content: Content
    url: str = ""
    comments: CommentsRef = CommentsRef()


@door
def owe_short(db: Database, lengths: Mapping[int, int], now: datetime) -> int:
    """Owe their pages to those of these fresh entries whose feed sends leads or is set so; returns to how many.

    ``lengths``: characters of each one's text.
    """
    rows = db.rows(
        f"{_FROM} s.entry_id IN (SELECT value FROM json_each(?)) AND s.sort_at >= ? AND {_WITHOUT}",
        (json.dumps(list(lengths)), seconds(now - FRESH)),
    )
    wanted = []
    bounds: dict[int, int] = {}
    for entry_id, link, feed_id, location, settings, sort_at in rows:
        rule = feed_settings.read(settings).full_text
        if _wants(rule, lengths[entry_id], location) and _has_page(link):
            if feed_id not in bounds:
                bounds[feed_id] = _oldest_of_newest(db, feed_id)
            if sort_at >= bounds[feed_id]:
                wanted.append(entry_id)
    if wanted:
        debt.owe(db, debt.FETCH, wanted)
    return len(wanted)


@door
def owe_later(db: Database) -> int:
    """Owe their pages to what is put aside for later, before all others; returns to how many."""
    rows = db.rows(
        f"{_FROM} s.later = 1 AND {_WITHOUT}"
        " AND NOT EXISTS (SELECT 1 FROM debt WHERE kind = 'fetch' AND debt.entry_id = e.id)"
    )
    wanted = [
        row[0]
        for row in rows
        if _has_page(row[1]) and feed_settings.read(row[4]).full_text is not FullText.NEVER
    ]
    if wanted:
        with db.transaction():
            debt.owe(db, debt.FETCH, wanted)
            debt.prefer(db, debt.FETCH, wanted, _LATER_FIRST)
    return len(wanted)


@door
def owe_whole(db: Database, entry_ids: Sequence[int], *, by_hand: bool = False) -> None:
    """Owe their pages to those of these of which the feed may have sent a part; ``by_hand``: whatever came of it before."""
    asked = "" if by_hand else " AND e.fetch_state = ''"
    rows = db.rows(
        f"{_FROM} s.entry_id IN (SELECT value FROM json_each(?)) AND s.words < ? AND e.fetch_state <> ?{asked}"
        " AND e.emptied_at IS NULL",
        (json.dumps(list(entry_ids)), _WHOLE, HERE),
    )
    wanted = [
        entry_id
        for entry_id, link, _, location, settings, _ in rows
        if _has_page(link)
        and is_web(location)
        and feed_settings.read(settings).full_text is not FullText.NEVER
    ]
    if by_hand:
        for entry_id in wanted:
            want(db, entry_id)
        return
    with db.transaction():
        db.connection.executemany(
            "INSERT OR IGNORE INTO debt (kind, entry_id, priority) VALUES (?, ?, ?)",
            [(debt.FETCH, entry_id, TRIP_FIRST) for entry_id in wanted],
        )


@door
def want(db: Database, entry_id: int) -> None:
    """Owe the page because it was asked for, before all others; what failed before is tried again."""
    with db.transaction():
        db.execute("UPDATE entry SET fetch_state = '' WHERE id = ? AND fetch_state <> ?", (entry_id, HERE))
        debt.owe(db, debt.FETCH, [entry_id])
        debt.prefer(db, debt.FETCH, [entry_id], _WANTED_FIRST)


@door
def save(
    db: Database, entry_id: int, found: Found, made: Converted, *, version: int, now: datetime, shown: bool
) -> None:
    """Keep the page's text beside the delivered one; ``shown``: it is what is read from now on."""
    packed = pack_text(found.content.value)
    with db.transaction():
        db.execute(
            "INSERT OR REPLACE INTO content (entry_id, origin, type, value, base, language, url, fetched_at)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (
                entry_id,
                content.EXTRACTED,
                found.content.type,
                packed,
                stored(found.content.base),
                stored(found.content.language),
                stored(found.url),
                seconds(now),
            ),
        )
        content.save_converted(
            db, [(entry_id, made)], origin=content.EXTRACTED, version=version, now=now, shown=shown
        )
        keep_comments(db, entry_id, found.comments)
        _came_of_it(db, entry_id, HERE, now)


@door
def kept(db: Database, items: Sequence[tuple[int, EntryData]]) -> list[tuple[int, EntryData]]:
    """Of these entries those whose page is here, each with the page's text as its content.

    Where the feed names no pictures, the pictures are those the page's text is shown with: it may have had one beside it.
    """
    known = dict(items)
    rows = db.rows(
        "SELECT entry_id, type, value, base, language FROM content WHERE origin = ?"
        " AND entry_id IN (SELECT value FROM json_each(?))",
        (content.EXTRACTED, id_list(known)),
    )
    return [
        (
            entry_id,
            replace(
                known[entry_id],
                content=Content(unpack_text(value), type_, language, base),
                images=known[entry_id].images or _shown_with(db, entry_id),
            ),
        )
        for entry_id, type_, value, base, language in rows
    ]


def _shown_with(db: Database, entry_id: int) -> tuple[ImageRef, ...]:
    try:
        document = content.document(db, entry_id, origin=content.EXTRACTED)
    except ParseError:  # damaged; it is about to be made anew
        return ()
    shown = figures(document) if document else []
    return tuple([replace(f.image, caption=plain(f.caption), credit=f.credit) for f in shown if f.image])


@door
def keep_comments(db: Database, entry_id: int, comments: CommentsRef) -> None:
    """What a page says of its discussion, beside what the feed said, which goes first; a count only grows."""
    if comments == CommentsRef():
        return
    count = None if comments.count is None else whole(max(0, comments.count))
    with db.transaction():
        row = db.one("SELECT comments_hints FROM entry WHERE id = ?", (entry_id,))
        by_feed = [(kind, address) for kind, address in json.loads(row[0] if row else "[]") if kind == "wfw"]
        db.execute(
            "UPDATE entry SET comments_feed = COALESCE(NULLIF(comments_feed, ''), ?), comments_hints = ?, flags = flags | ?,"
            " comments_claimed = CASE WHEN ? IS NULL THEN comments_claimed ELSE MAX(COALESCE(comments_claimed, 0), ?) END"
            " WHERE id = ?",
            (
                stored(comments.feed),
                hints_cell((*by_feed, *comments.hints)),
                int(Kept.HAS_COMMENTS if comments.feed or comments.hints or count else Kept.NONE),
                count,
                count,
                entry_id,
            ),
        )


@door
def failed(db: Database, entry_id: int, code: str, now: datetime) -> None:
    """Remember why the page could not be had: it is not asked for again by itself."""
    with db.transaction():
        _came_of_it(db, entry_id, code, now)


@door
def put_off(db: Database, entry_id: int, code: str, until: datetime, now: datetime, *, counted: bool) -> None:
    """Try again after ``until``; given up after ``TRIES`` that count, or where it is not fresh any more."""
    row = db.one(
        "SELECT d.tries, s.sort_at FROM debt d JOIN entry_state s ON s.entry_id = d.entry_id"
        " WHERE d.kind = ? AND d.entry_id = ?",
        (debt.FETCH, entry_id),
    )
    if row is None:
        return
    fresh = row[1] >= (seconds(now - FRESH) or 0)
    if row[0] >= TRIES and (counted or not fresh):
        failed(db, entry_id, code, now)
    else:
        debt.postpone(db, debt.FETCH, [entry_id], until, counted=counted or not fresh)


def _came_of_it(db: Database, entry_id: int, state: str, now: datetime) -> None:
    debt.clear(db, debt.FETCH, [entry_id])
    db.execute(
        "UPDATE entry SET fetch_state = ?, fetched_at = ?, changed = ? WHERE id = ?",
        (stored(state), seconds(now), db.change(), entry_id),
    )


def _wants(rule: FullText, length: int, location: str) -> bool:
    """Whether a feed's article of this length is fetched unasked; local feeds are asked for nothing unless set so."""
    if rule is FullText.AUTO:
        return length < SHORT_TEXT and is_web(location)
    return rule is FullText.ALWAYS


def _has_page(link: str) -> bool:
    """Whether there may be an article at the link: not a site's front page, not a player."""
    if not is_web(link) or host(link).removeprefix("www.").removeprefix("m.") in _NO_ARTICLES:
        return False
    parts = urlsplit(link)
    return parts.path not in ("", "/") or bool(parts.query)


def _oldest_of_newest(db: Database, feed_id: int) -> int:
    row = db.one(
        "SELECT sort_at FROM entry_state WHERE feed_id = ? AND hidden = 0 ORDER BY sort_at DESC LIMIT 1 OFFSET ?",
        (feed_id, NEWEST - 1),
    )
    return int(row[0]) if row else 0
