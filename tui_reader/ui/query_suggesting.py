"""What a query may go on with, shown behind what is typed; wherever a query is typed, the right arrow takes it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from textual.suggester import Suggester

from tui_reader.model.view import Sources
from tui_reader.query.completing import complete
from tui_reader.strings import Words
from tui_reader.strings.format import feed_name

Names = Mapping[str, Sequence[str]]


def names_of(sources: Sources, words: Words, tags: Sequence[str] = ()) -> dict[str, Sequence[str]]:
    """What the fields of a query may name, by field."""
    return {
        "feed": [feed_name(words, feed.title) for feed in sources.feeds],
        "folder": [folder.title for folder in sources.folders],
        "tag": tags,
    }


class QuerySuggester(Suggester):
    """The first thing the end of the text may become."""

    def __init__(self, names: Callable[[], Names]) -> None:
        super().__init__(use_cache=False, case_sensitive=True)
        self._names = names

    async def get_suggestion(self, value: str) -> str | None:
        taken = complete(value, self._names()).taken(value)
        return taken if len(taken) > len(value) else None
