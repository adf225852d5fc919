"""Reads a feed of comments, and who answers whom: RFC 4685 under any prefix, WordPress's "In reply to", a saved page."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from hashlib import blake2b

from msgspec.structs import replace

from tui_reader.model.comment import CommentData, CommentPage
from tui_reader.model.entry import EntryData
from tui_reader.model.errors import ParseError
from tui_reader.model.scrub import is_blank
from tui_reader.model.update import Retrieved
from tui_reader.model.urls import canonical
from tui_reader.sources.addresses import home_of
from tui_reader.sources.comment_paging import next_page
from tui_reader.sources.encoding import decode
from tui_reader.sources.feed_raw import Parent, RawEntry
from tui_reader.sources.json_feed import read_json_feed
from tui_reader.sources.kind import sniff
from tui_reader.sources.page_text import recognise
from tui_reader.sources.parse import parse_xml

MOST = 5000
"""Comments read of one feed; a feed shows its latest, so the rest is old."""

_BY = re.compile(
    r"^(?:by|von|par|por|door|di|av|bởi|bình luận của|comment by)\s*:?\s+(.{1,80})$", re.IGNORECASE
)
_ON_BY = re.compile(r"^comment on .{1,500} by (.{1,80})$", re.IGNORECASE | re.DOTALL)
# "In reply to <a href="…#comment-5">Name</a>." as WordPress ≥ 5.4 begins an answer, in the site's language
_IN_REPLY = re.compile(
    r"^\s*(?:<p>\s*)?[^<>]{0,60}<a\s[^<>]{0,300}?href\s*=\s*[\"'][^\"'<>]{0,2000}#comment-(\d{1,18})[\"'][^<>]{0,300}>"
    r"[^<>]{0,200}</a>[^<>\n]{0,40}?\.?\s*(?:</p>)?\s*"
)
_NUMBER = re.compile(r"#comment-(\d{1,18})$")


def parse_comments(retrieved: Retrieved, *, entry_guid: str, entry_link: str) -> CommentPage:
    """The comments of an entry. Raises ParseError as `parse` does.

    `parent_id` is empty for what answers the article itself, and the identifier as written for what answers a comment,
    also where that comment is not in this feed (it may come with another page).
    """
    if not retrieved.body.strip():
        raise ParseError("empty_body")
    kind = sniff(retrieved.body, retrieved.headers, retrieved.location)
    text = decode(retrieved.body, retrieved.headers)
    if kind in ("text", "markdown"):
        page = recognise(text)
        return CommentPage(tuple(page.comments) if page else (), threaded=False)
    home = home_of(retrieved.location)
    now = datetime.now(UTC)
    extras: Sequence[RawEntry]
    if kind == "jsonfeed":
        parsed = read_json_feed(text, home, now=now, limit=MOST)
        extras = [RawEntry()] * len(parsed.entries)
    elif kind == "html":
        raise ParseError("not_a_feed", n=0)
    else:
        parsed, extras = parse_xml(retrieved.body, retrieved.headers, home, now=now, limit=MOST)
    comments = [_comment(entry) for entry in parsed.entries]
    article = _Article(entry_guid, entry_link, comments, extras)
    by_number = {
        match[1]: c.source_id
        for c in comments
        if (match := _NUMBER.search(c.source_id) or _NUMBER.search(c.url))
    }
    linked = tuple(_answering(c, more, article, by_number) for c, more in zip(comments, extras, strict=True))
    further = next_page(parsed.hints, retrieved.location, len(comments))
    return CommentPage(
        linked,
        (further,) if further else (),
        parsed.hints.total,
        threaded=any(comment.parent_id for comment in linked),
    )


class _Article:
    """Knows which identifiers mean the article and which mean a comment of this feed."""

    def __init__(
        self, guid: str, link: str, comments: Sequence[CommentData], extras: Sequence[RawEntry]
    ) -> None:
        self._own = {guid, link} - {""}
        self._link = canonical(link)
        self._ids = {comment.source_id for comment in comments}
        refs = Counter(more.parents[0].ref for more in extras if more.parents)
        strange = {
            ref: n for ref, n in refs.items() if ref and ref not in self._ids and not _NUMBER.search(ref)
        }
        # an identifier that is no comment here and that more than half answer can only be the article
        self._own |= {ref for ref, n in strange.items() if n > 1 and 2 * n > len(comments)}

    def parent_of(self, parents: Sequence[Parent], own_id: str) -> str:
        """The comment answered: the first known one, else "" for the article, else the first as written."""
        refs = [parent.ref for parent in parents if parent.ref and parent.ref != own_id]
        known = next((ref for ref in refs if ref in self._ids), "")
        if known or not refs:
            return known
        if any(ref in self._own for ref in refs) or any(self._is_article(parent) for parent in parents):
            return ""
        return refs[0]

    def _is_article(self, parent: Parent) -> bool:
        said = (parent.ref, parent.href)
        return any(self._link and "#" not in url and canonical(url) == self._link for url in said)


def _comment(entry: EntryData) -> CommentData:
    content = entry.content or entry.summary
    author = entry.authors[0] if entry.authors else None
    name = author.name if author else _name_in(entry.title)
    body = content.value if content else ""
    source_id = entry.guid or entry.link or _made_up(name, body, entry.published)
    return CommentData(
        source_id=source_id,
        author=name,
        author_url=author.url if author else "",
        created=entry.published,
        edited=entry.updated if _is_later(entry.updated, entry.published) else None,
        body=body,
        body_type=content.type if content else "text/html",
        url=entry.link,
    )


def _name_in(title: str) -> str:
    """The name in the titles comment feeds make: `By: Lan Anh`, `Comment on … by Lan Anh`."""
    match = _BY.match(title) or _ON_BY.match(title)
    return match[1].strip() if match else ""


def _made_up(name: str, body: str, when: datetime | None) -> str:
    raw = "\x1f".join((name, body, when.isoformat() if when else ""))
    return "made-" + blake2b(raw.encode("utf-8", "surrogatepass"), digest_size=12).hexdigest()


def _is_later(updated: datetime | None, published: datetime | None) -> bool:
    """Edited a minute or more after it was written; less is the server's own doing."""
    return bool(updated and published and (updated - published).total_seconds() >= 60)


def _answering(
    comment: CommentData, more: RawEntry, article: _Article, by_number: Mapping[str, str]
) -> CommentData:
    """The comment with its parent, and without the line that only says whom it answers."""
    parent = article.parent_of(more.parents, comment.source_id)
    match = _IN_REPLY.match(comment.body) if comment.body_type == "text/html" else None
    if match:
        comment = replace(comment, body=comment.body[match.end() :])
        if not parent:
            parent = by_number.get(match[1]) or _NUMBER.sub(f"#comment-{match[1]}", comment.source_id)
    if is_blank(parent) or parent == comment.source_id:
        return comment
    return replace(comment, parent_id=parent)
