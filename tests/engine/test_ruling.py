"""Rules on arrival: done once, in their order, owed through crashes, taken back one by one, and counted."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.engine.conftest import Talk
from tests.engine.fault_server import FaultServer
from tests.store.conftest import converted
from tui_reader.engine.ruling import arrived, settle
from tui_reader.model.action import Kind
from tui_reader.model.entry import EntryData
from tui_reader.model.messages import DebtLeft, Refresh, RuleMatched
from tui_reader.model.rule import Deed, Rule
from tui_reader.model.rule import Told as RuleTold
from tui_reader.model.update import Changes, New, keys_of
from tui_reader.model.view import Place, View
from tui_reader.paths import Paths
from tui_reader.store import (
    content,
    counters,
    debt,
    entries,
    feeds,
    journal,
    lists,
    ruled,
    rules,
    search,
    story_joining,
    tagging,
)
from tui_reader.store.database import Database, open_database
from tui_reader.store.story_joining import Told

NOW = datetime(2026, 11, 20, 8, 0, tzinfo=UTC)
ALL, UNREAD = View(Place.ALL), View(Place.UNREAD)


@pytest.fixture
def db(tmp_path: Path) -> Iterator[Database]:
    database = open_database(tmp_path / "reader.db")
    feeds.add_feed(database, "https://news.example/feed", "feed", name="Daily", now=NOW)
    yield database
    database.close()


def bring(db: Database, *titles: str, feed: int = 1) -> tuple[list[int], list[RuleTold]]:
    """New articles, as the engine writes them."""
    data = [EntryData(guid=title, title=title, link=f"https://news.example/{title}") for title in titles]
    with db.transaction():
        new = entries.save(db, feed, Changes(new=tuple(New(one, keys_of(one)) for one in data)), NOW).new
        return list(new), arrived(db, new, NOW)


def convert(db: Database, ids: list[int], body: str = "A text.") -> None:
    content.save_converted(
        db, [(one, converted(body, words=len(body.split()))) for one in ids], version=1, now=NOW
    )
    search.index(db, ids)


def have(db: Database, *wanted: Rule) -> None:
    rules.keep(db, wanted, wanted[0].name if wanted else "", NOW)


def test_what_the_list_knows_is_ruled_as_it_arrives_and_old_articles_are_left_alone(db: Database) -> None:
    [old], _ = bring(db, "Old")
    have(db, Rule("All of it", "feed:daily", (Deed.READ, Deed.STAR, Deed.TAG, Deed.NOTIFY), tag="nui"))
    new, told = bring(db, "One", "Two")
    assert list(lists.ids(db, UNREAD)) == [old]
    assert [tagging.tags_of(db, one) for one in new] == [("nui",), ("nui",)]
    assert told == [RuleTold("All of it", 2, new[1])]
    assert rules.listed(db)[0].matched == 2
    assert {(action.kind, action.title, action.count) for action in journal.history(db, 9)} == {
        (Kind.RULE_READ, "All of it", 2),
        (Kind.RULE_STAR, "All of it", 2),
        (Kind.RULE_TAG, "All of it", 2),
        (Kind.EDIT_RULES, "All of it", 0),
    }


def test_a_rule_about_words_waits_for_the_text_and_is_done_once(
    db: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    have(db, Rule("Goals", "goal", (Deed.READ,)), Rule("Long", "minutes:>5", (Deed.STAR,)))
    new, _ = bring(db, "One", "Two")
    assert settle(db, NOW) == (False, []), "nothing is ready yet"
    convert(db, [new[0]], "They scored a goal.")

    def killed(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(debt, "clear", killed)
        with pytest.raises(KeyboardInterrupt):
            settle(db, NOW)
    assert len(lists.ids(db, UNREAD)) == 2, "who dies in the middle of it has done nothing"
    assert settle(db, NOW) == (True, [])
    assert list(lists.ids(db, UNREAD)) == [new[1]]
    journal.apply(db, Kind.MARK_UNREAD, [new[0]], NOW)
    assert settle(db, NOW)[0] is False, "and what was ruled is not ruled again"
    convert(db, [new[1]], "word " * 2000)
    settle(db, NOW)
    assert list(lists.ids(db, View(Place.STARRED))) == [new[1]]
    assert not debt.owes(db, debt.RULE)


def test_what_one_rule_hides_those_after_it_do_not_see_and_off_is_off(db: Database) -> None:
    have(
        db,
        Rule("Off", "feed:daily", (Deed.STAR,), enabled=False),
        Rule("Hide", "feed:daily", (Deed.HIDE,)),
        Rule("Later", "feed:daily", (Deed.LATER,)),
        Rule("Nonsense", "is:nonsense", (Deed.READ,)),
    )
    bring(db, "One")
    assert list(lists.ids(db, ALL)) == []
    assert feeds.sources(db).counts.total == 0
    assert [rule.matched for rule in rules.listed(db)] == [0, 1, 0, 0]


def test_undo_is_for_the_reader_s_own_deeds_and_a_rule_s_are_taken_back_from_the_history(
    db: Database,
) -> None:
    have(db, Rule("Hide", "feed:daily", (Deed.HIDE,)))
    bring(db, "One", "Two")
    hidden = journal.history(db, 1)[0]
    assert hidden.kind is Kind.RULE_HIDE
    undone = journal.undo(db, NOW)
    assert undone is not None
    assert undone.kind is Kind.EDIT_RULES
    assert rules.listed(db) == []
    assert len(lists.ids(db, ALL)) == 0, "what it did stays done"
    journal.redo(db, NOW)
    assert [rule.name for rule in rules.listed(db)] == ["Hide"]
    back = ruled.take_back(db, hidden.id, NOW)
    assert back is not None
    assert back.undone
    assert len(lists.ids(db, ALL)) == 2
    ruled.take_back(db, hidden.id, NOW)
    assert len(lists.ids(db, ALL)) == 0
    assert counters.miscounted(db) == 0


def test_a_rule_is_tried_on_what_is_here(db: Database) -> None:
    made, _ = bring(db, *(f"Article {n}" for n in range(1, 8)))
    journal.apply(db, Kind.STAR, made[:6], NOW)
    from tui_reader.query import parse

    tried = rules.tried(db, parse("is:starred", now=NOW, zone=UTC))
    assert (tried.matching, tried.of) == (6, 7)
    assert list(tried.titles) == [f"Article {n}" for n in range(6, 1, -1)]


STEP = st.one_of(
    st.tuples(st.just("bring"), st.integers(1, 2), st.integers(1, 3)),
    st.tuples(st.just("convert"), st.integers(0, 9), st.just(0)),
    st.tuples(
        st.just("act"),
        st.sampled_from(["mark_read", "mark_unread", "star", "unstar", "later"]),
        st.integers(0, 9),
    ),
    st.tuples(st.just("undo"), st.just(0), st.just(0)),
    st.tuples(st.just("redo"), st.just(0), st.just(0)),
    st.tuples(st.just("take back"), st.integers(0, 20), st.just(0)),
)
SOME_RULES = st.lists(
    st.builds(
        Rule,
        *(st.just("R"), st.sampled_from(["feed:daily", "article", "is:unread", "minutes:<1", "-is:starred"])),
        st.lists(st.sampled_from([Deed.READ, Deed.STAR, Deed.LATER, Deed.HIDE]), min_size=1, unique=True).map(
            tuple
        ),
    ),
    max_size=3,
)


@settings(max_examples=40, deadline=None)
@given(SOME_RULES, st.lists(STEP, max_size=14))
def test_counts_are_what_counting_finds_whatever_rules_and_reader_do(
    made: list[Rule], steps: list[tuple[str, int | str, int]]
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        db = open_database(Path(folder) / "reader.db")
        for name in ("Daily", "Weekly"):
            feeds.add_feed(db, f"https://{name}.example/feed", "feed", name=name, now=NOW)
        have(db, *made)
        ids: list[int] = []
        for number, (step, first, second) in enumerate(steps):
            if step == "bring":
                ids += bring(db, *(f"Article {number} {n}" for n in range(second)), feed=int(first))[0]
            elif step == "convert":
                convert(db, ids[int(first) :])
                settle(db, NOW)
            elif step == "act":
                journal.apply(db, Kind(str(first)), ids[second:], NOW)
            elif step == "undo":
                journal.undo(db, NOW)
            elif step == "redo":
                journal.redo(db, NOW)
            else:
                ruled.take_back(db, int(first), NOW)
        assert counters.miscounted(db) == 0
        db.close()


async def test_the_engine_rules_what_it_brings_in(engine: Talk, paths: Paths, server: FaultServer) -> None:
    database = open_database(paths.store)
    feeds.add_feed(database, server.url("feed/a"), "feed", name="Daily", now=NOW)
    have(
        database,
        Rule("Read", "feed:daily", (Deed.READ, Deed.NOTIFY)),
        Rule("Text", "-zzzz", (Deed.STAR,)),
    )
    assert (await engine.ask(Refresh)).new == 3
    told = await engine.until(RuleMatched)
    assert (told.rule, told.count) == ("Read", 3)
    await engine.until(DebtLeft, lambda event: event.left == 0)
    assert len(lists.ids(database, UNREAD)) == 0
    assert len(lists.ids(database, View(Place.STARRED))) == 3
    database.close()


def test_what_a_rule_does_bite_by_bite_is_one_line_taken_back_as_one(db: Database) -> None:
    have(db, Rule("storms", "title:storm", (Deed.READ, Deed.STAR)))
    ids = []
    for n in range(5):
        new, _ = bring(db, f"storm {n}", f"sun {n}")
        convert(db, new)
        settle(db, NOW)
        ids.append(new[0])
        journal.apply(db, Kind.LATER, [new[1]], NOW)
    lines = [one for one in journal.history(db, 20) if one.kind.by_rule]
    assert [(one.kind, one.count, one.title) for one in lines] == [
        (Kind.RULE_STAR, 5, "storms"),
        (Kind.RULE_READ, 5, "storms"),
    ]
    ruled.take_back(db, lines[1].id, NOW)
    assert set(ids) <= set(lists.ids(db, UNREAD))
    new, _ = bring(db, "storm 9")
    convert(db, new)
    settle(db, NOW)
    [anew, *_] = [one for one in journal.history(db, 20) if one.kind is Kind.RULE_READ]
    assert (anew.count, anew.undone) == (1, False), "what was taken back is not gone on with"
    assert counters.miscounted(db) == 0


def test_another_day_and_another_rule_have_lines_of_their_own(db: Database) -> None:
    for name, later in (("a", 0), ("b", 0), ("b", 24)):
        have(db, Rule(name, "title:storm", (Deed.READ,)))
        new, _ = bring(db, f"storm {name} {later}")
        convert(db, new)
        settle(db, NOW + timedelta(hours=later))
    lines = [one for one in journal.history(db, 20) if one.kind is Kind.RULE_READ]
    assert [(one.title, one.count) for one in lines] == [("b", 1), ("b", 1), ("a", 1)]


def test_a_rule_can_ask_whether_another_article_told_it_before(db: Database) -> None:
    have(db, Rule("again", "is:duplicate", (Deed.READ,)))
    feeds.add_feed(db, "https://other.example/feed", "feed", name="Weekly", now=NOW)
    [one], _ = bring(db, "A storm closes every school in the north")
    convert(db, [one])
    [other], _ = bring(db, "A storm closes every school in the north!", feed=2)
    convert(db, [other])
    assert settle(db, NOW) == (False, []), "it waits until the stories are known"
    found = story_joining.arrived(db, 0, 10)
    story_joining.settle(db, [Told(found[0]), Told(found[1], [one])], other)
    assert settle(db, NOW)[0]
    assert list(lists.ids(db, UNREAD)) == [one]
