"""Reddit: shown to nobody without a login since 2026; the reader opens it in the browser."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tui_reader.discussion.json_values import unreadable
from tui_reader.discussion.links import links_of
from tui_reader.discussion.source import About, Answer, Place
from tui_reader.model.comment import CommentPage
from tui_reader.model.entry import EntryData

_POST = re.compile(r"https?://(?:[\w-]+\.)?reddit\.com/(?:r/\w{1,60}/)?comments/(\w{3,12})")


class Reddit:
    """The adapter "reddit": knows where a discussion is, and asks for nothing there."""

    name = "reddit"
    empty: frozenset[str] = frozenset()

    def places(self, entry: EntryData) -> list[Place]:
        """Where the entry names a post."""
        found = (_POST.match(url) for url in links_of(entry))
        return [Place(self.name, f"https://www.reddit.com/comments/{match[1]}") for match in found if match]

    def addresses(self, url: str) -> tuple[str, ...]:
        """Nothing: the engine answers that the site refuses."""
        return ()

    def read(self, answers: Sequence[Answer | None], about: About) -> CommentPage:
        """Never asked."""
        raise unreadable()
