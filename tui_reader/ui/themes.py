"""The light and the dark theme, made from the palettes in ``styles/themes``: one line a name, ``accent = #c0ffee``."""

from __future__ import annotations

from pathlib import Path

from textual.theme import Theme

_OF_THEME = frozenset(
    ("primary", "secondary", "accent", "foreground", "background", "surface", "panel", "boost")
) | {"warning", "error", "success"}


def load(folder: Path) -> list[Theme]:
    """Every palette of the folder as a theme of its file's name; names no theme has become variables."""
    return [_theme(path) for path in sorted(folder.glob("*.palette"))]


def _theme(path: Path) -> Theme:
    named = dict(_lines(path.read_text(encoding="utf-8")))
    dark = named.pop("dark", "yes") == "yes"
    own = {name: value for name, value in named.items() if name in _OF_THEME}
    rest = {name: value for name, value in named.items() if name not in _OF_THEME}
    return Theme(name=path.stem, dark=dark, variables=rest, **own)  # type: ignore[arg-type]  # names are Theme's fields


def _lines(text: str) -> list[tuple[str, str]]:
    pairs = []
    for line in text.splitlines():
        name, equals, value = line.partition(" = ")
        if equals and not line.startswith("#"):
            pairs.append((name.strip(), value.strip()))
    return pairs
