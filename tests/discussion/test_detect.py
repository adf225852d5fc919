"""Where comments may be is read from the entry alone; nobody is asked."""

from __future__ import annotations

import pytest

from tui_reader.discussion.detect import detect, source_of
from tui_reader.discussion.source import Place
from tui_reader.model.entry import CommentsRef, EntryData
from tui_reader.model.errors import RetrieveError
from tui_reader.model.feed import Validators
from tui_reader.model.update import NotModified, Retrieved


class Asked:
    """Answers every location and remembers how it was asked."""

    def __init__(self, answer: Retrieved | NotModified) -> None:
        self.answer = answer
        self.calls: list[tuple[str, bool]] = []

    async def retrieve(
        self, location: str, validators: Validators, *, typed: bool
    ) -> Retrieved | NotModified:
        self.calls.append((location, typed))
        return self.answer


def test_a_comment_feed_is_a_place_with_the_claimed_count() -> None:
    entry = EntryData(comments=CommentsRef(page="https://x/p#c", feed="https://x/p/feed", count=7))
    assert detect(entry) == [Place("feed", "https://x/p/feed", 7)]


def test_a_page_of_comments_alone_is_no_place_yet() -> None:
    assert detect(EntryData(comments=CommentsRef(page="https://x/p#c"))) == []
    assert detect(EntryData()) == []


async def test_the_feed_source_asks_for_the_place_with_the_trust_it_is_given() -> None:
    place = Place("feed", "https://x/p/feed")
    asked = Asked(Retrieved("https://x/p/feed", b"<rss/>"))
    got = await source_of(place).fetch(place, asked, typed=False)
    assert got.body == b"<rss/>"
    assert asked.calls == [("https://x/p/feed", False)]


async def test_an_answer_without_a_body_is_an_error() -> None:
    place = Place("feed", "https://x/p/feed")
    with pytest.raises(RetrieveError):
        await source_of(place).fetch(place, Asked(NotModified()), typed=False)
