"""Actions on very many articles, a bite at a time: the action is written first, its articles follow, and others get in between.

Killed between two bites, the store knows which action it owes the rest of (``unfinished``); doing a bite twice changes
nothing, because only articles that still are what they were before are set.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from tui_reader.model.action import Action, Kind
from tui_reader.store import actions, journal, memory
from tui_reader.store.actions import Done, Value
from tui_reader.store.database import Database
from tui_reader.store.doors import door

BITE: Final = 4_000
"""Articles set in one transaction, some 20 ms."""
_OWED: Final = "unfinished_action"
_FORTH, _BACK = "forth", "back"


@door
def begin(db: Database, kind: Kind, entry_ids: Sequence[int], now: datetime) -> Done | None:
    """Write down what is about to be done to those of the entries it changes; None where it changes none."""
    with db.transaction(durable=True):
        done = journal.written(db, kind, entry_ids, now)
        if done is not None:
            _owe(db, done.action, _FORTH)
        return done


@door
def begin_again(db: Database, *, back: bool) -> Done | None:
    """What undo (``back``) or redo is about to play, where that is of very many articles; None: it is not."""
    done = actions.last_done(db) if back else actions.last_undone(db)
    if done is None or len(done.ids) <= BITE or not journal.of_fields(done):
        return None
    with db.transaction(durable=True):
        _owe(db, done.action, _BACK if back else _FORTH)
    return done


@door
def coming(db: Database, near: Sequence[int], *, back: bool) -> tuple[list[int], dict[str, Value]]:
    """Those of some articles that undo or redo is about to change, and to what: seen before it is written."""
    done = actions.last_done(db) if back else actions.last_undone(db)
    if done is None or not journal.of_fields(done):
        return [], {}
    touched = set(done.ids)
    return [one for one in near if one in touched], done.before if back else done.after


@door
def advance(db: Database, done: Done, start: int, now: datetime, *, back: bool) -> None:
    """Play a bite of an action, from its article ``start`` on."""
    was, then = (done.after, done.before) if back else (done.before, done.after)
    with db.transaction():
        journal.set_fields(db, done.ids[start : start + BITE], was, then, now)


@door
def finish(db: Database, done: Done, now: datetime, *, back: bool) -> Action:
    """All of it is done: from now on it is taken back, or stands."""
    with db.transaction(durable=True):
        memory.take(db, _OWED)
        return actions.mark(db, done.action, now if back else None)


@door
def unfinished(db: Database) -> tuple[Done, bool] | None:
    """An action that a process died in the middle of, and whether it was being taken back; none where nothing can be
    finished."""
    owed = memory.recall(db, _OWED)
    if owed is None or db.read_only:
        return None
    number, way = owed.split()
    done = actions.of(db, int(number))
    return None if done is None else (done, way == _BACK)


def _owe(db: Database, action: Action, way: str) -> None:
    memory.remember(db, _OWED, f"{action.id} {way}")
