"""Why comments could not be had, in words, with what can be done about it."""

from __future__ import annotations

from datetime import datetime, tzinfo

from tui_reader.model.comment import Discussion
from tui_reader.strings import Words
from tui_reader.strings import format as forms

LASTING = frozenset(
    ("refused", "needs_login", "not_found", "gone", "comments_unreadable", "comments_changed", "needs_key")
)
"""After which nothing more comes by itself: what is here is all there will be, and stays."""


def of_discussion(discussion: Discussion, words: Words, now: datetime, zone: tzinfo | None) -> str:
    """What went wrong last; empty where nothing did."""
    if not discussion.trouble:
        return ""
    until = discussion.retry_at
    if until is not None and until > now and discussion.trouble == "too_many":
        when = forms.moment(words, until, now, zone)
        return words("comments.trouble.too_many", time=when)
    return special(words, discussion.trouble) or words(
        "comments.trouble", why=words.explain(discussion.trouble, {})
    )


def special(words: Words, code: str) -> str:
    """The sentence for a code where comments need other words than feeds; else empty."""
    keys = (f"comments.trouble.{code}.bare", f"comments.trouble.{code}")
    return next((words(key) for key in keys if words.has(key)), "")
