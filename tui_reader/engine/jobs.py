"""The work of the workers (``feed_jobs`` has the rest): functions from values to values, found by name.

They see strangers' bytes, nothing else does.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from tui_reader.content.convert import convert
from tui_reader.content.document import CONVERTER_VERSION
from tui_reader.content.page import Page
from tui_reader.engine.comment_jobs import make_comments, read_comments, read_found
from tui_reader.engine.page_jobs import read_again, read_article_page, read_saved_page, read_talk
from tui_reader.engine.plain_text import plain_text
from tui_reader.engine.reading import pack, pack_made, read, unpack_owed
from tui_reader.model.document import Converted
from tui_reader.model.entry import CommentsRef, Content, EntryData, ParsedFeed
from tui_reader.model.update import Retrieved
from tui_reader.pictures.redraw import redraw
from tui_reader.sources.discover import survey
from tui_reader.sources.kind import sniff
from tui_reader.sources.local import fingerprint_of, read_file, read_folder
from tui_reader.sources.newsboat_urls import read_list
from tui_reader.store.made import made_of
from tui_reader.store.owed import readable


def folder(path: str, fingerprint: str, now: datetime) -> tuple[bytes, str] | None:
    """A folder's articles, as in ``read_feed``, and its fingerprint; None where that is what it was."""
    current = fingerprint_of(Path(path))
    return None if current == fingerprint else (pack(read(read_folder(Path(path)), now)), current)


def file(path: str, now: datetime) -> bytes:
    """One article file, as in ``read_feed``."""
    return pack(read(read_file(Path(path)), now))


def local(path: str) -> ParsedFeed:
    """One article file."""
    return read_file(Path(path))


def kind(retrieved: Retrieved) -> str:
    """What the bytes are."""
    return sniff(retrieved.body, retrieved.headers, retrieved.location)


def convert_entries(items: Sequence[tuple[int, EntryData]]) -> tuple[int, list[tuple[int, Converted]]]:
    """The converter's version, and each entry's document; an entry the converter stumbles over comes as plain text."""
    return CONVERTER_VERSION, [(number, _convert(data)) for number, data in items]


def make_documents(packed: bytes) -> tuple[int, bytes]:
    """Articles as ``reading.pack_owed`` gives them, converted and ready to be written (``reading.pack_made``)."""
    articles = readable(unpack_owed(packed))
    return CONVERTER_VERSION, pack_made([made_of(number, _convert(data), data) for number, data in articles])


def convert_pages(items: Sequence[tuple[int, EntryData]]) -> tuple[int, list[tuple[int, Converted]]]:
    """As ``convert_entries``, of entries whose content is the text of their page."""
    return CONVERTER_VERSION, [(number, read_again(data)) for number, data in items]


def page(retrieved: Retrieved, data: EntryData) -> tuple[Page, Converted, int]:
    """The article of an entry's own page, its document, and the converter's version. Raises ParseError."""
    return read_article_page(retrieved, data)


def saved_page(retrieved: Retrieved, now: datetime) -> tuple[bytes, CommentsRef, bool]:
    """A page as a packed feed of one entry, where its comments are, and whether it calls itself an article."""
    parsed, is_article = read_saved_page(retrieved)
    return pack(read(parsed, now)), parsed.entries[0].comments, is_article


def _convert(data: EntryData) -> Converted:
    content = data.content or data.summary or Content("")
    lead = data.summary.value if data.content is not None and data.summary is not None else ""
    try:
        return convert(content, images=data.images, title=data.title, lead=lead)
    except MemoryError:
        raise
    except Exception:
        return plain_text(data)


JOBS: dict[str, Callable[..., Any]] = {
    "read_folder": folder,
    "bring_file": file,
    "read_local": local,
    "sniff": kind,
    "survey": survey,
    "convert_entries": convert_entries,
    "convert_pages": convert_pages,
    "make_documents": make_documents,
    "read_comments": read_comments,
    "make_comments": make_comments,
    "read_found": read_found,
    "read_page": page,
    "read_talk": read_talk,
    "save_page": saved_page,
    "read_list": read_list,
    "redraw_picture": redraw,
}
