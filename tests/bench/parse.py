"""``ARGS=parse``: what an entry costs a worker, from bytes to what goes back to the engine, against expat and feedparser.

CPU time of this process, the least of several rounds in which each way takes its turn; XML feeds of the corpus only.
"""

from __future__ import annotations

import io
import time
from collections.abc import Callable
from datetime import UTC, datetime
from xml.parsers import expat

import feedparser
import msgspec
from lxml import etree

from tests.bench import corpus
from tui_reader.model.update import Retrieved, keys_of
from tui_reader.sources.parse import parse
from tui_reader.sources.xml_feed import fit

FEEDS, ROUNDS = 24, 7
_NOW = datetime(2026, 11, 1, tzinfo=UTC)
_ENCODER = msgspec.msgpack.Encoder()
_HEADERS = {"content-type": "application/xml; charset=utf-8"}


def main() -> None:
    """Measure and print: µs an entry, and how often each way fits into feedparser's time."""
    bodies = [corpus.feed(number) for number in range(FEEDS) if corpus.kind_of(number) != "json"]
    ways: dict[str, Callable[[bytes], object]] = {
        "expat, nothing kept": _expat,
        "lxml, a tree": _tree,
        "our fast way": _parse,
        "a worker's whole job": _job,
        "feedparser": _feedparser,
        "the way of feedparser": _slow,
    }
    least = {name: _round(way, bodies) for name, way in ways.items()}
    for _ in range(ROUNDS - 1):
        for name, way in ways.items():
            least[name] = min(least[name], _round(way, bodies))
    entries = len(bodies) * corpus.ITEMS
    print(f"parse: {len(bodies)} feeds, {entries} entries, {sum(map(len, bodies)) / 1e6:.1f} MB")
    for name, seconds in least.items():
        to_expat, to_feedparser = seconds / least["expat, nothing kept"], least["feedparser"] / seconds
        print(
            f"  {name:24} {seconds / entries * 1e6:7.0f} µs an entry"
            f" {to_expat:6.1f} × expat {to_feedparser:6.1f} × as fast as feedparser"
        )


def _round(way: Callable[[bytes], object], bodies: list[bytes]) -> float:
    begun = time.process_time()
    for body in bodies:
        way(body)
    return time.process_time() - begun


def _expat(body: bytes) -> None:
    expat.ParserCreate().Parse(body, True)


def _tree(body: bytes) -> etree._Element | None:
    return fit(body)


def _parse(body: bytes) -> object:
    return parse(Retrieved("https://host.example/feed", body), now=_NOW)


def _job(body: bytes) -> object:
    parsed = parse(Retrieved("https://host.example/feed", body), now=_NOW)
    return _ENCODER.encode((parsed, [keys_of(entry) for entry in parsed.entries]))


def _feedparser(body: bytes) -> object:
    return feedparser.parse(  # noqa: TID251
        io.BytesIO(body), response_headers=_HEADERS, sanitize_html=False, resolve_relative_uris=False
    )


def _slow(body: bytes) -> object:
    return parse(
        Retrieved("https://host.example/feed", body.replace(b"</title>", b"&nbsp;</title>", 1)), now=_NOW
    )
