"""Documents laid out as lines of text, for tests."""

from __future__ import annotations

from tui_reader.model.document import (
    Document,
    Mark,
    Paragraph,
    Span,
)
from tui_reader.model.style import PRESETS, ReadingStyle
from tui_reader.strings import words
from tui_reader.ui.reading.layout import lay_out, text_lines
from tui_reader.ui.reading.lines import line_text

NORMAL = PRESETS[0]
VI = words("vi")


def seen(document: Document, style: ReadingStyle = NORMAL, width: int = 46, **more: object) -> list[str]:
    layout = lay_out(document, style, width, None, VI, **more)  # type: ignore[arg-type]  # passes keyword-only options on
    return [line_text(line).rstrip() for line in text_lines(layout)]


def text(content: str, mark: Mark = Mark.NONE, href: str = "") -> Paragraph:
    return Paragraph((Span(content, mark, href),))
