"""The reader's own tags: put on articles, taken off, each one action; a feed's tags are never touched."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from tui_reader.model.action import Action, Kind
from tui_reader.model.fold import fold_key
from tui_reader.store import actions
from tui_reader.store.actions import Done, Value
from tui_reader.store.counters import touch
from tui_reader.store.database import Database
from tui_reader.store.doors import door
from tui_reader.store.encoding import id_list, named

LONGEST = 60
"""Characters of a tag."""


@door
def own_tags(db: Database) -> list[tuple[str, int]]:
    """The reader's tags with how many articles have each, by name."""
    rows = db.rows(
        "SELECT name, COUNT(*) FROM entry_tag JOIN tag ON tag.id = tag_id WHERE own = 1 GROUP BY tag.id ORDER BY key, name"
    )
    return [(str(name), int(count)) for name, count in rows]


@door
def tags_of(db: Database, entry_id: int) -> tuple[str, ...]:
    """The reader's tags of one article, in the order they were put there."""
    rows = db.rows(
        "SELECT name FROM entry_tag JOIN tag ON tag.id = tag_id WHERE entry_id = ? AND own = 1 ORDER BY position, key",
        (entry_id,),
    )
    return tuple(str(name) for (name,) in rows)


@door
def common_tags(db: Database, entry_ids: Sequence[int]) -> tuple[str, ...]:
    """The reader's tags that all of these articles have, by name."""
    rows = db.rows(
        "SELECT name FROM json_each(?) AS wanted CROSS JOIN entry_tag AS t ON t.entry_id = wanted.value AND own = 1"
        " JOIN tag ON tag.id = tag_id GROUP BY tag.id HAVING COUNT(*) = ? ORDER BY tag.key, name",
        (id_list(entry_ids), len(entry_ids)),
    )
    return tuple(str(name) for (name,) in rows)


@door
def tag(db: Database, name: str, entry_ids: Sequence[int], now: datetime, *, on: bool) -> Action:
    """Put a tag on articles, or take it off; one that differs only in case or marks is the same tag where it is there.

    Where nothing changes nothing is written (id 0, count 0).
    """
    kind = Kind.TAG if on else Kind.UNTAG
    with db.transaction(durable=True):
        name = as_known(db, name)
        changed = put(db, name, entry_ids, on=on) if name else []
        if not changed:
            return Action(0, kind, now, 0)
        before: dict[str, Value] = {"tag": "" if on else name}
        after: dict[str, Value] = {"tag": name if on else ""}
        return actions.record(db, kind, now, ids=changed, before=before, after=after, title=name)


def play(db: Database, done: Done, *, back: bool) -> None:
    """Take a tagging back, or do it again."""
    name = str(done.after["tag"] or done.before["tag"])
    put(db, name, done.ids, on=(done.action.kind is Kind.TAG) != back)


def as_known(db: Database, name: str) -> str:
    """The reader's own way of writing it, where the tag is there in another case or without its marks."""
    name = named(name)[:LONGEST]
    row = db.one(
        "SELECT name FROM tag WHERE key = ? AND EXISTS (SELECT 1 FROM entry_tag WHERE tag_id = tag.id AND own = 1) LIMIT 1",
        (fold_key(name),),
    )
    return name if row is None else str(row[0])


def put(db: Database, name: str, entry_ids: Sequence[int], *, on: bool) -> list[int]:
    """Put a tag on, or take it off, inside a transaction; returns those that changed."""
    db.execute("INSERT OR IGNORE INTO tag (name, key) VALUES (?, ?)", (name, fold_key(name)))
    tag_id = int(db.one("SELECT id FROM tag WHERE name = ?", (name,))[0])
    touch(
        db,
        "SELECT entry_id FROM json_each(?) AS wanted CROSS JOIN entry_state ON entry_id = wanted.value"
        f" WHERE {'NOT ' if on else ''}EXISTS (SELECT 1 FROM entry_tag AS t WHERE t.entry_id = entry_state.entry_id"
        " AND own = 1 AND tag_id = ?)",
        (id_list(entry_ids), tag_id),
    )
    changed = [int(row[0]) for row in db.rows("SELECT id FROM touched ORDER BY id")]
    if on:
        db.execute(
            "INSERT INTO entry_tag (entry_id, own, tag_id, position) SELECT id, 1, ?, (SELECT COUNT(*) FROM entry_tag AS t"
            " WHERE t.entry_id = touched.id AND own = 1) FROM touched",
            (tag_id,),
        )
    else:
        db.execute(
            "DELETE FROM entry_tag WHERE own = 1 AND tag_id = ? AND entry_id IN (SELECT id FROM touched)",
            (tag_id,),
        )
    db.execute(
        "UPDATE entry_state SET changed = ? WHERE entry_id IN (SELECT id FROM touched)", (db.change(),)
    )
    return changed
