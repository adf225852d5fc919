"""Discourse: a topic's posts, twenty a page; the first post is the article itself."""

from __future__ import annotations

import re
from collections.abc import Sequence
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from tui_reader.discussion import json_values as json
from tui_reader.discussion.json_values import Json
from tui_reader.discussion.links import links_of
from tui_reader.discussion.source import About, Answer, Place
from tui_reader.model.comment import CommentData, CommentPage, CommentState
from tui_reader.model.entry import EntryData

_TOPIC = re.compile(
    r"(https?://[^/?#]+(?:/[\w-]+)?)/t/([^/?#]*[^\d/?#][^/?#]*)/(\d{1,12})(?:/\d{1,9})?/?(?:[?#].*)?$"
)
_JSON = re.compile(r"(https?://[^?#]+)/t/(\d{1,12})\.json(?:\?.*)?$")
_EMBEDDED = re.compile(
    r"[\"'](https?://[^\"'<>\s?#]{1,500}/t/[^\"'<>\s?#]{1,300}?/\d{1,12})(?:/\d{1,9})?[\"'?#]"
)
_PER_PAGE = 20  # TopicView.chunk_size
_LIKE = 2  # PostActionType of a like
_SILENT = frozenset((3, 4))
"""Post types nobody reads as a comment: "closed this topic", a whisper among the staff."""


class Discourse:
    """The adapter "discourse"; a place is ``…/t/ID.json``, or what a blog embeds, which names the topic."""

    name = "discourse"
    empty: frozenset[str] = frozenset()

    def places(self, entry: EntryData) -> list[Place]:
        """The topic the article's page embeds, or the one its feed is made of."""
        count = entry.comments.count
        named = [Place(self.name, url, count) for kind, url in entry.comments.hints if kind == self.name]
        topics = (_TOPIC.match(url) for url in links_of(entry))
        return named + [Place(self.name, f"{topic[1]}/t/{topic[3]}.json") for topic in topics if topic]

    def addresses(self, url: str) -> tuple[str, ...]:
        """The page."""
        return (url,)

    def read(self, answers: Sequence[Answer | None], about: About) -> CommentPage:
        """A page of posts by their numbers; answers name those, not the posts' identifiers."""
        answer = answers[0]
        if answer is None:
            raise json.unreadable()
        asked = _JSON.match(about.url)
        if asked is None:
            return _embedded(answer)
        topic = json.load_object(answer.text)
        stream = json.record(topic.get("post_stream"))
        posts, ids = json.items(stream.get("posts"), "post_number", "cooked"), stream.get("stream")
        owner = json.text(json.record(topic, "details", "created_by"), "username")
        found = (_comment(post, f"{asked[1]}/t/{asked[2]}", asked[1], owner) for post in posts)
        here = _page(about.url)
        in_all = len(ids) if isinstance(ids, list) else json.number(topic.get("posts_count")) or 0
        more = here * _PER_PAGE < in_all and bool(posts)
        return CommentPage(
            tuple(made for made in found if made),
            (_paged(about.url, here + 1),) if more else (),
            max(0, in_all - 1),
            tail=about.url if here > 1 else "",
            closed=topic.get("closed") is True or topic.get("archived") is True,
            whole=not more,
        )


def _comment(post: Json, topic: str, forum: str, owner: str) -> CommentData | None:
    number = json.number(post.get("post_number"))
    kind = json.number(post.get("post_type")) or 1
    if number is None or number <= 1 or kind in _SILENT:
        return None
    gone = post.get("user_deleted") is True or bool(post.get("deleted_at"))
    state = CommentState.DELETED if gone else CommentState.OK
    if post.get("hidden") is True and not gone:
        state = CommentState.HIDDEN
    parent = json.number(post.get("reply_to_post_number"))
    user = json.text(post, "username")
    likes = [one for one in json.records(post.get("actions_summary")) if one.get("id") == _LIKE]
    version = json.number(post.get("version")) or 1
    return json.comment(
        str(number),
        json.text(post, "cooked"),
        parent_id=str(parent) if parent and parent > 1 else "",
        author=user or json.text(post, "name"),
        author_url=json.address(f"{forum}/u/{user}") if user else "",
        created=json.moment(post.get("created_at")),
        edited=json.moment(post.get("updated_at")) if version > 1 else None,
        score=json.number(likes[0].get("count")) if likes else None,
        state=state,
        by_article_author=bool(owner) and user == owner,
        url=f"{topic}/{number}",
    )


def _embedded(answer: Answer) -> CommentPage:
    """What a blog shows of its topic names the topic: its pages follow."""
    found = _EMBEDDED.search(answer.text)
    topic = _TOPIC.match(found[1]) if found else None
    if topic is None:
        if "<html" not in answer.text[:2000].lower():
            raise json.unreadable()
        return CommentPage(total=0, whole=True)  # nobody has opened the topic yet
    return CommentPage(next_pages=(f"{topic[1]}/t/{topic[3]}.json",))


def _paged(url: str, page: int) -> str:
    parts = urlsplit(url)
    query = [(name, value) for name, value in parse_qsl(parts.query) if name != "page"]
    return urlunsplit(parts._replace(query=urlencode([*query, ("page", str(page))])))


def _page(url: str) -> int:
    return max(1, json.number(dict(parse_qsl(urlsplit(url).query)).get("page")) or 1)
