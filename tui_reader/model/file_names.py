"""Names of files made from titles, that every system takes and no shell or folder is fooled by (hostile.md H54)."""

from __future__ import annotations

from tui_reader.model.late_pattern import LatePattern
from tui_reader.model.scrub import scrub_line

_NOT_IN_NAMES = LatePattern(r'[\x00-\x1f\x7f/\\:*?"<>|]+')
_RESERVED = LatePattern(r"(?i)(con|prn|aux|nul|com\d|lpt\d)(\..*)?")
_LONGEST = 120
"""Bytes of UTF-8; file systems take 255, and a number and an ending follow."""


def file_name(title: str, otherwise: str) -> str:
    """The title as a name without ending: one line, no leading dot or dash; ``otherwise`` where nothing is left of it."""
    name = _NOT_IN_NAMES.now.sub(" ", scrub_line(title, 500))
    name = " ".join(name.split()).strip(" .-")
    name = name.encode()[:_LONGEST].decode(errors="ignore").rstrip(" .-")
    if _RESERVED.now.fullmatch(name):
        name += "_"
    return name or otherwise
