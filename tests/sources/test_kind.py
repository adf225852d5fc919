"""What a body is, is told by what stands in it."""

from pathlib import Path

import pytest

from tui_reader.sources.addresses import home_of, local_path, picture, web
from tui_reader.sources.kind import sniff

FEEDS = Path(__file__).parent / "data" / "feeds"


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (b"<rss version='2.0'/>", "feed"),
        (
            b"\xef\xbb\xbf \n\n<?xml version='1.0'?><!-- <html> --><?xml-stylesheet href='x'?><feed xmlns='x'/>",
            "feed",
        ),
        (b"<!DOCTYPE rss PUBLIC '-//Netscape//DTD RSS 0.91//EN' 'x'><rss version='0.91'/>", "feed"),
        (b"<!DOCTYPE rdf:RDF [<!ENTITY % x '<html>'>]><rdf:RDF/>", "feed"),
        (b"<atom:feed xmlns:atom='x'/>", "feed"),
        (b"<br />\n<b>Warning</b>: x in y.php\n<?xml version='1.0'?><rss></rss>", "feed"),
        (b'{"items": [], "version": "https://jsonfeed.org/version/1"}', "jsonfeed"),
        (b'{"title": "T", "items": []}', "jsonfeed"),
        (b'{"error": "not found"}', "unknown"),
        (b"<?xml version='1.0'?><opml version='1.0'/>", "opml"),
        (b"<!doctype html><p>x", "html"),
        (b"<html><body><pre>&lt;rss&gt;</pre></body></html>", "html"),
        (b"<!DOCTYPE html><html><body><rss>quoted</rss></body></html>", "html"),
        (b"<div>fragment</div>", "html"),
        (b"<?xml version='1.0'?><svg/>", "unknown"),
        (b"", "unknown"),
        (b"plain", "unknown"),
        ("<rss></rss>".encode("utf-16"), "feed"),
        ("<rss></rss>".encode("utf-16-be"), "feed"),
        (b"\x89PNG\r\n\x1a\n" + bytes(200), "unknown"),
    ],
)
@pytest.mark.parametrize("declared", ["text/html", "application/json", "image/png", ""])
def test_content_decides_whatever_is_declared(body: bytes, kind: str, declared: str) -> None:
    expected = kind
    if body == b"plain" and declared == "text/html":
        expected = "text"
    assert sniff(body, {"content-type": declared}, "https://h.example/x") == expected


@pytest.mark.parametrize(
    ("location", "declared", "kind"),
    [
        ("/a/b.md", "", "markdown"),
        ("file:///a/b.txt", "", "text"),
        ("https://h.example/b.MD?x=1", "", "markdown"),
        ("https://h.example/b", "text/markdown; charset=utf-8", "markdown"),
        ("https://h.example/b", "text/plain", "text"),
        ("https://h.example/b", "", "unknown"),
        ("http://[bad/b.md", "", "unknown"),
    ],
)
def test_kinds_of_plain_text_go_by_name_and_type(location: str, declared: str, kind: str) -> None:
    assert sniff(b"Just some words.", {"content-type": declared}, location) == kind


def test_a_feed_named_as_text_is_a_feed() -> None:
    assert sniff((FEEDS / "rdf.xml").read_bytes(), {}, "/x/notes.txt") == "feed"


@pytest.mark.parametrize(
    ("location", "path"),
    [
        ("/a/b.xml", "/a/b.xml"),
        ("file:///a/b%20c.xml", "/a/b c.xml"),
        ("file://localhost/a", "/a"),
        ("file://other/a", None),
        ("https://h.example/a", None),
        ("", None),
    ],
)
def test_a_location_is_a_path_or_an_address(location: str, path: str | None) -> None:
    assert local_path(location) == path


def test_a_local_feed_reaches_no_further_than_beside_itself(tmp_path: Path) -> None:
    (tmp_path / "f").mkdir()
    (tmp_path / "f" / "link.jpg").symlink_to("/etc/hostname")
    home = home_of(str(tmp_path / "f" / "feed.xml"))
    assert picture("a.mp3", home) == (tmp_path / "f" / "a.mp3").as_uri()
    assert picture("../g/a.mp3", home) == ""
    assert picture("../g/a.png", home) == (tmp_path / "g" / "a.png").as_uri()
    assert picture("link.jpg", home) == ""
    assert picture("https://h.example/a.png", home) == "https://h.example/a.png"
    assert web("a.html", home) == ""
