"""What strangers' bytes may not do to the fast way: hang, grow, raise, or be half believed (H01–H12, H34–H36)."""

from __future__ import annotations

import time
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tui_reader.model.entry import ParsedFeed
from tui_reader.model.errors import ParseError
from tui_reader.model.scrub import UNSAFE
from tui_reader.model.update import Retrieved
from tui_reader.sources import xml_feed
from tui_reader.sources.parse import parse
from tui_reader.sources.xml_entry import read_entry

NOW = datetime(2026, 11, 1, tzinfo=UTC)
FEEDS = sorted((Path(__file__).parent / "data" / "feeds").glob("*.xml"))
SPACES = (
    'xmlns:media="http://search.yahoo.com/mrss/" xmlns:dc="http://purl.org/dc/elements/1.1/" '
    'xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd"'
)
ENTITIES = "".join(f'<!ENTITY e{i} "{f"&e{i - 1};" * 10 if i else "ha" * 50}">' for i in range(10))


def read(body: bytes | str) -> ParsedFeed:
    raw = body.encode("utf-8", "surrogatepass") if isinstance(body, str) else body
    return parse(Retrieved("https://host.example/feed", raw), now=NOW)


def rss(inside: str) -> str:
    return f'<rss version="2.0" {SPACES}><channel><title>T</title><item><guid>1</guid>{inside}</item></channel></rss>'


def atom(inside: str, more: str = "") -> str:
    return f'<feed xmlns="http://www.w3.org/2005/Atom"{more}><title>T</title><entry><id>1</id>{inside}</entry></feed>'


def goes_fast(document: str | bytes) -> bool:
    raw = document.encode("utf-8", "surrogatepass") if isinstance(document, str) else document
    return xml_feed.fit(raw) is not None


@pytest.mark.parametrize(
    "document",
    [
        f"<!DOCTYPE rss [{ENTITIES}]>" + rss("<title>&e9;</title>"),
        "<!-- a --><!DOCTYPE rss [<!ENTITY x 'y'>]>" + rss("<title>&x;</title>"),
        '<!DOCTYPE rss [<!ENTITY % p SYSTEM "http://127.0.0.1:9/p">%p;]>' + rss(""),
        "<!--" + "x" * 5000 + "--><!DOCTYPE rss [<!ENTITY x 'y'>]>" + rss("<title>&x;</title>"),
        "<!--" + "x" * 5000 + f"--><!DOCTYPE rss [{ENTITIES}]>" + rss("<enclosure url='&e9;'/>"),
        "<!--"
        + "x" * 5000
        + "--><!DOCTYPE rss SYSTEM 'http://127.0.0.1:9/x.dtd'>"
        + rss("<title>&x;</title>"),
        rss("<title>&nbsp;</title>"),
        rss("<title>\x00</title>"),
        rss("<title>\x1b[31m</title>"),
        rss("<title>&#27;</title>"),
        rss("<title>&#xD800;</title>"),
        rss("<title>\ud800</title>"),
        rss("<title>\uffff</title>"),
        rss("<title>a</title>").encode().replace(b">a<", b">\xff\xfe<"),
        rss("<title>a</title>").encode().replace(b">a<", b">\xc0\xbc<"),
        rss("").encode("utf-16"),
        rss("").replace("<rss", '<?xml version="1.0" encoding="zlib_codec"?><rss').encode("cp1252") + b"\xe9",
        rss("") + rss(""),
        rss("<title>a</title")[:-30],
        "junk before " + rss(""),
        "<rss version='2.0'></rss>",
        "<html><body/></html>",
        "<feed><entry/></feed>",
        "<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'/>",
        "<CHANNEL HREF='http://x/'><ITEM HREF='http://y/'/></CHANNEL>",
        atom("<content type='xhtml'>" + "<b>" * 3000 + "x" + "</b>" * 3000 + "</content>"),
        rss(f"<title>{'x' * 11_000_000}</title>"),
    ],
    ids=range(27),
)
def test_whatever_is_not_as_it_should_be_goes_the_way_of_feedparser(document: str | bytes) -> None:
    assert not goes_fast(document)


@pytest.mark.parametrize(
    "before",
    [
        "",
        "\ufeff",
        '<?xml version="1.0" encoding="utf-8"?>\n<!-- & -->\n',
        '<?xml version="1.0" encoding="zlib_codec"?>',
        '<?xml version="1.0"?><?xml-stylesheet href="file:///etc/passwd"?>',
        '<!DOCTYPE rss PUBLIC "-//Netscape Communications//DTD RSS 0.91//EN" "http://my.netscape.com/publish/rss-0.91.dtd">',
    ],
)
def test_what_stands_before_the_root_keeps_nothing_from_the_fast_way(before: str) -> None:
    document = before + rss("<title>Đường về</title>")
    assert goes_fast(document)
    assert [entry.title for entry in read(document).entries] == ["Đường về"]


def test_an_article_that_tells_of_a_doctype_is_read_fast() -> None:
    body = "<description><![CDATA[<!DOCTYPE html> <!ENTITY x 'y'>]]></description>"
    assert goes_fast(rss(body))


@pytest.mark.hostile("H07", "H09", "H10")
@pytest.mark.parametrize(
    "document",
    [
        rss("<title " + " ".join(f'a{i}="x"' for i in range(100_000)) + ">t</title>"),
        atom(
            "<content type='xhtml'><p " + " ".join(f'a{i}="x"' for i in range(100_000)) + ">t</p></content>"
        ),
        rss("<title " + " ".join(f'xmlns:a{i}="x{i}"' for i in range(20_000)) + ">t</title>"),
        rss(f"<enclosure url='{'x' * 9_000_000}'/>"),
        rss("<category>c</category>" * 200_000),
        rss("".join(f"<author>a{i}@b.example (x)</author>" for i in range(100_000))),
        rss(f"<author>{'a.' * 50_000}@</author>"),
        atom("<author><name>x</name></author>" * 100_000),
        atom("<source>" + "<author><name>x</name></author>" * 100_000 + "</source>"),
        rss("".join(f"<link>http://h.example/{i}</link>" for i in range(100_000))),
        rss("".join(f"<media:group><media:content url='{i}.jpg'/></media:group>" for i in range(50_000))),
        rss(
            "".join(
                f"<media:content url='{i}.jpg'><media:title>t</media:title></media:content>"
                for i in range(50_000)
            )
        ),
        rss("".join(f"<t{i} xmlns='u{i}'/>" for i in range(50_000))),
        rss("<title>" + "&lt;b&gt;" * 500_000 + "</title>"),
        rss("<title>" + "&amp;a" * 500_000 + "</title>"),
        rss(
            "<description>" + "&lt;a" * 500_000 + "</description><content>" + "&lt;b" * 500_000 + "</content>"
        ),
        rss("<description>" + "&lt;" * 500_000 + "</description>"),
        rss(f"<itunes:duration>{'1:' * 500_000}</itunes:duration>"),
        rss(f"<pubDate>{'1 ' * 500_000}</pubDate>"),
        atom(f"<link rel='{'x' * 500_000}' href='{'y' * 500_000}'/>"),
        "<rss version='2.0'>" + "<channel><item><guid>1</guid></item></channel>" * 50_000 + "</rss>",
    ],
    ids=range(21),
)
def test_what_is_well_formed_but_monstrous_ends_soon(document: str) -> None:
    assert goes_fast(document)
    begun = time.process_time()
    parsed = read(document)
    assert time.process_time() - begun < 20  # alone 2 s; the worker's deadline is the real bound
    entry = parsed.entries[0]
    assert len(entry.authors) <= 200
    assert len(entry.tags) <= 50
    assert len(entry.images) <= 200


@pytest.mark.parametrize(
    ("order", "many"), [("newest first", 100_000), ("oldest first", 20_000), ("none", 20_000)]
)
def test_of_very_many_entries_the_newest_are_kept_and_the_rest_counted(order: str, many: int) -> None:
    numbers = range(1, many + 1) if order == "oldest first" else range(many, 0, -1)
    dates = [f"<pubDate>{1995 + n // 4000}-01-01</pubDate>" if order != "none" else "" for n in numbers]
    items = "".join(f"<item><guid>{n}</guid>{date}</item>" for n, date in zip(numbers, dates, strict=True))
    document = f"<rss version='2.0'><channel>{items}</channel></rss>"
    assert goes_fast(document)
    parsed = read(document)
    assert parsed.left_out == many - 2000
    assert {int(entry.guid) for entry in parsed.entries} == set(range(many - 1999, many + 1))


def test_one_bad_entry_never_spoils_the_rest(monkeypatch: pytest.MonkeyPatch) -> None:
    def stumbling(*args: object) -> object:
        raw = read_entry(*args)  # type: ignore[arg-type]
        if raw.title.value == "bad":
            raise ValueError("stumbles")
        return raw

    monkeypatch.setattr("tui_reader.sources.xml_feed.read_entry", stumbling)
    items = "".join(f"<item><guid>{title}</guid><title>{title}</title></item>" for title in ("a", "bad", "b"))
    document = f"<rss version='2.0'><channel>{items}</channel></rss>"
    assert goes_fast(document)
    assert [entry.title for entry in read(document).entries] == ["a", "b"]


def test_elements_are_known_by_their_namespace_not_by_their_prefix() -> None:
    document = (
        '<r:rss version="2.0" xmlns:r="http://backend.userland.com/RSS2" xmlns:x="http://purl.org/dc/elements/1.1/"'
        ' xmlns:dc="http://strange.example/" xmlns:c="https://purl.org/rss/1.0/modules/content"'
        ' xmlns:m="http://search.yahoo.com/mrss"><r:channel><r:title>T</r:title><r:item><r:guid>1</r:guid>'
        "<x:creator>Ada</x:creator><dc:creator>nobody</dc:creator><c:encoded>&lt;p>Body&lt;/p></c:encoded>"
        '<m:content url="https://h.example/a.jpg"><m:credit>Lan</m:credit></m:content></r:item></r:channel></r:rss>'
    )
    assert goes_fast(document)
    [entry] = read(document).entries
    assert [author.name for author in entry.authors] == ["Ada"]
    assert [(image.url, image.credit) for image in entry.images] == [("https://h.example/a.jpg", "Lan")]
    assert entry.content is not None
    assert entry.content.value == "<p>Body</p>"


@pytest.mark.parametrize(
    "base", ["javascript:alert(1)//", "file:///etc/", "http://[", "//", "\ud7ff", "data:text/html,x"]
)
def test_a_base_makes_no_address_that_is_not_of_the_web(base: str) -> None:
    links = '<link href="passwd"/><link rel="enclosure" href="a.mp3"/><link rel="replies" href="c"/>'
    document = atom(links + '<content type="html">x</content>', f' xml:base="{base}"')
    assert goes_fast(document)
    [entry] = read(document).entries
    files = [file.url for file in entry.enclosures]
    for url in filter(None, [entry.link, entry.comments.feed, entry.comments.page, *files]):
        assert url.startswith(("http://", "https://"))


def test_a_base_ends_with_its_element() -> None:
    inside = (
        '<link href="a"/><content type="html" xml:base="https://c.example/">c</content><summary>s</summary>'
    )
    [entry] = read(atom(inside)).entries
    assert entry.content is not None
    assert entry.summary is not None
    assert (entry.content.base, entry.summary.base) == ("https://c.example/", "https://host.example/a")


@settings(max_examples=300, deadline=None)
@given(
    st.sampled_from(FEEDS),
    st.lists(
        st.tuples(
            st.integers(0, 4000),
            st.integers(0, 40),
            st.one_of(
                st.binary(max_size=12),
                st.sampled_from(
                    (
                        b"<",
                        b">",
                        b"</",
                        b"]]>",
                        b"<![CDATA[",
                        b"&#0;",
                        b"&amp;",
                        b' xml:base="//["',
                        b"<item>",
                        b"\xc2\x85",
                    )
                ),
            ),
        ),
        max_size=6,
    ),
)
def test_a_feed_with_anything_changed_is_a_feed_or_a_parse_error(
    file: Path, changes: list[tuple[int, int, bytes]]
) -> None:
    body = file.read_bytes()
    for at, length, put in changes:
        body = body[:at] + put + body[at + length :]
    try:
        parsed = read(body)
    except ParseError:
        return
    for entry in parsed.entries:
        for said in (entry.title, entry.link, *entry.tags, *(author.name for author in entry.authors)):
            assert not UNSAFE.search(said)
        for content in (entry.summary, entry.content):
            assert content is None or "\x00" not in content.value.encode().decode()
