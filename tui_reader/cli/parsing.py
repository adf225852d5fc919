"""``parse FILE…``: prints, one line a file, what a refresh would have understood; the same code, in the same workers."""

from __future__ import annotations

import argparse
import asyncio
from datetime import UTC, datetime
from pathlib import Path

from tui_reader.cli import records
from tui_reader.cli.context import Context, complain
from tui_reader.cli.printing import Json, iso, say_json
from tui_reader.cli.report import explained
from tui_reader.engine.parts import CONVERT_SECONDS, PARSE_SECONDS
from tui_reader.engine.workers import Workers
from tui_reader.export import as_html
from tui_reader.model.document import Converted
from tui_reader.model.entry import EntryData, ParsedFeed
from tui_reader.model.errors import ReaderError
from tui_reader.model.update import Retrieved
from tui_reader.sources.files import read_bytes

_AT_ONCE = 20


def parse(context: Context, chosen: argparse.Namespace) -> int:
    """Exit status 1 where a file could not be understood; the others are printed all the same."""
    files = [(name, Path(name).absolute()) for name in chosen.files]
    return asyncio.run(_all(context, files, chosen.base, chosen.content_type))


async def _all(context: Context, files: list[tuple[str, Path]], base: str, content_type: str) -> int:
    failed = 0
    workers = Workers(1)
    try:
        for name, path in files:
            try:
                parsed = await _understood(workers, path, base, content_type)
                converted = await _converted(workers, parsed.entries)
            except ReaderError as error:
                failed += 1
                complain(f"{name}: {explained(context, error.code, error.facts)}")
            else:
                say_json(_record(name, parsed, converted))
    finally:
        workers.close()
    return 1 if failed else 0


async def _understood(workers: Workers, path: Path, base: str, content_type: str) -> ParsedFeed:
    """The feed in a file; ``base`` is the address it is said to come from. Raises ReaderError."""
    body = read_bytes(path)
    headers = {"content-type": content_type} if content_type else {}
    retrieved = Retrieved(base or str(path), body, headers)
    kind = await workers.run("sniff", retrieved, deadline=PARSE_SECONDS)
    if kind in ("feed", "jsonfeed", "opml", "unknown"):
        parsed = await workers.run(
            "parse_feed", retrieved, datetime.now(UTC), len(body), deadline=PARSE_SECONDS
        )
    else:
        parsed = await workers.run("read_local", str(path), deadline=PARSE_SECONDS)
    assert isinstance(parsed, ParsedFeed)
    return parsed


async def _converted(workers: Workers, entries: tuple[EntryData, ...]) -> list[Converted]:
    made: list[Converted] = []
    for at in range(0, len(entries), _AT_ONCE):
        items = list(enumerate(entries[at : at + _AT_ONCE]))
        found = await workers.run("convert_entries", items, deadline=CONVERT_SECONDS)
        assert isinstance(found, tuple)
        made += [converted for _, converted in found[1]]
    return made


def _record(name: str, parsed: ParsedFeed, converted: list[Converted]) -> dict[str, Json]:
    entries: list[Json] = [_entry(data, made) for data, made in zip(parsed.entries, converted, strict=True)]
    return {
        "file": name,
        "feed": {"title": parsed.feed.title, "link": parsed.feed.link or None},
        "entries": entries,
    }


def _entry(data: EntryData, made: Converted) -> dict[str, Json]:
    comments = data.comments
    return {
        "id": data.guid or None,
        "title": data.title,
        "link": data.link or None,
        "published": iso(data.published),
        "updated": iso(data.updated),
        "author": data.authors[0].name if data.authors else None,
        "authors": [author.name for author in data.authors],
        "summary": data.summary.value if data.summary is not None else made.excerpt,
        "content": as_html(made.document),
        "images": [records.image(image) for image in made.images],
        "comments": {"url": comments.page or None, "feed": comments.feed or None, "count": comments.count},
    }
