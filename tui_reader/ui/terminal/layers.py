"""Which layer of text sizes a terminal is given: what it answered, allowed and denied by name (text-size.md, 6). Pure."""

from __future__ import annotations

from collections.abc import Mapping

from tui_reader.model.late_pattern import LatePattern
from tui_reader.model.picture import USUAL_CELL, Graphics
from tui_reader.model.style import Layer, Means
from tui_reader.ui.terminal.replies import Abilities

_NAMED = LatePattern(r"(?P<program>[A-Za-z][\w .-]*?)[ (]+(?P<version>\d+)(?:\.(?P<minor>\d+))?")
_SAFE_XTERM = 380
"""Before this one xterm dies on a line of double height with a letter its font lacks (seen with 379)."""
_MULTIPLEXERS = ("TMUX", "STY", "ZELLIJ")
_DOUBLE_BY_NAME = {
    "TERM": ("mlterm", "mlterm-256color", "putty", "putty-256color"),
    "TERM_PROGRAM": ("Apple_Terminal", "mintty"),
}
"""Terminals that draw lines of double height but do not stop the cursor in their middle."""
_PLACEHOLDERS = {"kitty": (0, 28), "ghostty": (1, 0)}
"""From which version terminals draw pictures in place of letters (kitty's changelog for 0.28, Ghostty's first release).
Others answer that they know graphics, and would show the letters."""
_SEXTANTS = ("kitty", "foot", "wezterm", "konsole", "ghostty")
_SEXTANTS_BY_NAME = {
    "TERM": ("xterm-kitty", "foot", "foot-extra", "wezterm", "xterm-ghostty"),
    "TERM_PROGRAM": ("WezTerm", "ghostty"),
}
_SEXTANTS_BY_MARK = ("VTE_VERSION", "WT_SESSION", "KONSOLE_VERSION")
_HALVING = ("konsole", "mlterm", "putty")
_BROWSER = "WebDriver"
"""What textual-serve names as the toolkit's driver in ``TEXTUAL_DRIVER``."""


def in_browser(environment: Mapping[str, str]) -> bool:
    """Whether the screen is a page in a browser: then there is no terminal to ask."""
    return environment.get("TEXTUAL_DRIVER", "").endswith(_BROWSER)


def may_ask(environment: Mapping[str, str]) -> bool:
    """Whether a terminal is asked at all: a multiplexer answers for itself and redraws behind our back."""
    return not (_multiplexed(environment) or in_browser(environment) or environment.get("TERM") == "dumb")


def means_of(abilities: Abilities, environment: Mapping[str, str], wish: str = "auto") -> Means:
    """What it is given, and what may be chosen instead: nothing that it would swallow, or die of."""
    layer = layer_of(abilities, environment, wish)
    known = layer_of(abilities, environment)
    double = may_ask(environment) and _double(abilities, environment)
    able = (known, *((Layer.DEC,) if double else ()), Layer.BLOCKS, Layer.LAYOUT)
    return Means(
        layer,
        tuple(other for other in Layer if other in able and other is not layer),
        abilities.name,
        has_sextants(abilities, environment),
        halves_columns(abilities, environment),
        program_of(abilities.name)[0].casefold() == "konsole" or bool(environment.get("KONSOLE_VERSION")),
    )


def layer_of(abilities: Abilities, environment: Mapping[str, str], wish: str = "auto") -> Layer:
    """``wish``: what the reader set, "auto" or a layer's name; one that could kill the terminal is not granted."""
    if in_browser(environment):
        return Layer.LAYOUT if wish == Layer.LAYOUT else Layer.BLOCKS
    if wish != "auto":
        chosen = Layer(wish)
        return Layer.BLOCKS if chosen is Layer.DEC and _dies(abilities) else chosen
    if _multiplexed(environment):
        return Layer.BLOCKS
    if not may_ask(environment) or not abilities.answered:
        return Layer.LAYOUT
    if abilities.scaled_text:
        return Layer.OSC66
    return Layer.DEC if _double(abilities, environment) else Layer.BLOCKS


def has_sextants(abilities: Abilities, environment: Mapping[str, str]) -> bool:
    """Whether it surely draws U+1FB00 (sextants), which cannot be asked; elsewhere half blocks are drawn."""
    if _multiplexed(environment) or in_browser(environment) or not _says_utf8(environment):
        return False
    program = program_of(abilities.name)[0].casefold()
    named = any(program.startswith(name) for name in _SEXTANTS)
    told = any(environment.get(name) in values for name, values in _SEXTANTS_BY_NAME.items())
    return named or told or any(environment.get(name) for name in _SEXTANTS_BY_MARK)


def _multiplexed(environment: Mapping[str, str]) -> bool:
    return any(environment.get(name) for name in _MULTIPLEXERS)


def _says_utf8(environment: Mapping[str, str]) -> bool:
    """False only where the locale names another encoding."""
    said = next((told for name in ("LC_ALL", "LC_CTYPE", "LANG") if (told := environment.get(name))), "")
    encoding = said.partition(".")[2].partition("@")[0]
    return not encoding or encoding.casefold().replace("-", "") == "utf8"


def halves_columns(abilities: Abilities, environment: Mapping[str, str]) -> bool:
    """Whether it tells of the pointer on a line of double height in columns of that line (Konsole, mlterm, PuTTY and by
    its source Windows Terminal), not in cells of the screen (xterm)."""
    program, term = program_of(abilities.name)[0].casefold(), environment.get("TERM", "")
    named = program.startswith(_HALVING) or term.startswith(_HALVING)
    return named or any(environment.get(name) for name in ("KONSOLE_VERSION", "WT_SESSION"))


def graphics_of(abilities: Abilities, environment: Mapping[str, str]) -> Graphics | None:
    """How this terminal draws pictures itself, where it answered that it does and is known to draw them as text flows."""
    if not (may_ask(environment) and abilities.answered and abilities.kitty_graphics):
        return None
    match = _NAMED.now.match(abilities.name) if abilities.name else None
    least = _PLACEHOLDERS.get(match["program"].casefold()) if match else None
    if match is None or least is None or (int(match["version"]), int(match["minor"] or 0)) < least:
        return None
    return Graphics(abilities.graphics_files, abilities.cell if all(abilities.cell) else USUAL_CELL)


def program_of(name: str) -> tuple[str, int]:
    """Name and first number of the version in what XTVERSION gave: ("XTerm", 379)."""
    match = _NAMED.now.match(name) if name else None
    return (match["program"], int(match["version"])) if match else (name, 0)


def _double(abilities: Abilities, environment: Mapping[str, str]) -> bool:
    program = program_of(abilities.name)[0].casefold()
    if program.startswith("alacritty") or "ALACRITTY_WINDOW_ID" in environment or _dies(abilities):
        return False
    allowed = any(environment.get(name) in values for name, values in _DOUBLE_BY_NAME.items())
    return abilities.double_lines or allowed


def _dies(abilities: Abilities) -> bool:
    program, version = program_of(abilities.name)
    return program.casefold() == "xterm" and version < _SAFE_XTERM
