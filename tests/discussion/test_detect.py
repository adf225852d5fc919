"""Where comments may be is read from the entry alone; nobody is asked."""

from __future__ import annotations

import pytest

from tui_reader.content.page import read_page_talk
from tui_reader.discussion.detect import SOURCES, detect, source_named
from tui_reader.discussion.source import About, Answer, Place
from tui_reader.model.entry import CommentsRef, Content, EntryData

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


@pytest.mark.parametrize(
    ("entry", "source", "url"),
    [
        (
            {"page": "https://news.ycombinator.com/item?id=42"},
            "hackernews",
            "https://news.ycombinator.com/item?id=42",
        ),
        (
            {"link": "https://news.ycombinator.com/item?x=1&id=42#c"},
            "hackernews",
            "https://news.ycombinator.com/item?id=42",
        ),
        ({"page": "https://lobste.rs/s/abc123/title"}, "lobsters", "https://lobste.rs/s/abc123"),
        ({"link": "https://forum.x/t/a-topic/77/3"}, "discourse", "https://forum.x/t/77.json"),
        ({"link": "https://x/forum/t/a-topic/77"}, "discourse", "https://x/forum/t/77.json"),
        (
            {"link": "https://mastodon.social/@a_b/109876543210123456"},
            "mastodon",
            "https://mastodon.social/api/v1/statuses/109876543210123456/context",
        ),
        (
            {"link": "https://m.x/users/a/statuses/109876543210123456"},
            "mastodon",
            "https://m.x/api/v1/statuses/109876543210123456/context",
        ),
        (
            {"page": "https://www.reddit.com/r/rust/comments/1abcd/title/"},
            "reddit",
            "https://www.reddit.com/comments/1abcd",
        ),
        (
            {"link": "https://bsky.app/profile/a.bsky.social/post/3kabcdefgh2"},
            "bluesky",
            "https://bsky.app/profile/a.bsky.social/post/3kabcdefgh2",
        ),
    ],
)
def test_an_address_the_feed_names_tells_the_place(entry: dict[str, str], source: str, url: str) -> None:
    data = EntryData(
        link=entry.get("link", "https://a.example/x"), comments=CommentsRef(page=entry.get("page", ""))
    )
    assert detect(data) == [Place(source, url)]


def test_the_papers_articles_are_known_by_their_numbers() -> None:
    for link, source, number in (
        ("https://vnexpress.net/mot-bai-viet-4567890.html", "vnexpress", "objectid=4567890"),
        ("https://thethao.vnexpress.net/bai-4567890.html?x=1", "vnexpress", "objectid=4567890"),
        ("https://tuoitre.vn/bai-20260301080000123.htm", "tuoitre", "objId=20260301080000123"),
    ):
        [place] = detect(EntryData(link=link))
        assert place.source == source
        assert number in place.url


@pytest.mark.parametrize(
    "link",
    [
        "https://evil.example/vnexpress.net/bai-4567890.html",
        "https://notvnexpress.net/bai-4567890.html",
        "https://x/t/77",
        "https://x/@a/12",
        "https://x/post/7",
        "javascript:alert(1)//news.ycombinator.com/item?id=1",
        "https://news.ycombinator.com.evil.example/item?id=1",
    ],
)
def test_what_only_looks_like_it_is_none(link: str) -> None:
    assert detect(EntryData(link=link)) == []


def test_a_link_called_comments_below_the_text_counts_and_one_inside_it_does_not() -> None:
    said = '<p>Points: 5</p><p>Comments URL: <a href="https://news.ycombinator.com/item?id=42">https://news…</a></p>'
    assert [place.source for place in detect(EntryData(content=Content(said)))] == ["hackernews"]
    lobsters = '<p><a href="https://lobste.rs/s/abc123/x">Comments</a></p>'
    assert [place.source for place in detect(EntryData(content=Content(lobsters)))] == ["lobsters"]
    quoted = '<p>As <a href="https://news.ycombinator.com/item?id=42">somebody</a> wrote in the comments.</p>'
    assert detect(EntryData(content=Content(quoted))) == []


MARKERS = [
    (
        '<section id="isso-thread" data-isso="//c.example/isso/"></section>',
        "isso",
        "https://c.example/isso/?uri=%2Fbai&sort=oldest",
    ),
    (
        '<div data-isso="/isso" data-isso-id="/x?y"></div>',
        "isso",
        "https://a.example/isso/?uri=%2Fx%3Fy&sort=oldest",
    ),
    (
        "<script>var remark_config = {host: 'https://r.example', site_id: 'b', url: '/bai'}</script>",
        "remark42",
        "https://r.example/api/v1/find?site=b&url=https%3A%2F%2Fa.example%2Fbai&sort=time&format=tree",
    ),
    (
        "<script>DiscourseEmbed = { discourseUrl: 'https://f.example/', topicId: 5 };</script>",
        "discourse",
        "https://f.example/t/5.json",
    ),
    (
        '<div data-toot="https://m.example/@a/109876543210123456"></div>',
        "mastodon",
        "https://m.example/api/v1/statuses/109876543210123456/context",
    ),
    (
        '<script type="application/ld+json">{"@type":"Article","comment":[{"text":"x"}]}</script>',
        "page",
        "https://a.example/bai",
    ),
    ('<div itemprop="comment"><p itemprop="text">x</p></div>', "page", "https://a.example/bai"),
    ('<div class="u-comment h-cite"><p class="e-content">x</p></div>', "page", "https://a.example/bai"),
    (
        '<link rel="webmention" href="https://webmention.io/a.example/webmention">',
        "webmention",
        "https://webmention.io/api/mentions.jf2?target=https%3A%2F%2Fa.example%2Fbai&per-page=100&page=0&sort-dir=up",
    ),
]


@pytest.mark.parametrize(("markup", "source", "url"), MARKERS)
def test_a_page_that_was_fetched_anyway_names_its_discussion(markup: str, source: str, url: str) -> None:
    page = f"<html><head><title>x</title></head><body><article><p>Bài.</p></article>{markup}</body></html>"
    talk = read_page_talk(page, "https://a.example/bai")
    entry = EntryData(link="https://a.example/bai", comments=CommentsRef(hints=talk.hints))
    assert detect(entry) == [Place(source, url)]


def test_microformats_are_read_like_microdata() -> None:
    page = (
        '<div class="u-comment h-cite" id="c1"><a class="p-author h-card">Lan Anh</a>'
        '<time class="dt-published" datetime="2026-03-01T08:00:00Z"></time><div class="e-content"><p>Hay.</p></div></div>'
    )
    source = source_named("page")
    assert source is not None
    [one] = source.read([Answer("https://a.example/bai", page)], About("https://a.example/bai")).comments
    assert (one.author, one.body, one.url) == ("Lan Anh", "<p>Hay.</p>", "https://a.example/bai#c1")


@pytest.mark.parametrize(
    ("script", "asked"),
    [
        ("", "thread%3Alink=https%3A%2F%2Fa.example%2Fbai"),
        ("this.page.identifier = 'bai-7';", "thread%3Aident=bai-7"),
        ("var disqus_url = 'https://a.example/b';", "thread%3Alink=https%3A%2F%2Fa.example%2Fb"),
    ],
)
def test_a_disqus_page_names_its_forum_and_what_it_is_called_there(script: str, asked: str) -> None:
    html = (
        f"<html><script>{script}</script><script src='https://bao-lan.disqus.com/embed.js'></script></html>"
    )
    found = read_page_talk(html, "https://a.example/bai")
    entry = EntryData(link="https://a.example/bai#x", comments=CommentsRef(hints=found.hints))
    [place] = detect(entry)
    assert place.url == f"https://disqus.com/api/3.0/threads/details.json?forum=bao-lan&{asked}"


def test_a_wordpress_without_pretty_addresses_is_asked_by_its_parameters() -> None:
    html = """<html><head><link rel='https://api.w.org/' href='https://a.example/index.php?rest_route=/'>
        <link rel='alternate' type='application/json' href='https://a.example/index.php?rest_route=/wp/v2/posts/4'>
        <link rel='alternate' type='application/rss+xml' href='https://a.example/?feed=rss2'>
        <link rel='alternate' type='application/rss+xml' href='https://a.example/?feed=rss2&#038;p=4'></head>
        <body class='postid-4'></body></html>"""
    found = read_page_talk(html, "https://a.example/?p=4")
    assert found.feed == "https://a.example/?feed=rss2&p=4"
    [place, feed] = detect(EntryData(comments=CommentsRef(feed=found.feed, hints=found.hints)))
    asked = "?rest_route=/wp/v2/comments&post=4&per_page=100&page=1&order=asc&orderby=date_gmt"
    assert place.url == f"https://a.example/index.php{asked}"
    assert feed.source == "feed"
