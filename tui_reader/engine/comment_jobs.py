"""What the workers do with comments: understand a page of them, make each one readable."""

from __future__ import annotations

from collections.abc import Sequence

from tui_reader.content.convert import convert
from tui_reader.discussion import feed
from tui_reader.discussion.detect import SEARCHED, source_named
from tui_reader.discussion.json_values import unreadable
from tui_reader.discussion.source import About, Answer
from tui_reader.engine.plain_text import plain_text
from tui_reader.model.comment import CommentData, CommentPage, Found
from tui_reader.model.document import Converted, Document
from tui_reader.model.entry import Content, EntryData
from tui_reader.model.update import Retrieved
from tui_reader.sources.comment_feed import parse_comments
from tui_reader.sources.encoding import decode


def read_comments(name: str, got: Sequence[Retrieved | None], about: About) -> CommentPage:
    """One page of a discussion from this source. Raises ParseError."""
    source = source_named(name)
    if source is None or not got or got[0] is None:
        raise unreadable()
    if name == feed.NAME:
        return parse_comments(got[0], entry_guid=about.guid, entry_link=about.link)
    return source.read([_answer(one) for one in got], about)


def read_found(name: str, got: Retrieved) -> list[Found]:
    """Discussions a site's search knows of. Raises ParseError."""
    return SEARCHED[name].found(Answer(got.location, decode(got.body, got.headers), got.headers))


def make_comments(
    comments: Sequence[CommentData], base: str
) -> tuple[tuple[CommentData, Document, str], ...]:
    """Each comment with its document and plain text; ``base`` resolves the links of those without an address."""
    made = []
    for comment in comments:
        body = Content(comment.body, comment.body_type, base=comment.url or base)
        converted = _convert(EntryData(content=body))
        made.append((comment, converted.document, converted.body))
    return tuple(made)


def _answer(got: Retrieved | None) -> Answer | None:
    return None if got is None else Answer(got.location, decode(got.body, got.headers), got.headers)


def _convert(data: EntryData) -> Converted:
    """One the converter stumbles over comes as plain text and spoils none of the others."""
    try:
        return convert(data.content or Content(""), images=(), title="", lead="")
    except MemoryError:
        raise
    except Exception:
        return plain_text(data)
