"""The title line of the comment pane: what is new, how much is here, how old it is."""

from __future__ import annotations

from datetime import datetime, tzinfo

from tui_reader.model.comment import Discussion, Thread
from tui_reader.strings import Words
from tui_reader.strings import format as forms
from tui_reader.ui.comments import folding
from tui_reader.ui.comments.items import more_is_there
from tui_reader.ui.reading.lines import Line, Run

Titled = tuple[Line, Line]
"""The left and the right of the line."""


def titles(
    thread: Thread | None, words: Words, now: datetime, zone: tzinfo | None, *, back: bool = False
) -> tuple[Titled, ...]:
    """`‹ Bài   Bình luận · 3 mới · đang có 24/27` and `lưu 2 giờ trước`; then the same in fewer words for narrow panes."""
    head: list[Run] = []
    if back:
        head.append(Run(f"‹ {words('article.back')}", "bar-button", action="back"))
        head.append(Run("   ", "bar-fact"))
    head.append(Run(words("comments.title"), "bar-title"))
    if thread is None:
        return ((tuple(head), ()),)
    discussion = thread.discussion
    new = sum(map(folding.is_new, thread.nodes)) if thread.whole else 0
    if new:
        head.append(Run(" · ", "bar-fact"))
        head.append(Run(words("comments.new_short", n=new), "bar-new"))
    left, narrow = list(head), list(head)
    if more_is_there(discussion) and discussion.total:
        left.append(Run(f" · {words('comments.here', n=discussion.kept, m=discussion.total)}", "bar-fact"))
        few = f"{words.number(discussion.kept)}/{words.number(discussion.total)}"
        narrow.append(Run(f" · {few}", "bar-fact"))
    elif thread.nodes:
        here = len(thread.nodes) if thread.whole else discussion.kept
        left.append(Run(f" · {words.number(here)}", "bar-fact"))
        narrow = left
    return _with_age((tuple(left), tuple(narrow)), discussion, words, now, zone)


def _with_age(
    lefts: tuple[Line, Line], discussion: Discussion, words: Words, now: datetime, zone: tzinfo | None
) -> tuple[Titled, ...]:
    """With how old what is here is, behind it."""
    left, narrow = lefts
    when = discussion.fetched_at
    if when is None:
        return ((left, ()), (narrow, ()))
    kept, short = (
        (Run(words("comments.kept", age=tell(words, when, now, zone)), "bar-fact"),)
        for tell in (forms.age, forms.short_age)
    )
    return ((left, kept), (narrow, kept), (narrow, short))
