"""WordPress.com: blogs hosted there have an interface of their own in place of WordPress's."""

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

_GUID = re.compile(r"https?://[^/?#]+/\?p=(\d{1,12})$")
_API = "https://public-api.wordpress.com/rest/v1.1/sites/"
_PER_PAGE = 100


class WordPressCom:
    """The adapter "wordpress.com". Identifiers are those of comment feeds, as with "wordpress"."""

    name = "wordpress.com"
    empty: frozenset[str] = frozenset()

    def places(self, entry: EntryData) -> list[Place]:
        """Articles of ``x.wordpress.com``, by the number in their guid."""
        name, found = urls.host(entry.link), _GUID.match(entry.guid)
        if found is None or not name.endswith(".wordpress.com"):
            return []
        url = f"{_API}{name}/posts/{found[1]}/replies/?number={_PER_PAGE}&page=1&order=ASC"
        return [Place(self.name, url, entry.comments.count)]

    def addresses(self, url: str) -> tuple[str, ...]:
        """The page."""
        return (url,)

    def read(self, answers: Sequence[Answer | None], about: About) -> CommentPage:
        """A page of comments, the oldest first."""
        given = json.load_object(answers[0].text if answers[0] else "")
        items = json.items(given.get("comments"), "ID", "content")
        found = tuple(made for item in items if (made := _comment(item, about)))
        total = json.number(given.get("found"))
        parts = urlsplit(about.url)
        asked = dict(parse_qsl(parts.query))
        here = json.number(asked.get("page")) or 1
        more = bool(items) and here * _PER_PAGE < (total or 0)
        further = urlunsplit(parts._replace(query=urlencode({**asked, "page": str(here + 1)})))
        tail = about.url if here > 1 else ""
        return CommentPage(found, (further,) if more else (), total, tail=tail, whole=not more)


def _comment(item: Json, about: About) -> CommentData | None:
    number = json.number(item.get("ID"))
    if number is None or json.text(item, "status") not in ("approved", ""):
        return None
    parent = json.number(json.record(item, "parent").get("ID"))  # false at the top
    author = json.record(item, "author")
    return json.comment(
        f"{about.guid}#comment-{number}",
        json.text(item, "content"),
        parent_id=f"{about.guid}#comment-{parent}" if parent else "",
        author=json.text(author, "name"),
        author_url=json.address(author.get("URL")),
        created=json.moment(item.get("date")),
        score=json.number(item.get("like_count")),
        url=json.address(item.get("URL")),
    )
