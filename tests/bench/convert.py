"""``ARGS=convert``: what an article costs a worker, from its delivered text to what goes back to the engine, beside bare parsing.

The floor is libxml2's HTML parser over the same bytes, nothing looked at. CPU time of this process, the least of several
rounds in which each way takes its turn; the articles of the corpus, as its feeds deliver them.
"""

from __future__ import annotations

import gc
import time
from collections.abc import Callable
from datetime import UTC, datetime

from lxml import etree

from tests.bench import corpus
from tui_reader.content.convert import convert
from tui_reader.content.convert.elements import read_html
from tui_reader.content.convert.markup import tame
from tui_reader.engine.jobs import convert_entries, make_documents
from tui_reader.engine.reading import pack_owed
from tui_reader.model.entry import Content, EntryData
from tui_reader.model.update import Retrieved, keys_of
from tui_reader.sources.parse import parse
from tui_reader.store.cells import cells_of
from tui_reader.store.owed import Owed

FEEDS, ROUNDS = 12, 15
_NOW = datetime(2026, 11, 1, tzinfo=UTC)
_PARSER = etree.HTMLParser(encoding="utf-8", huge_tree=True, no_network=True, remove_comments=True)

Articles = list[tuple[int, EntryData]]


def main() -> None:
    """Measure and print: µs an article, and how many times the floor that is."""
    articles = _articles()
    bodies = [_body(data) for _, data in articles]
    raw = [f"<html><body>{body.value}</body></html>".encode() for body in bodies]
    owed = pack_owed([_owed(number, data) for number, data in articles])
    loose = [Content(body.value.replace("<p>", "<P>"), base=body.base) for body in bodies]
    ways: dict[str, Callable[[], object]] = {
        "lxml, a tree and nothing more": lambda: [etree.fromstring(each, _PARSER) for each in raw],
        "our blocks": lambda: [read_html(body.value, body.base) for body in bodies],
        "document, texts, pictures": lambda: convert_entries(articles),
        "a worker's whole job": lambda: make_documents(owed),
        "taming markup that is not well written": lambda: [tame(body.value) for body in loose],
        "document of such markup": lambda: [convert(body) for body in loose],
    }
    gc.collect()
    gc.freeze()  # as in a worker
    gc.disable()
    least = {name: min(_seconds(way) for _ in range(2)) for name, way in ways.items()}
    for _ in range(ROUNDS):
        for name, way in ways.items():
            least[name] = min(least[name], _seconds(way))
    floor = next(iter(least.values()))
    print(f"convert: {len(articles)} articles, {sum(map(len, raw)) / len(raw) / 1e3:.1f} KB each on average")
    for name, seconds in least.items():
        print(f"  {name:40} {seconds / len(articles) * 1e6:7.0f} µs an article {seconds / floor:6.1f} × lxml")


def _articles() -> Articles:
    feeds = [parse(Retrieved("https://host.example/feed", corpus.feed(n)), now=_NOW) for n in range(FEEDS)]
    return list(enumerate(entry for feed in feeds for entry in feed.entries))


def _owed(number: int, data: EntryData) -> Owed:
    """As it lies in the store."""
    cells = cells_of(data, keys_of(data))
    images = [(i.url, i.alt, i.caption, i.credit, i.width, i.height) for i in data.images]
    texts = [tuple(text) for text in cells.texts]
    return Owed(number, True, data.title, str(cells.fields[4]), tuple(texts), tuple(images))  # type: ignore[arg-type]


def _body(data: EntryData) -> Content:
    return data.content or data.summary or Content("")


def _seconds(way: Callable[[], object]) -> float:
    begun = time.process_time()
    way()
    return time.process_time() - begun
