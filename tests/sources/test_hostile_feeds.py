"""What strangers' bytes may not do: hang, open, connect, or reach a line that will be shown (hostile.md, H01–H46)."""

import json
import subprocess
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from tui_reader.model.entry import EntryData, ParsedFeed
from tui_reader.model.errors import ParseError
from tui_reader.model.scrub import UNSAFE
from tui_reader.model.update import Retrieved
from tui_reader.sources.comment_feed import parse_comments
from tui_reader.sources.feed_tree import lean, prepare
from tui_reader.sources.kind import sniff
from tui_reader.sources.parse import parse
from tui_reader.sources.xml_entry import read_entry
from tui_reader.sources.xml_texts import Place

NOW = datetime(2026, 11, 1, tzinfo=UTC)
HOSTILE = "[/x] \x00\x07\x1b[31m\x1b]52;c;YQ==\x07\x9b31m\u202e\u2066\u200b\U000e0041\x7f \u0085end"
BOMB = "".join(f'<!ENTITY e{i} "{f"&e{i - 1};" * 10 if i else "ha" * 50}">' for i in range(10))


def read(body: bytes | str, location: str = "https://host.example/feed") -> ParsedFeed:
    raw = body.encode("utf-8", "surrogatepass") if isinstance(body, str) else body
    return parse(Retrieved(location, raw), now=NOW)


def lines_of(entry: EntryData) -> list[str]:
    """Every field that will be shown on one line."""
    people = [part for author in entry.authors for part in (author.name, author.email, author.url)]
    files = [part for file in entry.enclosures for part in (file.url, file.type, file.title)]
    images = [part for image in entry.images for part in (image.url, image.alt, image.caption, image.credit)]
    comments = [entry.comments.page, entry.comments.feed]
    return [entry.title, entry.link, entry.language, *entry.tags, *people, *files, *images, *comments]


def escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")


def everywhere(text: str) -> str:
    """An RSS feed with the text in each of its fields."""
    t = escaped(text)
    return (
        '<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:media="http://search.yahoo.com/mrss/"'
        f' xmlns:wfw="http://wellformedweb.org/CommentAPI/"><channel><title>{t}</title><link>https://h.example/{t}</link>'
        f"<description>{t}</description><language>{t}</language><item><title>{t}</title><guid>{t}</guid>"
        f"<link>https://h.example/{t}</link><dc:creator>{t}</dc:creator><category>{t}</category>"
        f"<description>{t}</description><comments>https://h.example/{t}</comments>"
        f'<wfw:commentRss>{t}</wfw:commentRss><enclosure url="https://h.example/{t}" type="{t}" length="{t}"/>'
        f'<media:content url="https://h.example/{t}.jpg"><media:description>{t}</media:description>'
        f"<media:credit>{t}</media:credit><media:title>{t}</media:title></media:content></item></channel></rss>"
    )


@pytest.mark.hostile("H37", "H38", "H39", "H40", "H41")
def test_no_control_character_reaches_a_line() -> None:
    parsed = read(everywhere(HOSTILE))
    [entry] = parsed.entries
    assert entry.title.startswith("[/x] ")
    for said in [
        *lines_of(entry),
        parsed.feed.title,
        parsed.feed.link,
        parsed.feed.subtitle,
        parsed.feed.language,
    ]:
        assert not UNSAFE.search(said), said


@pytest.mark.hostile("H42")
@pytest.mark.parametrize("code", ["27", "x1b", "0", "8", "155", "x9b", "xD800", "xFFFE", "x202E", "99999999"])
@pytest.mark.parametrize("times", [0, 1, 2])
def test_numbered_control_characters_never_become_one(code: str, times: int) -> None:
    reference = "&" + "amp;" * times + f"#{code};"
    [entry] = read(
        f"<rss version='2.0'><channel><item><guid>1</guid><title>a{reference}b</title></item></channel></rss>"
    ).entries
    assert not UNSAFE.search(entry.title)
    assert entry.title.startswith("a")


def test_a_json_feed_is_scrubbed_as_well() -> None:
    item = dict.fromkeys(("id", "url", "title", "summary", "content_text", "image", "language"), HOSTILE)
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": HOSTILE,
        "items": [item | {"tags": [HOSTILE]}],
    }
    parsed = read(json.dumps(feed))
    for said in [parsed.feed.title, *lines_of(parsed.entries[0])]:
        assert not UNSAFE.search(said), said


@pytest.mark.hostile("H46")
def test_an_invisible_title_gets_the_opening_of_the_text() -> None:
    item = "<item><guid>1</guid><title>\u200b\ufeff\u2060\u3164</title><description>Nhìn thấy được.</description></item>"
    [entry] = read(f"<rss version='2.0'><channel>{item}</channel></rss>").entries
    assert entry.title == "Nhìn thấy được."


@pytest.mark.hostile("H52")
@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "data:text/html,x",
        "file:///etc/passwd",
        "vbscript:x",
        "\tjava\nscript:x",
        "-a",
        "smb://x/y",
    ],
)
def test_only_web_addresses_are_links(url: str) -> None:
    item = f'<item><guid>g</guid><title>t</title><link>{url}</link><enclosure url="{url}" type="a/b"/></item>'
    [entry] = read(f"<rss version='2.0'><channel>{item}</channel></rss>").entries
    for said in (entry.link, *(file.url for file in entry.enclosures)):
        assert said == "" or said.startswith("https://host.example/")


@pytest.mark.hostile("H01", "H02", "H04", "H05")
@pytest.mark.parametrize(
    "document",
    [
        f"<!DOCTYPE rss [{BOMB}]><rss version='2.0'><channel><title>&e9;</title><item><title>&e9;</title></item></channel></rss>",
        "<!DOCTYPE rss [<!ENTITY x '"
        + "a" * 50_000
        + "'>]><rss version='2.0'><channel><title>"
        + "&x;" * 5_000
        + "</title></channel></rss>",
        "<rss version='2.0'><channel>" + "<a>" * 100_000 + "</channel></rss>",
        "<rss version='2.0'><channel><item><guid>1</guid><description>"
        + "<div>" * 20_000
        + "x</description></item></channel></rss>",
        "<rss version='2.0'><channel>" + "<item>" * 5_000 + "</channel></rss>",
        '{"version": "https://jsonfeed.org/version/1", "items": ' + "[" * 200_000 + "]" * 200_000 + "}",
        '{"version": "https://jsonfeed.org/version/1", "items": [{"id": '
        + "9" * 100_000
        + ', "title": NaN}]}',
        "<!DOCTYPE " + "[" * 100_000,
        "<" * 200_000,
        "&" * 200_000,
        "<![CDATA[" * 20_000,
        "<?xml" + " " * 200_000,
        "<!--" * 50_000,
        "<rss><channel>" + "<![CDATA[&" * 100_000,
        "<rss><channel>" + "]]>" * 100_000 + "<![CDATA[&" * 100_000,
        "<rss><channel>" + "<!DOCTYPE[" * 100_000,
        "<rss><channel>" + "<?xml " * 100_000,
        "<html>" + "<link rel=alternate " * 100_000,
        "<rss><channel><item><title>" + "&lt;style>" * 100_000,
    ],
    ids=range(19),
)
def test_bombs_end_soon_and_are_a_feed_or_a_parse_error(document: str) -> None:
    begun = time.process_time()
    try:
        read(document)
    except ParseError:
        pass
    assert time.process_time() - begun < 20  # alone 3 s; the worker's deadline is the real bound


@pytest.mark.hostile("H07")
def test_an_author_made_to_hang_feedparser_is_cut_first() -> None:
    name = "a." * 50_000 + "@"
    begun = time.process_time()
    read(f"<rss version='2.0'><channel><item><guid>1</guid><author>{name}</author></item></channel></rss>")
    assert time.process_time() - begun < 5


def test_one_big_number_spoils_no_json_feed() -> None:
    feed = (
        '{"version": "https://jsonfeed.org/version/1", "items": [{"id": 1, "title": "a", "x": '
        + "9" * 5000
        + "}]}"
    )
    assert read(feed).entries[0].title == "a"


def test_the_last_of_two_keys_counts_in_json() -> None:
    feed = '{"version": "https://jsonfeed.org/version/1", "items": [{"id": 1, "id": "2", "title": "a"}]}'
    assert read(feed).entries[0].guid == "2"


AUDIT = """
import sys
from datetime import UTC, datetime
from tui_reader.model.errors import ParseError
from tui_reader.model.update import Retrieved
from tui_reader.sources.feedparser_door import read
from tui_reader.sources.parse import parse
from tui_reader.sources.xml_entry import read_entry
from tui_reader.sources.xml_texts import Place
now = datetime.now(UTC)
for title in (b"t", b"t&nbsp;"):
    parse(Retrieved("https://h.example/", b"<rss version='2.0'><channel><title>" + title + b"</title></channel></rss>"), now=now)
bad = []
def watch(event, arguments):
    if event in ("open", "socket.connect", "socket.getaddrinfo", "urllib.Request", "os.system", "subprocess.Popen"):
        bad.append((event, arguments[0]))
sys.addaudithook(watch)
for body in sys.argv[1:]:
    for run in (lambda b: read(b), lambda b: parse(Retrieved("https://h.example/", b), now=now)):
        try:
            run(body.encode())
        except ParseError:
            pass
print(bad)
"""


@pytest.mark.hostile("H03")
def test_a_body_that_is_a_path_or_an_address_opens_nothing(tmp_path: Path) -> None:
    secret = tmp_path / "secret.xml"
    secret.write_text("<rss version='2.0'><channel><title>secret</title></channel></rss>")
    external = (
        f'<!DOCTYPE rss [<!ENTITY x SYSTEM "file://{secret}"><!ENTITY % p SYSTEM "http://127.0.0.1:9/p">%p;]>'
    )
    bodies = [
        str(secret),
        f"file://{secret}",
        "http://127.0.0.1:9/feed.xml",
        f"{external}<rss version='2.0'><channel><title>&x;</title></channel></rss>",
        f'<!DOCTYPE rss SYSTEM "file://{secret}"><rss version="2.0"><channel><title>x</title></channel></rss>',
        f'<rss version="2.0" xmlns:xi="http://www.w3.org/2001/XInclude"><xi:include href="file://{secret}"/></rss>',
        f'<?xml-stylesheet href="file://{secret}"?><rss version="2.0"><channel/></rss>',
    ]
    run = subprocess.run(
        [sys.executable, "-c", AUDIT, *bodies], capture_output=True, text=True, check=True, timeout=60
    )
    assert run.stdout.strip() == "[]"


@settings(max_examples=150, deadline=None)
@given(
    st.binary(max_size=400),
    st.sampled_from(
        ["", "<rss version='2.0'><channel><item><title>", "<feed><entry>", '{"items": [', "<opml>"]
    ),
)
def test_any_bytes_are_a_feed_or_a_parse_error(tail: bytes, head: str) -> None:
    body = head.encode() + tail
    sniff(body, {}, "https://h.example/")
    try:
        for entry in read(body).entries:
            for said in lines_of(entry):
                assert not UNSAFE.search(said)
    except ParseError:
        pass
    try:
        parse_comments(Retrieved("https://h.example/", body), entry_guid="", entry_link="")
    except ParseError:
        pass


@pytest.mark.hostile("H36")
@settings(max_examples=100, deadline=None)
@given(st.text(max_size=200))
def test_any_text_in_every_field_is_scrubbed_and_kept(text: str) -> None:
    parsed = read(everywhere(text))
    for entry in parsed.entries:
        for said in lines_of(entry):
            assert not UNSAFE.search(said)
        for content in (entry.summary, entry.content):
            if content:
                content.value.encode("utf-8")
                assert "\x00" not in content.value
        entry.guid.encode("utf-8")


@pytest.mark.parametrize("flaw", ["\x1b", "&#27;", "&nbsp;", "AT&T", "\ufffe", "&copy;"])
def test_a_small_flaw_does_not_cost_the_strict_reading(flaw: str) -> None:
    item = f"<item><guid>1</guid><description>{flaw}</description><media:content url='a.jpg'/></item>"
    tree = prepare(f"<rss version='2.0'><channel>{item}</channel></rss>", 10)
    assert tree.root is not None
    assert [len(read_entry(found, Place()).images) for found in tree.items] == [1]
    etree.fromstring(lean(tree))
