"""A store in a temporary file, and articles to put into it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

import tui_reader
from tui_reader.model.document import Converted, Document, Paragraph, Span
from tui_reader.model.entry import Author, Content, EntryData
from tui_reader.model.update import Changes, New, keys_of
from tui_reader.store import content, entries, feeds, search
from tui_reader.store.database import Database, open_database

NOW = datetime(2026, 11, 20, 8, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _children_find_the_package(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONPATH", str(Path(tui_reader.__file__).parents[1]))


@pytest.fixture
def now() -> datetime:
    return NOW


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "data" / "reader.db"


@pytest.fixture
def db(path: Path) -> Iterator[Database]:
    database = open_database(path)
    yield database
    database.close()


@pytest.fixture
def feed_id(db: Database) -> int:
    return feeds.add_feed(db, "https://example.org/feed", "feed", now=NOW)


Save = Callable[..., list[int]]


@pytest.fixture
def save(db: Database, feed_id: int) -> Save:
    """Save entries with these titles, the later ones newer; returns their ids."""

    def saved(*titles: str, feed: int = 0, start: datetime = NOW - timedelta(days=1)) -> list[int]:
        data = [
            EntryData(
                guid=f"{feed}-{start.timestamp()}-{n}-{title}",
                link=f"https://example.org/{feed}/{n}/{title}",
                title=title,
                authors=(Author("Nguyễn Văn A"),),
                published=start + timedelta(minutes=n),
                content=Content(f"<p>{title}</p>"),
            )
            for n, title in enumerate(titles)
        ]
        return list(entries.save(db, feed or feed_id, news(data), NOW).new)

    return saved


def news(data: Sequence[EntryData]) -> Changes:
    return Changes(new=tuple(New(each, keys_of(each)) for each in data))


def converted(body: str, captions: str = "", words: int = 100) -> Converted:
    return Converted(Document((Paragraph((Span(body),)),)), body, captions, body[:100], words)


@pytest.fixture
def convert(db: Database) -> Callable[..., None]:
    """Convert entries to these texts and index them."""

    def made(texts: dict[int, str], captions: str = "", words: int = 100) -> None:
        items = [(entry_id, converted(text, captions, words)) for entry_id, text in texts.items()]
        content.save_converted(db, items, version=1, now=NOW)
        search.index(db, list(texts))

    return made
