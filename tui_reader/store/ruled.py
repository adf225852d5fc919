"""What rules do to articles: each thing an action of its own in the history, taken back on its own, never by a plain undo."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from tui_reader.model.action import Action, Kind
from tui_reader.model.query import Query
from tui_reader.model.rule import Deed, Rule
from tui_reader.store import actions, debt, keeping, pages, tagging
from tui_reader.store.actions import Done, Value
from tui_reader.store.counters import recounted, touch
from tui_reader.store.database import Database
from tui_reader.store.doors import door
from tui_reader.store.encoding import id_list
from tui_reader.store.journal import set_fields, that_are
from tui_reader.store.search import sql

HIDDEN: Final = 1
"""In ``entry_state.hidden``: by the reader or a rule."""
_NO_END: Final = 2**62
_KINDS: Final = {
    Deed.READ: Kind.RULE_READ,
    Deed.STAR: Kind.RULE_STAR,
    Deed.LATER: Kind.RULE_LATER,
    Deed.TAG: Kind.RULE_TAG,
    Deed.HIDE: Kind.RULE_HIDE,
}
_FIELDS: Final = {Deed.READ: "read", Deed.STAR: "starred", Deed.LATER: "later"}


@door
def ready(db: Database, limit: int, kind: str = debt.RULE, *, upto: int | None = None) -> list[int]:
    """Articles that are owed their rules and have their text by now, or never will; the newest first.

    ``upto``: only those whose stories are known.
    """
    rows = db.rows(
        "SELECT entry_id FROM debt AS d WHERE kind = ? AND NOT EXISTS (SELECT 1 FROM debt AS o WHERE o.kind IN (?, ?)"
        " AND o.entry_id = d.entry_id AND o.tries < ?) AND entry_id <= ? ORDER BY entry_id DESC LIMIT ?",
        (kind, debt.CONVERT, debt.INDEX, debt.MOST_TRIES, _NO_END if upto is None else upto, limit),
    )
    return [int(row[0]) for row in rows]


@door
def rule(db: Database, made: Rule, query: Query, entry_ids: Sequence[int], now: datetime) -> list[int]:
    """Do what a rule says to those of the articles that match; returns them, the newest first."""
    ids = matching(db, query, entry_ids)
    if not ids:
        return []
    with db.transaction():
        for deed in made.deeds:
            if deed is Deed.FULL_TEXT:
                pages.owe_whole(db, ids)
            elif deed in _KINDS:
                _do(db, made, deed, ids, now)
        db.execute("UPDATE rule SET matched = matched + ? WHERE id = ?", (len(ids), made.id))
    return ids


@door
def matching(db: Database, query: Query, entry_ids: Sequence[int]) -> list[int]:
    """Those of the articles that match and are not hidden, the newest first."""
    clause = sql(query)
    found = db.rows(
        "SELECT s.entry_id FROM json_each(?) AS wanted CROSS JOIN entry_state AS s ON s.entry_id = wanted.value"
        f" WHERE s.hidden = 0 AND ({clause.where}) ORDER BY s.entry_id DESC",
        (id_list(entry_ids), *clause.parameters),
    )
    return [int(row[0]) for row in found]


@door
def take_back(db: Database, action_id: int, now: datetime) -> Action | None:
    """Take one thing a rule did back, or do it again where it was taken back; whatever was done since stays."""
    with db.transaction(durable=True):
        done = actions.of(db, action_id)
        if done is None or not done.action.kind.by_rule:
            return None
        back = not done.action.undone
        play(db, done, now, back=back)
        return actions.mark(db, done.action, now if back else None)


@door
def read_before(db: Database, ids: Sequence[int], now: datetime) -> None:
    """Mark articles read whose very page was read in another feed."""
    with db.transaction():
        if changed := that_are(db, ids, "read", 0):
            set_fields(db, changed, {"read": 0}, {"read": 1}, now)
            actions.record_on(db, Kind.RULE_STORY, now, ids=changed, before={"read": 0}, after={"read": 1})


def play(db: Database, done: Done, now: datetime, *, back: bool) -> None:
    """Put what an action set back to what it was, where it still is that."""
    was, then = (done.after, done.before) if back else (done.before, done.after)
    if done.action.kind is Kind.RULE_TAG:
        tagging.put(db, str(done.after["tag"]), done.ids, on=not back)
    elif done.action.kind is Kind.RULE_HIDE:
        _hide(db, done.ids, not back)
    else:
        set_fields(db, done.ids, was, then, now)


def _do(db: Database, made: Rule, deed: Deed, ids: Sequence[int], now: datetime) -> None:
    before, after, changed = _change(db, made, deed, ids, now)
    if changed and deed is Deed.LATER:
        keeping.put_aside(db, changed)
    if changed:
        actions.record_on(db, _KINDS[deed], now, ids=changed, before=before, after=after, title=made.name)


def _change(
    db: Database, made: Rule, deed: Deed, ids: Sequence[int], now: datetime
) -> tuple[dict[str, Value], dict[str, Value], list[int]]:
    if deed is Deed.TAG:
        name = tagging.as_known(db, made.tag)
        return {"tag": ""}, {"tag": name}, tagging.put(db, name, ids, on=True) if name else []
    if deed is Deed.HIDE:
        return {"hidden": 0}, {"hidden": HIDDEN}, _hide(db, ids, True)
    field = _FIELDS[deed]
    changed = that_are(db, ids, field, 0)
    set_fields(db, changed, {field: 0}, {field: 1}, now)
    return {field: 0}, {field: 1}, changed


def _hide(db: Database, ids: Sequence[int], hidden: bool) -> list[int]:
    """Returns those that changed; ``recounted`` leaves out what is hidden, before and after."""
    touch(
        db,
        "SELECT entry_id FROM json_each(?) AS wanted CROSS JOIN entry_state ON entry_id = wanted.value"
        " WHERE (hidden & ? <> 0) = ?",
        (id_list(ids), HIDDEN, int(not hidden)),
    )
    with recounted(db):
        db.execute(
            "UPDATE entry_state SET hidden = CASE WHEN ? THEN hidden | ? ELSE hidden & ~? END, changed = ?"
            " WHERE entry_id IN (SELECT id FROM touched)",
            (int(hidden), HIDDEN, HIDDEN, db.change()),
        )
    return _touched(db)


def _touched(db: Database) -> list[int]:
    return [int(row[0]) for row in db.rows("SELECT id FROM touched")]
