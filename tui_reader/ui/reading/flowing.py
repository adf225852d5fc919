"""Spans into lines: flattens marked text, breaks it, and cuts it into runs, spaced and justified as the style says."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING, NamedTuple

from msgspec import Struct
from msgspec.structs import replace
from rich.cells import cell_len, split_graphemes

from tui_reader.model.document import Mark, Span, Spans
from tui_reader.model.late_module import LateModule
from tui_reader.model.late_pattern import LatePattern
from tui_reader.model.scale import ONE, Blocks, Scale, Size
from tui_reader.model.scrub import UNSAFE
from tui_reader.ui.reading.breaking import cuts, hangs, is_single
from tui_reader.ui.reading.lines import NO_STOP, Laid, Line, Run, hung

if TYPE_CHECKING:
    import re

    from tui_reader.ui.reading import larger, lettering
else:  # few terminals have large letters
    larger = LateModule("tui_reader.ui.reading.larger")
    lettering = LateModule("tui_reader.ui.reading.lettering")

_GAP = LatePattern(" +")
_RAISED = str.maketrans("0123456789+-=()ni", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿⁱ")
_LOWERED = str.maketrans("0123456789+-=()", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎")
_HAS_RAISED = frozenset("0123456789+-=()ni")
_HAS_LOWERED = frozenset("0123456789+-=()")
_JOINER = "\u200d"
_STRAY = LatePattern("(?<![^\x00-\x7f\\s\u200d])\u200d+|\u200d+(?=[\\s\x00-\x7f]|$)")
"""Joiners that join nothing: beside a space or a plain letter, doubled, or at an edge."""
_JOINS = _JOINER + "\ufe0f"
_STRETCH = 2
"""A gap is stretched to at most this many cells more; a line that needs more stays ragged."""


class Stretch(NamedTuple):
    """From character ``start`` on the text is drawn like this."""

    start: int
    role: str
    mark: Mark
    href: str
    action: str
    stop: int


class Flat(Struct, frozen=True):
    """Marked text as one string and the stretches it is drawn in."""

    text: str
    stretches: tuple[Stretch, ...]


class Frame(Struct, frozen=True):
    """What stands before each line of a piece (bars, bullets, indents), and its cells."""

    first: Line = ()
    rest: Line = ()
    cells: int = 0


BARE = Frame()


def clean(text: str) -> str:
    """The text without what must not reach the terminal (it was scrubbed on arrival; this is the second lock)."""
    if "\t" in text:
        text = text.expandtabs(4)
    if text.isascii() and text.isprintable():
        return text
    # A run is measured and sent by itself: a joiner at its edge would join letters of two runs in one measure only.
    safe = UNSAFE.sub("", text)
    if _JOINER in safe:
        safe = _STRAY.now.sub("", safe)
    return safe.lstrip(_JOINS)


def flatten(spans: Spans, role: str, first_stop: int = NO_STOP, *, numbered: bool = False) -> Flat:
    """The spans as one text. Its links are the stops from ``first_stop`` on, in the order of ``links_of``."""
    parts: list[str] = []
    stretches: list[Stretch] = []
    length, stop, href = 0, first_stop - 1, ""
    for index, span in enumerate(spans):
        text = _raised(clean(span.text), span.mark)
        if not text:
            continue
        before, href = href, _address(span, text, href)
        stop += bool(href) and href != before
        mine = stop if href and first_stop != NO_STOP else NO_STOP
        stretches.append(Stretch(length, "link" if href else role, span.mark, href, "", mine))
        parts.append(text)
        length += len(text)
        if numbered and mine != NO_STOP and (index + 1 >= len(spans) or spans[index + 1].href != href):
            label = f"[{stop + 1}]"
            stretches.append(Stretch(length, "link-number", Mark.NONE, href, "", mine))
            parts.append(label)
            length += len(label)
    return Flat("".join(parts), tuple(stretches))


def text_of(spans: Spans) -> str:
    """The text ``flatten`` makes of them."""
    return "".join(_raised(clean(span.text), span.mark) for span in spans)


def links_of(spans: Spans) -> list[str]:
    """The addresses ``flatten`` makes stops of: spans side by side with one address are one link."""
    found: list[str] = []
    href = ""
    for span in spans:
        if span.href or href:
            text = clean(span.text)
            before, href = href, _address(span, text, href) if text else href
            if href and href != before:
                found.append(href)
    return found


def _address(span: Span, text: str, before: str) -> str:
    """Where a span leads; a blank one leads nowhere, except inside a link."""
    return span.href if span.href == before or text.strip() else ""


def plain_flat(
    text: str, role: str, *, mark: Mark = Mark.NONE, action: str = "", href: str = "", stop: int = NO_STOP
) -> Flat:
    """Text of one kind."""
    return Flat(clean(text), (Stretch(0, role, mark, href, action, stop),))


def joined(*flats: Flat) -> Flat:
    """Flats one after another."""
    parts: list[str] = []
    stretches: list[Stretch] = []
    length = 0
    for flat in flats:
        stretches.extend(stretch._replace(start=stretch.start + length) for stretch in flat.stretches)
        parts.append(flat.text)
        length += len(flat.text)
    return Flat("".join(parts), tuple(stretches))


class Setting(Struct, frozen=True):
    """How one text is set. ``width`` counts cells of the whole line, frame included."""

    width: int
    leading: int = 0
    letter: int = 0
    justify: bool = False
    indent: int = 0
    """Cells the first line is moved in by."""
    before: int = 0
    """Blank rows above."""
    scale: Size = ONE
    """How large the letters are."""
    margin: int = 0
    """Cells free before the line: what opens a quotation hangs there."""

    def hang(self, frame: Frame) -> int:
        """Cells a hanging mark takes; 0 where none may hang: without a margin, beside a bar or a bullet, and at
        fractions of a size, where a mark that stands apart from its word would leave a gap."""
        if isinstance(self.scale, Scale) and not self.scale.whole:
            return 0
        cells = self.scale.cells(1 + self.letter)
        if cells > self.margin or any(not run.text.isspace() for run in (*frame.first, *frame.rest)):
            return 0
        return cells

    def room(self, frame: Frame) -> int:
        """Letters that fit beside a frame."""
        return max(1, self.scale.room(self.width, frame.cells))


def flow(flat: Flat, setting: Setting, frame: Frame = BARE, base: int = 0) -> Laid:
    """The text as lines. ``base``: the text's first character counted in its block."""
    if isinstance(setting.scale, Blocks) and not lettering.drawable(flat.text, setting.scale):
        setting = replace(setting, scale=ONE)
    high = setting.scale.s
    lines: list[Line] = []
    rows = larger.Larger(setting.scale) if high > 1 else None
    offsets: list[int] = []
    soft: list[bool] = []
    empty = blank(frame)

    def add_empty(count: int, offset: int, ends_soft: bool) -> None:
        for _ in range(count):
            lines.append(empty) if rows is None else rows.add_row(empty)
            offsets.append(base + offset)
            soft.append(ends_soft)

    add_empty(setting.before, 0, False)
    width, hang = setting.room(frame), setting.hang(frame)
    starts = [stretch.start for stretch in flat.stretches]
    prefix, indent = frame.first, setting.indent
    first = width - indent if indent else None
    for cut in cuts(flat.text, width, first=first, letter=setting.letter, hanging=hang > 0):
        runs = _runs(flat, starts, cut.start, cut.end)
        before = hang if hang and hangs(flat.text, cut.start) else 0
        if setting.letter:
            runs = _spaced(runs, setting.letter)
        if setting.justify and cut.soft:
            runs = _justified(runs, width - indent + (1 + setting.letter if before else 0))
        if indent:
            runs = (Run(" " * indent), *runs)
        if len(offsets) > setting.before:
            add_empty(setting.leading, cut.start, True)
        if rows is None:
            lines.append(hung((*prefix, *runs), before))
        else:
            rows.add(prefix, runs, frame.rest, before)
        offsets.extend([base + cut.start] * high)
        soft.extend([cut.soft] * high)
        prefix, indent = frame.rest, 0
    return Laid(tuple(lines) if rows is None else rows, tuple(offsets), tuple(soft))


def blank(frame: Frame) -> Line:
    """An empty row inside a frame: quote bars go on, spaces are left out."""
    return frame.rest if any(run.text.strip() for run in frame.rest) else ()


def _runs(flat: Flat, starts: list[int], start: int, end: int) -> Line:
    """The characters ``start`` to ``end`` as runs."""
    if start >= end:
        return ()
    stretches = flat.stretches
    index = max(0, bisect_right(starts, start) - 1)
    runs: list[Run] = []
    while start < end:
        _, role, mark, href, action, stop = stretches[index]
        until = starts[index + 1] if index + 1 < len(starts) else end
        until = min(until, end)
        if until > start:
            runs.append(Run(flat.text[start:until], role, mark, href, action, stop))
            start = until
        index += 1
    return tuple(runs)


def _spaced(runs: Line, letter: int) -> Line:
    """``letter`` cells after each letter but the line's last."""
    pad = " " * letter
    wide: list[Run] = []
    for place, run in enumerate(runs):
        if is_single(run.text):
            text = pad.join(run.text)
        else:
            text = pad.join(run.text[start:end] for start, end, _ in split_graphemes(run.text)[0])
        if place + 1 < len(runs):
            text += pad
        wide.append(Run(text, run.role, run.mark, run.href, run.action, run.stop))
    return tuple(wide)


def _justified(runs: Line, width: int) -> Line:
    """The line with its gaps widened to fill ``width``, the last gaps first; as it was where gaps would gape."""
    missing = width - sum(cell_len(run.text) for run in runs)
    gaps = sum(len(_GAP.now.findall(run.text)) for run in runs)
    if missing <= 0 or not gaps or missing > gaps * _STRETCH:
        return runs
    share, rest = divmod(missing, gaps)
    seen = 0

    def widen(match: re.Match[str]) -> str:
        nonlocal seen
        seen += 1
        return match[0] + " " * (share + (1 if seen > gaps - rest else 0))

    return tuple(
        Run(_GAP.now.sub(widen, run.text), run.role, run.mark, run.href, run.action, run.stop) for run in runs
    )


def _raised(text: str, mark: Mark) -> str:
    """Superscripts and subscripts in Unicode where it has them, else `^2`, `_2`."""
    if mark & Mark.SUPER:
        return text.translate(_RAISED) if _HAS_RAISED.issuperset(text) else f"^{text}"
    if mark & Mark.SUB:
        return text.translate(_LOWERED) if _HAS_LOWERED.issuperset(text) else f"_{text}"
    return text
