"""The doors by which strangers' bytes come in, each as a function of bytes that raises only where a promise is broken."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from datetime import timedelta, timezone
from functools import cache, partial
from pathlib import Path

from tests.fuzz.checks import HERE, NOW, check_document, is_clean
from tests.fuzz.kept_entries import comments, copied, exported
from tui_reader.content.convert import convert
from tui_reader.engine import reading
from tui_reader.engine.page_jobs import read_saved_page, read_talk
from tui_reader.model import wire
from tui_reader.model.entry import Content, ParsedFeed
from tui_reader.model.errors import EngineError, ParseError, QueryError
from tui_reader.model.scrub import scrub, scrub_line
from tui_reader.model.update import Retrieved
from tui_reader.model.urls import is_web
from tui_reader.query import parse as parse_query
from tui_reader.query.printed import printed
from tui_reader.query.tokens import LIMIT
from tui_reader.sources.addresses import home_of
from tui_reader.sources.comment_feed import parse_comments
from tui_reader.sources.discover import survey
from tui_reader.sources.encoding import decode as decoded
from tui_reader.sources.json_feed import read_json_feed
from tui_reader.sources.opml import MOST, read_opml
from tui_reader.sources.parse import parse
from tui_reader.store import search
from tui_reader.store.database import Database, open_database

HANOI = timezone(timedelta(hours=7))


def feed(data: bytes) -> None:
    """A feed of any kind, as a worker reads it, to the bytes the engine gets of it; and the same as comments."""
    got = Retrieved(HERE, data)
    try:
        check_feed(parse(got, now=NOW))
    except ParseError:
        pass
    try:
        for said in parse_comments(got, entry_guid="", entry_link="").comments:
            is_clean((said.author, said.author_url, said.url))
    except ParseError:
        pass


def json_feed(data: bytes) -> None:
    """A JSON Feed, past the look that tells it from other kinds."""
    try:
        check_feed(read_json_feed(decoded(data), home_of(HERE), now=NOW, limit=2000))
    except ParseError:
        pass


def check_feed(parsed: ParsedFeed) -> None:
    """No line of it holds a control character, no address leads but to the web, and it can be handed on and kept."""
    is_clean((parsed.feed.title, parsed.feed.link, parsed.feed.subtitle, parsed.feed.language))
    for entry in parsed.entries:
        is_clean(
            (
                entry.title,
                entry.link,
                entry.language,
                entry.tags,
                entry.authors,
                entry.enclosures,
                entry.images,
            )
        )
        for url in (
            entry.link,
            *(file.url for file in entry.enclosures),
            *(image.url for image in entry.images),
        ):
            assert not url or is_web(url), f"no address of the web: {url[:200]!r}"
        entry.guid.encode()
        for content in (entry.summary, entry.content):
            assert content is None or "\0" not in content.value
            assert content is None or content.value.encode() is not None
    packed = reading.pack(reading.read(parsed, NOW))
    assert len(reading.unpack(packed).keys) == len(parsed.entries)


def html(data: bytes) -> None:
    """The body of an article."""
    check_document(convert(Content(data.decode("utf-8", "replace"), base=HERE)))


def opml(data: bytes) -> None:
    """A list of subscriptions."""
    try:
        found = read_opml(data)
    except ParseError:
        return
    assert len(found.outlines) <= MOST
    for outline in found.outlines:
        is_clean((outline.title, outline.folder))
        assert is_web(outline.location)


def page(data: bytes) -> None:
    """A web page: its article, where its comments are, and what it offers to follow."""
    got = Retrieved("https://host.example/2026/a", data)
    try:
        check_feed(read_saved_page(got)[0])
    except ParseError:
        pass
    for look in (read_talk, partial(survey, now=NOW)):
        try:
            is_clean(look(got))
        except ParseError:
            pass


def query(data: bytes) -> None:
    """What is typed to search: understood or explained, the same when printed, and harmless as SQL."""
    text = data.decode("utf-8", "replace")
    try:
        understood = parse_query(text, now=NOW, zone=HANOI)
    except QueryError as error:
        if not 0 <= error.position <= len(text):
            raise AssertionError("an error that points outside of the text") from error
        return
    again = printed(understood, HANOI)
    if len(again) <= LIMIT:  # what was left out in writing may make it longer than what may be typed
        assert parse_query(again, now=NOW, zone=HANOI) == understood
    search.find(_store(), understood, limit=9, now=NOW)


def protocol(data: bytes) -> None:
    """A line between reader and engine: a message, or one sentence in the log."""
    try:
        message = wire.decode(data)
    except EngineError:
        return
    try:
        assert wire.decode(wire.encode(message)) == message
    except EngineError as error:  # what another wrote in fewer bytes
        if error.code != "message_too_long":
            raise


def scrubbing(data: bytes) -> None:
    """The first layer itself."""
    text = data.decode("utf-8", "replace")
    done = scrub(text)
    is_clean((done, scrub_line(text)))
    assert scrub(done) == done
    assert "\n" not in scrub_line(text)


@cache
def _store() -> Database:
    """An empty store of one's own, where who runs this keeps what is thrown away (``TMPDIR``)."""
    return open_database(Path(tempfile.mkdtemp(prefix="fuzz-")) / "store.db")


ENTRIES: dict[str, Callable[[bytes], None]] = {
    "feed": feed,
    "json": json_feed,
    "html": html,
    "opml": opml,
    "page": page,
    "query": query,
    "protocol": protocol,
    "scrub": scrubbing,
    "comments": comments,
    "exported": exported,
    "copied": copied,
}
