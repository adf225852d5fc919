"""From an <img> to a picture worth showing: lazy addresses, sets of sizes, beacons, icons."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from urllib.parse import unquote, urlsplit

from tui_reader.model import urls
from tui_reader.model.document import ImageRef
from tui_reader.model.scrub import scrub_line

WIDEST = 1600  # pixels; no terminal shows more, and larger ones only cost time to fetch
_ICON = 32  # pixels; smaller pictures inside a line are signs, not illustrations
_BEACON = 2  # pixels
_LAZY = [
    "data-src",
    "data-original",
    "data-lazy-src",
    "data-lazy",
    "data-original-src",
    "data-full-src",
    "data-hi-res-src",
    "data-image",
    "data-url",
]
_SETS = ("srcset", "data-srcset", "data-lazy-srcset", "data-original-set")
_PLACEHOLDER = re.compile(
    r"^data:|/(?:blank|spacer|pixel|transparent|placeholder|loading|lazy|1x1|clear)[a-z_-]{0,24}\.(?:gif|png|svg)(?:\?|$)",
    re.IGNORECASE,
)
# Addresses whose only purpose is to be counted (feed services, page counters, advertisement exchanges).
_COUNTERS = re.compile(
    r"//(?:pixel|stats|b|sb|counter|analytics|beacon|track(?:er|ing)?)\.[\w.-]+/(?:[bgp]\.gif|pixel|beacon|collect)"
    r"|//(?:[\w.-]+\.)?(?:doubleclick\.net|google-analytics\.com|scorecardresearch\.com|quantserve\.com"
    r"|feedsportal\.com|statcounter\.com|pheedo\.com|buysellads\.com|imrworldwide\.com|chartbeat\.net)/"
    r"|//feeds\.feedburner\.com/~|//feeds\.wordpress\.com/1\.0/|//(?:www\.)?facebook\.com/tr\b|//medium\.com/_/stat"
    r"|//stats\.wordpress\.com/|//pixel\.wp\.com/|/(?:1x1|pixel|tracking)\.gif(?:\?|$)",
    re.IGNORECASE,
)
_EMOJI = re.compile(
    r"\b(?:emoji|wp-smiley|twemoji|emoticon|smiley)\b|/emoji/|twemoji|/smil(?:ey|ies)/", re.IGNORECASE
)
_FORMULA = re.compile(r"\blatex\b|mwe-math|/latex\.php\?|\bmath\b", re.IGNORECASE)
_FILE_NAME = re.compile(
    r"^[\w.()-]*\.(?:jpe?g|png|gif|webp|bmp|svg)$|^(?:img|image|dsc|photo|picture|untitled)[\s_-]*\d*$", re.I
)
_TINY_STYLE = re.compile(
    r"(?:^|;)\s*(?:width|height)\s*:\s*[01](?:px)?\s*(?:;|$)|visibility\s*:\s*hidden", re.I
)
_NUMBERED = re.compile(
    r"\s*[-–—]\s*(?:Ảnh|Photo|Image|Hình)\s*\d+\s*\.?$", re.IGNORECASE
)  # as editing systems number alts
_PIXELS = re.compile(r"\s*(\d{1,5})(?:px|\.\d+)?\s*$")
_SIZE_SUFFIX = re.compile(
    r"(?:[-_](?:scaled|thumb(?:nail)?|large|medium|small|original|\d{2,4}x\d{2,4}|w\d{2,4}|\d{2,4}w|\d{2,4}px))+$",
    re.I,
)
_SIZE_FOLDER = re.compile(
    r"^(?:\d{2,4}[x_]\d{0,4}|[wh]_?\d{2,4}|(?:c|w|h|q|f)_[\w:,.]+|zoom|thumb\w*|resize|fit-in)$", re.I
)


def read(attributes: Mapping[str, str], sets: Sequence[str] = (), base: str = "") -> ImageRef | str | None:
    """The picture; or a word standing for it (emoji, icons, formulas); or None where there is nothing to see.

    A picture without a usable address has an empty ``url``: its alt text is all there is.
    """
    alt = scrub_line(attributes.get("alt", ""))
    if alt[-1:].isdigit() or alt[-1:] == ".":
        alt = _NUMBERED.sub("", alt)
    if alt and _stands_for_a_word(f"{attributes.get('class', '')} {attributes.get('src', '')}"):
        return alt
    width, height = pixels(attributes.get("width", "")), pixels(attributes.get("height", ""))
    if is_beacon(attributes, width, height):
        return None
    url = _address(attributes, [*sets, *[attributes.get(name, "") for name in _SETS]], base)
    if url and _COUNTERS.search(url):
        return None
    if 0 < width <= _ICON and 0 < height <= _ICON:
        return "" if _is_generic(alt) else alt
    title = scrub_line(attributes.get("title", ""))
    words = "" if _is_generic(alt) else alt
    words = words or ("" if _is_generic(title) else title)
    caption = scrub_line(attributes.get("data-caption", ""))
    if not url and not words:
        return None
    return ImageRef(url, words, caption, "", width, height)


def _stands_for_a_word(marks: str) -> bool:
    lower = marks.lower()
    if not any(sign in lower for sign in ("emo", "smil", "math", "latex")):
        return False
    return bool(_EMOJI.search(marks) or _FORMULA.search(marks))


def is_beacon(attributes: Mapping[str, str], width: int, height: int) -> bool:
    """Whether the picture is there to be counted, not to be seen: said to be at most 2 pixels wide or high."""
    told = [
        size
        for name, size in (("width", width), ("height", height))
        if attributes.get(name, "").strip()[:1].isdigit()
    ]
    if told and min(told) <= _BEACON:
        return True
    style = attributes.get("style")
    return bool(style and _TINY_STYLE.search(style))


def is_counter(url: str) -> bool:
    """Whether the address is one of a known counter."""
    return bool(_COUNTERS.search(url))


def key(url: str) -> str:
    """Under which the same picture in another size, from another edge server, or with another query meets itself."""
    try:
        path = unquote(urlsplit(url).path if "%" in url or not urls.is_usual(url) else _path(url))
    except ValueError:
        return url
    folders = [part for part in path.split("/") if part and not _SIZE_FOLDER.match(part)]
    if not folders:
        return url
    stem = folders[-1].rpartition(".")[0] or folders[-1]
    stem = _SIZE_SUFFIX.sub("", stem).lower()
    # A long name is one picture wherever it lies; "1.jpg" is one only in its folder.
    if len(stem) >= 12 or (len(stem) >= 8 and any(c.isdigit() for c in stem)):
        return stem
    host = url.partition("://")[2].partition("/")[0] if urls.is_usual(url) else urls.host(url)
    return "/".join([host, *folders[:-1], stem]).lower()


def _path(url: str) -> str:
    """The path of a usual address, in a tenth of the time."""
    return url.partition("#")[0].partition("?")[0].partition("://")[2].partition("/")[2]


def _address(attributes: Mapping[str, str], sets: Sequence[str], base: str) -> str:
    shown = attributes.get("src", "").strip()
    candidates = [_largest(value) for value in sets if value]
    candidates += [attributes.get(name, "") for name in _LAZY]
    candidates.append(shown)
    for candidate in candidates:
        if candidate and not _PLACEHOLDER.search(candidate):
            if urls.is_usual(candidate):
                return candidate
            url = urls.clean(candidate, base)
            if urls.is_web(url) or (url.startswith("file:///") and base.startswith("file:///")):
                return url  # of a file, what lies beside it; whether it may be read the engine decides
    return ""


def _largest(value: str) -> str:
    """Of a set of sizes the largest up to 1600 pixels, else the smallest; the HTML standard's srcset."""
    sized: list[tuple[float, str]] = []
    tokens = value.split()
    at = 0
    while at < len(tokens):
        url, size = tokens[at].lstrip(","), ""
        at += 1
        if not url.endswith(",") and at < len(tokens):
            size = tokens[at].rstrip(",").lower()
            at += 1
            while not tokens[at - 1].endswith(",") and at < len(tokens):
                at += 1
        if url.strip(","):
            sized.append((_size(size), url.rstrip(",")))
    if not sized:
        return ""
    fitting = [pair for pair in sized if pair[0] <= WIDEST]
    return max(fitting, key=lambda pair: pair[0])[1] if fitting else min(sized)[1]


def _size(descriptor: str) -> float:
    try:
        number = float(descriptor[:-1] or 1)
    except ValueError:
        return 1
    return number * (1 if descriptor.endswith("w") else 400)  # 1x is about the width of a phone's column


def pixels(text: str) -> int:
    """A size attribute as a number; 0 where it says none or not in pixels."""
    match = _PIXELS.match(text) if text else None
    return int(match[1]) if match else 0


def _is_generic(alt: str) -> bool:
    """Whether the words are those of a machine, a file name or a stop-gap."""
    return not (alt[:1].isalnum() or any(c.isalnum() for c in alt)) or bool(_FILE_NAME.match(alt))
