"""The first layer of defence: what strangers' text loses before anything keeps or shows it.

Figures and cases: hostile.md, H36–H47. The second layer is the screen's line filter (ui/line_filter.py).
"""

from __future__ import annotations

import codecs
import re
import unicodedata
from functools import cache

from tui_reader.model.late_pattern import LatePattern

# C0 but TAB and LF, DEL, C1, soft hyphen, surrogates, bidi controls, invisible fillers, interlinear and musical
# format marks, line and paragraph separators, BOM, non-characters, tag characters and supplementary selectors, the letter
# that terminals draw pictures in place of.
_UNSAFE = (
    "\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad"
    "\ud800-\udfff"
    "\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\u206a-\u206f"
    "\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2028\u2029\u3164\ufeff\uffa0\ufdd0-\ufdef\ufff0-\ufffb\ufffe\uffff"
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff\U0010eeee"
)
UNSAFE = re.compile(f"[{_UNSAFE}]")
"""Every character that must never reach the terminal from a stranger's text."""

_MARKS_IN_A_ROW = 4  # hostile.md H47; Vietnamese in NFD needs two, Hebrew and Thai at most three
# Every block with combining marks, whole: letters in them are told apart by \w, spacing marks by their category.
_MARK_BLOCKS = (
    "\u0300-\u036f\u0483-\u0489\u0590-\u109f\u135d-\u135f\u1712-\u1773\u17b6-\u17dd\u1885\u1886\u18a9\u1920-\u1cff\u1dc0-\u1dff"
    "\u200c\u200d\u20d0-\u20ff\u2cef-\u2cf1\u2d7f\u2de0-\u2dff\u302a-\u302f\u3099\u309a\ua66f-\ua69f\ua6f0\ua6f1"
    "\ua802-\uabff\ufb1e\ufe00-\ufe2f\U000101fd-\U000102e0\U00010376-\U0001037a\U00010a00-\U00011fff"
    "\U00013440-\U00013455\U00016af0-\U00016fe4\U0001bc9d\U0001bc9e\U0001cf00-\U0001cf46\U0001d165-\U0001d244"
    "\U0001da00-\U0001e94a"
)
_CONJOINING = "\u1161-\u11ff"  # letters of Korean that become one with the letter before
_MARK_RUN = LatePattern(rf"(?:(?!\w)[{_MARK_BLOCKS}]){{{_MARKS_IN_A_ROW + 1},}}")
# Five letters in a row of the scripts whose marks can be heaped: a look that costs a line on screen one microsecond.
_MAY_BE_MARK = "[\u0300-\u1cff\u1dc0-\u1dff\u20d0-\u20ff\ufe00-\ufe2f]"
_MAY_BE_HEAP = LatePattern(f"{_MAY_BE_MARK}{_MAY_BE_MARK}{{{_MARKS_IN_A_ROW}}}")
# One look over the text that ordinary prose passes (5 ms for a megabyte of Vietnamese). Beyond the first plane it is
# one range for all, because a class with several ranges there is four times slower.
_BEYOND = "[\U00010000-\U0010ffff]-?"


@cache
def _suspect() -> re.Pattern[str]:
    return re.compile(f"[{re.sub(_BEYOND, '', _UNSAFE + _MARK_BLOCKS + _CONJOINING)}\U00010000-\U0010ffff]")


_BREAKS = LatePattern(r"\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_JOINERS_AT_EDGE = LatePattern(r"(?<![^\s\u200c\u200d])[\u200c\u200d]+|[\u200c\u200d]+(?=\s|\Z)")
_INVISIBLE = frozenset(("Zs", "Cf", "Mn", "Me", "Cc", "Zl", "Zp"))


_USUAL = (
    "ÀÁÂÃÈÉÊÌÍÒÓÔÕÙÚÝàáâãèéêìíòóôõùúýĂăĐđĨĩŨũƠơƯư"
    "ẠạẢảẤấẦầẨẩẪẫẬậẮắẰằẲẳẴẵẶặẸẹẺẻẼẽẾếỀềỂểỄễỆệỈỉỊịỌọỎỏỐốỒồỔổỖỗỘộỚớỜờỞởỠỡỢợỤụỦủỨứỪừỬửỮữỰựỲỳỴỵỶỷỸỹ"
    "\u00a0“”‘’–—…·•€«»"
)


NO_LETTER = "\ufffe"


@cache
def usual_letters() -> str:
    """What each byte of ``usual`` stands for; ``NO_LETTER`` where it stands for nothing."""
    kept = [
        "\0",
        *(NO_LETTER if c < " " and c not in "\t\n" else c for c in map(chr, range(1, 127))),
        *NO_LETTER * 129,
    ]
    free = (at for at, c in enumerate(kept) if c == NO_LETTER)
    for letter in _USUAL:
        kept[next(free)] = letter
    return "".join(kept)


@cache
def _usual_bytes() -> object:
    return codecs.charmap_build(usual_letters())


def usual(text: str) -> bytes | None:
    """Vietnamese or English as news is written, a byte for each letter (``usual_letters``); None where a letter is not
    among those: in a fifth of the time of any look at them, whatever is then done with the bytes."""
    if len(text) >= _LONG:
        return _LAST_LONG.of(text)
    return _usual(text)


def _usual(text: str) -> bytes | None:
    try:
        return codecs.charmap_encode(text, "strict", _usual_bytes())[0]  # type: ignore[arg-type]  # typeshed knows no EncodingMap
    except UnicodeEncodeError:
        return None


class _LastLong:
    """The bytes of the last long text: an article's is counted, and then folded for the index."""

    def __init__(self) -> None:
        self._last: tuple[str, bytes | None] = ("", b"")

    def of(self, text: str) -> bytes | None:
        last, found = self._last
        if text is not last:
            found = _usual(text)
            self._last = (text, found)
        return found


_LONG = 1000  # characters
_LAST_LONG = _LastLong()


def is_suspect(text: str) -> bool:
    """Whether there may be anything ``scrub`` would change but its form of composition; one look."""
    return not (text.isascii() and text.replace("\n", " ").isprintable()) and bool(_suspect().search(text))


def is_clean(text: str) -> bool:
    """Whether ``scrub`` would surely give the text, and every part of it, back as it is."""
    if text.isascii():
        return not is_suspect(text)
    found = usual(text)
    if found is not None:
        return b"\0" not in found
    return unicodedata.is_normalized("NFC", text) and not is_suspect(text)


def scrub(text: str) -> str:
    """Text of several lines: NFC, LF line ends, no control, bidi or invisible characters, at most four marks a letter."""
    if text.isascii() and text.replace("\n", " ").isprintable():
        return text
    if not _suspect().search(text):
        return unicodedata.normalize("NFC", text)
    text = UNSAFE.sub("", _BREAKS.now.sub("\n", text))
    if "\u200c" in text or "\u200d" in text:
        text = _JOINERS_AT_EDGE.now.sub("", text)
    return thinned(unicodedata.normalize("NFC", text))


def scrub_line(text: str, limit: int = 1000) -> str:
    """Text of one line (titles, names): as ``scrub``, white space folded to single spaces, at most ``limit`` characters."""
    if len(text) > limit * 4:
        text = text[: limit * 4]
    text = " ".join(text.split())
    line = scrub(text)
    if line is not text:
        line = " ".join(line.split())
    return line if len(line) <= limit else line[: limit - 1].rstrip() + "…"


def is_heaped(text: str) -> bool:
    """Whether more marks stand on one letter than any script has; quick where there are none."""
    return _MAY_BE_HEAP.now.search(text) is not None and thinned(text) != text


def thinned(text: str) -> str:
    """The text with at most four marks on a letter."""
    return _MARK_RUN.now.sub(_thin, text)


def is_blank(text: str) -> bool:
    """Whether nothing of the text would be seen (empty, white space, joiners, marks alone)."""
    return not text[:1].isalnum() and all(unicodedata.category(c) in _INVISIBLE for c in text)


def _thin(run: re.Match[str]) -> str:
    """A run of marks, joiners and perhaps other signs with the marks over the limit left out."""
    kept: list[str] = []
    marks = 0
    for c in run[0]:
        is_mark = c in "\u200c\u200d" or unicodedata.category(c) in ("Mn", "Me")
        marks = marks + 1 if is_mark else 0
        if marks <= _MARKS_IN_A_ROW:
            kept.append(c)
    # A joiner that has lost its right-hand neighbour joins nothing.
    return "".join(kept).rstrip("\u200c\u200d") if len(kept) < len(run[0]) else run[0]
