"""Plain text as it was written: paragraphs keep their lines, drawn and indented parts keep their columns."""

from __future__ import annotations

import re

from tui_reader.model import urls
from tui_reader.model.document import Block, Code, Mark, Paragraph, Span, Spans
from tui_reader.model.scrub import scrub

_BLANK_LINES = re.compile(r"\n(?:[^\S\n]*\n)+")
_INDENTED = re.compile(r"^(?: {2,}|\t)", re.MULTILINE)
_COLUMNS = re.compile(r"\S(?: {3,}|\t+)\S|[─-╿]|[|+][-=]{3,}[|+]")
_LONGEST_COLUMNS = 110  # characters; a longer line was never meant to keep its columns
_ADDRESS = re.compile(r"https?://[^\s<>\"“”]{1,2000}")
_AFTER = ".,;:!?…'’)]}>"


def read_plain(text: str) -> list[Block]:
    """The blocks of a plain text; nothing is guessed away."""
    text = scrub(text).strip("\n")
    blocks: list[Block] = []
    for part in _BLANK_LINES.split(text):
        part = part.rstrip()
        if not part.strip():
            continue
        if not _keeps_columns(part):
            blocks.append(Paragraph(spans("\n".join(line.strip() for line in part.split("\n")))))
        elif blocks and isinstance(blocks[-1], Code):
            blocks[-1] = Code(f"{blocks[-1].text}\n\n{part.expandtabs(4)}")
        else:
            blocks.append(Code(part.expandtabs(4)))
    return blocks


def spans(text: str) -> Spans:
    """Text with the web addresses in it as links."""
    found: list[Span] = []
    at = 0
    for match in _ADDRESS.finditer(text):
        address = match[0].rstrip(_AFTER)
        if match[0][len(address) :].startswith(")") and address.count("(") > address.count(")"):
            address += ")"
        url = urls.clean(address)
        if not urls.is_web(url):
            continue
        if match.start() > at:
            found.append(Span(text[at : match.start()]))
        found.append(Span(address, Mark.NONE, url))
        at = match.start() + len(address)
    if at < len(text):
        found.append(Span(text[at:]))
    return tuple(found)


def _keeps_columns(part: str) -> bool:
    lines = part.split("\n")
    if max(map(len, lines)) > _LONGEST_COLUMNS:
        return False
    indented = len(_INDENTED.findall(part))
    # A first line set in, and none after it, is how printed prose begins a paragraph.
    if indented and not (indented == 1 and _INDENTED.match(part) and len(lines) > 1):
        return True
    return bool(_COLUMNS.search(part))
