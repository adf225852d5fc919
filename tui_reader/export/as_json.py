"""An article as plain values for JSON, field by field."""

from __future__ import annotations

from tui_reader.export.letterhead import Letterhead
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
    Spans,
    Table,
    outward,
)

Json = str | int | bool | None | list["Json"] | dict[str, "Json"]


def as_json(document: Document, head: Letterhead | None = None) -> dict[str, Json]:
    """Values ``json.dumps`` takes; every block has a ``type`` named as in the model, in lower case."""
    record: dict[str, Json] = {}
    if head is not None:
        record = {
            "title": head.title,
            "source": head.source,
            "date": head.date_line,
            "link": head.link,
            "authors": list(head.authors),
            "language": head.language,
        }
    record["blocks"] = [_block(block) for block in document.blocks]
    record["related"] = [{"title": title, "url": url} for title, url in document.related]
    return record


def _block(block: Block) -> Json:
    record: dict[str, Json] = {"type": type(block).__name__.lower()}
    match block:
        case Paragraph(spans, lead):
            return record | {"spans": _spans(spans), "lead": lead}
        case Heading(level, spans):
            return record | {"level": level, "spans": _spans(spans)}
        case Figure(image, caption, credit):
            shown: Json = None
            if image:
                shown = {"url": image.url, "alt": image.alt, "width": image.width, "height": image.height}
            return record | {"image": shown, "caption": _spans(caption), "credit": credit}
        case Quote(blocks, cite):
            return record | {"blocks": [_block(inner) for inner in blocks], "cite": cite}
        case Code(text, language):
            return record | {"text": text, "language": language}
        case Listing(items, ordered, start):
            return record | {
                "ordered": ordered,
                "start": start,
                "items": [[_block(inner) for inner in item] for item in items],
            }
        case Table(rows, caption):
            cells: Json = [
                [
                    {
                        "spans": _spans(cell.spans),
                        "header": cell.header,
                        "columns": cell.columns,
                        "rows": cell.rows,
                        "align": cell.align,
                    }
                    for cell in row
                ]
                for row in rows
            ]
            return record | {"rows": cells, "caption": _spans(caption)}
        case Embed(kind, url, title):
            return record | {"kind": kind, "url": url, "title": title}
        case _:
            return record


def _spans(spans: Spans) -> Json:
    made: list[Json] = []
    for span in spans:
        record: dict[str, Json] = {"text": span.text}
        if span.mark:
            record["marks"] = [str(mark.name).lower() for mark in Mark if mark and mark in span.mark]
        if outward(span.href):
            record["href"] = span.href
        made.append(record)
    return made
