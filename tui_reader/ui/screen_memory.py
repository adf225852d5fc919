"""What the screen remembers between runs, as one small JSON text in the store: text size, colours, folded folders."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct, field, json
from msgspec.structs import fields, replace

from tui_reader.model.style import SMALLEST, Layer, ReadingStyle, preset

KEY = "screen"
"""Under which it is remembered."""

_LIMITS = {
    "size": (SMALLEST, Layer.OSC66.largest),
    "measure": (32, 120),
    "leading": (0, 3),
    "paragraph": (0, 4),
    "letter": (0, 3),
    "heading": (0, 3),
}


class ScreenMemory(Struct, frozen=True):
    """``None`` and empty: never changed, so the settings say."""

    style: ReadingStyle | None = None
    feeds: Mapping[int, ReadingStyle] = field(default_factory=dict)
    """Styles for one feed alone."""
    theme: str = ""
    language: str = ""
    folded: frozenset[int] = frozenset()

    def __str__(self) -> str:
        return json.encode(
            {
                "style": _told(self.style) if self.style else None,
                "feeds": {str(feed): _told(style) for feed, style in self.feeds.items()},
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
                {int(feed): _style(one) for feed, one in feeds.items()},
                str(given.get("theme") or ""),
                str(given.get("language") or ""),
                frozenset(int(one) for one in given.get("folded") or ()),
            )
        except (ValueError, TypeError, AttributeError):
            return cls()


def _told(style: ReadingStyle) -> dict[str, int]:
    return {f.name: int(getattr(style, f.name)) for f in fields(style)}


def _style(given: Mapping[str, int]) -> ReadingStyle:
    base = preset(int(given.get("size", 0)))
    axes = {
        name: max(low, min(high, int(given[name]))) for name, (low, high) in _LIMITS.items() if name in given
    }
    flags = {name: bool(given[name]) for name in ("justify", "pictures", "custom") if name in given}
    return replace(base, **axes, **flags)
