"""Finds articles: queries as SQL, and the work of bringing the index up to date."""

from __future__ import annotations

import time
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Final

from msgspec import Struct

from tui_reader.model.entry import Kept
from tui_reader.model.fold import fold_key, fold_query
from tui_reader.model.query import All, AnyOf, Is, Not, Of, Query, Takes, When, Words
from tui_reader.store import debt
from tui_reader.store.database import Database
from tui_reader.store.doors import door
from tui_reader.store.encoding import seconds, stored
from tui_reader.store.index_text import begin_fold, learn, learn_comment
from tui_reader.strings.format import WORDS_A_MINUTE

_COMMENTS: Final = 100  # of one entry in one transaction: some 5 ms
_AT_ONCE: Final = datetime.fromtimestamp(0, UTC)
_BITE: Final = 0.008  # seconds of one transaction; architecture.md says at most 10 ms
_LOOKED_AT: Final = 4  # times the limit: hits in order of arrival that are then put in order of date
_FIRST_UNSPACED: Final = 0x0E00  # Thai; what lies above and is spaced loses nothing by being a prefix
_FIELDS: Final = ("title", "author", "captions", "notes")

_IS: Final = {
    "unread": "s.read = 0",
    "read": "s.read = 1",
    "starred": "s.starred = 1",
    "later": "s.later = 1",
    "unfinished": "s.opened_at IS NOT NULL AND s.progress BETWEEN 5 AND 95",
    # as the signs of its row tell: all its text, and its pictures where it has some
    "offline": f"s.entry_id IN (SELECT id FROM entry WHERE flags & {int(Kept.FULL_TEXT)}"
    f" AND (flags & {int(Kept.PICTURES)} OR NOT flags & {int(Kept.HAS_PICTURES)}))",
    "pictures": f"s.entry_id IN (SELECT id FROM entry WHERE flags & {int(Kept.HAS_PICTURES)})",
    "audio": f"s.entry_id IN (SELECT id FROM entry WHERE flags & {int(Kept.HAS_AUDIO)})",
    "comments": "s.entry_id IN (SELECT id FROM entry WHERE comments_here > 0 OR comments_claimed > 0)",
    # another article of its story came before it; in a story of 65,536 pages (stories.py)
    "duplicate": "s.entry_id IN (SELECT e.id FROM entry AS e INDEXED BY entry_cluster WHERE e.cluster IS NOT NULL AND EXISTS"
    " (SELECT 1 FROM entry AS o INDEXED BY entry_cluster WHERE o.cluster BETWEEN e.cluster / 65536 * 65536"
    " AND e.cluster / 65536 * 65536 + 65535 AND o.id < e.id))",
}
_NAME: Final = "fold_key(COALESCE(NULLIF(name, ''), NULLIF(title, ''), location))"
_OF: Final = {
    "feed": f"s.feed_id IN (SELECT id FROM feed WHERE instr({_NAME}, ?))",
    "folder": "s.feed_id IN (SELECT id FROM feed WHERE folder_id IN (WITH RECURSIVE below (id) AS (SELECT id FROM folder"
    " WHERE instr(fold_key(title), ?) UNION SELECT folder.id FROM folder JOIN below ON parent_id = below.id)"
    " SELECT id FROM below))",
    "tag": "s.entry_id IN (SELECT entry_id FROM entry_tag JOIN tag ON tag.id = tag_id WHERE instr(key, ?))",
    "lang": "s.entry_id IN (SELECT id FROM entry WHERE instr(lower(COALESCE(NULLIF(detected, ''), language)), ?) = 1)",
    "link": "s.entry_id IN (SELECT id FROM entry WHERE instr(lower(link), ?))",
}


class Clause(Struct, frozen=True):
    """A condition on ``entry_state AS s`` with its parameters."""

    where: str
    parameters: tuple[object, ...] = ()


_NOTHING: Final = Clause("0")


def sql(query: Query) -> Clause:
    """The query as a condition; pure, shared with lists, counts and (later) rules."""
    match query:
        case All(nodes):
            return _joined(" AND ", nodes, "1")
        case AnyOf(nodes):
            return _joined(" OR ", nodes, "0")
        case Not(node):
            inner = sql(node)
            return Clause(f"NOT ({inner.where})", inner.parameters)
        case When(at, later):
            return Clause(f"s.sort_at {'>=' if later else '<'} ?", (seconds(at),))
        case Takes(minutes, more):
            return Clause(f"s.words {'>' if more else '<'} ?", (minutes * WORDS_A_MINUTE,))
        case Is(what):
            return Clause(_IS[what])
        case Of(kind, name):
            return Clause(_OF[kind], (stored(name.lower() if kind in ("lang", "link") else fold_key(name)),))
        case Words():
            return _words(query)


def matching(words: Words) -> str:
    """Words in the language of FTS5's MATCH, every one quoted; empty where there is nothing to look for.

    A run of CJK or Thai is looked for as the phrase of its pairs; a single such character as the beginning of a pair.
    """
    texts = [words.text] if words.phrase else words.text.split()
    phrases = [pieces for text in texts if (pieces := [p for p in fold_query(stored(text)) if _sayable(p)])]
    quoted = ['"' + " ".join(pieces).replace('"', '""') + '"' for pieces in phrases]
    if not quoted:
        return ""
    if words.prefix:
        quoted[-1] += "*"
    quoted = [
        text + "*" if _lone(pieces) and not text.endswith("*") else text
        for text, pieces in zip(quoted, phrases, strict=True)
    ]
    column = f"{words.field} : " if words.field in _FIELDS else ""
    return f"{column}({' AND '.join(quoted)})"


@door
def find(db: Database, query: Query, *, limit: int, now: datetime) -> list[int]:
    """Matching articles, newest first.

    With words to look for, the newest-arrived ``4 × limit`` hits are taken and put in the order of their dates, so
    that a common word costs no more than a rare one in a large archive.
    """
    words, rest = driven(query)
    clause = sql(rest)
    if words is None:
        rows = db.rows(
            f"SELECT s.entry_id FROM entry_state AS s WHERE hidden = 0 AND ({clause.where})"
            " ORDER BY sort_at DESC, entry_id DESC LIMIT ?",
            (*clause.parameters, limit),
        )
        return [row[0] for row in rows]
    if not words:
        return []
    rows = db.rows(
        "SELECT s.sort_at, s.entry_id FROM search CROSS JOIN entry_state AS s ON s.entry_id = search.rowid"
        f" WHERE search MATCH ? AND s.hidden = 0 AND ({clause.where}) ORDER BY search.rowid DESC LIMIT ?",
        (words, *clause.parameters, limit * _LOOKED_AT),
    )
    return [entry_id for _, entry_id in sorted(rows, reverse=True)[:limit]]


@door
def index(db: Database, entry_ids: Sequence[int]) -> int:
    """Put entries, with their notes and comments, into the index; returns how many.

    In transactions of at most about 10 ms with pauses as long between them, so that the reader's own writes get in;
    inside another transaction, as a part of that one.
    """
    begin_fold(db)
    alone = not db.connection.in_transaction
    waiting = sorted(entry_ids, reverse=True)  # the index takes rising numbers in half the time (made.py)
    done = 0
    while waiting:
        began = time.monotonic()
        with db.transaction():
            learned: list[int] = []
            unfinished: list[int] = []
            while waiting and (not learned or time.monotonic() - began < _BITE):
                entry_id = waiting.pop()
                learn(db, entry_id)
                (learned if _learn_comments(db, entry_id) else unfinished).append(entry_id)
                if unfinished:
                    break
            debt.clear(db, debt.INDEX, learned)
            debt.postpone(db, debt.INDEX, unfinished, _AT_ONCE, counted=False)
            if alone:
                waiting += unfinished
        done += len(learned)
        if waiting and alone:
            time.sleep(min(time.monotonic() - began, 2 * _BITE))
    return done


def _learn_comments(db: Database, entry_id: int) -> bool:
    """Put some of an entry's comments into their index; whether that were all. Others stay owed."""
    left = db.rows(
        "SELECT id FROM comment WHERE entry_id = ? AND fold_version = 0 LIMIT ?", (entry_id, _COMMENTS + 1)
    )
    for (comment_id,) in left[:_COMMENTS]:
        learn_comment(db, comment_id)
    return len(left) <= _COMMENTS


def _joined(word: str, nodes: Sequence[Query], empty: str) -> Clause:
    parts = [sql(node) for node in nodes]
    where = word.join(f"({part.where})" for part in parts) or empty
    return Clause(where, tuple(p for part in parts for p in part.parameters))


def _words(words: Words) -> Clause:
    match = matching(words)
    if not match:
        return _NOTHING
    if words.field == "comments":
        return Clause(
            "s.entry_id IN (SELECT entry_id FROM comment WHERE id IN"
            " (SELECT rowid FROM comment_search WHERE comment_search MATCH ?))",
            (match,),
        )
    return Clause("s.entry_id IN (SELECT rowid FROM search WHERE search MATCH ?)", (match,))


def driven(query: Query) -> tuple[str | None, Query]:
    """What the index can be driven by (None: no words; empty: words that say nothing), and what is left to filter by."""
    nodes = query.nodes if isinstance(query, All) else (query,)
    driving = [n for n in nodes if isinstance(n, Words) and n.field != "comments"]
    if not driving:
        return None, query
    matches = [matching(words) for words in driving]
    rest = All(tuple(n for n in nodes if n not in driving))
    return (" AND ".join(matches) if all(matches) else ""), rest


def _sayable(piece: str) -> bool:
    """Whether the tokenizer sees anything in it (unicode61: letters and numbers)."""
    return any(c.isalnum() for c in piece)


def _lone(pieces: Sequence[str]) -> bool:
    """One character of a script without spaces: the index has it only in pairs."""
    return len(pieces) == 1 and len(pieces[0]) == 1 and ord(pieces[0]) >= _FIRST_UNSPACED
