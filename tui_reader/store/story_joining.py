"""Puts arrived articles to the stories they tell: each article once, in the order they came; stories never flow together."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from msgspec import Struct

from tui_reader.store import memory, surplus
from tui_reader.store.database import Database
from tui_reader.store.doors import cells, door
from tui_reader.store.encoding import seconds
from tui_reader.store.stories import PAGES

APART: Final = "apart:"
"""Beginning of the memory keys of two articles that the reader took apart, the lower id first."""
_UP_TO: Final = "stories_up_to"
MOST: Final = 200
"""Articles of one story; the next one begins another."""
AT_ONE_ADDRESS: Final = 20
"""An address that more articles have (a front page, a log of changes) is no article's."""
_LANGUAGE: Final = "lower(COALESCE(NULLIF(e.detected, ''), e.language))"
_NAME: Final = "COALESCE(NULLIF(f.name, ''), NULLIF(f.title, ''), f.location)"


class Arrived(Struct, frozen=True):
    """An article as far as it is looked at. ``at``: where it stands in the lists, in seconds."""

    id: int
    feed_id: int
    feed_title: str
    link_key: str
    title: str
    title_key: str
    language: str
    at: int


class Told(Struct, frozen=True):
    """An article with those whose titles are like its own, the likest first."""

    article: Arrived
    like: Sequence[int] = ()


@door
def up_to(db: Database) -> int | None:
    """The last article that was looked at; None: none ever was."""
    told = memory.recall(db, _UP_TO)
    return int(told) if told is not None and told.isdecimal() else None


@door
def begin(db: Database, since: datetime) -> int:
    """Where to begin in an archive that was never looked at: before the first of the articles of the last days."""
    row = db.one("SELECT MIN(entry_id) FROM entry_state WHERE hidden = 0 AND sort_at >= ?", (seconds(since),))
    last = db.one("SELECT MAX(entry_id) FROM entry_state")
    return int(row[0] - 1 if row[0] is not None else last[0] or 0)


@door
def waiting(db: Database) -> int:
    """How many articles were not looked at yet, about."""
    last = db.one("SELECT MAX(entry_id) FROM entry_state")[0] or 0
    return max(0, int(last) - (up_to(db) or 0))


@door
def arrived(
    db: Database, after: int, limit: int, *, upto: int | None = None, since: datetime | None = None
) -> list[Arrived]:
    """Articles with higher numbers, in their order; of those before ``upto`` only what is not older than ``since``."""
    rows = db.rows(
        f"SELECT e.id, e.feed_id, {_NAME}, e.link_key, e.title, e.title_key, {_LANGUAGE}, s.sort_at FROM entry AS e"
        " JOIN entry_state AS s ON s.entry_id = e.id JOIN feed AS f ON f.id = e.feed_id"
        " WHERE e.id > ? AND e.id <= ? AND s.hidden = 0 AND s.sort_at >= ? ORDER BY e.id LIMIT ?",
        (after, 2**62 if upto is None else upto, seconds(since) if since is not None else -(2**62), limit),
    )
    with cells():
        return [
            Arrived(entry_id, feed_id, name, link, title, key, language.partition("-")[0], int(at))
            for entry_id, feed_id, name, link, title, key, language, at in rows
        ]


@door
def settle(db: Database, told: Sequence[Told], upto: int) -> list[int]:
    """Put these to their stories; ``upto`` is looked at then. Returns the unread ones of whose page another was read."""
    with db.transaction():
        apart = _apart(db)
        again = []
        for one in told:
            twin = _twin(db, one.article, apart)
            if twin is not None:
                _join(db, one.article.id, twin, same_page=True)
                again += _read_before(db, one.article.id)
                continue
            for other in one.like:
                if _may_join(db, one.article, other, apart):
                    _join(db, one.article.id, other, same_page=False)
                    break
        memory.remember(db, _UP_TO, str(upto))
    return again


def _twin(db: Database, article: Arrived, apart: frozenset[tuple[int, int]]) -> int | None:
    """The first article of the same address, language and, in the same feed, title."""
    if article.link_key.count("/") < 3:  # a host alone is nobody's article
        return None
    rows = db.rows(
        f"SELECT e.id, e.feed_id, e.title_key, {_LANGUAGE}, e.cluster FROM entry AS e INDEXED BY entry_page"
        " JOIN entry_state AS s ON s.entry_id = e.id"
        " WHERE e.link_key = ? AND e.link_key <> '' AND s.hidden = 0 LIMIT ?",
        (article.link_key, AT_ONE_ADDRESS + 2),
    )
    if len(rows) > AT_ONE_ADDRESS + 1:
        return None
    for other, feed_id, title_key, language, cluster in sorted(rows, key=lambda row: int(row[0])):
        alike = feed_id != article.feed_id or title_key == article.title_key
        alike = alike and other < article.id and language.partition("-")[0] == article.language
        if alike and _has_room(db, article.id, other * PAGES if cluster is None else cluster, apart):
            return int(other)
    return None


def _may_join(db: Database, article: Arrived, other: int, apart: frozenset[tuple[int, int]]) -> bool:
    """Never with another article of its own feed, nor with what it was taken apart from."""
    row = db.one("SELECT cluster, feed_id FROM entry WHERE id = ?", (other,))
    if row is None or (min(other, article.id), max(other, article.id)) in apart:
        return False
    cluster = row[0]
    if cluster is None:
        return bool(row[1] != article.feed_id)
    feeds = db.rows(
        "SELECT feed_id FROM entry INDEXED BY entry_cluster WHERE cluster BETWEEN ? AND ?", _whole(cluster)
    )
    return (article.feed_id,) not in feeds and _has_room(db, article.id, cluster, apart)


def _has_room(db: Database, entry_id: int, cluster: int, apart: frozenset[tuple[int, int]]) -> bool:
    members = [cluster // PAGES] + [
        row[0]
        for row in db.rows(
            "SELECT id FROM entry INDEXED BY entry_cluster WHERE cluster BETWEEN ? AND ?", _whole(cluster)
        )
    ]
    if len(members) > MOST:
        return False
    return not any((min(one, entry_id), max(one, entry_id)) in apart for one in members)


def _join(db: Database, entry_id: int, other: int, *, same_page: bool) -> None:
    """To the story of another article, which is its first where it stood alone."""
    cluster = db.one("SELECT cluster FROM entry WHERE id = ?", (other,))[0]
    stories = [other if cluster is None else cluster // PAGES]
    before = surplus.of(db, stories)
    if cluster is None:
        cluster = other * PAGES
        _set(db, other, cluster)
    if not same_page:
        cluster = (
            1
            + db.one(
                "SELECT MAX(cluster) FROM entry INDEXED BY entry_cluster WHERE cluster BETWEEN ? AND ?",
                _whole(cluster),
            )[0]
        )
    _set(db, entry_id, cluster)
    surplus.shift(db, before, surplus.of(db, stories))


def _set(db: Database, entry_id: int, cluster: int) -> None:
    db.execute("UPDATE entry SET cluster = ?, changed = ? WHERE id = ?", (cluster, db.change(), entry_id))


def _read_before(db: Database, entry_id: int) -> list[int]:
    row = db.one(
        "SELECT s.entry_id FROM entry AS e JOIN entry_state AS s ON s.entry_id = e.id WHERE e.id = ? AND s.read = 0"
        " AND EXISTS (SELECT 1 FROM entry AS o INDEXED BY entry_cluster JOIN entry_state AS t ON t.entry_id = o.id"
        " WHERE o.cluster = e.cluster AND t.read = 1)",
        (entry_id,),
    )
    return [int(row[0])] if row else []


def _whole(cluster: int) -> tuple[int, int]:
    first = cluster // PAGES * PAGES
    return first, first + PAGES - 1


def _apart(db: Database) -> frozenset[tuple[int, int]]:
    """Every two that were taken apart."""
    end = APART[:-1] + chr(ord(APART[-1]) + 1)
    rows = db.rows("SELECT key FROM memory WHERE key >= ? AND key < ?", (APART, end))
    pairs = [row[0].split(":")[1:] for row in rows]
    return frozenset((int(one), int(other)) for one, other in pairs)
