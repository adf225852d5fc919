"""The rows of the Aa panel: what each shows, and what left and right make of it; pure."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from msgspec import Struct
from msgspec.structs import replace

from tui_reader.model.style import SMALLEST, Layer, ReadingStyle, move_axis, preset, step
from tui_reader.strings import Words
from tui_reader.ui.reading.lines import Line, Run, line_width

_T = TypeVar("_T", bound=str)

ROWS = ("size", "measure", "leading", "paragraph", "letter", "justify", "pictures", "theme", "layer")
NARROWEST, WIDEST, STEP = 45, 90, 5
"""Letters of measure, and how many one press moves it by."""
_TRACK, _SHORT_TRACK = 15, 9  # cells of the measure's slider
SPACINGS = {"tight": (0, 0), "normal": (0, 1), "airy": (1, 2)}
"""Line spacing as readers speak of it: blank rows between lines, and between paragraphs (0: indent)."""
PARAGRAPHS = ("indent", "line", "lines")
LETTERS = ("normal", "wide")
"""By how many blank rows, and blank cells, they are."""


class Choice(Struct, frozen=True):
    """All that the panel sets."""

    style: ReadingStyle
    theme: str
    themes: tuple[str, ...] = ("light", "dark")
    layer: Layer = Layer.LAYOUT
    layers: tuple[Layer, ...] = (Layer.LAYOUT,)
    """The means there are to choose from."""


def change(choice: Choice, row: str, way: int) -> Choice:
    """What left (-1) or right (1) in a row makes of the choice."""
    style = choice.style
    match row:
        case "size":
            return replace(choice, style=step(style, way, choice.layer))
        case "measure":
            measure = max(NARROWEST, min(WIDEST, _rounded(style.measure, way) + STEP * way))
            return replace(choice, style=move_axis(style, choice.layer, measure=measure))
        case "leading":
            return choose(choice, row, _next(tuple(SPACINGS), spacing(style), way))
        case "justify":
            return replace(choice, style=move_axis(style, choice.layer, justify=way > 0))
        case "pictures":
            return replace(choice, style=move_axis(style, choice.layer, pictures=way < 0))
        case "paragraph":
            return choose(choice, row, _next(PARAGRAPHS, PARAGRAPHS[min(2, style.paragraph)], way))
        case "letter":
            return choose(choice, row, _next(LETTERS, LETTERS[min(1, style.letter)], way))
        case "layer":
            return replace(choice, layer=_next(choice.layers, choice.layer, way))
        case _:
            return replace(choice, theme=_next(choice.themes, choice.theme, way))


def choose(choice: Choice, row: str, value: str) -> Choice:
    """What a click on a value makes of the choice."""
    style = choice.style
    match row:
        case "size":
            return replace(choice, style=step(style, int(value) - style.size, choice.layer))
        case "measure":
            return replace(choice, style=move_axis(style, choice.layer, measure=int(value)))
        case "leading":
            leading, paragraph = SPACINGS[value]
            same = value == spacing(style)
            return (
                choice
                if same
                else replace(
                    choice, style=move_axis(style, choice.layer, leading=leading, paragraph=paragraph)
                )
            )
        case "justify":
            return replace(choice, style=move_axis(style, choice.layer, justify=value == "both"))
        case "pictures":
            return replace(choice, style=move_axis(style, choice.layer, pictures=value == "shown"))
        case "paragraph":
            return replace(choice, style=move_axis(style, choice.layer, paragraph=PARAGRAPHS.index(value)))
        case "letter":
            return replace(choice, style=move_axis(style, choice.layer, letter=LETTERS.index(value)))
        case "layer":
            return replace(choice, layer=Layer(value))
        case _:
            return replace(choice, theme=value)


def reset(choice: Choice) -> Choice:
    """As it was: step 0; justification and pictures stay."""
    style = choice.style
    return replace(choice, style=replace(preset(0), justify=style.justify, pictures=style.pictures))


def spacing(style: ReadingStyle) -> str:
    """The name nearest to a style's spacing."""
    if style.leading:
        return "airy"
    return "normal" if style.paragraph else "tight"


def line(choice: Choice, row: str, words: Words, label_cells: int, here: bool, width: int = 0) -> Line:
    """A row of the panel. Runs carry `row:value` as action, so that a click chooses. Where it would be wider than
    ``width`` (0: as wide as it likes) it is told shorter."""
    label = Run(
        f" {words(f'aa.{row}')}".ljust(label_cells), "aa-here" if here else "aa-label", action=f"{row}:"
    )
    value = _value(choice, row, words)
    if width and label_cells + line_width(value) > width:
        value = _value(choice, row, words, short=True)
    return (label, *value)


def box(label: str, row: str, checked: bool, here: bool) -> Line:
    """A row that is on or off."""
    mark = "[x]" if checked else "[ ]"
    return (Run(f" {mark} {label}", "aa-here" if here else "aa-label", action=f"{row}:"),)


def _value(choice: Choice, row: str, words: Words, *, short: bool = False) -> Line:
    style = choice.style
    match row:
        case "size":
            return _size(style, choice.layer, words, short=short)
        case "measure":
            return _measure(style, _SHORT_TRACK if short else _TRACK)
        case _:
            values, chosen = _values(choice, row)
            return _options(row, (chosen,) if short else values, chosen, words)


def _values(choice: Choice, row: str) -> tuple[Sequence[str], str]:
    """What a row has to choose from, and what is chosen."""
    style = choice.style
    match row:
        case "leading":
            return tuple(SPACINGS), spacing(style)
        case "justify":
            return ("left", "both"), "both" if style.justify else "left"
        case "pictures":
            return ("shown", "captions"), "shown" if style.pictures else "captions"
        case "paragraph":
            return PARAGRAPHS, PARAGRAPHS[min(2, style.paragraph)]
        case "letter":
            return LETTERS, LETTERS[min(1, style.letter)]
        case "layer":
            return choice.layers, choice.layer
        case _:
            return choice.themes, choice.theme


def _size(style: ReadingStyle, layer: Layer, words: Words, *, short: bool) -> Line:
    gap = "" if short else " "
    runs = [Run("A- ", "aa-button", action=f"size:{max(SMALLEST, style.size - 1)}")]
    for size in range(SMALLEST, layer.largest + 1):
        chosen = size == style.size
        runs.append(Run(gap + "▪■"[chosen], "aa-chosen" if chosen else "aa-other", action=f"size:{size}"))
    runs.append(Run(f"{gap} A+", "aa-button", action=f"size:{min(layer.largest, style.size + 1)}"))
    if style.custom and not short:
        runs.append(Run(f"  {words('aa.custom')}", "aa-note"))
    return tuple(runs)


def _measure(style: ReadingStyle, track: int) -> Line:
    at = round((style.measure - NARROWEST) * (track - 1) / (WIDEST - NARROWEST))
    runs = [Run(f"{NARROWEST} ", "aa-note", action=f"measure:{NARROWEST}")]
    for place in range(track):
        measure = NARROWEST + round(place * (WIDEST - NARROWEST) / (track - 1))
        here = place == max(0, min(track - 1, at))
        runs.append(
            Run("●" if here else "─", "aa-chosen" if here else "aa-other", action=f"measure:{measure}")
        )
    runs.append(Run(f" {WIDEST}", "aa-note", action=f"measure:{WIDEST}"))
    runs.append(Run(f"  {style.measure}", "aa-note"))
    return tuple(runs)


def _options(row: str, values: Sequence[str], chosen: str, words: Words) -> Line:
    runs: list[Run] = []
    for place, value in enumerate(values):
        text = words(f"aa.{row}.{value}")
        if value == chosen:
            runs.append(Run(f"‹ {text} ›", "aa-chosen", action=f"{row}:{value}"))
        else:
            runs.append(Run(f"  {text}  ", "aa-other", action=f"{row}:{value}"))
        if place + 1 < len(values):
            runs.append(Run(" ", "aa-other"))
    return tuple(runs)


def _next(values: tuple[_T, ...], value: _T, way: int) -> _T:
    """The value before (-1) or after (1); the ends stay."""
    here = values.index(value) if value in values else 0
    return values[max(0, min(len(values) - 1, here + way))]


def _rounded(measure: int, way: int) -> int:
    """A measure between two steps goes to the next one, not past it."""
    rest = measure % STEP
    return measure - rest if way > 0 or not rest else measure - rest + STEP
