"""Rules as kept: the whole list is written at once, each change of it one action."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from msgspec import DecodeError, ValidationError, json

from tui_reader.model.action import Action, Kind
from tui_reader.model.query import Query
from tui_reader.model.rule import Deed, Rule, Tried
from tui_reader.store import actions
from tui_reader.store.actions import Done
from tui_reader.store.database import Database
from tui_reader.store.doors import door
from tui_reader.store.encoding import named, seconds, stored
from tui_reader.store.search import sql

LONGEST: Final = 200
"""Characters of a name."""
TRIED_ON: Final = 1000
"""The newest articles a rule is tried on before it is kept."""
_TITLES: Final = 5


@door
def listed(db: Database, *, enabled: bool = False) -> list[Rule]:
    """The rules in their order; ``enabled``: only those that are on."""
    only = " WHERE enabled = 1" if enabled else ""
    found = db.rows(
        f"SELECT id, name, query, actions, enabled, matched FROM rule{only} ORDER BY position, id"
    )
    return [
        Rule(name, query, *_deeds(told), bool(on), int(rule_id), int(matched))
        for rule_id, name, query, told, on, matched in found
    ]


@door
def keep(db: Database, rules: Sequence[Rule], name: str, now: datetime) -> Action:
    """Have these rules, in this order, from now on; ``name`` of the one that was changed. Nothing to change: id 0."""
    with db.transaction(durable=True):
        before = _written(listed(db))
        _replace(db, rules, now)
        after = _written(listed(db))
        if after == before:
            return Action(0, Kind.EDIT_RULES, now, 0)
        return actions.record(
            db, Kind.EDIT_RULES, now, before={"rules": before}, after={"rules": after}, title=name
        )


@door
def tried(db: Database, query: Query) -> Tried:
    """How many of the newest articles match."""
    clause = sql(query)
    newest = "SELECT * FROM entry_state WHERE hidden = 0 ORDER BY entry_id DESC LIMIT ?"
    (of,) = db.one(f"SELECT COUNT(*) FROM ({newest})", (TRIED_ON,))
    ids = db.rows(
        f"SELECT s.entry_id FROM ({newest}) AS s WHERE {clause.where} ORDER BY s.entry_id DESC",
        (TRIED_ON, *clause.parameters),
    )
    titles = [
        str(db.one("SELECT title FROM entry WHERE id = ?", (entry_id,))[0]) for (entry_id,) in ids[:_TITLES]
    ]
    return Tried(len(ids), int(of), titles)


def play(db: Database, done: Done, now: datetime, *, back: bool) -> None:
    """Take a change of the rules back, or make it again; how often they matched stays."""
    told = str((done.before if back else done.after)["rules"])
    _replace(db, json.decode(told, type=list[Rule]), now)


def _deeds(told: str) -> tuple[tuple[Deed, ...], str]:
    """What a newer version may have written and this one does not know is left out."""
    try:
        said = json.decode(told, type=list[str])
    except (DecodeError, ValidationError):
        return (), ""
    tag = next((one.partition(":")[2] for one in said if one.startswith("tag:")), "")
    names = {one.partition(":")[0] for one in said}
    return tuple(deed for deed in Deed if deed in names), tag


def _told(rule: Rule) -> str:
    said = [f"tag:{named(rule.tag)}" if deed is Deed.TAG else str(deed) for deed in rule.deeds]
    return json.encode(said).decode()


def _written(rules: Sequence[Rule]) -> str:
    plain = [Rule(r.name, r.query, r.deeds, r.tag, r.enabled, r.id) for r in rules]
    return json.encode(plain).decode()


def _replace(db: Database, rules: Sequence[Rule], now: datetime) -> None:
    at, change = seconds(now), db.change()
    kept = [rule.id for rule in rules if rule.id]
    db.execute(
        "DELETE FROM rule WHERE id NOT IN (SELECT value FROM json_each(?))", (json.encode(kept).decode(),)
    )
    for position, rule in enumerate(rules):
        cells = (position, named(rule.name)[:LONGEST], stored(rule.query), _told(rule), int(rule.enabled))
        db.execute(
            "INSERT INTO rule (id, position, name, query, actions, enabled, created, changed)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET position = excluded.position,"
            " name = excluded.name, query = excluded.query, actions = excluded.actions, enabled = excluded.enabled,"
            " changed = excluded.changed",
            (rule.id or None, *cells, at, change),
        )
