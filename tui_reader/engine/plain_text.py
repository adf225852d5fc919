"""What is left of an entry when nothing better could be made of it: its words, without any parser that may hang."""

from __future__ import annotations

import re

from tui_reader.model.document import Converted, Document, Paragraph, Span
from tui_reader.model.entry import EntryData
from tui_reader.model.scrub import scrub

_TAG = re.compile(r"<[^<>]*>")
_MOST_PLAIN = 200_000


def plain_text(data: EntryData) -> Converted:
    """An entry as one unadorned text: what is left when nothing else could be made of it."""
    content = data.content or data.summary
    value = content.value[:_MOST_PLAIN] if content else ""
    text = scrub(_TAG.sub(" ", value))
    paragraphs = [part.strip() for part in text.split("\n") if part.strip()]
    document = Document(tuple(Paragraph((Span(part),)) for part in paragraphs))
    return Converted(document, "\n\n".join(paragraphs), "", text[:300].strip(), len(text.split()))
