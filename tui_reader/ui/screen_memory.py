"""What the screen remembers between runs, as one small JSON text in the store: text size, colours, folded folders."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct, field, json
from msgspec.structs import fields

from tui_reader.model.style import SMALLEST, Layer, ReadingStyle, overlaid, preset

KEY = "screen"
"""Under which it is remembered."""

_LIMITS = {
    "size": (SMALLEST, Layer.OSC66.largest),
    "measure": (32, 120),
    "leading": (0, 3),
    "paragraph": (0, 4),
    "letter": (0, 3),
    "heading": (0, 3),
    "justify": (0, 1),
    "pictures": (0, 1),
    "custom": (0, 1),
}


class ScreenMemory(Struct, frozen=True):
    """``None`` and empty: never changed, so the settings say."""

    style: ReadingStyle | None = None
    feeds: Mapping[int, Mapping[str, int]] = field(default_factory=dict)
    """What is another for one feed alone: the axes that differ, and nothing else."""
    layer: str = ""
    """The layer of text sizes chosen on screen, used where a terminal has it; empty: as the terminal can."""
    theme: str = ""
    language: str = ""
    folded: frozenset[int] = frozenset()

    def __str__(self) -> str:
        return json.encode(
            {
                "style": _told(self.style) if self.style else None,
                "feeds": {str(feed): dict(own) for feed, own in self.feeds.items()},
                "layer": self.layer,
                "theme": self.theme,
                "language": self.language,
                "folded": sorted(self.folded),
            }
        ).decode()

    @classmethod
    def parse(cls, text: str | None) -> ScreenMemory:
        """What was written by ``str``; anything that is not right is as if never said."""
        try:
            given = json.decode(text or "{}")
            style = given.get("style")
            feeds = given.get("feeds") or {}
            return cls(
                _style(style) if style else None,
                {int(feed): _axes(own) for feed, own in feeds.items()},
                str(given.get("layer") or ""),
                str(given.get("theme") or ""),
                str(given.get("language") or ""),
                frozenset(int(one) for one in given.get("folded") or ()),
            )
        except (ValueError, TypeError, AttributeError):
            return cls()


def _told(style: ReadingStyle) -> dict[str, int]:
    return {f.name: int(getattr(style, f.name)) for f in fields(style)}


def _style(given: Mapping[str, int]) -> ReadingStyle:
    return overlaid(preset(int(given.get("size", 0))), _axes(given))


def _axes(given: Mapping[str, int]) -> dict[str, int]:
    """The axes of a style that are told, within their limits."""
    return {
        name: max(low, min(high, int(given[name]))) for name, (low, high) in _LIMITS.items() if name in given
    }
