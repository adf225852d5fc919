"""An article as Markdown (CommonMark, tables, strikethrough); what Markdown cannot say is said in HTML."""

from __future__ import annotations

import re

from tui_reader.export.as_html import as_html
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
    Rule,
    Span,
    Spans,
    Table,
)
from tui_reader.model.urls import is_web, leads_out

_SPECIAL = re.compile(r"([\\`*_\[\]<>|~])")
_ENTITY = re.compile(r"&(?=#?\w+;)")
_BREAKS_OUT = re.compile(r"[<>\\\x00-\x20\x7f]")
_AT_LINE_START = re.compile(r"^([ \t]*)(#|[-+=](?=[-+= \t]|$)|\d{1,9}[.)])", re.MULTILINE)
_AROUND = {Mark.BOLD: "**", Mark.ITALIC: "*", Mark.STRIKE: "~~"}
_ONLY_HTML = {Mark.UNDERLINE: "ins", Mark.SUPER: "sup", Mark.SUB: "sub", Mark.HIGHLIGHT: "mark"}


def as_markdown(document: Document, head: Letterhead | None = None) -> str:
    """The article under its letterhead, ending with a line break."""
    parts: list[str] = []
    if head is not None:
        parts += [f"# {_escaped(head.title)}"] if head.title else []
        parts += [_escaped(head.origin)] if head.origin else []
        parts += [_autolink(head.link)] if head.link else []
    parts += [_block(block) for block in document.blocks]
    if document.related:
        parts.append("\n".join(f"- {_link(_escaped(title), url)}" for title, url in document.related))
    return "\n\n".join(part for part in parts if part) + "\n"


def _block(block: Block) -> str:
    match block:
        case Paragraph(spans):
            return _spans(spans)
        case Heading(level, spans):
            return "#" * level + " " + _spans(spans).replace("\\\n", " ")
        case Figure():
            return _figure(block)
        case Quote(blocks, cite):
            inner = "\n\n".join([*map(_block, blocks), *([f"— {_escaped(cite)}"] if cite else [])])
            return "\n".join(f"> {line}".rstrip() for line in inner.split("\n"))
        case Code(text, language):
            fence = _fence(text, 3)
            return f"{fence}{language}\n{text}\n{fence}"
        case Listing(items, ordered, start):
            return "\n".join(
                _item(item, f"{n}. " if ordered else "- ") for n, item in enumerate(items, max(start, 0))
            )
        case Table():
            return _table(block)
        case Embed(_, url, title):
            return _link(_escaped(title or url), url)
        case Rule():
            return "---"


def _figure(figure: Figure) -> str:
    image = figure.image
    shown = f"![{_escaped(image.alt)}](<{_written(image.url)}>)" if image and _is_picture(image.url) else ""
    words = _spans(figure.caption)
    if figure.credit:
        words += f"{' ' if words else ''}({_escaped(figure.credit)})"
    return "\\\n".join(filter(None, (shown, words)))


def _item(item: tuple[Block, ...], sign: str) -> str:
    inner = "\n\n".join(map(_block, item)).split("\n")
    return "\n".join(
        (sign if at == 0 else " " * len(sign)) + line if line else "" for at, line in enumerate(inner)
    )


def _table(table: Table) -> str:
    """A pipe table where cells do not span; Markdown has no others."""
    if any(cell.columns > 1 or cell.rows > 1 for row in table.rows for cell in row):
        return as_html(Document((table,)))
    width = max(map(len, table.rows))
    lines = [
        [_spans(cell.spans).replace("\\\n", "<br>") for cell in row] + [""] * (width - len(row))
        for row in table.rows
    ]
    header = lines.pop(0) if any(cell.header for cell in table.rows[0]) else [""] * width
    aligns = [cell.align for cell in table.rows[0]] + [""] * width
    marks = [{"left": ":--", "center": ":-:", "right": "--:"}.get(align, "---") for align in aligns[:width]]
    rows = "\n".join("| " + " | ".join(line) + " |" for line in (header, marks, *lines))
    return f"{_spans(table.caption)}\n\n{rows}" if table.caption else rows


def _spans(spans: Spans) -> str:
    text = "".join(map(_span, spans))
    return _AT_LINE_START.sub(lambda m: f"{m[1]}{m[2][:-1]}\\{m[2][-1]}", text).replace("\n", "\\\n")


def _span(span: Span) -> str:
    # Marks must touch words: white space goes outside them.
    bare = span.text.strip()
    if not bare:
        return span.text
    before, _, after = span.text.partition(bare)
    if Mark.CODE in span.mark:
        fence = _fence(bare, 1)
        pad = " " if bare[0] == "`" or bare[-1] == "`" else ""
        text = f"{fence}{pad}{bare}{pad}{fence}"
    else:
        text = _escaped(bare)
    for mark, name in _ONLY_HTML.items():
        text = f"<{name}>{text}</{name}>" if mark in span.mark else text
    for mark, sign in _AROUND.items():
        text = f"{sign}{text}{sign}" if mark in span.mark else text
    return before + _link(text, span.href) + after


def _link(text: str, url: str) -> str:
    """A link where it leads out of the document, else what it says."""
    return f"[{text}](<{_written(url)}>)" if leads_out(url) else text


def _autolink(url: str) -> str:
    return f"<{_written(url)}>" if is_web(url) else _escaped(url)


def _is_picture(url: str) -> bool:
    """Pictures of local articles lie beside them."""
    return is_web(url) or url.startswith("file:///")


def _written(url: str) -> str:
    """An address that cannot end the brackets it stands in, nor the line."""
    return _BREAKS_OUT.sub(lambda found: f"%{ord(found[0]):02X}", url)


def _fence(text: str, shortest: int) -> str:
    runs = [len(run) for run in re.findall("`+", text)]
    return "`" * max(shortest, max(runs, default=0) + 1)


def _escaped(text: str) -> str:
    return _ENTITY.sub("&amp;", _SPECIAL.sub(r"\\\1", text))
