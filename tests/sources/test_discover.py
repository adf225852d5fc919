"""A page is read for the feeds it names, a feed for what one would know it by."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from tui_reader.model.discovery import Candidate, Page, Sample
from tui_reader.model.errors import ParseError
from tui_reader.model.update import Retrieved
from tui_reader.sources.discover import MOST_LINKS, read_page, survey

NOW = datetime(2026, 11, 20, 8, 0, tzinfo=UTC)
RSS = 'type="application/rss+xml"'


def page(html: str, location: str = "https://bao.example/tin/") -> Page:
    return read_page(Retrieved(location, html.encode(), {"content-type": "text/html; charset=utf-8"}))


def links(html: str, location: str = "https://bao.example/tin/") -> list[tuple[str, str]]:
    return [(link.url, link.title) for link in page(html, location).links]


def test_declared_feeds_are_found_however_they_are_written() -> None:
    assert links(f"""<!doctype html><head>
        <LINK REL='alternate' {RSS} href=tin.rss title="Tin &amp; bài">
        <link href="//other.example/atom" type="application/atom+xml; charset=utf-8" rel="home alternate">
        <link rel=alternate type=application/feed+json href=/feed.json>
        <link rel="feed" href="/plain"></head>""") == [
        ("https://bao.example/tin/tin.rss", "Tin & bài"),
        ("https://other.example/atom", ""),
        ("https://bao.example/feed.json", ""),
        ("https://bao.example/plain", ""),
    ]


def test_the_pages_base_joins_what_stands_after_it() -> None:
    found = links(f'<base href="/goc/"><link rel="alternate" {RSS} href="a.rss">')
    assert found == [("https://bao.example/goc/a.rss", "")]


@pytest.mark.parametrize(
    "tag",
    [
        '<link rel="alternate" hreflang="en" href="/en/">',
        '<link rel="alternate" type="application/json+oembed" href="/oembed?feed=1">',
        '<link rel="alternate" title="JSON" type="application/json" href="/wp-json/wp/v2/pages/2?feed">',
        '<link rel="alternate stylesheet" type="text/xml" href="/rss.xsl">',
        f'<link rel="stylesheet" {RSS} href="/a.rss">',
        f'<link rel="alternate" {RSS} href="javascript:alert(1)">',
        f'<link rel="alternate" {RSS} href="file:///etc/passwd">',
        f'<link rel="alternate" {RSS} href="">',
        f'<!-- <link rel="alternate" {RSS} href="/old.rss"> -->',
        '<a href="https://feedly.com/i/subscription/feed/https://bao.example/rss">Feedly</a>',
        '<a href="https://other.example/feed">Their feed</a>',
        '<a href="/tin/feedback">Góp ý</a>',
        '<a href="/sitemap-rss.xml">Sitemap</a>',
    ],
)
def test_what_is_no_feed_of_the_page_is_left_out(tag: str) -> None:
    assert links(tag) == []


def test_feeds_of_comments_come_last_in_any_language() -> None:
    found = page(f"""<link rel="alternate" {RSS} title="Báo » Bình luận" href="/c1/feed/">
        <link rel="alternate" {RSS} title="Báo" href="/feed/">
        <link rel="alternate" {RSS} title="Báo » Comments Feed" href="/comments/feed/">""").links
    assert [(link.title, link.comments) for link in found] == [
        ("Báo", False),
        ("Báo » Bình luận", True),
        ("Báo » Comments Feed", True),
    ]


def test_links_in_the_text_are_taken_where_the_head_names_none() -> None:
    assert links("""<body><p>Bài <a href="/x">khác</a></p><footer><a href="/rss.htm" title="Kênh RSS"><img>RSS</a>
        <a href="https://feeds.feedburner.com/bao">Qua FeedBurner</a>
        <a href="feed:https://bao.example/all.rss">RSS</a></footer>""") == [
        ("https://bao.example/rss.htm", "Kênh RSS"),
        ("https://feeds.feedburner.com/bao", "Qua FeedBurner"),
        ("https://bao.example/all.rss", "all.rss"),
    ]
    assert links(f'<link rel="alternate" {RSS} href="/a"><a href="/rss.htm">RSS</a>') == [
        ("https://bao.example/a", "")
    ]


def test_a_newspapers_list_of_feeds_names_each_by_its_section() -> None:
    rows = "".join(
        f'<li><a href="/rss/{name}.rss"><span>{title}</span> <i>RSS</i></a></li>'
        for name, title in (("tin-moi-nhat", "Trang chủ"), ("thoi-su", "Thời sự"), ("the-gioi", "Thế giới"))
    )
    found = links(
        f'<head><link rel="alternate" {RSS} title="Báo" href="/rss/tin-moi-nhat.rss"></head><ul>{rows}</ul>'
    )
    assert found == [
        ("https://bao.example/rss/tin-moi-nhat.rss", "Báo"),
        ("https://bao.example/rss/thoi-su.rss", "Thời sự RSS"),
        ("https://bao.example/rss/the-gioi.rss", "Thế giới RSS"),
    ]


def test_the_page_says_what_it_is_called_made_with_and_where_it_sends_one() -> None:
    found = page("""<title>Báo
        hay &amp; nhanh</title><meta name="generator" content="WordPress 6.5"><meta http-equiv=refresh content="0; url=/vi/">""")
    assert (found.title, found.generator, found.refresh) == (
        "Báo hay & nhanh",
        "wordpress 6.5",
        "https://bao.example/vi/",
    )
    assert page('<script src="/wp-content/x.js">').generator == "wordpress"
    assert page('<meta http-equiv="refresh" content="300">').refresh == ""
    assert page('<meta http-equiv="refresh" content="0; url=javascript:x">').refresh == ""


def test_a_video_page_names_its_channel() -> None:
    channel = "UC" + "b" * 22
    found = links(
        f'<title>Kênh</title><script>{{"channelId":"{channel}"}}</script>', "https://www.youtube.com/@kenh"
    )
    assert found == [(f"https://www.youtube.com/feeds/videos.xml?channel_id={channel}", "Kênh")]


def test_hostile_titles_are_one_clean_line() -> None:
    found = page(f'<link rel="alternate" {RSS} href="/a" title="A\x1b]52;c;x\x07\n\u202eB&#27;[31m">').links
    assert found[0].title == "A]52;c;x B[31m"


@pytest.mark.parametrize(
    "html",
    [
        "<!--" * 200_000,
        "<a href='/rss'" * 100_000,
        "<a href='/rss'>" * 100_000,
        f'<link rel="alternate" {RSS} href="/%d">' * 20_000,
        "<link " + "x=y " * 400_000,
        "<title>" * 100_000,
    ],
)
def test_a_hostile_page_is_read_in_one_pass_and_names_a_bounded_number(html: str) -> None:
    assert len(page(html).links) <= MOST_LINKS


def test_a_feed_is_known_by_its_newest_entries() -> None:
    items = "".join(
        f"<item><title>Bài {n}</title><link>https://bao.example/{n}</link><pubDate>{date}</pubDate></item>"
        for n, date in enumerate(
            (
                "Tue, 17 Nov 2026 01:00:00 GMT",
                "Thu, 19 Nov 2026 01:00:00 GMT",
                "",
                "Wed, 18 Nov 2026 01:00:00 GMT",
            )
        )
    )
    body = f"<rss version='2.0'><channel><title>Báo</title><language>vi</language><link>https://bao.example</link>{items}</channel></rss>"
    assert survey(Retrieved("https://bao.example/rss", body.encode()), NOW) == Candidate(
        "https://bao.example/rss",
        "Báo",
        "RSS",
        4,
        (
            Sample("Bài 1", datetime(2026, 11, 19, 1, tzinfo=UTC)),
            Sample("Bài 3", datetime(2026, 11, 18, 1, tzinfo=UTC)),
            Sample("Bài 0", datetime(2026, 11, 17, 1, tzinfo=UTC)),
        ),
        "vi",
        "https://bao.example",
    )


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        ('<feed xmlns="http://www.w3.org/2005/Atom"><title>A</title></feed>', "Atom"),
        (
            '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/">'
            "<channel><title>A</title></channel></rdf:RDF>",
            "RDF",
        ),
        ('{"version": "https://jsonfeed.org/version/1.1", "title": "A", "items": []}', "JSON Feed"),
    ],
)
def test_every_kind_of_feed_is_told(body: str, kind: str) -> None:
    found = survey(Retrieved("https://bao.example/f", body.encode()), NOW)
    assert isinstance(found, Candidate)
    assert (found.kind, found.title, found.items) == (kind, "A", 0)


def test_what_is_neither_page_nor_feed_says_so() -> None:
    with pytest.raises(ParseError) as caught:
        survey(Retrieved("https://bao.example/a.png", b"\x89PNG\r\n\x1a\n" + bytes(200)), NOW)
    assert caught.value.code == "not_a_feed"
