"""What the reader does to feeds and folders: named, moved, muted, set, taken apart; each one action, each undone whole."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from tui_reader.model import feed_settings
from tui_reader.model.action import Action, Kind
from tui_reader.model.errors import StoreError
from tui_reader.model.feed import FeedEdit
from tui_reader.store import actions, surplus
from tui_reader.store.actions import Done, Value
from tui_reader.store.database import Database
from tui_reader.store.doors import door
from tui_reader.store.encoding import named, seconds, stored
from tui_reader.store.folders import BELOW, folder_at
from tui_reader.store.subscriptions import hide, show

_FEED_FIELDS = ("name", "folder_id", "muted", "paused", "settings", "location")
_FOLDER_FIELDS = ("title", "parent_id")
_ANEW = (
    "etag = '', modified = '', body_hash = x'', sent_hash = x'', due_at = NULL, trouble_code = '',"
    " trouble_facts = '{}', trouble_since = NULL, trouble_times = 0, moving_to = '', moving_times = 0"
)
"""A feed at another address is another document: fetched whole, without what the old one was blamed for."""


@door
def edit_feed(db: Database, feed_id: int, edit: FeedEdit, now: datetime) -> Action:
    """Change what the edit names; where nothing is other than it was nothing is written (id 0).

    Raises StoreError: store.no_such_feed, store.feed_exists (``name``: whose address it is).
    """
    with db.transaction(durable=True):
        row = db.one(
            f"SELECT {', '.join(_FEED_FIELDS)}, COALESCE(NULLIF(name, ''), NULLIF(title, ''), location) FROM feed"
            " WHERE id = ? AND deleted_at IS NULL",
            (feed_id,),
        )
        if row is None:
            raise StoreError("store.no_such_feed", name=feed_id)
        is_now = dict(zip(_FEED_FIELDS, row, strict=False))
        wanted = {name: value for name, value in _wanted(db, edit, is_now).items() if value != is_now[name]}
        if not wanted:
            return Action(0, Kind.EDIT_FEED, now, 0)
        _set_feed(db, feed_id, wanted, now)
        kind = Kind.EDIT_FEED
        if list(wanted) == ["muted"]:
            kind = Kind.MUTE if wanted["muted"] else Kind.UNMUTE
        before = {name: is_now[name] for name in wanted}
        return actions.record(db, kind, now, before=before, after=wanted, title=row[-1], feed_id=feed_id)


def _wanted(db: Database, edit: FeedEdit, is_now: Mapping[str, Value]) -> dict[str, Value]:
    wanted: dict[str, Value] = {}
    if edit.name is not None:
        wanted["name"] = named(edit.name)
    if edit.folder is not None:
        wanted["folder_id"] = folder_at(db, edit.folder)
    if edit.muted is not None:
        wanted["muted"] = int(edit.muted)
    if edit.paused is not None:
        wanted["paused"] = int(edit.paused)
    if edit.settings is not None:
        wanted["settings"] = feed_settings.written(edit.settings, str(is_now["settings"]))
    if edit.location is not None:
        wanted["location"] = stored(edit.location)
    return wanted


def _set_feed(db: Database, feed_id: int, fields: Mapping[str, Value], now: datetime) -> None:
    if "location" in fields:
        other = db.one(
            "SELECT COALESCE(NULLIF(name, ''), NULLIF(title, ''), location) FROM feed WHERE account = 0 AND location = ?"
            " AND id <> ?",
            (fields["location"], feed_id),
        )
        if other is not None:
            raise StoreError("store.feed_exists", name=str(other[0]))
        db.execute(f"UPDATE feed SET moved_from = location, {_ANEW} WHERE id = ?", (feed_id,))
    columns = ", ".join(f"{name} = ?" for name in fields)
    db.execute(
        f"UPDATE feed SET {columns}, changed = ? WHERE id = ?", (*fields.values(), db.change(), feed_id)
    )
    if "muted" in fields:
        surplus.recount(db)
    if "settings" in fields:
        interval = feed_settings.read(str(fields["settings"])).interval
        if interval:  # a shorter one holds at once
            db.execute(
                "UPDATE feed SET due_at = MIN(due_at, COALESCE(tried_at, ?) + ?) WHERE id = ? AND due_at IS NOT NULL",
                (seconds(now), interval, feed_id),
            )


@door
def edit_folder(
    db: Database, folder_id: int, now: datetime, *, title: str | None = None, inside: str | None = None
) -> Action:
    """Name a folder or move it into the folder at a path, with all that is in it.

    Raises StoreError: store.no_such_folder, store.folder_exists, store.folder_circle (moved into itself).
    """
    with db.transaction(durable=True):
        is_now = _folder(db, folder_id)
        wanted: dict[str, Value] = {}
        if title is not None and (name := named(title)):
            wanted["title"] = name.replace("/", "∕")  # a slash would read as a folder in a folder
        if inside is not None:
            wanted["parent_id"] = folder_at(db, inside)
            below = {row[0] for row in db.rows(BELOW, (folder_id,))}
            if wanted["parent_id"] in below:
                raise StoreError("store.folder_circle", name=str(is_now["title"]))
        wanted = {name: value for name, value in wanted.items() if value != is_now[name]}
        if not wanted:
            return Action(0, Kind.EDIT_FOLDER, now, 0)
        there = {**is_now, **wanted}
        if db.one(
            "SELECT 1 FROM folder WHERE parent_id IS ? AND title = ? AND id <> ?",
            (there["parent_id"], there["title"], folder_id),
        ):
            raise StoreError("store.folder_exists", name=str(there["title"]))
        _set_folder(db, folder_id, wanted)
        before: dict[str, Value] = {"id": folder_id, **{name: is_now[name] for name in wanted}}
        return actions.record(
            db,
            Kind.EDIT_FOLDER,
            now,
            before=before,
            after={"id": folder_id, **wanted},
            title=str(is_now["title"]),
        )


def _folder(db: Database, folder_id: int) -> dict[str, Value]:
    row = db.one(f"SELECT {', '.join(_FOLDER_FIELDS)} FROM folder WHERE id = ?", (folder_id,))
    if row is None:
        raise StoreError("store.no_such_folder", name=folder_id)
    return dict(zip(_FOLDER_FIELDS, row, strict=True))


def _set_folder(db: Database, folder_id: int, fields: Mapping[str, Value]) -> None:
    columns = ", ".join(f"{name} = ?" for name in fields)
    db.execute(
        f"UPDATE folder SET {columns}, changed = ? WHERE id = ?", (*fields.values(), db.change(), folder_id)
    )


@door
def delete_folder(db: Database, folder_id: int, now: datetime) -> Action:
    """Take a folder apart: its feeds and folders move up to where it was. Raises StoreError: store.no_such_folder."""
    with db.transaction(durable=True):
        is_now = _folder(db, folder_id)
        position = db.one("SELECT position FROM folder WHERE id = ?", (folder_id,))[0]
        feeds = [row[0] for row in db.rows("SELECT id FROM feed WHERE folder_id = ?", (folder_id,))]
        inside = [row[0] for row in db.rows("SELECT id FROM folder WHERE parent_id = ?", (folder_id,))]
        _take_apart(db, folder_id, is_now["parent_id"])
        before: dict[str, Value] = {
            "id": folder_id,
            **is_now,
            "position": position,
            "folders": _listed(inside),
        }
        return actions.record(
            db, Kind.DELETE_FOLDER, now, ids=feeds, before=before, after={}, title=str(is_now["title"])
        )


def _take_apart(db: Database, folder_id: int, parent: Value) -> None:
    for table, column in (("feed", "folder_id"), ("folder", "parent_id")):
        db.execute(
            f"UPDATE {table} SET {column} = ?, changed = ? WHERE {column} = ?",
            (parent, db.change(), folder_id),
        )
    db.execute("UPDATE smart_folder SET folder_id = ? WHERE folder_id = ?", (parent, folder_id))
    db.execute("UPDATE rule SET folder_id = ?, enabled = 0 WHERE folder_id = ?", (parent, folder_id))
    db.execute("DELETE FROM folder WHERE id = ?", (folder_id,))


def play(db: Database, done: Done, now: datetime, *, back: bool) -> bool:
    """Take an action of this kind back, or do it again; whether it was one. What is otherwise by now stays so."""
    now_is, then = (done.after, done.before) if back else (done.before, done.after)
    if done.action.kind in (Kind.EDIT_FEED, Kind.MUTE, Kind.UNMUTE) and done.feed_id is not None:
        row = db.one(f"SELECT {', '.join(_FEED_FIELDS)} FROM feed WHERE id = ?", (done.feed_id,))
        is_now = dict(zip(_FEED_FIELDS, row or (), strict=False))
        fields = {name: value for name, value in then.items() if is_now.get(name) == now_is[name]}
        if row is not None and fields:
            _set_feed(db, done.feed_id, fields, now)
    elif done.action.kind is Kind.EDIT_FOLDER:
        folder_id = int(then["id"] or 0)
        row = db.one("SELECT title, parent_id FROM folder WHERE id = ?", (folder_id,))
        is_now = dict(zip(_FOLDER_FIELDS, row or (), strict=False))
        fields = {n: v for n, v in then.items() if n != "id" and is_now.get(n) == now_is[n]}
        if row is not None and fields:
            _set_folder(db, folder_id, fields)
    elif done.action.kind is Kind.IMPORT:
        for feed_id in done.ids:
            hide(db, feed_id, now) if back else show(db, feed_id)
    elif done.action.kind is Kind.DELETE_FOLDER:
        _folder_back(db, done) if back else _take_apart(
            db, int(done.before["id"] or 0), done.before["parent_id"]
        )
    else:
        return False
    return True


def _folder_back(db: Database, done: Done) -> None:
    folder_id, parent = done.before["id"], done.before["parent_id"]
    if db.one("SELECT 1 FROM folder WHERE id = ?", (parent,)) is None:
        parent = None  # taken apart since then
    db.execute(
        "INSERT INTO folder (id, title, parent_id, position, changed) VALUES (?, ?, ?, ?, ?)",
        (folder_id, done.before["title"], parent, done.before["position"], db.change()),
    )
    inside = [int(part) for part in str(done.before["folders"]).split(",") if part]
    for table, column, ids in (("feed", "folder_id", done.ids), ("folder", "parent_id", inside)):
        db.execute(
            f"UPDATE {table} SET {column} = ?, changed = ? WHERE {column} IS ? AND id IN (SELECT value FROM json_each(?))",
            (folder_id, db.change(), done.before["parent_id"], f"[{_listed(ids)}]"),
        )


def _listed(ids: Sequence[int]) -> str:
    return ",".join(map(str, ids))
