"""Reddit: shown to nobody without a login since 2026; by a token of the reader's own it is read here, else in the browser."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from urllib.parse import parse_qsl, urlencode, urlsplit

from tui_reader.discussion import json_values as json
from tui_reader.discussion.json_values import Json
from tui_reader.discussion.links import links_of
from tui_reader.discussion.source import About, Answer, Place
from tui_reader.model.comment import CommentData, CommentPage, CommentState
from tui_reader.model.entry import EntryData

HOST = "oauth.reddit.com"
"""What a token of the settings has to be for."""
_SITE = "https://www.reddit.com"
_POST = re.compile(r"https?://(?:[\w-]+\.)?reddit\.com/(?:r/\w{1,60}/)?comments/(\w{3,12})")
_AT_ONCE = 100
"""The most answers asked for in one request by their numbers."""
_GONE = {"[deleted]": CommentState.DELETED, "[removed]": CommentState.REMOVED}


class Reddit:
    """The adapter "reddit"; a place is the post's address, whose comments the interface for programs tells."""

    name = "reddit"
    empty: frozenset[str] = frozenset()

    def places(self, entry: EntryData) -> list[Place]:
        """Where the entry names a post."""
        found = (_POST.match(url) for url in links_of(entry))
        return [Place(self.name, f"{_SITE}/comments/{match[1]}") for match in found if match]

    def addresses(self, url: str) -> tuple[str, ...]:
        """The post with its comments, or some left out of that, by the interface."""
        if urlsplit(url).hostname == HOST:
            return (url,)
        post = _POST.match(url)
        return (f"https://{HOST}/comments/{post[1]}?raw_json=1&limit=500",) if post else ()

    def read(self, answers: Sequence[Answer | None], about: About) -> CommentPage:
        """The tree with what was left out of it as further pages, or such a page."""
        given = json.load(answers[0].text if answers[0] else "")
        if isinstance(given, dict):  # what was asked for by number
            things = json.record(given, "json", "data").get("things")
            return _page(json.records(things) if isinstance(things, list) else _changed(), about, "")
        if not isinstance(given, list) or len(given) < 2:
            raise json.changed()
        posts = json.records(json.record(given[0], "data").get("children"))
        post = json.record(posts[0], "data") if posts else {}
        children = json.record(given[1], "data").get("children")
        found = json.records(children) if isinstance(children, list) else _changed()
        # whoever posts a link to others' articles has not written them
        asker = json.text(post, "author") if post.get("is_self") is True else ""
        total = json.number(post.get("num_comments"))
        return _page(found, about, asker, total if _POST.match(about.url) else None)


def _changed() -> list[Json]:
    raise json.changed()


def _page(things: list[Json], about: About, asker: str, total: int | None = None) -> CommentPage:
    found: list[CommentData] = []
    further: list[str] = []
    seen = False
    for thing in _walk(things):
        data = json.record(thing, "data")
        seen = seen or thing.get("kind") in ("t1", "more")
        if thing.get("kind") == "t1" and (made := _comment(data, asker)) is not None:
            found.append(made)
        elif thing.get("kind") == "more":
            further += _rest(data, about)
    if things and not seen:
        raise json.changed()
    return CommentPage(tuple(found), tuple(further), total, whole=not further)


def _walk(things: list[Json]) -> Iterator[Json]:
    """Every thing before those that answer it; depth costs no stack."""
    waiting = things[::-1]
    for _ in range(json.MOST):
        if not waiting:
            return
        thing = waiting.pop()
        yield thing
        waiting += json.records(json.record(thing, "data", "replies", "data").get("children"))[::-1]


def _comment(data: Json, asker: str) -> CommentData | None:
    number = json.identifier(data.get("id"))
    if not number:
        return None
    parent = json.identifier(data.get("parent_id"))
    author, body = json.text(data, "author"), json.text(data, "body")
    state = _GONE.get(body.strip(), CommentState.OK) if author in _GONE else CommentState.OK
    address = json.text(data, "permalink")
    return json.comment(
        number,
        json.text(data, "body_html") or body,
        parent_id=parent[3:] if parent.startswith("t1_") else "",
        author="" if author in _GONE else author,
        author_url=f"{_SITE}/user/{author}" if author.replace("-", "").replace("_", "").isalnum() else "",
        created=json.moment(data.get("created_utc")),
        edited=json.moment(data.get("edited")) if data.get("edited") is not False else None,
        score=json.number(data.get("score")) if data.get("score_hidden") is not True else None,
        state=state,
        by_article_author=bool(asker) and author == asker,
        url=json.address(address, _SITE) if address.startswith("/") else "",
        body_type="text/html" if json.text(data, "body_html") else "text/markdown",
    )


def _rest(more: Json, about: About) -> list[str]:
    """Addresses of answers that were left out: by their numbers, or, deep down, the thread that goes on at one of them."""
    asked_for = _POST.match(about.url)
    post = asked_for[1] if asked_for else dict(parse_qsl(urlsplit(about.url).query)).get("link_id", "")[3:]
    children = [one for one in map(json.identifier, _list(more.get("children"))) if one.isalnum()]
    parent = json.identifier(more.get("parent_id"))
    if not post.isalnum():
        return []
    if not children:  # "continue this thread"
        deeper = parent.removeprefix("t1_")
        return [f"https://{HOST}/comments/{post}/_/{deeper}?raw_json=1&limit=500"] if deeper.isalnum() else []
    asked = {"api_type": "json", "raw_json": "1", "link_id": f"t3_{post}"}
    return [
        f"https://{HOST}/api/morechildren?{urlencode({**asked, 'children': ','.join(children[at : at + _AT_ONCE])})}"
        for at in range(0, len(children), _AT_ONCE)
    ]


def _list(value: object) -> list[object]:
    return value[: json.MOST] if isinstance(value, list) else []
