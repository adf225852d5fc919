"""Isso: the whole discussion in one answer, two levels deep; older servers say 404 where nobody has written."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from tui_reader.discussion import json_values as json
from tui_reader.discussion.json_values import Json
from tui_reader.discussion.source import About, Answer, Place
from tui_reader.model.comment import CommentData, CommentPage, CommentState
from tui_reader.model.entry import EntryData

_DELETED = 4  # isso/db/comments.py: mode 1 accepted, 2 waits for its moderator, 4 deleted but answered


class Isso:
    """The adapter "isso"; a place is ``BASE/?uri=PATH``."""

    name = "isso"
    empty = frozenset(("not_found",))

    def places(self, entry: EntryData) -> list[Place]:
        """The server the article's page names, asked for the page's own path."""
        count = entry.comments.count
        found = [url for kind, url in entry.comments.hints if kind == self.name]
        return [Place(self.name, _of(url, entry.link), count) for url in found]

    def addresses(self, url: str) -> tuple[str, ...]:
        """The page."""
        return (url,)

    def read(self, answers: Sequence[Answer | None], about: About) -> CommentPage:
        """The comments in their order; answers that were left out are further pages."""
        given = json.load_object(answers[0].text if answers[0] else "")
        replies = json.items(given.get("replies"), "id", "text")
        found: list[CommentData] = []
        further: list[str] = []
        for item, parent in json.walk(replies, "replies"):
            made = _comment(item, parent, about)
            if made is not None:
                found.append(made)
            if json.number(item.get("hidden_replies")):
                below = len(json.records(item.get("replies")))
                further.append(_rest(about.url, json.identifier(item.get("id")), below))
        if json.number(given.get("hidden_replies")):
            offset = int(dict(parse_qsl(urlsplit(about.url).query)).get("offset", "0") or 0)
            further.append(_rest(about.url, "", offset + len(replies)))
        return CommentPage(tuple(found), tuple(further), whole=not further)


def _comment(item: Json, parent: str, about: About) -> CommentData | None:
    number = json.identifier(item.get("id"))
    if not number:
        return None
    gone = json.number(item.get("mode")) == _DELETED
    likes, dislikes = json.number(item.get("likes")), json.number(item.get("dislikes"))
    link = about.link.partition("#")[0]
    return json.comment(
        number,
        json.text(item, "text"),
        parent_id=json.identifier(item.get("parent")) or parent,
        author=json.text(item, "author"),
        author_url=json.address(item.get("website")),
        created=json.moment(item.get("created")),
        edited=json.moment(item.get("modified")),
        score=(likes or 0) - (dislikes or 0) if likes is not None else None,
        state=CommentState.DELETED if gone else CommentState.OK,
        url=f"{link}#isso-{number}" if link else "",
    )


def _of(hint: str, link: str) -> str:
    """A place of a hint: the server alone, or with the name by which it knows the page."""
    parts = urlsplit(hint)
    known = dict(parse_qsl(parts.query)).get("uri", "")
    path = known or urlsplit(link).path or "/"
    return urlunsplit(
        (
            parts.scheme,
            parts.netloc,
            parts.path.rstrip("/") + "/",
            urlencode({"uri": path, "sort": "oldest"}),
            "",
        )
    )


def _rest(url: str, parent: str, offset: int) -> str:
    parts = urlsplit(url)
    kept = {name: value for name, value in parse_qsl(parts.query) if name in ("uri", "sort")}
    asked = {**kept, **({"parent": parent} if parent else {}), "offset": str(offset)}
    return urlunsplit(parts._replace(query=urlencode(asked)))
