"""The decision is pure: what is known and what came, and what that means; feeds that lie included (hostile.md H66–H68)."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from tui_reader.engine.decide import decide
from tui_reader.model.entry import Content, EntryData, ParsedFeed
from tui_reader.model.feed import FeedData
from tui_reader.model.update import Changes, Keys, Known, keys_of

HOME = "https://news.example/"


def entry(guid: str = "", link: str = "", title: str = "", body: str = "b") -> EntryData:
    return EntryData(guid=guid, link=link, title=title, content=Content(body))


class Shelf:
    """A store of the simplest kind: what was decided is kept as the real one keeps it."""

    def __init__(self) -> None:
        self.kept: dict[int, Keys] = {}
        self.events: list[tuple[str, int]] = []

    def known(self) -> Known:
        ids = sorted(self.kept)
        return Known(
            by_guid={self.kept[i].guid: i for i in ids if self.kept[i].guid},
            by_link={self.kept[i].link: i for i in ids if self.kept[i].link},
            by_title={(self.kept[i].link, self.kept[i].title): i for i in ids},
            by_hash={self.kept[i].content_hash: i for i in ids},
            hashes={i: self.kept[i].content_hash for i in ids},
            keys=dict(self.kept),
        )

    def fetch(self, *entries: EntryData) -> Changes:
        changes = decide(self.known(), ParsedFeed(FeedData(link=HOME), entries))
        for new in changes.new:
            self.kept[len(self.kept) + 1] = new.keys
        for changed in changes.changed:
            self.kept[changed.entry_id] = changed.keys
        return changes


def counts(changes: Changes) -> tuple[int, int, int]:
    return len(changes.new), len(changes.changed), len(changes.same)


A = entry("1", HOME + "a", "A")
XA, XB = entry("x", HOME + "a", "A"), entry("x", HOME + "b", "B")
OLD, SAFE = "http://news.example/a", "https://news.example/a"
B = entry("2", HOME + "b", "B")


@pytest.mark.parametrize(
    ("name", "first", "second", "expected"),
    [
        ("nothing changed", [A, B], [A, B], (0, 0, 2)),
        ("one new", [A], [B, A], (1, 0, 1)),
        ("body edited", [A], [replace(A, content=Content("c"))], (0, 1, 0)),
        ("title and link edited", [A], [entry("1", HOME + "z", "Z")], (0, 1, 0)),
        ("the same entry twice in one feed", [A], [A, A], (0, 0, 1)),
        ("duplicate guid, an older version after it", [], [A, replace(A, content=Content("old"))], (1, 0, 0)),
        ("one guid for all, seen again", [XA, XB], [XA, XB], (0, 0, 2)),
        ("one guid for all, one left", [XA, XB], [XA], (0, 0, 1)),
        ("another guid each time", [A], [replace(A, guid="77")], (0, 0, 1)),
        ("another guid each time, and edited", [A], [replace(A, guid="77", content=Content("c"))], (0, 1, 0)),
        ("guid in other case", [replace(A, guid="Ab")], [replace(A, guid="aB ")], (0, 0, 1)),
        ("no guid at all", [replace(A, guid=""), replace(B, guid="")], [replace(B, guid=""), replace(A, guid="")], (0, 0, 2)),
        ("no guid, title edited", [replace(A, guid="")], [replace(A, guid="", title="A!")], (0, 1, 0)),
        ("no guid, no link, the same words", [entry(title="T")], [entry(title="T")], (0, 0, 1)),
        ("no guid, no link, other words", [entry(title="T")], [entry(title="T", body="c")], (1, 0, 0)),
        ("http becomes https", [entry("", OLD, "A")], [entry("", SAFE, "A")], (0, 1, 0)),
        ("guid is the link and becomes https", [entry(OLD, OLD, "A")], [entry(SAFE, SAFE, "A")], (0, 1, 0)),
        ("all link to the front page", [], [entry("1", HOME, "A"), entry("2", HOME, "B")], (2, 0, 0)),
        ("the one item links to the front page", [entry("1", HOME, "A")], [entry("2", HOME, "B")], (1, 0, 0)),
        ("two of the same title, other addresses", [], [entry("", HOME + "1", "W"), entry("", HOME + "2", "W")], (2, 0, 0)),
        ("empty feed", [A, B], [], (0, 0, 0)),
    ],
)  # fmt: skip
def test_each_case_is_decided_as_a_reader_would(
    name: str, first: Sequence[EntryData], second: Sequence[EntryData], expected: tuple[int, int, int]
) -> None:
    shelf = Shelf()
    shelf.fetch(*first)
    assert counts(shelf.fetch(*second)) == expected, name


@pytest.mark.hostile("H68")
def test_a_feed_that_drops_to_nothing_and_returns_brings_nothing_new() -> None:
    shelf = Shelf()
    shelf.fetch(A, B)
    shelf.fetch()
    assert counts(shelf.fetch(A, B)) == (0, 0, 2)


@pytest.mark.hostile("H67")
def test_of_one_guid_for_all_each_keeps_its_own_story() -> None:
    shelf = Shelf()
    shelf.fetch(*(entry("x", HOME + str(n), str(n)) for n in range(5)))
    changes = shelf.fetch(*(entry("x", HOME + str(n), str(n), body="new") for n in range(3)))
    assert {changed.entry_id: changed.keys.title for changed in changes.changed} == {1: "0", 2: "1", 3: "2"}


small = st.sampled_from(["", "a", "b", "c"])
entries = st.lists(
    st.builds(
        entry,
        guid=small,
        link=small.map(lambda name: HOME + name if name else ""),
        title=small,
        body=st.sampled_from(["x", "y"]),
    ),
    max_size=6,
)


@pytest.mark.hostile("H67")
@given(st.lists(entries, max_size=4))
def test_a_feed_fetched_twice_brings_nothing_the_second_time(fetches: list[list[EntryData]]) -> None:
    shelf = Shelf()
    for items in fetches:
        shelf.fetch(*items)
        again = shelf.fetch(*items)
        assert not again.new
        assert not again.changed


@pytest.mark.hostile("H67")
@given(entries, entries)
def test_every_visible_entry_is_kept_and_none_is_claimed_twice(
    first: list[EntryData], second: list[EntryData]
) -> None:
    shelf = Shelf()
    shelf.fetch(*first)
    changes = shelf.fetch(*second)
    touched = [changed.entry_id for changed in changes.changed] + list(changes.same)
    assert len(touched) == len(set(touched))
    kept = {keys.content_hash for keys in shelf.kept.values()}
    names = {(keys.guid, keys.link, keys.title) for keys in shelf.kept.values()}
    for data in second:
        keys = keys_of(data)
        assert keys.content_hash in kept or keys.guid in {guid for guid, _, _ in names} or keys.link
