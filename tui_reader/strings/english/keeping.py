"""Copies of all that is kept, and putting one back."""

from typing import Final

WORDS: Final[dict[str, str | tuple[str, str]]] = {
    "backup.articles": ("{n} article", "{n} articles"),
    "backup.feeds": ("{n} feed", "{n} feeds"),
    "backup.pictures": ("{n} picture", "{n} pictures"),
    "backup.made": "Copied: {what}, to {path}",
    "backup.restored": "Put back: {what}, as of {date}.",
    "backup.aside": "What was here before is at {path}",
    "backup.written": "Written: {what}, to {path}",
    "backup.read": "Taken over: {what}.",
    "backup.search_later": "They can be searched once the reader, or tui-reader refresh, has prepared them.",
    "backup.none": "There are no copies yet.",
}
