"""Feeds as files: each is understood as its twin says. And the ways in which feeds lie."""

import importlib.util
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tui_reader.model.entry import ParsedFeed
from tui_reader.model.errors import ParseError
from tui_reader.model.feed import Hints
from tui_reader.model.update import Retrieved
from tui_reader.sources.comment_feed import parse_comments
from tui_reader.sources.feed_entry import entry_of
from tui_reader.sources.parse import parse

FEEDS = Path(__file__).parent / "data" / "feeds"
NOW = datetime(2026, 11, 1, tzinfo=UTC)


def twin(file: Path) -> object:
    """The object `EXPECTED` of the file that lies beside a feed."""
    spec = importlib.util.spec_from_file_location("twin", file.with_name(file.stem + "_expected.py"))
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.EXPECTED


def read(body: bytes | str, location: str = "https://host.example/feed", **headers: str) -> ParsedFeed:
    raw = body.encode() if isinstance(body, str) else body
    return parse(Retrieved(location, raw, {k.replace("_", "-"): v for k, v in headers.items()}), now=NOW)


def rss(items: str, channel: str = "<title>T</title>") -> str:
    return (
        '<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:media="http://search.yahoo.com/mrss/"'
        f' xmlns:wfw="http://wellformedweb.org/CommentAPI/"><channel>{channel}{items}</channel></rss>'
    )


def files(start: str = "") -> list[Path]:
    return [
        file
        for file in sorted(FEEDS.iterdir())
        if file.suffix in (".xml", ".json") and file.name.startswith(start)
    ]


@pytest.mark.parametrize(
    "file", [f for f in files() if not f.name.startswith("comments")], ids=lambda file: file.name
)
def test_a_feed_is_understood_as_its_twin_says(file: Path) -> None:
    assert read(file.read_bytes(), f"https://host.example/feeds/{file.name}") == twin(file)


@pytest.mark.parametrize("file", files("comments"), ids=lambda file: file.name)
def test_a_comment_feed_is_understood_as_its_twin_says(file: Path) -> None:
    retrieved = Retrieved(f"https://host.example/feeds/{file.name}", file.read_bytes())
    found = list(
        parse_comments(retrieved, entry_guid="tag:x,1:post", entry_link="https://w.example/a").comments
    )
    assert found == twin(file)


@pytest.mark.parametrize(
    "kind", ["text/html", "image/png", "application/octet-stream", "application/json", ""]
)
@pytest.mark.parametrize("name", ["rss2_full.xml", "jsonfeed_full.json"])
def test_the_declared_type_changes_nothing(name: str, kind: str) -> None:
    body = (FEEDS / name).read_bytes()
    assert read(body, content_type=kind) == read(body)


@pytest.mark.parametrize(
    "encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1258", "utf-8"]
)
def test_every_encoding_gives_the_same_feed(encoding: str) -> None:
    title = "Đươ\u0300ng vê\u0300" if encoding == "cp1258" else "Đường về"
    text = rss(f"<item><title>{title}</title><guid>g</guid></item>")
    if encoding == "cp1258":
        text = text.replace('version="1.0"?', 'version="1.0" encoding="windows-1258"?')
    [entry] = read(text.encode(encoding)).entries
    assert entry.title == "Đường về"


@pytest.mark.parametrize(
    ("declared", "encoding", "title"),
    [
        ("gb2312", "gb18030", "新闻标题"),
        ("Shift_JIS", "cp932", "日本語のニュース"),
        ("iso-8859-1", "cp1252", "“Déjà vu” – 5 €"),
        ("utf-8", "cp1251", "Новости сегодняшнего дня и завтрашнего тоже"),
        ("iso-8859-1", "utf-8", "Điện Biên"),
        ("zlib_codec", "utf-8", "Điện Biên"),
        ("idna", "utf-8", "Điện Biên"),
        ("utf-7", "utf-8", "Điện Biên"),
        ("rot13", "cp1252", "café"),
        ("utf-16", "utf-8", "Điện Biên"),
    ],
)
@pytest.mark.parametrize("where", ["document", "header"])
def test_declared_encodings_are_weighed_not_believed(
    declared: str, encoding: str, title: str, where: str
) -> None:
    text = rss(f"<item><title>{title}</title><guid>g</guid></item>")
    headers = {"content_type": f"text/xml; charset={declared}"} if where == "header" else {}
    if where == "document":
        text = text.replace('version="1.0"?', f'version="1.0" encoding="{declared}"?')
    assert read(text.encode(encoding), **headers).entries[0].title == title


def test_bytes_that_are_no_letters_become_the_replacement_character() -> None:
    body = (
        rss("<item><title>" + "Điện " * 20 + "XX</title><guid>g</guid></item>")
        .encode()
        .replace(b"XX", b"\xff\xfe")
    )
    assert read(body).entries[0].title.endswith("Điện \ufffd\ufffd")


def test_an_identifier_is_kept_as_written_when_the_feed_moves() -> None:
    body = rss("<item><title>A</title><guid>post/1</guid><link>/1</link></item>")
    here, there = read(body, "https://a.example/f").entries[0], read(body, "https://b.example/x/f").entries[0]
    assert here.guid == there.guid == "post/1"
    assert (here.link, there.link) == ("https://a.example/1", "https://b.example/1")


@pytest.mark.parametrize(
    "said",
    [
        "2024-13-45",
        "1700000000",
        "Fri, 31 Dec 9999 23:59:59 GMT",
        "Thu, 01 Jan 1970 00:00:00 GMT",
        "hôm nay",
        "",
    ],
)
def test_a_date_that_cannot_be_is_none(said: str) -> None:
    [entry] = read(rss(f"<item><guid>1</guid><title>t</title><pubDate>{said}</pubDate></item>")).entries
    assert entry.published is None


@pytest.mark.parametrize(("language", "day", "hour"), [("vi", 24, 19), ("en", 25, 2)])
def test_a_time_without_a_zone_is_vietnamese_in_a_vietnamese_feed(language: str, day: int, hour: int) -> None:
    item = "<item><guid>1</guid><title>t</title><pubDate>2019-07-25 02:22:00</pubDate></item>"
    [entry] = read(rss(item, f"<title>T</title><language>{language}</language>")).entries
    assert entry.published == datetime(2019, 7, day, hour, 22, tzinfo=UTC)


def test_the_fullest_text_is_the_body() -> None:
    long = "A much longer text than the other one, in plain words."
    texts = f"<description>{long}</description><content:encoded>Short.</content:encoded>"
    [entry] = read(rss(f"<item><guid>1</guid>{texts}</item>")).entries
    assert entry.content is not None
    assert entry.summary is not None
    assert (entry.content.value, entry.summary.value) == (long, "Short.")


def test_only_the_newest_entries_are_kept_in_their_order() -> None:
    items = "".join(
        f"<item><guid>{i}</guid><title>{i}</title><pubDate>Mon, {1 + (i * 5) % 28:02} Jun 2026 00:00:00 GMT</pubDate></item>"
        for i in range(28)
    )
    parsed = parse(Retrieved("https://h.example/", rss(items).encode()), now=NOW, limit=5)
    assert parsed.left_out == 23
    days = [entry.published.day for entry in parsed.entries if entry.published]
    assert sorted(days) == [24, 25, 26, 27, 28]
    assert [int(entry.guid) for entry in parsed.entries] == sorted(
        int(entry.guid) for entry in parsed.entries
    )


def test_an_oldest_first_feed_keeps_its_end() -> None:
    items = "".join(
        f"<item><guid>{i}</guid><title>{i}</title><pubDate>{2001 + i}-01-01</pubDate></item>"
        for i in range(20)
    )
    parsed = parse(Retrieved("https://h.example/", rss(items).encode()), now=NOW, limit=3)
    assert [entry.guid for entry in parsed.entries] == ["17", "18", "19"]


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (b"", "empty_body"),
        (b"\xef\xbb\xbf  \n", "empty_body"),
        (b"<!DOCTYPE html><html><head><title>x</title></head><body><p>page</p></body></html>", "not_a_feed"),
        (b"plain words", "not_understood"),
        (b"\x00\x01\x02\x03" * 200, "not_understood"),
        (b'{"version": "https://jsonfeed.org/version/1.1", "items": [', "not_understood"),
        (b'<opml version="2.0"><body/></opml>', "not_a_feed"),
        (b"<rss", "not_understood"),
    ],
)
def test_what_is_no_feed_says_why(body: bytes, code: str) -> None:
    with pytest.raises(ParseError) as caught:
        read(body)
    assert caught.value.code == code


def test_a_page_in_place_of_a_feed_says_how_many_feeds_it_offers() -> None:
    link = '<link rel="alternate" type="application/rss+xml" href="/{}">'
    with pytest.raises(ParseError) as caught:
        read("<html><head>" + link.format(1) + link.format(2) + "</head><body>x</body></html>")
    assert caught.value.facts == {"n": 2}


def test_an_empty_channel_is_a_feed() -> None:
    assert read(rss("")).entries == ()


@pytest.mark.parametrize(
    ("url", "allowed"),
    [
        ("a.jpg", True),
        ("../pictures/a.jpg", True),
        ("../../../etc/passwd", False),
        ("file:///etc/passwd", False),
    ],
)
def test_a_local_feed_may_name_pictures_beside_it(tmp_path: Path, url: str, allowed: bool) -> None:
    (tmp_path / "feeds").mkdir()
    item = f'<item><guid>1</guid><title>t</title><media:content url="{url}" type="image/jpeg"/></item>'
    [entry] = read(rss(item), str(tmp_path / "feeds" / "feed.xml")).entries
    assert bool(entry.images) is allowed


def test_a_remote_feed_may_name_no_file() -> None:
    item = '<item><guid>1</guid><title>t</title><link>file:///etc/x</link><media:content url="file:///etc/a.jpg"/></item>'
    [entry] = read(rss(item)).entries
    assert (entry.images, entry.link) == ((), "")


def test_one_bad_entry_never_spoils_the_rest(monkeypatch: pytest.MonkeyPatch) -> None:
    def stumbling(*args: object) -> object:
        entry = entry_of(*args)  # type: ignore[arg-type]
        if entry.title == "bad":
            raise ValueError("stumbles")
        return entry

    monkeypatch.setattr("tui_reader.sources.parse.entry_of", stumbling)
    entries = read(
        rss("".join(f"<item><guid>{t}</guid><title>{t}</title></item>" for t in ("a", "bad", "b")))
    ).entries
    assert [entry.title for entry in entries] == ["a", "b"]


SYNDICATION = 'xmlns:sy="http://purl.org/rss/1.0/modules/syndication/" xmlns:a="http://www.w3.org/2005/Atom"'


def test_a_feed_says_how_often_it_wants_to_be_fetched() -> None:
    said = (
        "<title>T</title><ttl>90</ttl><skipHours><hour>24</hour><hour>5</hour><hour>99</hour></skipHours>"
        "<skipDays><day>Sunday</day><day>saturday</day><day>Tết</day></skipDays>"
        f"<sy:updatePeriod {SYNDICATION}> daily </sy:updatePeriod><sy:updateFrequency {SYNDICATION}>4</sy:updateFrequency>"
        f"<sy:updateBase {SYNDICATION}>2000-01-01T12:00+00:00</sy:updateBase>"
        f'<a:link {SYNDICATION} rel="hub" href="https://hub.example/"/><a:link {SYNDICATION} rel="self" href="/rss"/>'
    )
    assert read(rss("", said)).hints == Hints(
        ttl=5400,
        skip_hours=(0, 5),
        skip_days=(5, 6),
        update_every=21_600,
        update_base=datetime(2000, 1, 1, 12, tzinfo=UTC),
        hub="https://hub.example/",
        own="https://host.example/rss",
    )


@pytest.mark.parametrize(
    "said", ["", "<ttl>soon</ttl>", "<ttl>-5</ttl>", "<ttl>99999999</ttl>", "<skipHours/>"]
)
def test_a_rhythm_that_makes_no_sense_is_as_if_not_said(said: str) -> None:
    assert read(rss("", "<title>T</title>" + said)).hints == Hints()
