"""Doors by which comments come in, and files that say they are kept data: an export of everything, a copy of the store."""

from __future__ import annotations

import tempfile
from functools import cache
from pathlib import Path

import msgspec

from tests.fuzz.checks import HERE, NOW, check_document, is_clean
from tui_reader.content.convert import convert
from tui_reader.discussion.detect import SOURCES
from tui_reader.discussion.source import About
from tui_reader.engine.comment_jobs import make_comments, read_comments
from tui_reader.model.entry import Content
from tui_reader.model.errors import ParseError, StoreError
from tui_reader.model.update import Retrieved
from tui_reader.model.urls import is_web
from tui_reader.model.view import Place, View
from tui_reader.store import copying, feeds, lists, plain
from tui_reader.store.database import Database, open_database


def comments(data: bytes) -> None:
    """A page of a discussion, as every source understands it."""
    for source in SOURCES:
        try:
            page = read_comments(source.name, [Retrieved(HERE, data)], About(HERE, guid="1", link=HERE))
        except ParseError:
            continue
        for said in page.comments:
            is_clean((said.author, said.author_url, said.url))
            assert not said.url or is_web(said.url), said.url
            msgspec.json.encode(said)
        for url in page.next_pages:
            assert is_web(url), url
        for said, document, _ in make_comments(page.comments[:20], HERE):
            check_document(convert(Content(said.body, said.body_type, base=HERE)))
            is_clean(document)


def exported(data: bytes) -> None:
    """A row of ``export --everything``: the name of a table, a line feed, and the row as JSON."""
    table, _, line = data.partition(b"\n")
    name = table.decode("utf-8", "replace")
    try:
        row = msgspec.json.decode(line)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return
    db = _filled()
    if not isinstance(row, dict) or name not in plain.tables():
        return
    db.execute("BEGIN")
    try:
        plain.keep(db, name, row)
        for back in plain.rows(db, name):
            msgspec.json.encode(back)
    except StoreError:
        pass
    finally:
        db.execute("ROLLBACK")


def copied(data: bytes) -> None:
    """A copy of the store in which some bytes are others: five of the input are a place and what stands there then."""
    body = bytearray(_copy().read_bytes())
    for at in range(0, len(data) - 4, 5):
        body[int.from_bytes(data[at : at + 4], "big") % len(body)] = data[at + 4]
    with tempfile.TemporaryDirectory(prefix="fuzz-") as folder:
        path = Path(folder) / "reader.db"
        path.write_bytes(body)
        try:
            copying.look_over(path)
        except StoreError:
            pass
        try:
            db = open_database(path)
        except StoreError:
            return
        try:
            feeds.sources(db)
            lists.rows(db, lists.snapshot(db, View(Place.ALL)).ids[:50])
        except StoreError:
            pass
        finally:
            try:
                db.close()
            except StoreError:
                db.connection.close()


@cache
def _filled() -> Database:
    """A small store of one's own."""
    db = open_database(Path(tempfile.mkdtemp(prefix="fuzz-")) / "store.db")
    for number in range(3):
        feeds.add_feed(db, f"https://{number}.example/", "feed", name=f"F {number}", folder="A/B", now=NOW)
    db.execute("PRAGMA foreign_keys = OFF")
    return db


@cache
def _copy() -> Path:
    path = _filled().path.with_name("copy.db")
    copying.copy_store(_filled().path, path)
    return path
