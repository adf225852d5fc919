"""How an article is set: the one place that decides what each step of Aa means."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from msgspec import Struct
from msgspec.structs import fields, replace

from tui_reader.model.scale import DOUBLE, LADDER, USUAL, Blocks, Sizes, larger

SMALLEST, LARGEST = -3, 3
"""The steps every terminal can show, by layout alone."""
HUGE = LARGEST + 1
"""The step whose letters are all made of block characters."""


class Layer(StrEnum):
    """By what means a terminal shows letters larger than its cells, best first (text-size.md, 0)."""

    OSC66 = "osc66"
    """The text sizing protocol: any size of the ladder, beside anything else."""
    DEC = "dec"
    """Lines of double height: twice the size, where the article has the whole width."""
    BLOCKS = "blocks"
    """Letters made of block characters: headlines, and all text at the step ``HUGE``."""
    LAYOUT = "layout"
    """None: width and spacing alone."""

    @property
    def largest(self) -> int:
        """The last step of Aa there is."""
        if self is Layer.OSC66:
            return len(LADDER) - 1
        return LARGEST if self is Layer.LAYOUT else HUGE


class Means(Struct, frozen=True):
    """By what means the terminal at hand shows letters of other sizes."""

    layer: Layer = Layer.LAYOUT
    """The one it is given."""
    others: tuple[Layer, ...] = ()
    """Those the reader may choose instead."""
    terminal: str = ""
    """Its name as it gave it; empty where unknown."""
    sextants: bool = False
    """Whether it draws block characters of six pixels."""
    halves: bool = False
    """Whether it counts half as many columns for the pointer on a row of double height."""
    smears: bool = False
    """Whether it spoils rows of double height where the pointer moves over them (Konsole)."""


class ReadingStyle(Struct, frozen=True):
    """One setting of the reading view; drawn by layout alone, coloured by the style sheets."""

    size: int = 0
    """Step of Aa; 0 is as it was. −3…+3, +4 where block characters are drawn, up to +7 where letters really grow."""
    measure: int = 66
    """Width of the column in (scaled) letters, 45–90."""
    leading: int = 0
    """Blank rows between two lines of a paragraph."""
    paragraph: int = 1
    """Blank rows between two paragraphs; 0 means a first-line indent instead."""
    letter: int = 0
    """Extra cells after each letter."""
    heading: int = 1
    """Form of headings: 0 bold, 1 bold with air above, 2 underlined by a rule, 3 capitals spaced and ruled."""
    justify: bool = False
    """Both margins straight."""
    pictures: bool = True
    """Pictures shown; else captions only."""
    custom: bool = False
    """An axis was moved away from the step's preset."""


# size, measure, leading, paragraph, letter, heading: each step differs from the next in what is seen at once.
PRESETS: dict[int, ReadingStyle] = {
    -3: ReadingStyle(-3, measure=90, leading=0, paragraph=0, letter=0, heading=0),
    -2: ReadingStyle(-2, measure=84, leading=0, paragraph=1, letter=0, heading=0),
    -1: ReadingStyle(-1, measure=76, leading=0, paragraph=1, letter=0, heading=1),
    0: ReadingStyle(0, measure=66, leading=0, paragraph=1, letter=0, heading=1),
    1: ReadingStyle(1, measure=60, leading=0, paragraph=2, letter=0, heading=2),
    2: ReadingStyle(2, measure=54, leading=1, paragraph=2, letter=0, heading=2),
    3: ReadingStyle(3, measure=46, leading=1, paragraph=2, letter=1, heading=3),
}

_GROWN = {
    size: ReadingStyle(size, measure=66, leading=0, paragraph=1, letter=0, heading=1)
    for size in range(1, len(LADDER))
}
"""The steps above 0 where letters really grow: nothing else needs to tell them apart."""

_PLAIN, _BOLD = "6x13", "9x15B"


def preset(size: int, layer: Layer = Layer.LAYOUT) -> ReadingStyle:
    """The preset of a step; steps beyond the ladder are its ends."""
    within = max(SMALLEST, min(layer.largest, size))
    grown = within > (0 if layer is Layer.OSC66 else LARGEST)
    return _GROWN[within] if grown else PRESETS[within]


def sizes_of(style: ReadingStyle, layer: Layer, *, alone: bool = False, sextants: bool = False) -> Sizes:
    """How large the letters of an article are; which layer gives what at which step.

    ``alone``: it has the whole width of the terminal. ``sextants``: the terminal draws them; else half blocks, which
    are twice as large, so that only titles are drawn with them below the step ``HUGE``.

    ======  =====================  ======================================  =========================================
    step    OSC 66                 DEC (the article alone)                 blocks; DEC beside other panes
    ======  =====================  ======================================  =========================================
    +1      1.33, headings 1.67    2; title and headings in blocks         by layout
    +2      1.5, headings 2        the same, other measure and spacing     by layout; title in blocks
    +3      1.67, headings 2.25    the same; title in bold blocks          by layout; title in bold blocks
    +4      2, headings 2.5        all in blocks, headings in bold ones    all in blocks, headings in bold ones
    +5…+7   2.25, 2.5, 3; 3 to 4   none                                    none
    ======  =====================  ======================================  =========================================
    """
    if style.size <= 0 or layer is Layer.LAYOUT:
        return USUAL
    if layer is Layer.OSC66:
        body = LADDER[min(style.size, layer.largest)]
        return Sizes(body, larger(body))
    plain, bold = Blocks(_PLAIN, sextants), Blocks(_BOLD, sextants)
    posters = (bold, plain) if style.size >= LARGEST else (plain,)
    if style.size >= HUGE:
        return Sizes(plain, bold if sextants else plain, posters)
    if layer is Layer.DEC and alone:
        return Sizes(DOUBLE, plain if sextants else DOUBLE, posters)
    return Sizes(posters=posters) if style.size > 1 else USUAL


def fitting(style: ReadingStyle, layer: Layer) -> ReadingStyle:
    """The style as this terminal shows it: a step chosen in another looks as it does here, an own setting stays."""
    if style.custom and style.size <= layer.largest:
        return style
    return replace(preset(style.size, layer), justify=style.justify, pictures=style.pictures)


def move_axis(style: ReadingStyle, layer: Layer = Layer.LAYOUT, **axes: int | bool) -> ReadingStyle:
    """The style with axes moved; "custom" unless that is again what its step's preset says."""
    moved = replace(style, **axes, custom=False)
    settled = replace(preset(moved.size, layer), justify=moved.justify, pictures=moved.pictures)
    return moved if moved == settled else replace(moved, custom=True)


def step(style: ReadingStyle, by: int, layer: Layer = Layer.LAYOUT) -> ReadingStyle:
    """The next step of Aa up or down; justification and pictures stay as they are."""
    return replace(preset(style.size + by, layer), justify=style.justify, pictures=style.pictures)


def overlaid(base: ReadingStyle, own: Mapping[str, int]) -> ReadingStyle:
    """The style with a feed's own differences over it."""
    return replace(base, **{name: type(getattr(base, name))(value) for name, value in own.items()})


def differences(style: ReadingStyle, base: ReadingStyle) -> dict[str, int]:
    """What a feed's override keeps: only the fields that differ from ``base``."""
    return {
        f.name: int(getattr(style, f.name))
        for f in fields(style)
        if getattr(style, f.name) != getattr(base, f.name)
    }
