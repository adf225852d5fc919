"""The first layer of defence: what strangers' text loses before anything keeps or shows it.

Figures and cases: hostile.md, H36–H47. The second layer is the screen's line filter (ui/line_filter.py).
"""

from __future__ import annotations

import re
import unicodedata

# C0 but TAB and LF, DEL, C1, surrogates, bidi controls, tag characters, invisible fillers, interlinear marks, BOM.
_UNSAFE = (
    "\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad"
    "\ud800-\udfff"
    "\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\u206a-\u206f"
    "\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2028\u2029\u3164\ufeff\uffa0\ufff0-\ufffb\ufffe\uffff"
    "\U000e0000-\U000e0fff"
)
UNSAFE = re.compile(f"[{_UNSAFE}]")
"""Every character that must never reach the terminal from a stranger's text."""

_SPACES = re.compile(r"\s+")
_BREAKS = re.compile(r"\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_MARKS_IN_A_ROW = 4  # hostile.md H47; Vietnamese in NFD needs two, Hebrew and Thai at most three
_MARK_RUN = re.compile(
    r"[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe00-\ufe2f\u200c\u200d]{5,}"
)
_JOINERS_AT_EDGE = re.compile(r"(?:^|(?<=\s))[\u200c\u200d]+|[\u200c\u200d]+(?=\s|$)")


def scrub(text: str) -> str:
    """Text of several lines: NFC, LF line ends, no control, bidi or invisible characters, at most four marks a letter."""
    if text.isascii() and text.isprintable():
        return text
    text = _BREAKS.sub("\n", text)
    text = UNSAFE.sub("", text)
    text = _MARK_RUN.sub(lambda run: run[0][:_MARKS_IN_A_ROW], text)
    text = _JOINERS_AT_EDGE.sub("", text)
    return unicodedata.normalize("NFC", text)


def scrub_line(text: str, limit: int = 1000) -> str:
    """Text of one line (titles, names): as ``scrub``, white space folded to single spaces, at most ``limit`` characters."""
    if len(text) > limit * 4:
        text = text[: limit * 4]
    line = _SPACES.sub(" ", scrub(_SPACES.sub(" ", text))).strip()
    return line if len(line) <= limit else line[: limit - 1].rstrip() + "…"


def is_blank(text: str) -> bool:
    """Whether nothing of the text would be seen (empty, white space, joiners, marks alone)."""
    return all(unicodedata.category(c) in ("Zs", "Cf", "Mn", "Cc", "Zl", "Zp") for c in text)
