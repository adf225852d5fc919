"""Takes an article out of its story, for good: what was taken apart once never stands together again, unless it is undone."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from tui_reader.model.action import Action, Kind
from tui_reader.store import actions, memory, surplus
from tui_reader.store.actions import Done
from tui_reader.store.database import Database
from tui_reader.store.doors import door
from tui_reader.store.stories import PAGES
from tui_reader.store.story_joining import APART


@door
def split(db: Database, entry_id: int, now: datetime) -> Action:
    """Let an article stand alone from now on; where it does already nothing is written (id 0, count 0)."""
    with db.transaction(durable=True):
        row = db.one("SELECT cluster, title FROM entry WHERE id = ?", (entry_id,))
        others = _others(db, entry_id, row[0]) if row and row[0] is not None else []
        if not others:
            return Action(0, Kind.SPLIT, now, 0)
        told = ",".join(map(str, others))
        _move(db, entry_id, row[0], None)
        _keep_apart(db, entry_id, others)
        return actions.record(
            db,
            Kind.SPLIT,
            now,
            ids=[entry_id],
            before={"cluster": row[0]},
            after={"apart": told},
            title=row[1],
        )


def play(db: Database, done: Done, *, back: bool) -> None:
    """Put the article back to its story, or take it out again; where it is elsewhere by now it stays there."""
    cluster, others = int(done.before["cluster"] or 0), str(done.after["apart"]).split(",")
    for entry_id in done.ids:
        now_is = db.one("SELECT cluster FROM entry WHERE id = ?", (entry_id,))
        if back:
            keys = [_key(entry_id, int(other)) for other in others]
            db.connection.executemany("DELETE FROM memory WHERE key = ?", [(key,) for key in keys])
            if now_is == (None,):
                _move(db, entry_id, None, cluster)
        else:
            _keep_apart(db, entry_id, map(int, others))
            if now_is == (cluster,):
                _move(db, entry_id, cluster, None)


def _others(db: Database, entry_id: int, cluster: int) -> list[int]:
    story = cluster // PAGES
    rows = db.rows(
        "SELECT id FROM entry INDEXED BY entry_cluster WHERE cluster BETWEEN ? AND ? AND id <> ? ORDER BY id",
        (story * PAGES, story * PAGES + PAGES - 1, entry_id),
    )
    return [int(row[0]) for row in rows]


def _move(db: Database, entry_id: int, was: int | None, cluster: int | None) -> None:
    """Changed are all who stand together: their rows say how many they are."""
    story = (was if was is not None else cluster or 0) // PAGES
    before, change = surplus.of(db, [story]), db.change()
    db.execute(
        "UPDATE entry SET changed = ? WHERE cluster BETWEEN ? AND ?",
        (change, story * PAGES, story * PAGES + PAGES - 1),
    )
    db.execute("UPDATE entry SET cluster = ?, changed = ? WHERE id = ?", (cluster, change, entry_id))
    surplus.shift(db, before, surplus.of(db, [story]))


def _keep_apart(db: Database, entry_id: int, others: Iterable[int]) -> None:
    for other in others:
        memory.remember(db, _key(entry_id, other), "")


def _key(one: int, other: int) -> str:
    return f"{APART}{min(one, other)}:{max(one, other)}"
