"""Lemmy: a post's comments, fifty a page; who answers whom stands in each one's path."""

from __future__ import annotations

import re
from collections.abc import Sequence
from urllib.parse import parse_qsl, urlencode, urlsplit

from tui_reader.discussion import json_values as json
from tui_reader.discussion.json_values import Json
from tui_reader.discussion.links import links_of
from tui_reader.discussion.source import About, Answer, Place
from tui_reader.model.comment import CommentData, CommentPage, CommentState
from tui_reader.model.entry import EntryData

_POST = re.compile(r"(https?://[^/?#]+)/post/(\d{1,12})/?(?:[?#].*)?$")
_PER_PAGE = 50  # the most the interface gives


class Lemmy:
    """The adapter "lemmy"; a place is ``…/api/v3/comment/list?post_id=ID``."""

    name = "lemmy"
    empty: frozenset[str] = frozenset()

    def places(self, entry: EntryData) -> list[Place]:
        """The post an entry of a community's feed is about: its comment page and guid are the post's address."""
        said = {entry.comments.page, entry.guid} - {""}
        found = (_POST.match(url) for url in links_of(entry) if url in said)
        return [Place(self.name, _page(match[1], match[2], 1)) for match in found if match]

    def addresses(self, url: str) -> tuple[str, ...]:
        """The page."""
        return (url,)

    def read(self, answers: Sequence[Answer | None], about: About) -> CommentPage:
        """A page of comments, the oldest first."""
        given = json.load_object(answers[0].text if answers[0] else "")
        views = json.records(given.get("comments"))
        json.items([json.record(one, "comment") for one in views] or given.get("comments"), "id", "content")
        root = f"{urlsplit(about.url).scheme}://{urlsplit(about.url).netloc}"
        found = tuple(made for one in views if (made := _comment(one, root)))
        asked = dict(parse_qsl(urlsplit(about.url).query))
        here = json.number(asked.get("page")) or 1
        more = len(views) >= _PER_PAGE
        cursor = json.text(given, "next_page")
        further = _page(root, asked.get("post_id", ""), here + 1, cursor)
        return CommentPage(
            found, (further,) if more else (), tail=about.url if here > 1 else "", whole=not more
        )


def _comment(view: Json, root: str) -> CommentData | None:
    item, creator, counts = (json.record(view, name) for name in ("comment", "creator", "counts"))
    number = json.identifier(item.get("id"))
    path = [part for part in json.text(item, "path").split(".") if part not in ("0", "")]
    if not number:
        return None
    state = CommentState.OK
    if item.get("deleted") is True:
        state = CommentState.DELETED
    if item.get("removed") is True:
        state = CommentState.REMOVED
    score = counts.get("score", item.get("score"))
    return json.comment(
        number,
        json.text(item, "content"),
        parent_id=path[-2] if len(path) > 1 else "",
        author=json.text(creator, "display_name") or json.text(creator, "name"),
        author_url=json.address(creator.get("actor_id")) or json.address(creator.get("ap_id")),
        created=json.moment(item.get("published")) or json.moment(item.get("published_at")),
        edited=json.moment(item.get("updated")) or json.moment(item.get("updated_at")),
        score=json.number(score),
        state=state,
        by_article_author=view.get("creator_is_author") is True or _is_poster(view),
        url=f"{root}/comment/{number}" if number.isdecimal() else "",
        body_type="text/markdown",
    )


def _is_poster(view: Json) -> bool:
    poster = json.record(view, "post").get("creator_id")
    return poster is not None and poster == json.record(view, "creator").get("id")


def _page(root: str, post: str, number: int, cursor: str = "") -> str:
    asked = {"post_id": post, "sort": "Old", "type_": "All", "limit": str(_PER_PAGE), "page": str(number)}
    if cursor:
        asked["page_cursor"] = cursor
    return f"{root}/api/v3/comment/list?{urlencode(asked)}"
