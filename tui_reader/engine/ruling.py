"""Rules on arrival: at once where the list's facts are enough, else when the text is in the index; each article once."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from tui_reader.engine.log import log
from tui_reader.engine.parts import Parts
from tui_reader.model.errors import QueryError
from tui_reader.model.feed import FOLLOWED
from tui_reader.model.messages import RuleMatched
from tui_reader.model.query import Query
from tui_reader.model.rule import Deed, Rule, Told, needs_stories, needs_text
from tui_reader.model.scrub import scrub_line
from tui_reader.model.system_zone import SYSTEM_ZONE
from tui_reader.query import parse
from tui_reader.store import debt, ruled, rules, story_joining
from tui_reader.store.database import Database

BITE: Final = 100
"""Articles ruled in one transaction."""


def arrived(db: Database, entry_ids: Sequence[int], now: datetime) -> list[Told]:
    """New articles were written, in this transaction: rule them, and owe them what waits for their text."""
    made = rules.listed(db, enabled=True) if entry_ids else []
    if not made:
        return []
    ids = _listable(db, entry_ids)
    known = _known(made, now)
    told = _rule(db, [(rule, query) for rule, query in known if not needs_text(query)], ids, now)
    if any(needs_text(query) for _, query in known):
        debt.owe(db, debt.RULE, ids)
    return told


def settle(db: Database, now: datetime) -> tuple[bool, list[Told]]:
    """Rule a bite of those whose text is here, and owe them nothing more; whether there were any.

    One transaction: who is killed in it owes all of it still, who is killed after it nothing.
    """
    with db.transaction():
        known = _known(rules.listed(db, enabled=True), now)
        ids = ruled.ready(db, BITE, upto=stories_known(db, [query for _, query in known]))
        told = _rule(db, [(rule, query) for rule, query in known if needs_text(query)], ids, now)
        debt.clear(db, debt.RULE, ids)
    return bool(ids), told


async def rule_some(parts: Parts) -> bool:
    """A bite of what waited for its text; whether there was any."""
    if not await parts.keeper.read(debt.owes, debt.RULE):
        return False
    any_, told = await parts.keeper.write(settle, parts.now())
    tell(parts, told)
    return any_


def tell(parts: Parts, told: Sequence[Told]) -> None:
    """Say that rules which want to be told of have matched."""
    for each in told:
        parts.emit(RuleMatched(each.rule, each.count, each.entry))


def _rule(db: Database, made: Sequence[tuple[Rule, Query]], ids: Sequence[int], now: datetime) -> list[Told]:
    told = []
    for rule, query in made:
        found = ruled.rule(db, rule, query, ids, now)
        if found and Deed.NOTIFY in rule.deeds:
            told.append(Told(rule.name, len(found), found[0]))
    return told


def _listable(db: Database, entry_ids: Sequence[int]) -> list[int]:
    """Without pages come to by a link: they arrive because the reader wanted them."""
    rows = db.rows("SELECT id FROM feed WHERE location = ?", (FOLLOWED,))
    followed = {row[0] for row in rows}
    if not followed:
        return list(entry_ids)
    return [n for n in entry_ids if db.one("SELECT feed_id FROM entry WHERE id = ?", (n,))[0] not in followed]


def owe_commands(db: Database, entry_ids: Sequence[int]) -> None:
    """New articles were written, in this transaction, and there are commands of the reader's own for some."""
    if ids := _listable(db, entry_ids):
        debt.owe(db, debt.RUN, ids)


def stories_known(db: Database, asked: Sequence[Query]) -> int | None:
    """Up to which article all that is asked can be answered; None: any."""
    return (story_joining.up_to(db) or 0) if any(map(needs_stories, asked)) else None


def _known(made: Sequence[Rule], now: datetime) -> list[tuple[Rule, Query]]:
    return [(rule, query) for rule in made if (query := meant(rule.query, str(rule.id), now)) is not None]


def meant(text: str, name: str, now: datetime) -> Query | None:
    """None where the text means nothing any more; the screen of rules says why."""
    try:
        return parse(text, now=now, zone=SYSTEM_ZONE)
    except QueryError as error:
        log.warning("rule %s: %s", scrub_line(name, 60), error.code)
        return None
