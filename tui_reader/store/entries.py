"""Entries as kept: what is known of a feed, and one entry whole, as delivered and as read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final, TypeVar

from msgspec import json

from tui_reader.model.document import ImageRef
from tui_reader.model.entry import (
    Author,
    CommentsRef,
    Content,
    Enclosure,
    Entry,
    EntryData,
    EntryState,
    Kept,
)
from tui_reader.model.late_module import late_names
from tui_reader.store.database import Database
from tui_reader.store.doors import cells, door
from tui_reader.store.encoding import id_list, known_moment, moment, stored, unpack_text

if TYPE_CHECKING:
    from tui_reader.model.update import Keys, Known
    from tui_reader.store.saving import Saved, save
else:  # the engine's
    __getattr__ = late_names({"tui_reader.store.saving": ("Saved", "save")})

_BITE: Final = 500  # values bound at once
_ENTRY: Final = """
    SELECT e.id, e.feed_id, COALESCE(NULLIF(f.name, ''), NULLIF(f.title, ''), f.location),
        s.read, s.starred, s.later, s.opened_at, s.progress, s.place, s.sort_at, e.first_seen, s.words,
        COALESCE(NULLIF(e.detected, ''), e.language), e.flags | s.flags, e.comments_claimed, e.comments_here, e.revisions,
        e.guid, e.link, e.title, e.authors, e.published, e.updated, e.comments_page, e.comments_feed, e.language, e.source,
        e.comments_claimed, e.comments_hints, e.fetch_state
    FROM entry e JOIN entry_state s ON s.entry_id = e.id JOIN feed f ON f.id = e.feed_id WHERE e.id = ?
"""


@door
def known(db: Database, feed_id: int, keys: Sequence[Keys]) -> Known:
    """What of these keys the feed already has. Of several entries under one key, the newest; ``keys`` has all found."""
    from tui_reader.model.update import Keys, Known  # the engine's, too

    if is_empty(db, feed_id):
        return Known()
    by_guid = _found(db, feed_id, "guid", {stored(k.guid): k.guid for k in keys if k.guid})
    by_link = _found(db, feed_id, "link_key", {stored(k.link): k.link for k in keys if k.link})
    by_hash = _found(db, feed_id, "content_hash", {k.content_hash: k.content_hash for k in keys})
    by_title = _titles(db, feed_id, keys)
    ids = {*by_guid.values(), *by_link.values(), *by_hash.values(), *by_title.values()}
    rows = db.rows(
        "SELECT id, guid, link_key, title_key, content_hash FROM entry"
        " WHERE id IN (SELECT value FROM json_each(?))",
        (id_list(ids),),
    )
    kept = {row[0]: Keys(*row[1:]) for row in rows}
    hashes = {entry_id: each.content_hash for entry_id, each in kept.items()}
    return Known(by_guid, by_link, by_title, by_hash, hashes, kept)


@door
def is_empty(db: Database, feed_id: int) -> bool:
    """Whether nothing was ever kept of the feed."""
    return db.one("SELECT 1 FROM entry WHERE feed_id = ? LIMIT 1", (feed_id,)) is None


@door
def unchanged(db: Database, feed_id: int, keys: Sequence[Keys]) -> tuple[int, ...] | None:
    """The entries of these keys, where each is kept with this very guid and content; else None, and ``known`` tells more."""
    found: dict[tuple[str, bytes], int] = {}
    wanted = {(stored(each.guid), each.content_hash) for each in keys}
    hashes = list({content_hash for _, content_hash in wanted})
    for start in range(0, len(hashes), _BITE):
        some = hashes[start : start + _BITE]
        rows = db.rows(
            f"SELECT guid, content_hash, id FROM entry WHERE feed_id = ? AND content_hash IN ({_marks(some)})",
            (feed_id, *some),
        )
        found.update({(guid, bytes(content_hash)): entry_id for guid, content_hash, entry_id in rows})
        if not rows:
            return None
    return tuple(found[each] for each in wanted) if wanted <= found.keys() else None


K = TypeVar("K", str, bytes)


def _found(db: Database, feed_id: int, column: str, asked: Mapping[K, K]) -> dict[K, int]:
    """The newest entry for each value of a column that is there; ``asked`` leads from the stored form to the asked one."""
    found: dict[K, int] = {}
    filled = f"AND {column} <> ''" if column != "content_hash" else ""  # so that the partial index serves
    values: list[K] = list(asked)
    for start in range(0, len(values), _BITE):
        some: list[K] = values[start : start + _BITE]
        rows = db.rows(
            f"SELECT {column}, MAX(id) FROM entry WHERE feed_id = ? {filled} AND {column} IN ({_marks(some)})"
            f" GROUP BY {column}",
            (feed_id, *some),
        )
        found.update((asked[value], int(entry_id)) for value, entry_id in rows)
    return found


def _titles(db: Database, feed_id: int, keys: Sequence[Keys]) -> dict[tuple[str, str], int]:
    asked = {(stored(k.link), stored(k.title)): (k.link, k.title) for k in keys if k.link and k.title}
    found: dict[tuple[str, str], int] = {}
    pairs = list(asked)
    for start in range(0, len(pairs), _BITE):
        some = pairs[start : start + _BITE]
        rows = db.rows(
            f"WITH asked (link, title) AS (VALUES {', '.join(['(?, ?)'] * len(some))}) SELECT asked.link, asked.title,"
            " (SELECT MAX(id) FROM entry INDEXED BY entry_page WHERE link_key = asked.link AND link_key <> ''"
            " AND feed_id = ? AND title_key = asked.title) FROM asked",
            (*(cell for pair in some for cell in pair), feed_id),
        )
        found.update((asked[link, title], int(entry_id)) for link, title, entry_id in rows if entry_id)
    return found


def _marks(values: Sequence[object]) -> str:
    return ",".join("?" * len(values))


@door
def entry(db: Database, entry_id: int, *, texts: bool = True) -> Entry | None:
    """One entry with everything but its document, for reading, not for lists.

    ``texts``: what the feed delivered, too, unpacked; who shows the article shows its document.
    """
    row = db.one(_ENTRY, (entry_id,))
    if row is None:
        return None
    with cells():
        return _entry(db, row, texts=texts)


def _entry(db: Database, row: Sequence[Any], *, texts: bool) -> Entry:
    entry_id, feed_id, feed_title, read, starred, later, opened_at, progress, place = row[:9]
    sort_at, first_seen, words, language, flags, claimed, here, revisions = row[9:17]
    return Entry(
        id=entry_id,
        feed_id=feed_id,
        feed_title=feed_title,
        data=_data(db, entry_id, row[17:], _texts(db, entry_id) if texts else {}),
        state=EntryState(bool(read), bool(starred), bool(later), opened_at is not None, progress, place),
        sort_at=known_moment(sort_at),
        first_seen=known_moment(first_seen),
        words=words,
        language=language,
        kept=kept_of(flags, here),
        comments=known_comments(claimed, here),
        revisions=revisions,
        fetch_state=row[29],
    )


@door
def delivered(db: Database, entry_id: int) -> EntryData | None:
    """The entry as the feed last delivered it."""
    found = entry(db, entry_id)
    return found.data if found else None


def kept_of(flags: int, comments_here: int) -> Kept:
    """What of an entry is here."""
    return Kept(flags | (Kept.COMMENTS if comments_here else Kept.NONE))


def known_comments(claimed: int | None, here: int) -> int | None:
    """Comments known of: here or claimed, whichever is more; None where nobody said."""
    return here or None if claimed is None else max(claimed, here)


def _texts(db: Database, entry_id: int) -> dict[str, Content]:
    """What was delivered, by origin."""
    return {
        origin: Content(unpack_text(value), type_, text_language, base)
        for origin, type_, value, base, text_language in db.rows(
            "SELECT origin, type, value, base, language FROM content WHERE entry_id = ?", (entry_id,)
        )
    }


def _data(db: Database, entry_id: int, row: Sequence[Any], texts: Mapping[str, Content]) -> EntryData:
    guid, link, title, authors, published, updated, page, feed, language, source = row[:10]
    images = db.rows(
        "SELECT url, alt, caption, credit, width, height FROM image WHERE entry_id = ? AND origin = 'feed'"
        " ORDER BY position",
        (entry_id,),
    )
    enclosures = db.rows(
        "SELECT url, type, title, length, duration FROM enclosure WHERE entry_id = ? ORDER BY position",
        (entry_id,),
    )
    tags = db.rows(
        "SELECT name FROM entry_tag JOIN tag ON tag.id = tag_id WHERE entry_id = ? AND own = 0 ORDER BY position",
        (entry_id,),
    )
    return EntryData(
        guid=guid,
        link=link,
        title=title,
        authors=tuple(Author(*author) for author in json.decode(authors)),
        published=moment(published),
        updated=moment(updated),
        summary=texts.get("summary"),
        content=texts.get("delivered"),
        enclosures=tuple(Enclosure(*each) for each in enclosures),
        images=tuple(ImageRef(*each) for each in images),
        comments=CommentsRef(page, feed, row[10], _hints(row[11])),
        tags=tuple(name for (name,) in tags),
        language=language,
        source=source,
    )


def _hints(text: str) -> tuple[tuple[str, str], ...]:
    return tuple((str(kind), str(address)) for kind, address in json.decode(text))


__all__ = [
    "Saved",
    "delivered",
    "entry",
    "is_empty",
    "kept_of",
    "known",
    "known_comments",
    "save",
    "unchanged",
]
