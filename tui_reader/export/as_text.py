"""An article as plain text, as it is or wrapped at a width; addresses of links are numbered and listed at the end."""

from __future__ import annotations

from rich.cells import cell_len, chop_cells

from tui_reader.export.letterhead import Letterhead
from tui_reader.model.document import (
    Block,
    Code,
    Document,
    Embed,
    Figure,
    Heading,
    Listing,
    Paragraph,
    Quote,
    Rule,
    Spans,
    Table,
    outward,
    plain,
)

_NARROWEST = 20  # cells left for text however deep quotes and lists go


def as_text(document: Document, head: Letterhead | None = None, *, width: int | None = None) -> str:
    """The article under its letterhead; ``width`` is in terminal cells, None leaves paragraphs on one line."""
    writer = _Writer()
    parts: list[list[str]] = []
    if head is not None:
        parts.append([line for text in (head.title, head.origin) if text for line in _wrapped(text, width)])
        parts.append([head.link] if head.link else [])
    parts += [writer.lines(block, width) for block in document.blocks]
    parts.append([f"• {title} <{url}>" if url else f"• {title}" for title, url in document.related])
    parts.append([f"[{number}] {url}" for url, number in writer.links.items()])
    return "\n\n".join("\n".join(line.rstrip() for line in lines) for lines in parts if lines) + "\n"


class _Writer:
    def __init__(self) -> None:
        self.links: dict[str, int] = {}

    def lines(self, block: Block, width: int | None) -> list[str]:
        match block:
            case Paragraph(spans) | Heading(_, spans):
                return _wrapped(self._text(spans), width)
            case Code(text):
                return ["    " + line for line in text.split("\n")]
            case Figure(image, caption, credit):
                words = self._text(caption) or (image.alt if image else "")
                return _wrapped(
                    "[" + " — ".join(filter(None, (words or (image.url if image else ""), credit))) + "]",
                    width,
                )
            case Quote(blocks, cite):
                lines = self._blocks(blocks, _less(width, 2))
                lines += _wrapped("— " + cite, _less(width, 2)) if cite else []
                return ["> " + line for line in lines]
            case Listing(items, ordered, start):
                listed: list[str] = []
                for number, item in enumerate(items, start):
                    sign = f"{number}. " if ordered else "• "
                    lines = self._blocks(item, _less(width, len(sign))) or [""]
                    listed += [(sign if at == 0 else " " * len(sign)) + line for at, line in enumerate(lines)]
                return listed
            case Table():
                return self._table(block, width)
            case Embed(_, url, title):
                return [f"[{title}] {url}" if title else url]
            case Rule():
                return ["* * *"]

    def _blocks(self, blocks: tuple[Block, ...], width: int | None) -> list[str]:
        out: list[str] = []
        for at, block in enumerate(blocks):
            out += ["", *self.lines(block, width)] if at else self.lines(block, width)
        return out

    def _text(self, spans: Spans) -> str:
        parts: list[str] = []
        for at, span in enumerate(spans):
            parts.append(span.text)
            ends = outward(span.href) and (at + 1 == len(spans) or spans[at + 1].href != span.href)
            if ends and span.text.strip() != span.href:
                parts.append(f" [{self.links.setdefault(span.href, len(self.links) + 1)}]")
        return "".join(parts)

    def _table(self, table: Table, width: int | None) -> list[str]:
        """Columns where they fit, else a row a paragraph."""
        grid = [[" ".join(self._text(cell.spans).split()) for cell in row] for row in table.rows]
        columns = max(map(len, grid), default=0)
        widest = [max((cell_len(row[n]) for row in grid if n < len(row)), default=0) for n in range(columns)]
        lines = _wrapped(plain(table.caption), width) if table.caption else []
        if width is not None and sum(widest) + 2 * columns > width:
            for row in grid:
                lines += _wrapped(" | ".join(row), width)
            return lines
        for row in grid:
            lines.append(
                "  ".join(
                    text + " " * (size - cell_len(text)) for text, size in zip(row, widest, strict=False)
                )
            )
        return lines


def _less(width: int | None, by: int) -> int | None:
    return None if width is None else max(_NARROWEST, width - by)


def _wrapped(text: str, width: int | None) -> list[str]:
    """The text's lines, each broken at spaces (or anywhere, where there are none) to at most ``width`` cells."""
    if width is None:
        return text.split("\n")
    out: list[str] = []
    for line in text.split("\n"):
        current, used = "", 0
        for word in line.split(" "):
            size = cell_len(word)
            if current and used + 1 + size <= width:
                current, used = f"{current} {word}", used + 1 + size
                continue
            if current:
                out.append(current)
            *full, current = chop_cells(word, width) or [""]
            out += full
            used = cell_len(current)
        out.append(current)
    return out
