"""Remark42: the whole tree in one answer; what a comment was written as is never shown, only what its server made of it."""

from __future__ import annotations

from collections.abc import Sequence

from tui_reader.discussion import json_values as json
from tui_reader.discussion.json_values import Json
from tui_reader.discussion.source import About, Answer, Place
from tui_reader.model.comment import CommentData, CommentPage, CommentState
from tui_reader.model.entry import EntryData


class Remark42:
    """The adapter "remark42"; a place is ``BASE/api/v1/find?site=…&url=…``."""

    name = "remark42"
    empty: frozenset[str] = frozenset()

    def places(self, entry: EntryData) -> list[Place]:
        """What the article's page names."""
        return [Place(self.name, url) for kind, url in entry.comments.hints if kind == self.name]

    def addresses(self, url: str) -> tuple[str, ...]:
        """The tree."""
        return (url,)

    def read(self, answers: Sequence[Answer | None], about: About) -> CommentPage:
        """The tree, in the order of the server."""
        given = json.load_object(answers[0].text if answers[0] else "")
        nodes = json.records(given.get("comments"))
        json.items([_of(one) for one in nodes] or given.get("comments"), "id", "text")
        found: list[CommentData] = []
        waiting = nodes[::-1]
        while waiting and len(found) < json.MOST:
            node = waiting.pop()
            made = _comment(_of(node), about)
            if made is not None:
                found.append(made)
            waiting += reversed(json.records(node.get("replies")))
        closed = json.record(given, "info").get("read_only") is True
        return CommentPage(tuple(found), closed=closed, whole=True)


def _of(node: Json) -> Json:
    """A node's comment; without a tree it is one itself."""
    return json.record(node, "comment") or node


def _comment(item: Json, about: About) -> CommentData | None:
    number = json.identifier(item.get("id"))
    if not number:
        return None
    user = json.record(item, "user")
    page = json.address(json.record(item, "locator").get("url")) or about.link
    return json.comment(
        number,
        json.text(item, "text"),
        parent_id=json.identifier(item.get("pid")),
        author=json.text(user, "name"),
        created=json.moment(item.get("time")),
        edited=json.moment(json.record(item, "edit").get("time")),
        score=json.number(item.get("score")),
        state=CommentState.DELETED if item.get("delete") is True else CommentState.OK,
        by_article_author=user.get("admin") is True and json.text(user, "name") in about.authors,
        url=f"{page.partition('#')[0]}#remark42__comment-{number}" if page else "",
    )
