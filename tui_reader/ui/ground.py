"""What panes stand on: holds other widgets, and is itself nothing but ground and, where the sheet says so, a thin line."""

from __future__ import annotations

from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget


class Ground(Widget):
    """A container all rows of which look alike: one is drawn, for as many as there are. No line above or below."""

    def render_lines(self, crop: Region) -> list[Strip]:
        row = super().render_lines(Region(crop.x, 0, crop.width, 1))
        return row * crop.height
