"""A home with a warm store of N generated articles, written through the store's own doors."""

from __future__ import annotations

import hashlib
import random
import shutil
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import islice
from pathlib import Path

from tests.bench.vocabulary import english, vietnamese
from tui_reader.content.convert import CONVERTER_VERSION
from tui_reader.content.document import text_of
from tui_reader.model.action import Kind
from tui_reader.model.document import Converted, Document, Paragraph, Span
from tui_reader.model.entry import Author, Content, EntryData
from tui_reader.model.update import Changes, New, keys_of
from tui_reader.paths import Paths
from tui_reader.store import content, entries, feeds, index_text, journal, memory, schema, search
from tui_reader.store.database import Database, open_database
from tui_reader.store.indexes import INDEXES

FIRST_TITLE = "Bài đầu tiên trên màn hình"
LAST_WORDS = "đoạn cuối cùng của trang đầu"
"""Stand in the newest article, which is the one on screen after a start."""

_FEEDS, _FOLDERS = 50, 5
_BITE = 100
_WHOLE = 1_000
"""So many of the newest articles have a whole text; the others have a paragraph, to keep a large store quick to make."""
_NEWEST = datetime(2026, 11, 1, 8, 0, tzinfo=UTC)
_LANGUAGES = (vietnamese(), vietnamese(), english())
"""Two of three articles are Vietnamese."""


def kept_home(articles: int, otherwise: Path) -> Path:
    """A home like ``filled_home``'s, kept between runs for as long as schema, converter and maker stay the same.

    It lies with the other temporary files; ``otherwise`` is where it is made when they cannot be written.
    """
    made_by = "\n".join((*schema.TABLES, *INDEXES, f"{CONVERTER_VERSION}", Path(__file__).read_text()))
    name = f"tui-reader-bench-{articles}-{hashlib.sha256(made_by.encode()).hexdigest()[:12]}"
    folder = Path(tempfile.gettempdir()) / name
    try:
        folder.mkdir(mode=0o700, exist_ok=True)
    except OSError:
        folder = otherwise / name
    whole = folder / "whole"
    if not whole.exists():
        shutil.rmtree(folder / "home", ignore_errors=True)
        filled_home(folder, articles)
        whole.touch()
    return folder / "home"


def filled_home(folder: Path, articles: int) -> Path:
    """Make the home; nine of ten articles are read, the newest is unread and converted like all others.

    Nothing is owed to any: an engine that is started here has nothing to do beside what is measured.
    """
    home = folder / "home"
    paths = Paths.of(home, {})
    paths.ensure()
    database = open_database(paths.store)
    ids = [
        feeds.add_feed(
            database,
            f"https://n{n}.example/rss",
            "feed",
            name=f"Báo số {n}",
            folder=f"Mục {n % _FOLDERS}",
            now=_NEWEST,
        )
        for n in range(_FEEDS)
    ]
    written = made(articles)
    for start in range(articles, 0, -_BITE):
        _write(database, ids[start // _BITE % _FEEDS], list(islice(written, _BITE)))
    while index_text.merge(database):
        pass
    memory.remember(database, "seeded", "1")
    database.close()
    return home


def made(articles: int) -> Iterator[EntryData]:
    """So many articles, the oldest first; the same ones each time."""
    chance = random.Random(1)
    return (_entry(number, chance) for number in range(articles, 0, -1))


def mark(number: int) -> str:
    """How the title of article ``number`` begins, and nothing else."""
    return f"{number:07d}"


def _entry(number: int, chance: random.Random) -> EntryData:
    """Article ``number`` of how many: 1 is the newest."""
    first = number == 1
    words = _LANGUAGES[number % len(_LANGUAGES)]
    title = FIRST_TITLE if first else f"{mark(number)} {' '.join(words.draw(chance, 8))}"
    paragraphs = [" ".join(words.draw(chance, 60)) for _ in range(8 if number <= _WHOLE else 1)]
    if first:
        paragraphs = [paragraphs[0], LAST_WORDS]
    body = "".join(f"<p>{text}</p>" for text in paragraphs)
    published = _NEWEST - timedelta(minutes=7 * number)
    link = f"https://news.example/{number}"
    return EntryData(link, link, title, (Author("Minh Hà"),), published, content=Content(body))


def _write(database: Database, feed_id: int, data: list[EntryData]) -> None:
    made = entries.save(database, feed_id, Changes(new=tuple(New(d, keys_of(d)) for d in data)), _NEWEST).new
    converted = [(entry_id, _converted(each)) for entry_id, each in zip(made, data, strict=True)]
    content.save_converted(database, converted, version=CONVERTER_VERSION, now=_NEWEST)
    search.index(database, made)
    read = [
        entry_id
        for entry_id, each in zip(made, data, strict=True)
        if int(each.link.rsplit("/", 1)[1]) % 10 != 1
    ]
    journal.apply(database, Kind.MARK_READ, read, _NEWEST)


def _converted(data: EntryData) -> Converted:
    assert data.content is not None
    texts = [part.split("</p>")[0] for part in data.content.value.split("<p>")[1:]]
    document = Document(tuple(Paragraph((Span(text),)) for text in texts))
    body = "\n\n".join(text_of(block) for block in document.blocks)
    return Converted(document, body, "", texts[0][:200], len(body.split()))
