"""A passage with where it is from, as one quotes it in a message."""

from __future__ import annotations

from tui_reader.export.letterhead import Letterhead


def as_quotation(passage: str, head: Letterhead) -> str:
    """The passage in quotation marks, and below it title, origin and address."""
    said = "\n".join(line.strip() for line in passage.strip().splitlines())
    source = ", ".join(filter(None, (head.title, head.origin)))
    return "\n".join(filter(None, (f"“{said}”", f"— {source}" if source else "", head.link))) + "\n"


def as_title_and_link(head: Letterhead) -> str:
    """Title and address, a line each."""
    return "\n".join(filter(None, (head.title, head.link)))
