"""What was delivered is kept as it was, known again by its keys, and never lost by a change."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tui_reader.model.document import ImageRef
from tui_reader.model.entry import Author, CommentsRef, Content, Enclosure, EntryData, Kept
from tui_reader.model.errors import StoreError
from tui_reader.model.update import Changed, Changes, Keys, New, keys_of
from tui_reader.store import debt, entries, feeds
from tui_reader.store.database import Database

FULL = EntryData(
    guid=" urn:1 ",
    link="https://www.example.org/a/?utm_source=x",
    title="Quảng Ninh",
    authors=(Author("A", "https://a.example", "a@example.org"), Author("B")),
    published=datetime(2026, 11, 19, 1, 2, 3, tzinfo=UTC),
    updated=datetime(2026, 11, 19, 4, 5, 6, tzinfo=UTC),
    summary=Content("short", "text/plain", "vi", "https://example.org/"),
    content=Content("<p>" + "long " * 500, "text/html", "vi", "https://example.org/"),
    enclosures=(Enclosure("https://example.org/a.mp3", "audio/mpeg", "sound", 10**30, 61),),
    images=(ImageRef("https://example.org/1.jpg", "alt", "caption", "credit", 640, 480),),
    comments=CommentsRef("https://example.org/a#c", "https://example.org/a/feed", 12),
    tags=("Tin", "Thế giới"),
    language="vi-VN",
    source="/home/x/a.txt",
)


def new(*data: EntryData) -> Changes:
    return Changes(new=tuple(New(each, keys_of(each)) for each in data))


def test_an_entry_comes_back_as_it_was_delivered(db: Database, feed_id: int, now: datetime) -> None:
    (entry_id,) = entries.save(db, feed_id, new(FULL), now).new
    found = entries.entry(db, entry_id)
    assert found is not None
    assert found.data.enclosures[0].length == 2**53  # what a stranger claims is made to fit
    assert found.data == EntryData(
        **{
            **{name: getattr(FULL, name) for name in FULL.__struct_fields__},
            "enclosures": found.data.enclosures,
        }
    )
    assert entries.delivered(db, entry_id) == found.data
    assert (found.sort_at, found.first_seen, found.comments) == (FULL.published, now, 12)
    assert found.kept == Kept.HAS_PICTURES | Kept.HAS_AUDIO | Kept.HAS_COMMENTS
    assert entries.entry(db, 999) is None


@pytest.mark.hostile("H36")
@given(st.text(st.characters(exclude_categories=())), st.text(st.characters(exclude_categories=())))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40, deadline=None)
def test_any_text_is_stored_and_its_entry_known_again(
    db: Database, feed_id: int, now: datetime, guid: str, text: str
) -> None:
    data = EntryData(
        guid=guid, title=text, link=text, authors=(Author(text),), tags=(text,), content=Content(text)
    )
    keys = keys_of(data)
    (entry_id,) = entries.save(db, feed_id, Changes(new=(New(data, keys),)), now).new
    found = entries.entry(db, entry_id)
    assert found is not None
    assert found.data.content is not None
    assert found.data.content.value == "".join(
        "\ufffd" if c == "\0" or "\ud800" <= c <= "\udfff" else c for c in text
    )
    known = entries.known(db, feed_id, [keys])
    assert known.by_hash[keys.content_hash] == entry_id
    assert known.by_guid.get(guid) == (entry_id if guid else None)


def test_known_answers_only_what_is_asked_and_only_of_the_feed(
    db: Database, feed_id: int, now: datetime
) -> None:
    data = EntryData(guid="g", link="https://example.org/1", title="Tiêu đề")
    (entry_id,) = entries.save(db, feed_id, new(data), now).new
    keys = keys_of(data)
    known = entries.known(db, feed_id, [keys, Keys("other", "", "", b"x" * 16)])
    assert (known.by_guid, known.by_link) == ({"g": entry_id}, {keys.link: entry_id})
    assert known.by_title == {(keys.link, keys.title): entry_id}
    assert (known.by_hash, known.hashes) == ({keys.content_hash: entry_id}, {entry_id: keys.content_hash})
    assert known.keys == {entry_id: keys}
    other = feeds.add_feed(db, "https://other.example", "feed", now=now)
    assert entries.known(db, other, [keys]).hashes == {}
    assert entries.known(db, feed_id, [Keys("", "", "", b"")]).hashes == {}


@pytest.mark.hostile("H67")
def test_one_guid_for_all_items_keeps_each_and_tells_them_apart_by_link_and_title(
    db: Database, feed_id: int, now: datetime
) -> None:
    items = [EntryData(guid="same", link=f"https://example.org/{n}", title=f"T{n}") for n in range(3)]
    ids = entries.save(db, feed_id, new(*items), now).new
    assert len(set(ids)) == 3
    keys = [keys_of(item) for item in items]
    known = entries.known(db, feed_id, keys)
    assert known.by_guid == {"same": max(ids)}
    assert [known.by_link[k.link] for k in keys] == list(ids)
    assert [known.keys[entry_id].link for entry_id in ids] == [k.link for k in keys]


@pytest.mark.hostile("H67")
def test_a_guid_that_changes_is_known_by_link_and_title(db: Database, feed_id: int, now: datetime) -> None:
    (entry_id,) = entries.save(
        db, feed_id, new(EntryData(guid="1", link="http://example.org/a", title="T")), now
    ).new
    later = keys_of(EntryData(guid="2", link="https://www.example.org/a/", title=" t "))
    assert entries.known(db, feed_id, [later]).by_title == {(later.link, later.title): entry_id}


def test_two_thousand_keys_are_looked_up_at_once(db: Database, feed_id: int, now: datetime) -> None:
    items = [EntryData(guid=str(n), title=str(n)) for n in range(2000)]
    entries.save(db, feed_id, new(*items), now)
    assert len(entries.known(db, feed_id, [keys_of(item) for item in items]).by_guid) == 2000


@pytest.mark.hostile("H66")
@pytest.mark.parametrize(
    ("published", "believed"),
    [
        (None, False),
        (datetime(9999, 1, 1, tzinfo=UTC), False),
        (datetime(1970, 1, 1, tzinfo=UTC), False),
        (datetime(1990, 1, 1, tzinfo=UTC), True),
        (datetime(2026, 11, 20, 20, tzinfo=UTC), True),
        (datetime(2026, 11, 22, tzinfo=UTC), False),
    ],
)
def test_an_entry_is_sorted_by_a_date_that_can_be_true_else_by_when_it_came(
    db: Database, feed_id: int, now: datetime, published: datetime | None, believed: bool
) -> None:
    (entry_id,) = entries.save(db, feed_id, new(EntryData(guid="1", published=published)), now).new
    found = entries.entry(db, entry_id)
    assert found is not None
    assert found.sort_at == (published if believed else now)
    assert found.data.published == published


def test_a_change_keeps_the_place_and_what_was_said_before(db: Database, feed_id: int, now: datetime) -> None:
    (entry_id,) = entries.save(db, feed_id, new(FULL), now).new
    debt.clear(db, debt.CONVERT, [entry_id])
    for n in range(30):
        data = EntryData(
            guid="urn:1",
            title=f"T{n}",
            content=Content(f"text {n}"),
            published=now - timedelta(days=n),
            tags=("Mới",),
        )
        done = entries.save(db, feed_id, Changes(changed=(Changed(entry_id, data, keys_of(data)),)), now)
        assert done.updated == (entry_id,)
    found = entries.entry(db, entry_id)
    assert found is not None
    assert (found.data.title, found.data.tags, found.data.summary) == ("T29", ("Mới",), None)
    assert (found.sort_at, found.revisions) == (FULL.published, 30)
    assert Kept.CHANGED in found.kept
    titles = [row[0] for row in db.rows("SELECT title FROM revision ORDER BY id")]
    assert (titles[0], titles[-1], len(titles)) == ("Quảng Ninh", "T28", 30)
    assert debt.count(db, debt.CONVERT) == 1


def test_ids_follow_the_dates_within_one_arrival(db: Database, feed_id: int, now: datetime) -> None:
    items = [EntryData(guid=str(n), published=now - timedelta(hours=n)) for n in range(5)]
    ids = entries.save(db, feed_id, new(*items), now).new
    assert list(ids) == sorted(ids, reverse=True)


def test_saving_into_a_feed_that_is_not_there_says_so(db: Database, now: datetime) -> None:
    with pytest.raises(StoreError) as caught:
        entries.save(db, 99, new(FULL), now)
    assert caught.value.code == "store.no_such_feed"
