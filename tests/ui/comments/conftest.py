"""Threads made by hand for the comment pane."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

import pytest

from tui_reader.model.comment import Comment, CommentData, Discussion, Thread
from tui_reader.model.document import Document, Paragraph, Span
from tui_reader.model.entry import Entry, EntryData, EntryState
from tui_reader.model.thread import thread

NOW = datetime(2019, 7, 25, 4, 0, tzinfo=UTC)


class Make:
    """Short names for what tests build."""

    now = NOW

    @staticmethod
    def comment(
        number: int,
        author: str,
        text: str,
        parent: int = 0,
        *,
        seen: bool = True,
        hours: int = 1,
        **data: object,
    ) -> Comment:
        made = CommentData(
            str(number),
            str(parent or ""),
            author,
            created=NOW - timedelta(hours=hours),
            **data,  # type: ignore[arg-type]  # names fields of CommentData
        )
        return Comment(number, made, Document((Paragraph((Span(text),)),)), NOW, seen)

    @staticmethod
    def entry(entry_id: int = 1, comments: int | None = None) -> Entry:
        return Entry(
            entry_id, 1, "Nhân Dân", EntryData(title="Bài"), EntryState(), NOW, NOW, comments=comments
        )

    @staticmethod
    def thread(comments: Sequence[Comment], **discussion: object) -> Thread:
        fields: dict[str, object] = {"source": "feed", "kept": len(comments), "fetched_at": NOW, **discussion}
        return thread(Discussion(1, **fields), comments)  # type: ignore[arg-type]  # names fields of Discussion

    @staticmethod
    def talk() -> Thread:
        """Lan Anh ← Minh (new) ← Hà (new), Lan Anh ← Nhân Dân; Thu."""
        return Make.thread(
            [
                Make.comment(1, "Lan Anh", "Hạ tầng số phải đi trước một bước.", hours=2, score=12),
                Make.comment(2, "Minh", "Đồng ý, nhất là vùng núi.", 1, seen=False),
                Make.comment(3, "Hà", "Chi phí trạm phát rất cao.", 2, seen=False),
                Make.comment(4, "Nhân Dân", "Cảm ơn bạn đọc.", 1, by_article_author=True),
                Make.comment(5, "Thu", "Ý khác."),
            ],
            total=27,
            fetched_at=NOW - timedelta(hours=2),
            more=True,
        )


@pytest.fixture
def make() -> type[Make]:
    return Make
