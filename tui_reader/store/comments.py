"""What the reader does in discussions: which comments were seen, own notes, drafts."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from tui_reader.model.errors import StoreError
from tui_reader.model.late_module import LateModule
from tui_reader.store import discussions
from tui_reader.store.database import Database
from tui_reader.store.doors import door
from tui_reader.store.encoding import seconds, stored

if TYPE_CHECKING:
    from tui_reader.store import debt, following
else:  # for writing
    debt, following = LateModule("tui_reader.store.debt"), LateModule("tui_reader.store.following")


@door
def seen(db: Database, entry_id: int, now: datetime) -> None:
    """Everything in the discussion was on screen; what comes later is new."""
    with db.transaction():
        main = discussions.main_id(db, entry_id)
        db.execute("UPDATE comment SET seen = 1 WHERE discussion_id = ? AND seen = 0", (main,))
        db.execute("UPDATE discussion SET seen_at = ? WHERE id = ?", (seconds(now), main))
        discussions.count(db, entry_id)


@door
def note(db: Database, entry_id: int, text: str, now: datetime, parent: str = "") -> int:
    """Keep the reader's own comment; ``parent`` is the source_id of what it answers. The draft of it is done with."""
    with db.transaction(durable=True):
        if db.one("SELECT 1 FROM entry WHERE id = ?", (entry_id,)) is None:
            raise StoreError("store.no_such_entry", id=entry_id)
        row = db.one(
            "INSERT INTO note (entry_id, parent, text, created, changed) VALUES (?, ?, ?, ?, ?) RETURNING id",
            (entry_id, stored(parent), stored(text), seconds(now), db.change()),
        )
        db.execute("DELETE FROM draft WHERE entry_id = ? AND parent = ?", (entry_id, stored(parent)))
        db.execute(
            "UPDATE entry_state SET talked_at = ?, changed = ? WHERE entry_id = ?",
            (seconds(now), db.change(), entry_id),
        )
        following.join(db, entry_id, now)
        debt.owe(db, debt.INDEX, [entry_id])
    return int(row[0])


@door
def draft(db: Database, entry_id: int, parent: str = "") -> str:
    """What was begun and not finished; empty where nothing was."""
    row = db.one("SELECT text FROM draft WHERE entry_id = ? AND parent = ?", (entry_id, stored(parent)))
    return str(row[0]) if row else ""


@door
def drafts(db: Database, entry_id: int) -> dict[str, str]:
    """Everything begun and not finished under an entry, by the source_id of what it answers ("": the article)."""
    return dict(db.rows("SELECT parent, text FROM draft WHERE entry_id = ?", (entry_id,)))


@door
def save_draft(db: Database, entry_id: int, text: str, now: datetime, parent: str = "") -> None:
    """Keep what is being written; an empty text forgets it."""
    with db.transaction():
        if text:
            db.execute(
                "INSERT OR REPLACE INTO draft (entry_id, parent, text, at) VALUES (?, ?, ?, ?)",
                (entry_id, stored(parent), stored(text), seconds(now)),
            )
        else:
            db.execute("DELETE FROM draft WHERE entry_id = ? AND parent = ?", (entry_id, stored(parent)))
