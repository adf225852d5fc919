"""Writes all that is kept into a folder of plain files, and makes a store of such a folder again, equal to the first.

For programs: ``data/<table>.jsonl``, an object a line, and the pictures. For people: ``articles``, a Markdown file each.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from datetime import datetime, tzinfo
from pathlib import Path
from typing import Any, Final

from msgspec import DecodeError, Struct, json

from tui_reader.export import as_markdown, letterhead
from tui_reader.library import articles
from tui_reader.model.article import Article
from tui_reader.model.errors import ReaderError, StoreError
from tui_reader.model.file_names import file_name
from tui_reader.model.scrub import UNSAFE
from tui_reader.paths import Paths
from tui_reader.store import counters, pictures, plain, replacing
from tui_reader.store.database import Database, open_database
from tui_reader.store.doors import cells
from tui_reader.store.migrate import SCHEMA
from tui_reader.strings import Words

FORMAT: Final = "tui-reader everything"
VERSION: Final = 1
_MANIFEST: Final = "tui-reader.json"
_PICTURE: Final = re.compile(r"[0-9a-f]{2}/[0-9a-f]{30}(\.small)?\.png")
_LONGEST_LINE: Final = 256 * 2**20
"""Bytes of one row: the largest body is 15 MiB, and JSON writes some letters with six."""
_HOME: Final = "data:"
"""In an address: the data folder, wherever that is."""


class Written(Struct, frozen=True):
    """What was written or read."""

    folder: str
    feeds: int = 0
    articles: int = 0
    pictures: int = 0
    aside: str = ""
    """Where the store lies that was there before."""


class _Manifest(Struct):
    format: str
    version: int
    schema: int
    made: str


def write_everything(db: Database, paths: Paths, folder: Path, words: Words, now: datetime) -> Written:
    """Into a folder that is not there yet, or empty. Raises StoreError ("file_exists") and OSError."""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise StoreError("file_exists", path=str(folder))
    (folder / "data").mkdir(mode=0o700, parents=True, exist_ok=True)
    with db.reading():
        counts = {table: _write_table(db, paths, folder, table) for table in plain.tables()}
        copied = _copy_pictures(db, paths.pictures, folder)
        _write_articles(db, folder / "articles", words)
    if (paths.data / "samples").is_dir():
        shutil.copytree(paths.data / "samples", folder / "samples", dirs_exist_ok=True)
    manifest = _Manifest(FORMAT, VERSION, SCHEMA, f"{now:%Y-%m-%dT%H:%M:%SZ}")
    # last: a folder without it is not whole
    (folder / _MANIFEST).write_bytes(json.format(json.encode(manifest), indent=2) + b"\n")
    return Written(str(folder), counts["feed"], counts["entry"], copied)


def is_export(folder: Path) -> bool:
    """Whether it is such a folder, and whole."""
    return (folder / _MANIFEST).is_file()


def read_everything(paths: Paths, folder: Path, *, replace: bool = False) -> Written:
    """Make the store of such a folder; one that holds feeds is kept aside where ``replace`` says so. Raises StoreError.

    The store is there whole or not at all, whenever this is interrupted.
    """
    _look_at(folder)
    with replacing.by_one(paths.store):
        if not replace and (there := _feeds_in(paths.store)):
            raise StoreError("store.not_empty", n=there)
        coming = paths.store.with_name(paths.store.name + ".read")
        _remove(coming)
        try:
            db = open_database(coming)
            try:
                read = _read_tables(db, paths, folder)
            finally:
                db.close()
            copied = _take_pictures(folder, paths.pictures)
            if (folder / "samples").is_dir():
                shutil.copytree(folder / "samples", paths.data / "samples", dirs_exist_ok=True)
            aside = replacing.put_in_place(paths.store, coming, kind="replaced")
        finally:
            _remove(coming)
    return Written(str(folder), read["feed"], read["entry"], copied, str(aside or ""))


def _write_table(db: Database, paths: Paths, folder: Path, table: str) -> int:
    count = 0
    with (folder / "data" / f"{table}.jsonl").open("wb") as file:
        for row in plain.rows(db, table):
            file.write(json.encode(_placed(row, table, f"{paths.data}/", _HOME)) + b"\n")
            count += 1
    return count


def _placed(row: plain.Plain, table: str, old: str, new: str) -> plain.Plain:
    """The bundled articles lie in the data folder: it may be another one next time."""
    location = row.get("location")
    if table != "feed" or not isinstance(location, str) or not location.startswith(old):
        return row
    return {**row, "location": new + location.removeprefix(old)}


def _copy_pictures(db: Database, cache: Path, folder: Path) -> int:
    copied = 0
    for path in sorted(pictures.paths(db)):
        copied += _copy_picture(cache, folder / "pictures", path)
    return copied


def _copy_picture(source: Path, target: Path, path: str) -> bool:
    """A picture and its small copy; whether both were there."""
    names = (path, path.removesuffix(".png") + ".small.png")
    if not all(_PICTURE.fullmatch(name) and (source / name).is_file() for name in names):
        return False
    for name in names:
        (target / name).parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        shutil.copyfile(source / name, target / name)
    return True


def _write_articles(db: Database, folder: Path, words: Words) -> None:
    for entry_id in plain.article_ids(db):
        article = _article(db, entry_id)
        if article is not None and article.document is not None:
            where = folder / file_name(article.entry.feed_title, "-")
            where.mkdir(mode=0o700, parents=True, exist_ok=True)
            name = file_name(article.entry.data.title, "-")
            # what was brought in is scrubbed already: the last scrub before somebody's pager
            text = UNSAFE.sub("", _markdown(article, words, None))
            (where / f"{article.entry.id} {name}.md").write_text(text, encoding="utf-8", errors="replace")


def _article(db: Database, entry_id: int) -> Article | None:
    """None where a cell of it was altered: as data it is written all the same."""
    try:
        with cells():
            return articles.article(db, entry_id)
    except ReaderError as error:
        if error.code == "store.damaged":
            raise
        return None


def _markdown(article: Article, words: Words, zone: tzinfo | None) -> str:
    assert article.document is not None
    text = as_markdown(article.document, letterhead(article.entry, words, zone))
    nodes = article.thread.nodes if article.thread is not None else ()
    if nodes:
        text += f"\n## {words('comments.title_n', n=len(nodes))}\n"
    for node in nodes:
        said = as_markdown(node.comment.document).rstrip()
        quoted = "\n".join(f"> {line}".rstrip() for line in said.splitlines())
        text += f"\n**{node.comment.data.author or words('comments.no_name')}**\n\n{quoted}\n"
    return text


def _look_at(folder: Path) -> None:
    try:
        told = json.decode((folder / _MANIFEST).read_bytes(), type=_Manifest)
    except (OSError, DecodeError) as error:
        raise StoreError("store.not_an_export", name=_MANIFEST) from error
    if told.format != FORMAT:
        raise StoreError("store.not_an_export", name=_MANIFEST)
    if told.version > VERSION or told.schema > SCHEMA:
        raise StoreError("store.newer_export", path=str(folder))


def _feeds_in(store: Path) -> int:
    """How many feeds of the reader's the store holds; the bundled ones are no loss."""
    if not store.exists():
        return 0
    try:
        db = open_database(store, read_only=True)
    except StoreError:
        return 0  # damaged: it is kept aside in any case
    try:
        samples = f"{store.parent}/samples/"
        return sum(not location.startswith(samples) for location in plain.locations(db))
    finally:
        db.close()


def _read_tables(db: Database, paths: Paths, folder: Path) -> dict[str, int]:
    counts: dict[str, int] = {}
    here = {
        path.relative_to(folder / "pictures").as_posix() for path in (folder / "pictures").glob("??/*.png")
    }
    with plain.filling(db):
        for table in plain.tables():
            counts[table] = 0
            for row in _lines(folder / "data" / f"{table}.jsonl"):
                plain.keep(db, table, _placed(row, table, _HOME, f"{paths.data}/"))
                counts[table] += 1
        plain.without_pictures(db, here)
        plain.owe_what_is_made(db)
    if counters.miscounted(db):
        counters.recount(db)
    return counts


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    """Raises StoreError where the file is not there, or not what was written."""
    try:
        with path.open("rb") as file:
            while line := file.readline(_LONGEST_LINE):
                found = json.decode(line)
                if not isinstance(found, dict):
                    raise StoreError("store.not_an_export", name=path.name)
                yield found
    except (OSError, DecodeError, UnicodeDecodeError) as error:
        raise StoreError("store.not_an_export", name=path.name) from error


def _take_pictures(folder: Path, cache: Path) -> int:
    there = sorted((folder / "pictures").glob("??/*.png"))
    names = [path.relative_to(folder / "pictures").as_posix() for path in there]
    return sum(
        _copy_picture(folder / "pictures", cache, name) for name in names if not name.endswith(".small.png")
    )


def _remove(path: Path) -> None:
    for ending in ("", "-wal", "-shm", ".turn", ".lock"):
        path.with_name(path.name + ending).unlink(missing_ok=True)
