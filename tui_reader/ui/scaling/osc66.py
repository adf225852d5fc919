"""Writes parts as scaled text: `OSC 66 ; s=2 ; text ST`, letters that follow each other in one sequence.

Source: https://sw.kovidgoyal.net/kitty/text-sizing-protocol/
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache

from rich.color import ColorSystem
from rich.style import Style
from textual.strip import Strip

from tui_reader.model.scrub import UNSAFE
from tui_reader.ui.reading.breaking import is_single
from tui_reader.ui.scaling.part import Part
from tui_reader.ui.scaling.runs import Run

LIMIT = 4096
"""Bytes of text in one sequence."""
_CENTRED = 2


def written(runs: Sequence[Run], colours: ColorSystem) -> Iterable[str]:
    """The sequences of these runs, each group after a move of the cursor to it."""
    group: list[Run] = []
    for run in runs:
        if group and not _follows(group[-1], run, colours):
            yield _sequence(group, colours)
            group = []
        group.append(run)
    if group:
        yield _sequence(group, colours)


def _follows(before: Run, run: Run, colours: ColorSystem) -> bool:
    """Whether a run can be written in the sequence of the one before it."""
    return (
        run.y == before.y
        and run.x == before.x + before.part.width
        and _plain(before.part)
        and _plain(run.part)
        and run.part.s == before.part.s
        and _alike(before.style, run.style, colours)
    )


@lru_cache(65536)
def _plain(part: Part) -> bool:
    """One cell wide by everybody's tables: the terminal need not be told its width."""
    return not part.d and len(part.text) == 1 and is_single(part.text)


def _alike(one: Style, other: Style, colours: ColorSystem) -> bool:
    return one is other or (
        one.link == other.link and Strip.render_ansi(one, colours) == Strip.render_ansi(other, colours)
    )


def _sequence(group: Sequence[Run], colours: ColorSystem) -> str:
    x, y, part, style = group[0]
    keys = f"s={part.s}"
    if part.d:
        keys += f":n={part.n}:d={part.d}:v={_CENTRED}"
    if not _plain(part):
        keys += f":w={part.width // part.s}"
    texts = [UNSAFE.sub("", run.part.text) for run in group]
    out = [f"\x1b[{y + 1};{x + 1}H"]
    said = "".join(texts)
    if style.underline:
        said = said.replace(" ", "\u00a0")  # kitty 0.41 underlines a scaled space once in each of its rows
    for text in _within(said):
        out.append(Strip.render_style(style, f"\x1b]66;{keys};{text}\x1b\\", colours))
    return "".join(out)


def _within(text: str) -> Iterable[str]:
    """The text in pieces of at most ``LIMIT`` bytes."""
    step = LIMIT // 4
    return (text[start : start + step] for start in range(0, len(text), step))
