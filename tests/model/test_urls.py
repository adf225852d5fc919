"""Addresses from strangers: cleaned, judged, and recognised again."""

from __future__ import annotations

from unittest.mock import patch

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui_reader.model.feed import Feed, FeedData, FeedKind
from tui_reader.model.urls import LIMIT, canonical, clean, host, is_web, without_login

CLEANED = [
    ("https://báo.vn/tin tức", "https://xn--bo-mia.vn/tin%20t%E1%BB%A9c"),
    (" https://a.example/x\n", "https://a.example/x"),
    ("java\tscript:alert(1)", "javascript:alert(1)"),
    ("https://a.example/%C3%A9?q=a b", "https://a.example/%C3%A9?q=a%20b"),
    ("https://a.example/\x1b]52;c;x\x07", "https://a.example/]52;c;x"),
    ("http://[::1", ""),
    ("x" * (LIMIT + 1), ""),
]


@pytest.mark.parametrize(("given", "expected"), CLEANED)
def test_addresses_are_cleaned(given: str, expected: str) -> None:
    assert clean(given) == expected


def test_relative_addresses_join_their_base() -> None:
    assert clean("../b?c", "https://báo.vn/x/y") == "https://xn--bo-mia.vn/b?c"


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "file:///etc/passwd", "http:", "//a.example", "-a", "", "ftp://a"]
)
def test_only_http_and_https_with_a_host_are_web(url: str) -> None:
    assert not is_web(url)


SAME = [
    "https://www.a.example/story/?utm_source=x&id=3#top",
    "http://a.example/story?id=3",
    "https://m.a.example/story/?fbclid=9&id=3",
]


def test_one_page_under_several_addresses_has_one_key() -> None:
    assert {canonical(url) for url in SAME} == {"https://a.example/story?id=3"}
    assert canonical("https://a.example/story?id=4") != canonical(SAME[0])
    assert canonical("mailto:a@b") == ""


@given(st.text(max_size=80))
def test_nothing_cleaned_holds_a_control_or_a_space(text: str) -> None:
    cleaned = clean(text, "https://a.example/")
    assert cleaned.isascii()
    assert not set(cleaned) & {chr(code) for code in (*range(0x21), 0x7F)}
    host(text)
    canonical(text)


ADDRESSES = st.builds(
    "".join,
    st.tuples(
        st.sampled_from(("http://", "https://", "HTTP://")),
        st.sampled_from(
            ("a.example", "www.a.example", "M.a.example", "a.example:80", "a..", "u:p@a.example")
        ),
        st.text("ab/.;:%20@", max_size=8).map(lambda path: "/" + path if path else ""),
        st.sampled_from(
            (
                "",
                "?",
                "?utm_source=x",
                "?utm_source=x&fbclid=",
                "?id=3&utm_medium",
                "?b=2&a=%20",
                "?&&",
                "?a?b",
            )
        ),
        st.sampled_from(("", "#", "#top", "#a?b")),
    ),
)


@given(ADDRESSES)
def test_what_usual_addresses_are_spared_changes_nothing(url: str) -> None:
    joined, key = clean(url, "https://b.example/x/"), canonical(url)
    with patch("tui_reader.model.urls.is_usual", return_value=False):
        assert (clean(url, "https://b.example/x/"), canonical(url)) == (joined, key)


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("https://an:bí%20mật@x.example/a?b=c@d", "https://x.example/a?b=c@d"),
        ("https://x.example/@an", "https://x.example/@an"),
        ("/home/an@x/feed.xml", "/home/an@x/feed.xml"),
    ],
)
def test_an_address_is_shown_without_its_login(url: str, shown: str) -> None:
    assert without_login(url) == shown


def test_a_feed_without_a_title_is_called_by_its_address_without_the_login() -> None:
    feed = Feed(1, "https://an:secret@x.example/rss", FeedKind.FEED, FeedData())
    assert feed.title == "https://x.example/rss"
