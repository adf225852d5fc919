"""Takes everything a program wrote to its terminal apart, byte for byte, and names what ours would never write.

Grammar: ECMA-48 and xterm's ctlseqs; what is allowed is what our toolkit and ``ui/seams.py`` write, nothing more.
"""

from __future__ import annotations

import base64
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

_TOKEN = re.compile(
    r"\x1b\[(?P<csi>[0-?]*[ -/]*[@-~])"
    r"|\x1b\](?P<osc>[^\x07\x1b\x9c]*)(?:\x07|\x1b\\)"
    r"|\x1b(?P<string>[PX^_][^\x1b\x9c]*(?:\x1b\\|\x9c)?)"
    r"|(?P<escape>\x1b[ -/]*[0-~]?)"
    r"|(?P<text>[^\x1b]+)",
    re.DOTALL,
)
_CSI = re.compile(
    r"(?:(?:\d|39|49|[34]8;2;\d+;\d+;\d+)(?:;|(?=m)))*m"  # weight and exact colours, never the sixteen named ones
    r"|\d+;\d+H|2K"  # where to write, and a row erased under letters of another size
    r"|\?(25|1000|1002|1003|1004|1006|1015|1016|1049|2004|2026|2048|7)[hl]"  # cursor, mouse, focus, screen, paste, synchronised
    r"|\?(2026|2048)\$p|>\d+u|<u|=\d+(;\d+)?u"  # questions and the kitty keyboard
    r"|2[23];2t|c|6n|\?u"  # title kept and given back; DA1; cursor position
)
QUESTIONS = re.compile(
    re.escape(
        "\x1b[?1049h\x1b[H\x1b[>q\r\x1b[6n\x1b]66;w=2; \x1b\\\x1b[6n\x1b]66;s=2; \x1b\\\x1b[6n\x1b[2J\x1b[H"
    )
    + re.escape("\x1b#6\x1b[999C\x1b[6n\x1b#5\x1b[H\x1b_Gi=31,s=1,v=1,a=q,t=d,f=24;AAAA\x1b\\")
    + r"\x1b_Gi=32,s=1,v=1,a=q,t=f,f=24,S=3;[A-Za-z0-9+/=]+\x1b\\"
    + re.escape("\x1b[?2026$p\x1b[16t\x1b[c")
)
"""The one batch of questions at the start: XTVERSION, text sizing, double width, kitty graphics and whether it reads
files, synchronised output, the size of a cell, DA1."""
_PICTURE = re.compile(
    r"_G(?:a=T,U=1,f=100,i=\d+,c=\d+,r=\d+,q=2,t=(?:f|d,m=[01])|q=2,m=[01]);[A-Za-z0-9+/=]+\x1b\\"
    r"|_Ga=d,d=I,i=\d+,q=2\x1b\\|_Gm=0,q=2;\x1b\\"
)
"""A picture given to the terminal, by its file or a piece at a time, and taken away again."""
_SCALED = re.compile(r"s=[1-7](?::n=\d+:d=\d+:v=2)?(?::w=\d)?")
"""How large letters are written where the terminal can (OSC 66): ``ui/scaling/osc66.py``."""
_DOUBLE = ("\x1b#3", "\x1b#4", "\x1b#5")
"""Rows of double height, and single again (DECDHL, DECSWL): ``ui/scaling/dec.py``."""
_PLACEHOLDER = "\U0010eeee"
_PLACED = re.compile(f"(?:{_PLACEHOLDER}[^ -~]{{2}})+")
"""A row of a picture the terminal draws: nothing else stands in the same piece of text."""
_FILLERS = "\u115f\u1160\u17b4\u17b5\u3164\uffa0\ufff9\ufffa\ufffb"
_JOINERS = "\u200c\u200d"
MARKS = 4
"""Combining marks in a row that are still a letter; beyond that it is a heap."""


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of the stream. ``kind``: csi, osc, string (DCS, SOS, PM, APC), escape, text."""

    kind: str
    body: str
    at: int


@dataclass(frozen=True, slots=True)
class Foreign:
    """Something that is not of our own writing, and where in the stream it stands."""

    why: str
    body: str
    at: int


def lex(stream: bytes) -> Iterator[Token]:
    """All of it, in order; what is not UTF-8 comes as lone surrogates."""
    text = stream.decode("utf-8", "surrogateescape")
    for match in _TOKEN.finditer(QUESTIONS.sub("", text, 1)):
        kind = match.lastgroup or "text"
        yield Token(kind, match[kind], match.start())


def judge(stream: bytes, canary: str) -> list[Foreign]:
    """What of the stream is not ours. ``canary`` stands in all strangers' text: it may be text, never a sequence."""
    found = []
    before = Token("text", "", 0)
    for token in lex(stream):
        why = _RULES[token.kind](token.body, canary)
        if not why and before.kind == "csi" and before.body[-1] not in "mH" and token.body.startswith(canary):
            why = "a mode changed by another"
        if why:
            found.append(Foreign(why, token.body[:80], token.at))
        before = token
    return found


def _csi(body: str, canary: str) -> str:
    return "" if _CSI.fullmatch(body) else "a control sequence of another's"


def _osc(body: str, canary: str) -> str:
    number, _, rest = body.partition(";")
    if number == "2" and rest.endswith(("tui_reader", "…")):  # the title: text, and our name or its cut
        return _text(rest, canary)
    if number == "8":
        return _link(*rest.partition(";")[::2])
    if number == "66":  # scaled text: sizes that are ours, and text
        keys, _, shown = rest.partition(";")
        return _text(shown, canary) if _SCALED.fullmatch(keys) else "scaled text of another's"
    if (
        number == "9"
    ):  # a notice of new articles: our name first, since digits mean other things to some terminals
        return _text(rest, canary) if rest.startswith("tui-reader: ") else "a notice of another's"
    if number == "22" and re.fullmatch(r"[a-z-]*", rest):  # the pointer's shape
        return ""
    if number == "52":
        target, _, packed = rest.partition(";")
        try:
            copied = base64.b64decode(packed, validate=True).decode()
        except ValueError:
            return "a clipboard write that is none"
        ours = target == "c" and copied != canary
        return _text(copied, canary) if ours else "a clipboard write of another's"
    return f"an OSC {number[:8]} of another's"


def _link(parameters: str, address: str) -> str:
    if not address:
        return ""
    parts = urlsplit(address)
    ours = parameters.startswith("id=") and parts.scheme in ("http", "https") and bool(parts.hostname)
    return "" if ours and re.fullmatch(r"[!-~]*", address) else "a link of another's"


def _string(body: str, canary: str) -> str:
    ours = _PICTURE.fullmatch(body) and canary not in body
    return "" if ours else "a DCS, SOS, PM or APC string of another's"


def _escape(body: str, canary: str) -> str:
    return "" if body in _DOUBLE else "an escape of another's"


def _text(body: str, canary: str) -> str:
    marks = 0
    if _PLACEHOLDER in body and not _PLACED.fullmatch(body):
        return "a picture in the middle of a text"
    for character in body.replace("\r\n", "\n"):
        category = unicodedata.category(character)
        marks = marks + 1 if category in ("Mn", "Me") else 0
        if marks > MARKS:
            return "a heap of marks in the text"
        if character == "\n" or character in _JOINERS:
            continue
        if category in ("Cc", "Cf", "Cs", "Zl", "Zp") or character in _FILLERS:
            return f"U+{ord(character):04X} in the text"
        if 0xE0000 <= ord(character) <= 0xE0FFF:
            return "a tag character in the text"
    return ""


_RULES = {"csi": _csi, "osc": _osc, "string": _string, "escape": _escape, "text": _text}
