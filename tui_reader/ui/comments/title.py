"""The title line of the comment pane: what is new, how much is here, how old it is."""

from __future__ import annotations

from datetime import datetime, tzinfo

from tui_reader.model.comment import Thread
from tui_reader.strings import Words
from tui_reader.strings import format as forms
from tui_reader.ui.comments import folding
from tui_reader.ui.comments.items import more_is_there
from tui_reader.ui.reading.lines import Line, Run


def title(
    thread: Thread | None, words: Words, now: datetime, zone: tzinfo, *, back: bool = False
) -> tuple[Line, Line]:
    """`‹ Bài   Bình luận · 3 mới · đang có 24/27` and `lưu 2 giờ trước`."""
    left: list[Run] = []
    if back:
        left.append(Run(f"‹ {words('article.back')}", "bar-button", action="back"))
        left.append(Run("   ", "bar-fact"))
    left.append(Run(words("comments.title"), "bar-title"))
    if thread is None:
        return tuple(left), ()
    discussion = thread.discussion
    new = sum(map(folding.is_new, thread.nodes)) if thread.whole else 0
    if new:
        left.append(Run(" · ", "bar-fact"))
        left.append(Run(words("comments.new_short", n=new), "bar-new"))
    if more_is_there(discussion) and discussion.total:
        left.append(Run(f" · {words('comments.here', n=discussion.kept, m=discussion.total)}", "bar-fact"))
    elif thread.nodes:
        here = len(thread.nodes) if thread.whole else discussion.kept
        left.append(Run(f" · {words.number(here)}", "bar-fact"))
    if discussion.fetched_at is None:
        return tuple(left), ()
    kept = words("comments.kept", age=forms.age(words, discussion.fetched_at, now, zone))
    return tuple(left), (Run(kept, "bar-fact"),)
