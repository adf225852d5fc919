"""The bundled material is whole: well-formed, in NFC, small, and every picture it shows lies beside it."""

import hashlib
import json
import re
import unicodedata
from datetime import UTC, datetime
from pathlib import Path

import pytest
from lxml import etree

from tui_reader.sources.dates import plausible, read_date

SEEDS = Path(__file__).parent.parent / "seeds"
FILES = sorted(path for path in SEEDS.rglob("*") if path.is_file())
TEXTS = [path for path in FILES if path.suffix not in {".png", ".jpg"}]
XML = [path for path in TEXTS if path.suffix in {".xml", ".opml"}]
NEWEST = datetime(2026, 11, 1, tzinfo=UTC)
OLDEST = datetime(2026, 7, 1, tzinfo=UTC)

_RELATIVE = re.compile(r"\.\./pictures/[\w.-]+|(?<=[>\"])comments-[\w.-]+\.xml")
_DATE = re.compile(
    r"<(?:pubDate|lastBuildDate|dc:date|published|updated)>([^<]+)<|\"date_\w+\": \"([^\"]+)\"|datetime=\"([^\"]+)\""
)


def named(path: Path) -> str:
    return path.relative_to(SEEDS).as_posix()


def test_the_users_own_document_is_kept_byte_for_byte() -> None:
    body = (SEEDS / "000_46c361403cd36819.txt").read_bytes()
    assert (
        hashlib.sha256(body).hexdigest() == "ede955891bc3f72a257280381ba0fa3b2860b9982069c20602092ed95924d806"
    )


@pytest.mark.parametrize("path", TEXTS, ids=named)
def test_every_text_is_utf8_in_nfc_without_control_characters(path: Path) -> None:
    text = path.read_bytes().decode("utf-8")
    assert unicodedata.is_normalized("NFC", text)
    assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]", text)


@pytest.mark.parametrize("path", XML, ids=named)
def test_every_xml_file_is_well_formed(path: Path) -> None:
    assert len(etree.fromstring(path.read_bytes()))


def test_the_json_feed_is_a_json_feed_1_1() -> None:
    feed = json.loads((SEEDS / "feeds/jsonfeed-vi.json").read_text(encoding="utf-8"))
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert all(
        item["id"] and (item.get("content_html") or item.get("content_text")) for item in feed["items"]
    )


def test_the_html_article_parses_without_errors() -> None:
    parser = etree.HTMLParser()
    etree.fromstring((SEEDS / "articles/lang-lam-den-trung-thu.html").read_bytes(), parser)
    # libxml2 knows HTML 4 only and calls the newer elements "invalid"; anything else is a mistake of ours
    assert [error.message for error in parser.error_log if "invalid" not in error.message] == []


@pytest.mark.parametrize("path", TEXTS, ids=named)
def test_every_picture_and_comment_feed_named_lies_beside_it(path: Path) -> None:
    for reference in _RELATIVE.findall(path.read_text(encoding="utf-8")):
        assert (path.parent / reference).is_file(), reference


def test_every_picture_is_shown_somewhere_and_small() -> None:
    shown = {
        Path(found).name for path in TEXTS for found in _RELATIVE.findall(path.read_text(encoding="utf-8"))
    }
    pictures = sorted((SEEDS / "pictures").iterdir())
    assert pictures
    assert [path.name for path in pictures if path.name not in shown] == []
    assert [path.name for path in pictures if path.stat().st_size > 30 * 1024] == []


@pytest.mark.parametrize(
    "path", [path for path in TEXTS if path.parent.name in {"feeds", "articles"}], ids=named
)
def test_every_date_is_read_and_lies_between_july_and_november_2026(path: Path) -> None:
    for groups in _DATE.findall(path.read_text(encoding="utf-8")):
        written = "".join(groups)
        when = read_date(written)
        assert when is not None, written
        assert OLDEST <= when <= NEWEST, written
        assert plausible(when, NEWEST)


def test_the_comment_feed_belongs_to_the_first_article_and_is_three_deep() -> None:
    first = etree.fromstring((SEEDS / "feeds/rss2-vi.xml").read_bytes()).find("channel/item")
    assert first is not None
    guid, count = first.findtext("guid"), first.findtext("{http://purl.org/rss/1.0/modules/slash/}comments")
    parents = {}
    feed = etree.fromstring((SEEDS / "feeds/comments-vi.xml").read_bytes())
    for entry in feed.iterfind("{http://www.w3.org/2005/Atom}entry"):
        reply = entry.find("{http://purl.org/syndication/thread/1.0}in-reply-to")
        assert reply is not None
        parents[entry.findtext("{http://www.w3.org/2005/Atom}id")] = reply.get("ref")

    def depth(comment: str | None) -> int:
        return 0 if comment == guid else 1 + depth(parents[comment])

    assert str(len(parents)) == count
    assert max(map(depth, parents)) >= 4


def test_starter_feeds_are_named_https_addresses_in_folders_each_once() -> None:
    body = etree.fromstring((SEEDS / "starter.opml").read_bytes()).find("body")
    assert body is not None
    feeds = [feed for folder in body for feed in folder]
    assert len({feed.get("xmlUrl") for feed in feeds}) == len(feeds) >= 12
    for feed in feeds:
        assert feed.get("text") == feed.get("title")
        assert feed.get("type") == "rss"
        assert (feed.get("xmlUrl") or "").startswith("https://")
        assert (feed.get("htmlUrl") or "").startswith("https://")


def test_the_whole_stays_small_and_holds_no_python() -> None:
    assert sum(path.stat().st_size for path in FILES) <= 300 * 1024
    assert [path for path in FILES if path.suffix == ".py"] == []
