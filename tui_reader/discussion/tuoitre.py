"""Tuổi Trẻ: pages until an empty one; the list comes as a text inside the answer."""

from __future__ import annotations

import re
from collections.abc import Sequence
from urllib.parse import parse_qsl, urlencode, urlsplit

from tui_reader.discussion import json_values as json
from tui_reader.discussion.json_values import Json
from tui_reader.discussion.source import About, Answer, Place
from tui_reader.model.comment import CommentData, CommentPage
from tui_reader.model.entry import EntryData

_ARTICLE = re.compile(r"https?://(?:[\w-]+\.)*tuoitre\.vn/[^?#]*-(\d{8,20})\.htm")
_LIST = "https://id.tuoitre.vn/api/getlist-comment.api"
_PER_PAGE = 20


class TuoiTre:
    """The adapter "tuoitre"."""

    name = "tuoitre"
    empty: frozenset[str] = frozenset()

    def places(self, entry: EntryData) -> list[Place]:
        """Every article of the paper has its comments at the same place, by its number."""
        found = _ARTICLE.match(entry.link)
        return [Place(self.name, _page(found[1], 1), entry.comments.count)] if found else []

    def addresses(self, url: str) -> tuple[str, ...]:
        """The page."""
        return (url,)

    def read(self, answers: Sequence[Answer | None], about: About) -> CommentPage:
        """A page of comments, each with its answers."""
        given = json.load_object(answers[0].text if answers[0] else "")
        inner = given.get("Data", given.get("data", given))
        items = json.load(inner) if isinstance(inner, str) and inner.strip() else inner
        threads = [] if items in (None, "") else json.items(items, "id", "content")
        found = (_comment(one, parent, about) for one, parent in json.walk(threads, "children"))
        asked = dict(parse_qsl(urlsplit(about.url).query))
        number = json.number(asked.get("pageindex")) or 1
        more = len(threads) >= _PER_PAGE
        return CommentPage(
            tuple(made for made in found if made),
            (_page(asked.get("objId", ""), number + 1),) if more else (),
            whole=not more,
        )


def _comment(item: Json, parent: str, about: About) -> CommentData | None:
    number = json.identifier(item.get("id"))
    if not number:
        return None
    reactions = [json.number(count) or 0 for count in json.record(item.get("reactions")).values()]
    likes = json.number(item.get("likes"))
    return json.comment(
        number,
        json.text(item, "content"),
        parent_id=parent,
        author=json.text(item, "sender_fullname"),
        created=json.moment(item.get("published_date"), hanoi=True),
        score=max(likes or 0, sum(reactions)) if likes is not None or reactions else None,
        url=about.link,
    )


def _page(article: str, number: int) -> str:
    asked = {
        "pageindex": str(number),
        "pagesize": str(_PER_PAGE),
        "objId": article,
        "objType": "1",
        "sort": "2",
    }
    return f"{_LIST}?{urlencode(asked)}"
