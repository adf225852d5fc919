"""The JSON records of the command line; scripts rely on their names."""

from __future__ import annotations

from tui_reader.cli.printing import Json, iso
from tui_reader.content.document import text_of
from tui_reader.export import as_json
from tui_reader.model.article import Article
from tui_reader.model.comment import Node
from tui_reader.model.discovery import Candidate
from tui_reader.model.document import ImageRef
from tui_reader.model.entry import EntryData, EntryRow
from tui_reader.model.feed import Feed
from tui_reader.model.urls import without_login
from tui_reader.strings import Words
from tui_reader.strings.format import feed_name


def feed(feed: Feed, words: Words) -> dict[str, Json]:
    """One line of ``feeds --json``; our own feeds are named as on screen."""
    trouble = feed.trouble
    return {
        "id": feed.id,
        "title": feed_name(words, feed.title),
        "location": without_login(feed.location),
        "kind": feed.kind.value,
        "link": feed.data.link or None,
        "unread": feed.unread,
        "total": feed.total,
        "refreshed": iso(feed.refreshed_at),
        "due": iso(feed.due_at),
        "muted": feed.muted,
        "interval": feed.settings.interval or None,
        "trouble": None
        if trouble is None
        else {"code": trouble.code, **dict(trouble.facts), "times": trouble.times},
    }


def candidate(found: Candidate) -> dict[str, Json]:
    """One line of ``add URL --json`` where several feeds were found."""
    return {
        "location": found.location,
        "title": found.title or None,
        "kind": found.kind or None,
        "items": found.items,
        "newest": [{"title": sample.title, "date": iso(sample.at)} for sample in found.newest],
        "language": found.language or None,
        "comments": found.comments,
        "feed": found.feed or None,
    }


def row(row: EntryRow) -> dict[str, Json]:
    """One line of ``list --json``."""
    return {
        "id": row.id,
        "title": row.title,
        "feed": row.feed_title,
        "feed_id": row.feed_id,
        "date": iso(row.sort_at),
        "excerpt": row.excerpt,
        "words": row.words,
        "read": row.state.read,
        "starred": row.state.starred,
        "later": row.state.later,
        "comments": row.comments,
    }


def article(article: Article) -> dict[str, Json]:
    """``show ID --format json``."""
    entry, document = article.entry, article.document
    blocks = document.blocks if document is not None else ()
    return {
        "id": entry.id,
        "feed": entry.feed_title,
        "feed_id": entry.feed_id,
        **facts(entry.data),
        "words": entry.words,
        "read": entry.state.read,
        "starred": entry.state.starred,
        "later": entry.state.later,
        "comments": entry.comments,
        "text": "\n\n".join(text_of(block) for block in blocks),
        "document": as_json(document) if document is not None else None,
    }


def facts(data: EntryData) -> dict[str, Json]:
    """What an entry says of itself."""
    return {
        "guid": data.guid or None,
        "title": data.title,
        "link": data.link or None,
        "published": iso(data.published),
        "updated": iso(data.updated),
        "author": ", ".join(author.name for author in data.authors) or None,
        "authors": [author.name for author in data.authors],
        "tags": list(data.tags),
    }


def image(image: ImageRef) -> dict[str, Json]:
    """A picture with its own caption and credit."""
    return {
        "url": image.url or None,
        "caption": image.caption or None,
        "credit": image.credit or None,
        "alt": image.alt or None,
    }


def comment(node: Node) -> dict[str, Json]:
    """One line of ``comments ID --json``, in reading order."""
    data = node.comment.data
    return {
        "id": data.source_id,
        "parent": data.parent_id or None,
        "depth": node.depth,
        "author": data.author or None,
        "created": iso(data.created),
        "score": data.score,
        "state": data.state.value,
        "text": "\n\n".join(text_of(block) for block in node.comment.document.blocks),
    }
