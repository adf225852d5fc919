"""Where comments may be is read from the entry alone; nobody is asked."""

from __future__ import annotations

from tui_reader.discussion.detect import SOURCES, detect, source_named
from tui_reader.discussion.source import Place
from tui_reader.model.entry import CommentsRef, EntryData

REST = "https://x/wp-json/wp/v2/comments?post=7"
ASKED = f"{REST}&per_page=100&page=1&order=asc&orderby=date_gmt"


def test_a_comment_feed_is_a_place_with_the_claimed_count() -> None:
    entry = EntryData(comments=CommentsRef(page="https://x/p#c", feed="https://x/p/feed", count=7))
    assert detect(entry) == [Place("feed", "https://x/p/feed", 7)]


def test_a_page_of_comments_alone_is_no_place_yet() -> None:
    assert detect(EntryData(comments=CommentsRef(page="https://x/p#c"))) == []
    assert detect(EntryData()) == []


def test_what_shows_all_comments_goes_before_a_feed_of_the_newest() -> None:
    entry = EntryData(comments=CommentsRef(feed="https://x/p/feed", hints=(("wordpress", REST),)))
    assert detect(entry) == [Place("wordpress", ASKED), Place("feed", "https://x/p/feed")]


def test_a_wordpress_feed_tells_its_articles_number_by_its_guid() -> None:
    link, feed = "https://x/blog/2026/bai/", "https://x/blog/2026/bai/feed/"
    entry = EntryData(guid="http://x/blog/?p=7", link=link, comments=CommentsRef(feed=feed))
    first, second = detect(entry)
    assert first.url.startswith("https://x/blog/?rest_route=/wp/v2/comments&post=7&per_page=100")
    assert second == Place("feed", feed)
    elsewhere = EntryData(guid="http://x/?p=7", link=link, comments=CommentsRef(feed="https://y/feed"))
    assert [place.source for place in detect(elsewhere)] == ["feed"]


def test_every_source_has_a_name_of_its_own_and_is_found_by_it() -> None:
    assert [source_named(source.name) for source in SOURCES] == list(SOURCES)
    assert source_named("of a newer program") is None


def test_bloggers_comments_are_asked_for_as_atom() -> None:
    place = "https://x.blogspot.com/feeds/12/comments/default"
    entry = EntryData(comments=CommentsRef(feed=f"{place}?alt=rss"))
    assert detect(entry)[0].url == f"{place}?alt=atom&start-index=1&max-results=200"
