"""A body on its way through a worker: unpacked within bounds, known again where it says nothing else than before."""

from __future__ import annotations

import gzip
import tracemalloc
from datetime import UTC, datetime

import pytest

from tests.engine.answers import rss
from tui_reader.engine.feed_jobs import read_feed
from tui_reader.engine.reading import ReadFeed, read, unpack
from tui_reader.model.entry import Content, EntryData, ParsedFeed
from tui_reader.model.errors import RetrieveError
from tui_reader.model.feed import FeedData
from tui_reader.model.update import Retrieved, keys_of
from tui_reader.sources.unpacking import unpacked
from tui_reader.store.encoding import unpack_text

NOW = datetime(2026, 1, 1, tzinfo=UTC)
MOST = 1_000_000


def reads(body: bytes, known: bytes = b"") -> ReadFeed:
    packed = Retrieved("https://news.example/feed", gzip.compress(body), packed=True)
    return unpack(read_feed(packed, known, MOST, NOW, 2000))


def made_on(date: str) -> bytes:
    built = f"<lastBuildDate>{date}</lastBuildDate><!-- made on {date} in 0.3 s --></title>"
    return rss("a").replace(b"</title>", b"</title>" + built.encode().removesuffix(b"</title>"), 1)


def test_a_packed_body_is_read_as_it_was_before_it_was_packed() -> None:
    read = reads(rss("a"))
    assert [each.guid for each in read.keys] == ["a-0", "a-1", "a-2"]
    assert read.size == len(rss("a"))
    assert not read.is_known


def test_a_bomb_is_measured_and_never_kept() -> None:
    bomb = gzip.compress(bytes(40_000_000))
    tracemalloc.start()
    try:
        with pytest.raises(RetrieveError) as raised:
            unpacked(bomb, 15_000_000)
        assert raised.value.code == "too_large"
        assert tracemalloc.get_traced_memory()[1] < 5_000_000
    finally:
        tracemalloc.stop()


def test_a_body_with_something_behind_it_that_looks_like_a_size_is_read_all_the_same() -> None:
    assert unpacked(gzip.compress(b"news") + b"\0\0\0\xff\xff\xff\xff", 1000) == b"news"


def test_a_feed_of_which_only_the_date_of_its_making_is_new_is_known_and_not_read() -> None:
    first = reads(made_on("Thu, 01 Jan 2026 00:00:00 GMT"))
    again = reads(made_on("Thu, 01 Jan 2026 01:00:00 GMT"), first.body_hash)
    assert again.is_known
    assert (again.keys, again.packed) == ((), ())
    assert again.body_hash == first.body_hash


@pytest.mark.parametrize(
    ("was", "now"),
    [
        ("Nguồn a", "Nguồn khác"),
        ("Bài 1 của a", "Bài 1"),
        ("25 Jul 2019", "26 Jul 2019"),
        ("<link>https://news.example/a</link>", "<link>https://other.example/</link>"),
    ],
)
def test_whatever_else_is_new_is_read(was: str, now: str) -> None:
    first = reads(rss("a"))
    changed = rss("a").decode().replace(was, now, 1).encode()
    assert changed != rss("a")
    assert not reads(changed, first.body_hash).is_known


def test_what_would_not_end_when_it_is_unpacked_is_cut() -> None:
    with pytest.raises(RetrieveError) as raised:
        reads(bytes(50_000_000))
    assert raised.value.code == "too_large"


def test_texts_that_are_hashed_and_kept_at_once_are_what_they_are_one_by_one() -> None:
    told = EntryData(
        guid="1", title="정부", summary=Content("요약 \ud800"), content=Content("<p>발표했습니다 \0</p>")
    )
    read_at_once = read(ParsedFeed(FeedData(), (told,)), NOW)
    assert read_at_once.keys == (keys_of(told),)
    kept = [text[2] for text in read_at_once.cells(0).texts]
    assert [unpack_text(cell) for cell in kept if isinstance(cell, bytes)] == [
        "요약 \ufffd",
        "<p>발표했습니다 \ufffd</p>",
    ]
