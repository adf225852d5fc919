"""Disqus: the thread of a page, then its posts a hundred at a time; only with the reader's own key.

The key is no part of any address here: the settings send it along to disqus.com.
"""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import parse_qsl, urlencode, urlsplit

from tui_reader.discussion import json_values as json
from tui_reader.discussion.json_values import Json
from tui_reader.discussion.source import About, Answer, Place
from tui_reader.model import urls
from tui_reader.model.comment import CommentData, CommentPage, CommentState
from tui_reader.model.entry import EntryData

HOST = "disqus.com"
KEY = "api_key"
"""The parameter the key is sent as."""
_API = f"https://{HOST}/api/3.0/threads/"
_PER_PAGE = 100
"""The most the interface gives at once."""
_UNKNOWN = 2
"""Code for a thread nobody has opened yet (docs: "invalid argument")."""


class Disqus:
    """The adapter "disqus"; a place is ``threads/details.json?forum=…``."""

    name = "disqus"
    empty = frozenset(("not_found",))

    def places(self, entry: EntryData) -> list[Place]:
        """The forum the article's page names, with the page's own identifier there where it says one."""
        count = entry.comments.count
        found = [hint for kind, hint in entry.comments.hints if kind == self.name]
        return [Place(self.name, url, count) for hint in found if (url := _details(hint, entry.link))]

    def addresses(self, url: str) -> tuple[str, ...]:
        """The thread, or a page of its posts."""
        return (url,)

    def read(self, answers: Sequence[Answer | None], about: About) -> CommentPage:
        """The thread names the first page of its posts; posts come the oldest first."""
        given = json.load_object(answers[0].text if answers[0] else "")
        code = json.number(given.get("code"))
        if code == _UNKNOWN:
            return CommentPage(total=0, whole=True)
        if code:
            raise json.unreadable()
        if urlsplit(about.url).path.endswith("/details.json"):
            return _thread(json.record(given, "response"))
        posts = json.items(given.get("response"), "id", "message")
        found = tuple(made for one in posts if (made := _comment(one, about)))
        cursor = json.record(given, "cursor")
        after = json.text(cursor, "next") if cursor.get("hasNext") is True else ""
        asked = dict(parse_qsl(urlsplit(about.url).query))
        further = (_posts(asked.get("thread", ""), after),) if after and posts else ()
        return CommentPage(found, further, tail=about.url if "cursor" in asked else "", whole=not further)


def _thread(thread: Json) -> CommentPage:
    number = json.identifier(thread.get("id"))
    if not number:
        raise json.changed()
    closed = thread.get("isClosed") is True
    return CommentPage(next_pages=(_posts(number),), total=json.number(thread.get("posts")), closed=closed)


def _comment(post: Json, about: About) -> CommentData | None:
    number = json.identifier(post.get("id"))
    if not number or post.get("isSpam") is True or post.get("isApproved") is False:
        return None
    author = json.record(post, "author")
    gone = post.get("isDeleted") is True
    link = about.link.partition("#")[0]
    points = json.number(post.get("points"))
    return json.comment(
        number,
        json.text(post, "message"),
        parent_id=json.identifier(post.get("parent")),
        author="" if gone else json.text(author, "name") or json.text(author, "username"),
        author_url=json.address(author.get("profileUrl")),
        created=json.moment(post.get("createdAt")),
        score=points if points is not None else json.number(post.get("likes")),
        state=CommentState.DELETED if gone else CommentState.OK,
        url=f"{link}#comment-{number}" if urls.is_web(link) else "",
    )


def _details(hint: str, link: str) -> str:
    """``FORUM``, ``FORUM?ident=…`` or ``FORUM?link=…``; without either the article's own address."""
    forum, _, rest = hint.partition("?")
    said = dict(parse_qsl(rest))
    page = said.get("link") or link
    by = {"thread:ident": said["ident"]} if said.get("ident") else {"thread:link": page.partition("#")[0]}
    if not forum.replace("-", "").isalnum() or not all(by.values()):
        return ""
    return f"{_API}details.json?{urlencode({'forum': forum, **by})}"


def _posts(thread: str, cursor: str = "") -> str:
    asked = {
        "thread": thread,
        "limit": str(_PER_PAGE),
        "order": "asc",
        **({"cursor": cursor} if cursor else {}),
    }
    return f"{_API}listPosts.json?{urlencode(asked)}"
