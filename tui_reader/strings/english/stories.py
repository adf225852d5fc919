"""The same story from several feeds."""

from typing import Final

WORDS: Final[dict[str, str | tuple[str, str]]] = {
    "story.title": ("This story, told by {n} article", "This story, told by {n} articles"),
    "story.alone": "No other article tells this story.",
}
