"""The SQL of a query finds what a plain reading of it finds, on any store."""

from __future__ import annotations

import tempfile
from datetime import UTC, datetime, timedelta
from pathlib import Path

from hypothesis import example, given, settings
from hypothesis import strategies as st
from msgspec import Struct
from msgspec.structs import replace

from tests.store.conftest import converted
from tui_reader.model.action import Kind
from tui_reader.model.entry import Author, Content, EntryData
from tui_reader.model.fold import fold_key
from tui_reader.model.query import All, AnyOf, Is, Not, Of, Query, Takes, When, Words
from tui_reader.model.update import Changes, New, keys_of
from tui_reader.model.view import Place, View
from tui_reader.store import content, entries, feeds, journal, lists, search, story_joining, tagging
from tui_reader.store.database import Database, open_database
from tui_reader.store.story_joining import Told

NOW = datetime(2026, 11, 20, 8, 0, tzinfo=UTC)
WORDS = ("mưa", "sông", "Đoàn", "songs", "núi")
FEEDS = ("Báo Sông", "Nhân Dân")
TAGS = ("núi", "biển")


class One(Struct, frozen=True):
    """An article as the plain matcher knows it."""

    title: tuple[str, ...]
    body: tuple[str, ...]
    author: str
    feed: str
    hours: int
    words: int
    read: bool
    starred: bool
    later: bool
    tags: tuple[str, ...]
    told_before: bool = False
    """Whether an article with a lower number tells the same story."""


def some(most: int) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(st.sampled_from(WORDS), max_size=most).map(tuple)


ARTICLE = st.builds(
    One,
    *(some(3), some(4), st.sampled_from(("Lan Anh", "An", "")), st.sampled_from(FEEDS), st.integers(1, 200)),
    *(st.integers(0, 4000), st.booleans(), st.booleans(), st.booleans()),
    st.lists(st.sampled_from(TAGS), unique=True, max_size=2).map(tuple),
    st.booleans(),
)
TEXTS = st.sampled_from(("mua", "sông", "son", "doan", "đo", "an", "núi mưa", "zzz"))
LEAF: st.SearchStrategy[Query] = st.one_of(
    st.builds(Words, TEXTS, st.booleans(), st.booleans(), st.sampled_from(("", "title", "author"))),
    st.builds(Is, st.sampled_from(("unread", "read", "starred", "later", "duplicate"))),
    st.builds(Of, st.just("feed"), st.sampled_from(("bao", "nhan dan", "o"))),
    st.builds(Of, st.just("tag"), st.sampled_from(("nui", "bi"))),
    st.builds(When, st.integers(1, 200).map(lambda hours: NOW - timedelta(hours=hours)), st.booleans()),
    st.builds(Takes, st.integers(0, 12), st.booleans()),
)
QUERY = st.recursive(
    LEAF,
    lambda inner: st.one_of(
        st.builds(Not, inner),
        st.builds(All, st.lists(inner, max_size=3).map(tuple)),
        st.builds(AnyOf, st.lists(inner, min_size=1, max_size=3).map(tuple)),
    ),
    max_leaves=6,
)


def matches(query: Query, one: One) -> bool:
    """Word by word, as a person would read it."""
    match query:
        case All(nodes):
            return all(matches(node, one) for node in nodes)
        case AnyOf(nodes):
            return any(matches(node, one) for node in nodes)
        case Not(node):
            return not matches(node, one)
        case Is(what):
            return {
                "unread": not one.read,
                "read": one.read,
                "starred": one.starred,
                "later": one.later,
                "duplicate": one.told_before,
            }[what]
        case Of("feed", name):
            return name in fold_key(one.feed)
        case Of(_, name):
            return any(name in fold_key(tag) for tag in one.tags)
        case When(moment, later):
            return (NOW - timedelta(hours=one.hours) >= moment) == later
        case Takes(minutes, more):
            return one.words > minutes * 250 if more else one.words < minutes * 250
        case Words(text, phrase, prefix, field):
            texts = {"title": one.title, "body": one.body, "author": tuple(one.author.split())}
            fields = [texts[field]] if field else list(texts.values())
            wanted = fold_key(text).split()
            if phrase:
                return any(_runs(wanted, tuple(map(fold_key, words)), prefix) for words in fields)
            last = len(wanted) - 1
            return all(
                any(_runs([word], tuple(map(fold_key, words)), prefix and n == last) for words in fields)
                for n, word in enumerate(wanted)
            )


def _runs(wanted: list[str], words: tuple[str, ...], prefix: bool) -> bool:
    """Whether the words stand there one after the other, the last perhaps only begun."""
    for start in range(len(words) - len(wanted) + 1):
        here = words[start : start + len(wanted)]
        ends = here[-1].startswith(wanted[-1]) if prefix else here[-1] == wanted[-1]
        if list(here[:-1]) == wanted[:-1] and ends:
            return True
    return False


def fill(db: Database, articles: list[One]) -> list[int]:
    made, joined = list[int](), list[int]()
    for number, one in enumerate(articles):
        feed = feeds.add_feed(db, f"https://{FEEDS.index(one.feed)}.example/", "feed", name=one.feed, now=NOW)
        data = EntryData(
            guid=str(number),
            title=" ".join(one.title),
            authors=(Author(one.author),) if one.author else (),
            published=NOW - timedelta(hours=one.hours),
            content=Content("<p>x</p>"),
        )
        [entry] = entries.save(db, feed, Changes(new=(New(data, keys_of(data)),)), NOW).new
        made.append(entry)
        content.save_converted(
            db, [(entry, converted(" ".join(one.body), words=one.words))], version=1, now=NOW
        )
        for kind, wanted in ((Kind.MARK_READ, one.read), (Kind.STAR, one.starred), (Kind.LATER, one.later)):
            if wanted:
                journal.apply(db, kind, [entry], NOW)
        for tag in one.tags:
            tagging.tag(db, tag, [entry], NOW, on=True)
        if one.told_before:
            joined.append(entry)
    for entry in joined:
        first = next(n for n in made if n not in joined)
        [found] = story_joining.arrived(db, entry - 1, 1)
        another = replace(found, feed_id=-entry)  # two of one feed never stand together
        story_joining.settle(db, [Told(another, [first])], entry)
    search.index(db, made)
    return made


@given(st.lists(ARTICLE, min_size=1, max_size=6), st.lists(QUERY, min_size=1, max_size=8))
@example(
    [
        One(("mưa",), (), "An", FEEDS[0], 5, 10, False, False, False, (), told_before=told)
        for told in (False, True)
    ],
    [Is("duplicate"), Not(Is("duplicate"))],
)
@settings(max_examples=40, deadline=None)
def test_sql_finds_what_a_plain_reading_of_the_query_finds(articles: list[One], queries: list[Query]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        db = open_database(Path(folder) / "reader.db")
        articles = [
            replace(one, told_before=one.told_before and not all(other.told_before for other in articles[:n]))
            for n, one in enumerate(articles)
        ]
        made = fill(db, articles)
        for query in queries:
            found = set(lists.ids(db, View(Place.SEARCH), query=query, now=NOW))
            expected = {entry for entry, one in zip(made, articles, strict=True) if matches(query, one)}
            assert found == expected, query
            driven = set(search.find(db, query, limit=50, now=NOW))
            assert driven == expected, query
        db.close()
