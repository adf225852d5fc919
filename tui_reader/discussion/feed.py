"""Comments as a feed of their own: wfw:commentRss, Atom replies, or a file beside a local article.

The engine has such an answer read by the room that reads feeds (``sources.comment_feed``); what is here is where it is.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from tui_reader.discussion.json_values import unreadable
from tui_reader.discussion.source import About, Answer, Place
from tui_reader.model.comment import CommentPage
from tui_reader.model.entry import EntryData

NAME = "feed"
# https://x.blogspot.com/feeds/123/comments/default?alt=rss, as Blogger's feeds name it
_BLOGGER = re.compile(r"(https?://[^/?#]+/feeds/\d+/comments/default)(?:\?[^#]*)?$")


class FeedSource:
    """The adapter "feed". Pages follow each other where the feed names the next one."""

    name = NAME
    empty: frozenset[str] = frozenset()

    def places(self, entry: EntryData) -> list[Place]:
        """The comment feed the entry or its page names."""
        found = entry.comments
        return [Place(self.name, _fullest(found.feed), found.count)] if found.feed else []

    def addresses(self, url: str) -> tuple[str, ...]:
        """The feed."""
        return (url,)

    def read(self, answers: Sequence[Answer | None], about: About) -> CommentPage:
        """Never asked: feeds are read in another room."""
        raise unreadable()


def _fullest(url: str) -> str:
    """Blogger's comments as Atom, 200 a page: its RSS knows no answers, and shows 25."""
    found = _BLOGGER.match(url)
    return f"{found[1]}?alt=atom&start-index=1&max-results=200" if found else url
