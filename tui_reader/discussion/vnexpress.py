"""VnExpress: the most liked first, answers to a comment by a request of their own."""

from __future__ import annotations

import re
from collections.abc import Sequence
from urllib.parse import parse_qsl, urlencode, urlsplit

from tui_reader.discussion import json_values as json
from tui_reader.discussion.json_values import Json
from tui_reader.discussion.source import About, Answer, Place
from tui_reader.model import urls
from tui_reader.model.comment import CommentData, CommentPage
from tui_reader.model.entry import EntryData

_ARTICLE = re.compile(r"https?://(?:[\w-]+\.)*vnexpress\.net/[^?#]*-(\d{5,12})(?:-p\d+)?\.html")
_HOST = "https://usi-saas.vnexpress.net"
_PER_PAGE = 24  # as the site's own page asks
_ANSWERS = 50
"""Answers to one comment asked for at once."""
_SITE = "1000000"


class VnExpress:
    """The adapter "vnexpress"."""

    name = "vnexpress"
    empty: frozenset[str] = frozenset()

    def places(self, entry: EntryData) -> list[Place]:
        """Every article of the paper has its comments at the same place, by its number."""
        found = _ARTICLE.match(entry.link)
        return [Place(self.name, _page(found[1], 0), entry.comments.count)] if found else []

    def addresses(self, url: str) -> tuple[str, ...]:
        """The page."""
        return (url,)

    def read(self, answers: Sequence[Answer | None], about: About) -> CommentPage:
        """A page of comments with the first answers to each, or of answers to one of them."""
        given = json.load_object(answers[0].text if answers[0] else "")
        data = _data(given)
        asked = dict(parse_qsl(urlsplit(about.url).query))
        if urlsplit(about.url).path.endswith("/getreplay"):
            return _answers(data, asked, about)
        pinned = json.records(data.get("items_pin"))
        items = _items(data)
        found: dict[str, CommentData] = {}
        further: list[str] = []
        for item in (*pinned, *items):
            further += _take(item, found, about, asked.get("objectid", ""))
        offset = json.number(asked.get("offset")) or 0
        threads = json.number(data.get("totalitem")) or 0
        if len(items) and offset + _PER_PAGE < threads:
            further.append(_page(asked.get("objectid", ""), offset + _PER_PAGE))
        total = json.number(data.get("total"))
        return CommentPage(
            tuple(found.values()), tuple(further), total or 0, closed=_is_closed(given), whole=not further
        )


def _answers(data: Json, asked: dict[str, str], about: About) -> CommentPage:
    """Answers to one comment; there are more where the page is full."""
    items = _items(data)
    parent = asked.get("id", "")
    found = [made for item in items if (made := _comment(item, about, parent))]
    offset = (json.number(asked.get("offset")) or 0) + len(items)
    further = (_replies(asked.get("objectid", ""), parent, offset),) if len(items) >= _ANSWERS else ()
    return CommentPage(tuple(found), further, whole=not further)


def _data(given: Json) -> Json:
    """What was asked for: an empty list where nobody has commented."""
    data = given.get("data", 0)
    if data != [] and not isinstance(data, dict):
        raise json.changed()
    return json.record(data)


def _items(data: Json) -> list[Json]:
    """The comments; without any the site may leave their list out."""
    silent = not data or (json.number(data.get("total")) == 0 and not data.get("items"))
    return [] if silent else json.items(data.get("items"), "comment_id", "content")


def _take(item: Json, found: dict[str, CommentData], about: About, article: str) -> list[str]:
    """A comment and the answers that came with it; where the others are, if there are more."""
    made = _comment(item, about)
    if made is None or made.source_id in found:
        return []
    found[made.source_id] = made
    replies = json.record(item.get("replys"))
    came = json.records(replies.get("items"))
    for reply in came:
        if (answer := _comment(reply, about, made.source_id)) is not None:
            found.setdefault(answer.source_id, answer)
    more = (json.number(replies.get("total")) or 0) > len(came)
    return [_replies(article, made.source_id, 0)] if more else []


def _comment(item: Json, about: About, under: str = "") -> CommentData | None:
    number = json.identifier(item.get("comment_id"))
    parent = json.identifier(item.get("parent_id"))
    if not number:
        return None
    return json.comment(
        number,
        json.text(item, "content"),
        # at the top a comment names itself as its parent
        parent_id=parent if parent not in ("", "0", number) else under,
        author=json.text(item, "full_name"),
        created=json.moment(item.get("creation_time")),
        score=json.number(item.get("userlike")),
        url=about.link if urls.is_web(about.link) else "",
    )


def _is_closed(given: Json) -> bool:
    return json.number(given.get("iscomment")) == 0 and "iscomment" in given


def _page(article: str, offset: int) -> str:
    asked = {
        "offset": str(offset),
        "limit": str(_PER_PAGE),
        "frommobile": "0",
        "sort_by": "like",
        "is_onload": "1",
        "objectid": article,
        "objecttype": "1",
        "siteid": _SITE,
    }
    return f"{_HOST}/index/get?{urlencode(asked)}"


def _replies(article: str, comment: str, offset: int) -> str:
    asked = {
        "siteid": _SITE,
        "objectid": article,
        "objecttype": "1",
        "id": comment,
        "limit": str(_ANSWERS),
        "offset": str(offset),
        "sort_by": "like",
    }
    return f"{_HOST}/index/getreplay?{urlencode(asked)}"
