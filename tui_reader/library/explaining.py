"""Why an article matched a search, and the passage that shows it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from tui_reader.library.finding import meant
from tui_reader.model.explanation import Explanation, Place, Reason
from tui_reader.model.query import All, AnyOf, Not, Query, Words
from tui_reader.model.system_zone import SYSTEM_ZONE
from tui_reader.model.view import View
from tui_reader.query.printed import printed
from tui_reader.query.snippets import ROOM, Passage, passage, terms_of
from tui_reader.store import said
from tui_reader.store.database import Database

_IN_ORDER = ("title", "author", "captions", "notes", "body")


def explain(database: Database, view: View, entry_id: int, now: datetime) -> Explanation:
    """Part by part, in the order they were written. Raises QueryError."""
    query = meant(view, now)
    with database.reading():
        texts = said.parts(database, entry_id)
        reasons = []
        for part, wanted in _parts(query):
            true = said.holds(database, part, entry_id)
            places = _places(database, part, entry_id, dict(texts)) if true else ()
            reasons.append(Reason(printed(part, SYSTEM_ZONE).strip(), true, wanted, places))
        found = said.holds(database, query, entry_id)
    return Explanation(printed(query, SYSTEM_ZONE).strip(), found, texts["title"], tuple(reasons))


def shown_passage(
    database: Database, view: View, entry_id: int, now: datetime, room: int = ROOM
) -> Passage | None:
    """The passage of an article's text that says most of what is looked for; None where only its title does."""
    query = meant(view, now)
    with database.reading():
        texts = said.parts(database, entry_id)
        for part in ("body", "captions", "notes", "author"):
            found = passage(texts[part], terms_of(query, field=part), room)
            if found is not None:
                return found
        wanted = terms_of(query, field="comments")
        return passage("\n".join(said.comments(database, entry_id)), wanted, room) if wanted else None


def _parts(query: Query, *, wanted: bool = True) -> Iterator[tuple[Query, bool]]:
    """The leaves of a query; what is under a minus is asked not to be so."""
    match query:
        case All(nodes) | AnyOf(nodes):
            for node in nodes:
                yield from _parts(node, wanted=wanted)
        case Not(node):
            yield from _parts(node, wanted=not wanted)
        case _:
            yield query, wanted


def _places(database: Database, part: Query, entry_id: int, texts: dict[str, str]) -> tuple[Place, ...]:
    if not isinstance(part, Words):
        return ()
    if part.field == "comments":
        texts = {"comments": "\n".join(said.comments(database, entry_id))}
    found = []
    for name in ("comments", *_IN_ORDER):
        there = passage(texts.get(name, ""), terms_of(part, field=name)) if name in texts else None
        if there is not None:
            found.append(Place(name, there.text, there.hits))
    return tuple(found)
