"""What commands print: plain lines without a foreign control byte, or one JSON object a line."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from datetime import datetime

from tui_reader.export.as_json import Json
from tui_reader.model.scrub import UNSAFE


def say(line: str) -> None:
    """A line of text on stdout; the last scrub before the terminal."""
    sys.stdout.write(UNSAFE.sub("", line) + "\n")


def say_json(record: Mapping[str, Json]) -> None:
    """A record as one line; control characters are escaped by JSON, invisible and C1 ones as well as we do it."""
    text = json.dumps(record, ensure_ascii=False, separators=(",", ":"))
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


__all__ = ["Json", "iso", "say", "say_json"]
