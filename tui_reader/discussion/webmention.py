"""webmention.io: what other sites wrote about an article, as it was told to the article's own site; no answers among them."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import parse_qsl, urlencode, urlsplit

from tui_reader.discussion import json_values as json
from tui_reader.discussion.json_values import Json
from tui_reader.discussion.source import About, Answer, Place
from tui_reader.model.comment import CommentData, CommentPage
from tui_reader.model.entry import EntryData

_API = "https://webmention.io/api/mentions.jf2"
_PER_PAGE = 100
_KINDS = frozenset(("in-reply-to", "mention-of", ""))
"""Likes and reposts are no comments."""


class Webmention:
    """The adapter "webmention"; flat."""

    name = "webmention"
    empty: frozenset[str] = frozenset()

    def places(self, entry: EntryData) -> list[Place]:
        """Where the article's page takes its mentions at webmention.io."""
        found = [url for kind, url in entry.comments.hints if kind == self.name]
        return [Place(self.name, _page(url, 0)) for url in found]

    def addresses(self, url: str) -> tuple[str, ...]:
        """The page."""
        return (url,)

    def read(self, answers: Sequence[Answer | None], about: About) -> CommentPage:
        """A page of mentions, the oldest first."""
        given = json.load_object(answers[0].text if answers[0] else "")
        children = json.items(given.get("children"), "wm-id", "wm-property")
        found = tuple(made for one in children if (made := _comment(one)))
        asked = dict(parse_qsl(urlsplit(about.url).query))
        here = json.number(asked.get("page")) or 0
        more = len(children) >= _PER_PAGE
        further = (_page(asked.get("target", ""), here + 1),) if more else ()
        return CommentPage(found, further, tail=about.url if here else "", threaded=False, whole=not more)


def _comment(one: Json) -> CommentData | None:
    number, kind = json.identifier(one.get("wm-id")), json.text(one, "wm-property")
    if not number or kind not in _KINDS:
        return None
    author, content = json.record(one, "author"), json.record(one, "content")
    html = json.text(content, "html")
    return json.comment(
        number,
        html or json.text(content, "text") or json.text(one, "name"),
        author=json.text(author, "name"),
        author_url=json.address(author.get("url")),
        created=json.moment(one.get("published")) or json.moment(one.get("wm-received")),
        url=json.address(one.get("url")),
        body_type="text/html" if html else "text/plain",
    )


def _page(target: str, number: int) -> str:
    asked = {"target": target, "per-page": str(_PER_PAGE), "page": str(number), "sort-dir": "up"}
    return f"{_API}?{urlencode(asked)}"
