"""Comments that stand in the article's own page: in its JSON-LD, as microdata, as microformats."""

from __future__ import annotations

from collections.abc import Sequence

from tui_reader.discussion import json_values as json
from tui_reader.discussion.source import About, Answer, Place
from tui_reader.model.comment import CommentPage
from tui_reader.model.entry import EntryData


class OwnPage:
    """The adapter "page"; a place is the article's own address, where the page was seen to hold comments."""

    name = "page"
    empty: frozenset[str] = frozenset()

    def places(self, entry: EntryData) -> list[Place]:
        """What the page was seen to hold."""
        return [Place(self.name, url) for kind, url in entry.comments.hints if kind == self.name]

    def addresses(self, url: str) -> tuple[str, ...]:
        """The page."""
        return (url,)

    def read(self, answers: Sequence[Answer | None], about: About) -> CommentPage:
        """What the page's own record holds; without one, what is marked in its text."""
        answer = answers[0]
        if answer is None:
            raise json.unreadable()
        from tui_reader.discussion.page_reading import (
            marked,
            recorded,
        )  # parsers, which only a worker may need

        found, total = recorded(answer, about)
        found = found or marked(answer, about)
        threaded = any(comment.parent_id for comment in found)
        return CommentPage(tuple(found), total=total, threaded=threaded, whole=total is None)
