"""A document written down so that a person can check it: one block a line, marks and links in ⟨⟩."""

from collections.abc import Callable

import pytest

from tui_reader.model.document import (
    Block,
    Code,
    Document,
    Embed,
    Figure,
    Heading,
    Listing,
    Mark,
    Paragraph,
    Quote,
    Rule,
    Spans,
    Table,
)


@pytest.fixture(scope="session")
def outline() -> Callable[[Document], str]:
    """Document → its outline, as the ``.expected.txt`` twins have it."""
    return _outline


def _outline(document: Document) -> str:
    lines = [line for block in document.blocks for line in _block(block)]
    return "\n".join([*lines, *(f"RELATED {title} → {url}" for title, url in document.related)]) + "\n"


def _block(block: Block) -> list[str]:
    match block:
        case Paragraph(spans, lead):
            return [("LEAD " if lead else "P ") + _spans(spans)]
        case Heading(level, spans):
            return [f"H{level} {_spans(spans)}"]
        case Figure(image, caption, credit):
            size = f" {image.width}×{image.height}" if image and (image.width or image.height) else ""
            lines = [f"FIGURE {image.url}{size}" if image else "FIGURE without picture"]
            lines += [f"  alt {image.alt}"] if image and image.alt else []
            lines += [f"  caption {_spans(caption)}"] if caption else []
            return lines + ([f"  credit {credit}"] if credit else [])
        case Quote(blocks, cite):
            return [f"QUOTE {cite}".rstrip(), *_inside(blocks)]
        case Code(text, language):
            return [f"CODE {language}".rstrip(), *("  │" + line for line in text.split("\n"))]
        case Listing(items, ordered, start):
            lines = [f"LIST from {start}" if ordered else "LIST"]
            for item in items:
                lines += ["-", *_inside(item)]
            return lines
        case Table(rows, caption):
            lines = [f"TABLE {_spans(caption)}".rstrip()]
            for row in rows:
                cells = (
                    ("# " if cell.header else "")
                    + _spans(cell.spans)
                    + (f" {cell.columns}×{cell.rows}" if (cell.columns, cell.rows) != (1, 1) else "")
                    + (f" {cell.align}" if cell.align else "")
                    for cell in row
                )
                lines.append("  " + " | ".join(cells))
            return lines
        case Embed(kind, url, title):
            return [f"EMBED {kind} {url} {title}"]
        case Rule():
            return ["RULE"]


def _inside(blocks: tuple[Block, ...]) -> list[str]:
    return ["  " + line for block in blocks for line in _block(block)]


def _spans(spans: Spans) -> str:
    text = ""
    for span in spans:
        words = span.text.replace("\n", "⏎").replace("\u00a0", "~")
        marks = "+".join(str(mark.name).lower() for mark in Mark if mark and mark in span.mark)
        if marks or span.href:
            words = f"⟨{marks}{':' if marks else ''}{words}{' → ' + span.href if span.href else ''}⟩"
        text += words
    return text
