"""Lights up the row under the cursor: its ground changes, what is written on it keeps its colours."""

from __future__ import annotations

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip


def lit(strip: Strip, style: Style) -> Strip:
    """The strip with ``style`` over its own (``Strip.apply_style`` puts it beneath, where another ground hides it)."""
    return Strip(
        [Segment(text, (own or Style()) + style, control) for text, own, control in strip], strip.cell_length
    )
