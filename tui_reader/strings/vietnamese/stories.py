"""The same story from several feeds."""

from typing import Final

WORDS: Final[dict[str, str | tuple[str, str]]] = {
    "story.title": "Tin này có {n} bài cùng đưa",
    "story.alone": "Không có bài nào khác cùng đưa tin này.",
}
