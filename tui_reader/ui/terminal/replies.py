"""One batch of questions to a terminal, and what its replies mean. Pure.

Sources: xterm's ctlseqs (XTVERSION, CPR, DA1, DECRQM, XTWINOPS 16), kitty's text sizing and graphics protocols;
what real terminals answered is kept in ``tests/ui/terminal/data``.
"""

from __future__ import annotations

import re
from base64 import standard_b64encode
from itertools import pairwise

from msgspec import Struct

_WHERE = "\x1b[6n"
QUESTIONS = "".join(
    (
        "\x1b[?1049h\x1b[H",  # in the alternate screen: PuTTY prints questions it does not know
        "\x1b[>q",
        # Each is answered by where the cursor is then: after two spaces of one cell told to be two wide, and one
        # of twice the size. Both must move it by exactly two: some terminals know widths but not sizes.
        f"\r{_WHERE}\x1b]66;w=2; \x1b\\{_WHERE}\x1b]66;s=2; \x1b\\{_WHERE}",
        "\x1b[2J\x1b[H",
        # On a line of double width the cursor stops in the middle of the screen.
        f"\x1b#6\x1b[999C{_WHERE}\x1b#5\x1b[H",
        "\x1b_Gi=31,s=1,v=1,a=q,t=d,f=24;AAAA\x1b\\",
        # Can it read files of ours? It looks at three bytes of this one, as at a picture of one pixel.
        f"\x1b_Gi=32,s=1,v=1,a=q,t=f,f=24,S=3;{standard_b64encode(__file__.encode()).decode()}\x1b\\",
        "\x1b[?2026$p\x1b[16t",
        "\x1b[c",  # every terminal answers this one: the fence
    )
)
_REPLY = re.compile(
    rb"\x1bP>\|(?P<name>[^\x1b\x07]{0,200})(?:\x1b\\|\x07)"
    rb"|\x1b\[(?P<row>\d+);(?P<column>\d+)R"
    rb"|\x1b_G(?P<graphics>[^\x1b]{0,200})\x1b\\"
    rb"|\x1b\[\?2026;(?P<synchronised>\d)\$y"
    rb"|\x1b\[6;(?P<height>\d+);(?P<width>\d+)t"
    rb"|\x1b\[\?(?P<attributes>[\d;]*)c"
)
_SIXEL = "4"
"""The extension in DA1 that says so."""


class Abilities(Struct, frozen=True):
    """What a terminal answered; all as if it could do nothing where it did not."""

    name: str = ""
    """As XTVERSION gives it, `kitty(0.42.2)`, `XTerm(379)`; empty where unknown."""
    answered: bool = False
    """Whether the fence came back."""
    scaled_text: bool = False
    """OSC 66 with sizes."""
    double_lines: bool = False
    """By the probe alone: see ``layers``."""
    kitty_graphics: bool = False
    graphics_files: bool = False
    """Whether it reads pictures from files: it runs on this machine."""
    sixel: bool = False
    """Pictures are not drawn by it: they are no cells, so a pane that scrolls sends them anew (some 200 KB and 100 ms a
    page), what comes over one tears it, a dialog leaves a hole, and one that reaches the last row moves the whole screen.
    Half blocks stay clean.
    """
    synchronised: bool = False
    cell: tuple[int, int] = (0, 0)
    """Width and height of a cell in pixels; zeros where unknown."""


def read(replies: bytes, columns: int) -> tuple[Abilities, bytes]:
    """What the replies say of a terminal so wide, and the bytes that are no replies (keys typed meanwhile)."""
    found: dict[str, str] = {}
    places: list[int] = []
    graphics: set[str] = set()
    for match in _REPLY.finditer(replies):
        if match["graphics"]:
            graphics.add(match["graphics"].decode("ascii", "replace"))
        if match["column"]:
            places.append(int(match["column"]))
        found.update(
            {
                key: value.decode("ascii", "replace")
                for key, value in match.groupdict().items()
                if value is not None
            }
        )
    moved = [after - before for before, after in pairwise(places[:3])]
    extensions = found.get("attributes", "").split(";")[1:]
    return Abilities(
        name=found.get("name", ""),
        answered="attributes" in found,
        scaled_text=moved == [2, 2],
        double_lines=len(places) > 3 and places[3] == columns // 2,
        kitty_graphics="i=31;OK" in graphics,
        graphics_files="i=32;OK" in graphics,
        sixel=_SIXEL in extensions,
        synchronised=found.get("synchronised", "0") in ("1", "2"),
        cell=(int(found.get("width", 0)), int(found.get("height", 0))),
    ), _REPLY.sub(b"", replies)


def fence(replies: bytes) -> bool:
    """Whether the last question is answered, so that nothing more will come."""
    return any(match["attributes"] is not None for match in _REPLY.finditer(replies))


def without_replies(text: str) -> str:
    """What was typed, of a text that replies came late in."""
    return _REPLY.sub(b"", text.encode("utf-8", "surrogateescape")).decode("utf-8", "surrogateescape")
