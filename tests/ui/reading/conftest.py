"""Articles and documents made by hand for the reading view."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest

from tui_reader.model.article import Article
from tui_reader.model.document import Block, Document, Mark, Paragraph, Span
from tui_reader.model.entry import Entry, EntryData, EntryState

VIETNAM = timezone(timedelta(hours=7))
PUBLISHED = datetime(2019, 7, 24, 19, 22, tzinfo=UTC)
TITLE = "Bộ trưởng Bộ Thông tin và Truyền thông làm việc với tỉnh Quảng Ninh"


class Make:
    """Short names for what tests build."""

    vietnam = VIETNAM
    published = PUBLISHED
    title = TITLE

    @staticmethod
    def paragraph(text: str, href: str = "", mark: Mark = Mark.NONE, *, lead: bool = False) -> Paragraph:
        return Paragraph((Span(text, mark, href),), lead)

    @staticmethod
    def numbered(count: int, words: int = 40) -> Document:
        """So many paragraphs, each beginning with its own number."""
        sentence = "Hạ tầng số phải đi trước một bước, nhất là ở vùng núi và hải đảo. "
        text = sentence * (words // 16 + 1)
        return Document(tuple(Make.paragraph(f"Đoạn {n}: {text}".strip()) for n in range(count)))

    @staticmethod
    def entry(entry_id: int = 1, **changes: object) -> Entry:
        data = EntryData(
            link="https://nhandan.vn/bai/1", title=TITLE, published=PUBLISHED, tags=("Quảng Ninh",)
        )
        fields: dict[str, object] = {"words": 720, "comments": 3, **changes}
        return Entry(entry_id, 1, "Nhân Dân", data, EntryState(), PUBLISHED, PUBLISHED, **fields)  # type: ignore[arg-type]

    @staticmethod
    def article(*blocks: Block, entry_id: int = 1) -> Article:
        return Article(Make.entry(entry_id), Document(blocks))


@pytest.fixture
def make() -> type[Make]:
    return Make
