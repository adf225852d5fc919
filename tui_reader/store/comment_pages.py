"""Keeps a fetched page of a discussion: planned whole, written in pieces small enough to hold nobody up."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from tui_reader.content.document import encode
from tui_reader.model.comment import CommentData, Discussion
from tui_reader.model.document import Document
from tui_reader.model.errors import StoreError
from tui_reader.store import comment_rows as rows
from tui_reader.store import debt, discussions
from tui_reader.store.database import Database
from tui_reader.store.doors import door
from tui_reader.store.encoding import seconds, stored


@door
def plan_page(
    db: Database, entry_id: int, page: Sequence[CommentData], *, continued: bool = False
) -> rows.Plan:
    """What a fetched page means for what is kept; raises StoreError where the entry is gone.

    ``continued``: it is not the first page, so that what it does not show may well stand on the site.
    """
    if db.one("SELECT 1 FROM entry WHERE id = ?", (entry_id,)) is None:
        raise StoreError("store.no_such_entry", id=entry_id)
    return rows.plan(db, discussions.main_id(db, entry_id), page, continued=continued)


@door
def save_some(
    db: Database,
    discussion: Discussion,
    plan: rows.Plan,
    comments: Sequence[tuple[CommentData, Document, str]],
    now: datetime,
) -> None:
    """Write some of a plan's comments that are new or rewritten: data, document, plain text of each."""
    with db.transaction():
        discussion_id = discussions.begin(db, discussion)
        for data, document, text in comments:
            each = rows.Received(data, encode(document, packed=False), text)
            if stored(data.source_id) in plan.ranks:
                rows.insert(db, discussion_id, discussion.entry_id, plan.ranks, each, now)
            else:
                rows.rewrite(db, discussion_id, each)


@door
def restate_some(db: Database, discussion: Discussion, restated: Sequence[CommentData]) -> None:
    """Write what changed of some comments beside their text."""
    with db.transaction():
        discussion_id = discussions.begin(db, discussion)
        for data in restated:
            rows.restate(db, discussion_id, data)


@door
def move_some(db: Database, moved: Sequence[tuple[int, int]]) -> None:
    """Give some comments the places of a plan."""
    with db.transaction():
        rows.move(db, moved)


@door
def misplaced(db: Database, entry_id: int) -> list[tuple[int, int, int, int]]:
    """What ``place_some`` is to be given when a page's comments and their order are written."""
    discussion_id = discussions.main_id(db, entry_id)
    return rows.misplaced(db, discussion_id) if discussion_id is not None else []


@door
def place_some(db: Database, some: Sequence[tuple[int, int, int, int]]) -> None:
    """Give some comments their places in reading order."""
    with db.transaction():
        rows.place(db, some)


@door
def end_page(
    db: Database,
    discussion: Discussion,
    plan: rows.Plan,
    page: Sequence[CommentData] | None,
    now: datetime,
    *,
    continued: bool = False,
) -> int:
    """Write what is left of a page and what its source says of the discussion; returns how many comments were new.

    ``page`` None: nothing was shown, only the discussion's own row is written (trouble, not modified).
    """
    with db.transaction():
        discussion_id = discussions.begin(db, discussion)
        if page is not None:
            all_there_is = not (discussion.more or discussion.trouble or continued)
            ids = [data.source_id for data in page]
            rows.settle(db, discussion_id, ids, now, whole_page=all_there_is)
        discussions.write(db, discussion_id, discussion, now)
        if plan.fresh:
            db.execute(
                "UPDATE entry_state SET talked_at = ?, changed = ? WHERE entry_id = ?",
                (seconds(now), db.change(), discussion.entry_id),
            )
        if plan.fresh or plan.rewritten:
            debt.owe(db, debt.INDEX, [discussion.entry_id])
        discussions.count(db, discussion.entry_id)
    return len(plan.fresh)


@door
def save_comments(
    db: Database,
    discussion: Discussion,
    comments: Sequence[tuple[CommentData, Document, str]],
    now: datetime,
    *,
    continued: bool = False,
) -> int:
    """Keep one small page in one transaction; returns how many comments were not here before.

    What the source no longer shows is kept.
    """
    with db.transaction():
        page = [data for data, _, _ in comments]
        plan = plan_page(db, discussion.entry_id, page, continued=continued)
        wanted = {data.source_id for data in (*plan.fresh, *plan.rewritten)}
        save_some(db, discussion, plan, [each for each in comments if each[0].source_id in wanted], now)
        move_some(db, plan.moved)
        restate_some(db, discussion, plan.restated)
        place_some(db, misplaced(db, discussion.entry_id))
        return end_page(db, discussion, plan, page, now, continued=continued)
