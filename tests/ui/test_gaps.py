"""A window that grew faster than its widgets is drawn with blanks, not given up."""

from __future__ import annotations

from rich.console import Console
from textual.geometry import Size

from tui_reader.ui.frames import LeanCompositor


def test_what_no_widget_covers_is_blank() -> None:
    compositor = LeanCompositor(lambda: False)
    compositor.size = Size(10, 3)
    written = compositor.render_full_update().render_segments(Console(color_system=None))
    assert [line.rpartition("H")[2] for line in written.split("\n")] == [" " * 10] * 3
