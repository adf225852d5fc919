"""WordPress: comments by its REST interface; where a site locks that, the comment feed is the next place.

An identifier is written as WordPress's own comment feeds write it (the article's guid and ``#comment-5``), so that a
discussion may come now by the one, now by the other, and no comment stands there twice.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from tui_reader.discussion import json_values as json
from tui_reader.discussion.json_values import Json
from tui_reader.discussion.source import About, Answer, Place
from tui_reader.model import urls
from tui_reader.model.comment import CommentData, CommentPage
from tui_reader.model.entry import EntryData

_PER_PAGE = 100
"""The most the interface gives at once."""
_GUID = re.compile(r"https?://[^/?#]+(/(?:[^?#]*/)?)\?p=(\d{1,12})$")
_STATUS = {"approved", "approve", ""}
NUMBER = re.compile(r"#comment-(\d{1,18})$")
"""The number of a comment at its site, in its identifier here."""


class WordPress:
    """The adapter "wordpress"; a place is ``…/wp/v2/comments?post=ID``."""

    name = "wordpress"
    empty: frozenset[str] = frozenset()

    def places(self, entry: EntryData) -> list[Place]:
        """What the article's page named; else what the guid and comment feed of a WordPress feed say between them."""
        count = entry.comments.count
        named = [
            Place(self.name, _paged(url), count) for kind, url in entry.comments.hints if kind == self.name
        ]
        return named or [Place(self.name, url, count) for url in _by_guid(entry)]

    def addresses(self, url: str) -> tuple[str, ...]:
        """The page."""
        return (url,)

    def read(self, answers: Sequence[Answer | None], about: About) -> CommentPage:
        """A page of comments, the oldest first."""
        answer = answers[0]
        if answer is None:
            raise json.unreadable()
        items = json.items(json.load(answer.text), "id", "content")
        found = tuple(made for item in items if (made := _comment(item, about)))
        pages = json.number(answer.headers.get("x-wp-totalpages", ""))
        total = json.number(answer.headers.get("x-wp-total", ""))
        here = _page(about.url)
        # A site behind a cache may lose the headers: then a full page means that there may be another.
        more = here < pages if pages is not None else len(items) >= _PER_PAGE
        return CommentPage(
            found,
            (_paged(about.url, here + 1),) if more and items else (),
            total if total is not None and total >= 0 else None,
            tail=about.url if here > 1 else "",
            whole=not more,
        )


def _comment(item: Json, about: About) -> CommentData | None:
    number = json.number(item.get("id"))
    if number is None or json.text(item, "status") not in _STATUS:
        return None
    parent = json.number(item.get("parent")) or 0
    name = json.text(item, "author_name")
    return json.comment(
        _identifier(about, number),
        json.text(json.record(item, "content"), "rendered"),
        parent_id=_identifier(about, parent) if parent > 0 else "",
        author=name,
        author_url=json.address(item.get("author_url")),
        created=json.moment(item.get("date_gmt")) or json.moment(item.get("date")),
        # a guest may call himself anything; who is logged in bears the name the site shows
        by_article_author=bool(json.number(item.get("author"))) and name in about.authors,
        url=json.address(item.get("link"), about.link or about.url),
    )


def _identifier(about: About, number: int) -> str:
    return f"{about.guid}#comment-{number}"


def _paged(url: str, page: int = 1) -> str:
    """The address of a page, with all that is asked for it."""
    parts = urlsplit(url)
    own = {"per_page": str(_PER_PAGE), "page": str(page), "order": "asc", "orderby": "date_gmt"}
    query = [
        (name, value) for name, value in parse_qsl(parts.query, keep_blank_values=True) if name not in own
    ]
    return urlunsplit(parts._replace(query=urlencode([*query, *own.items()], safe="/")))


def _page(url: str) -> int:
    asked = dict(parse_qsl(urlsplit(url).query))
    return json.number(asked.get("page")) or 1


def _by_guid(entry: EntryData) -> list[str]:
    """``https://x/?p=12`` as guid and a comment feed below the article's address: only WordPress writes both."""
    found = _GUID.match(entry.guid)
    link = urlsplit(entry.link) if urls.is_web(entry.link) else None
    if found is None or link is None or urls.host(entry.comments.feed) != urls.host(entry.link):
        return []
    # in plain text as ?rest_route=, so that it also answers where the pretty form /wp-json/ is not set up
    root = urlunsplit((link.scheme, link.netloc, found[1], "", ""))
    return [_paged(f"{root}?rest_route=/wp/v2/comments&post={found[2]}")]
