"""What commands print: plain lines without a foreign control byte, or one JSON object a line."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping, Sequence
from datetime import datetime

from rich.cells import cell_len

from tui_reader.export.as_json import Json
from tui_reader.model.scrub import UNSAFE


def say(line: str) -> None:
    """A line of text on stdout; the last scrub before the terminal."""
    sys.stdout.write(UNSAFE.sub("", line) + "\n")


def in_columns(rows: Sequence[Sequence[str]], *, numbers: int = 0) -> list[str]:
    """Rows as lines, each column as wide as its widest cell on screen; the first ``numbers`` of them right-aligned.

    The last column is as long as it is, so that a line can be cut or wrapped but is never padded.
    """
    widths = [max(map(cell_len, column)) for column in zip(*rows, strict=True)]
    lines = []
    for row in rows:
        cells = []
        for at, (cell, width) in enumerate(zip(row, widths, strict=True)):
            pad = " " * (width - cell_len(cell))
            cells.append(pad + cell if at < numbers else cell + pad)
        lines.append("  ".join(cells).rstrip())
    return lines


def say_json(record: Mapping[str, Json]) -> None:
    """A record as one line; control characters are escaped by JSON, invisible and C1 ones as well as we do it."""
    plain = (
        sys.stdout.encoding.lower().replace("-", "") != "utf8"
    )  # every letter that may be missing as JSON writes it
    text = json.dumps(record, ensure_ascii=plain, separators=(",", ":"))
    sys.stdout.write(UNSAFE.sub(_escaped, text) + "\n")


def iso(when: datetime | None) -> str | None:
    """ISO 8601 in UTC with Z, as scripts read it."""
    return None if when is None else when.strftime("%Y-%m-%dT%H:%M:%SZ")


def _escaped(found: object) -> str:
    character: str = found[0]  # type: ignore[index]  # a match of one character
    code = ord(character)
    if code > 0xFFFF:
        code -= 0x10000
        return f"\\u{0xD800 + (code >> 10):04x}\\u{0xDC00 + (code & 0x3FF):04x}"
    return f"\\u{code:04x}"


__all__ = ["Json", "in_columns", "iso", "say", "say_json"]
