"""Lobsters, and the other sites that run its program: all comments in the order they are shown."""

from __future__ import annotations

import re
from collections.abc import Sequence
from urllib.parse import urlencode, urlsplit

from tui_reader.discussion import json_values as json
from tui_reader.discussion.json_values import Json
from tui_reader.discussion.links import links_of
from tui_reader.discussion.source import About, Answer, Place
from tui_reader.model.comment import CommentData, CommentPage, CommentState, Found
from tui_reader.model.entry import EntryData

_STORY = re.compile(r"(https?://(?:lobste\.rs|gambe\.ro|tilde\.news|barnacl\.es))/s/(\w{4,10})")
_PLACE = re.compile(r"(https?://[^/?#]+)/s/(\w{4,10})(?:\.json|$)")


class Lobsters:
    """The adapter "lobsters"; a place is ``…/s/ID``."""

    name = "lobsters"
    empty: frozenset[str] = frozenset()
    site = "lobste.rs"

    def places(self, entry: EntryData) -> list[Place]:
        """Where the entry names a story."""
        found = (_STORY.match(url) for url in links_of(entry))
        return [Place(self.name, f"{match[1]}/s/{match[2]}") for match in found if match]

    def addresses(self, url: str) -> tuple[str, ...]:
        """The story."""
        return (f"{url}.json",)

    def read(self, answers: Sequence[Answer | None], about: About) -> CommentPage:
        """All comments; older servers tell depths instead of parents."""
        story = json.load_object(answers[0].text if answers[0] else "")
        items = json.items(story.get("comments"), "short_id", "comment")
        writer = _user(story.get("submitter_user")) if story.get("user_is_author") is True else ""
        above: list[str] = []
        found: list[CommentData] = []
        for item in items:
            number = json.identifier(item.get("short_id"))
            depth = json.number(item.get("depth"))
            depth = depth if depth is not None else (json.number(item.get("indent_level")) or 1) - 1
            above = [*above[: max(0, min(depth, len(above)))], number]
            parent = item.get("parent_comment", above[-2] if len(above) > 1 else "")
            if number:
                found.append(_comment(item, number, json.identifier(parent), writer, about))
        return CommentPage(tuple(found), whole=True)

    def search(self, link: str) -> str:
        """The address that finds stories about a page."""
        return f"https://lobste.rs/stories/url/all.json?{urlencode({'url': link})}"

    def found(self, answer: Answer) -> list[Found]:
        """The stories."""
        return [
            Found(
                self.name,
                f"https://lobste.rs/s/{number}",
                self.site,
                json.line(one, "title"),
                json.number(one.get("comment_count")),
                json.moment(one.get("created_at")),
                about=json.address(one.get("url")),
            )
            for one in json.records(json.load(answer.text))
            if (number := json.identifier(one.get("short_id"))).isalnum()
        ]


def _comment(item: Json, number: str, parent: str, writer: str, about: About) -> CommentData:
    state = CommentState.OK
    if item.get("is_deleted") is True:
        state = CommentState.DELETED
    if item.get("is_moderated") is True:
        state = CommentState.REMOVED
    user = _user(item.get("commenting_user"))
    root = f"{urlsplit(about.url).scheme}://{urlsplit(about.url).netloc}"
    return json.comment(
        number,
        json.text(item, "comment"),
        parent_id=parent,
        author=user,
        author_url=json.address(f"{root}/~{user}") if user else "",
        created=json.moment(item.get("created_at")),
        edited=json.moment(item.get("last_edited_at")) or json.moment(item.get("updated_at")),
        score=json.number(item.get("score")),
        state=state,
        by_article_author=bool(writer) and user == writer,
        url=json.address(item.get("url")) or json.address(item.get("short_id_url")),
    )


def _user(value: object) -> str:
    return value if isinstance(value, str) else json.text(json.record(value), "username")
