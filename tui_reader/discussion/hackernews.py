"""Hacker News: the whole tree from Algolia's copy, the order of its threads from the site's own interface."""

from __future__ import annotations

import re
from collections.abc import Sequence
from urllib.parse import urlencode

from tui_reader.discussion import json_values as json
from tui_reader.discussion.json_values import Json
from tui_reader.discussion.links import links_of
from tui_reader.discussion.source import About, Answer, Place
from tui_reader.model.comment import CommentData, CommentPage, CommentState, Found
from tui_reader.model.entry import EntryData

_ITEM = re.compile(r"https?://news\.ycombinator\.com/item\?(?:[^#]*&)?id=(\d{1,12})")
_SITE = "https://news.ycombinator.com"
_TREE = "https://hn.algolia.com/api/v1/items/{}"
_RANK = "https://hacker-news.firebaseio.com/v0/item/{}.json"
_SEARCH = "https://hn.algolia.com/api/v1/search?"


class HackerNews:
    """The adapter "hackernews"; a place is the item's page. One answer holds everything."""

    name = "hackernews"
    empty: frozenset[str] = frozenset()

    def places(self, entry: EntryData) -> list[Place]:
        """Where the entry names an item of the site."""
        found = (_ITEM.match(url) for url in links_of(entry))
        return [Place(self.name, page(match[1])) for match in found if match]

    def addresses(self, url: str) -> tuple[str, ...]:
        """The tree, and the order of its threads."""
        match = _ITEM.match(url)
        return (_TREE.format(match[1]), _RANK.format(match[1])) if match else ()

    def read(self, answers: Sequence[Answer | None], about: About) -> CommentPage:
        """All comments; what was deleted stays where somebody answered it."""
        story = json.load_object(answers[0].text if answers[0] else "")
        children = json.items(story.get("children"), "id", "text")
        # Whoever posts a link to others' articles has not written them.
        own = not story.get("url") or json.text(story, "title").startswith(("Show HN", "Launch HN"))
        asker = json.text(story, "author") if own else ""
        threads = _ranked(children, answers[1] if len(answers) > 1 else None)
        top = json.identifier(story.get("id"))
        found = (_comment(item, parent or top, top, asker) for item, parent in json.walk(threads, "children"))
        return CommentPage(tuple(made for made in found if made), whole=True)

    # searching, only when a reader asks

    site = "hn.algolia.com"

    def search(self, link: str) -> str:
        """The address that finds items about a page."""
        asked = {"query": link, "restrictSearchableAttributes": "url", "tags": "story", "hitsPerPage": "20"}
        return _SEARCH + urlencode(asked)

    def found(self, answer: Answer) -> list[Found]:
        """What it found; whether it is about the same page is for others to judge."""
        hits = json.records(json.load_object(answer.text).get("hits"))
        return [
            Found(
                self.name,
                page(number),
                "news.ycombinator.com",
                json.line(hit, "title"),
                json.number(hit.get("num_comments")),
                json.moment(hit.get("created_at_i")),
                about=json.address(hit.get("url")),
            )
            for hit in hits
            if (number := json.identifier(hit.get("objectID"))).isdecimal()
        ]


def page(number: str) -> str:
    """The page of an item."""
    return f"{_SITE}/item?id={number}"


def _comment(item: Json, parent: str, top: str, asker: str) -> CommentData | None:
    number = json.identifier(item.get("id"))
    author, text = json.text(item, "author"), json.text(item, "text")
    gone = not author and not text
    if not number or (gone and not json.records(item.get("children"))):
        return None
    return json.comment(
        number,
        text,
        parent_id="" if parent == top else parent,
        author=author,
        author_url=f"{_SITE}/user?id={author}" if author.replace("-", "").replace("_", "").isalnum() else "",
        created=json.moment(item.get("created_at_i")) or json.moment(item.get("created_at")),
        score=json.number(item.get("points")),
        state=CommentState.DELETED if gone else CommentState.OK,
        by_article_author=bool(asker) and author == asker,
        url=page(number),
    )


def _ranked(threads: list[Json], answer: Answer | None) -> list[Json]:
    """The threads in the site's own order, where it told it; Algolia has them by age."""
    if answer is None:
        return threads
    kids = json.tolerant(answer.text).get("kids")
    order = {json.identifier(kid): rank for rank, kid in enumerate(kids)} if isinstance(kids, list) else {}
    return sorted(threads, key=lambda one: order.get(json.identifier(one.get("id")), len(order)))
