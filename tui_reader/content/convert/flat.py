"""Markup as one flat row of tags with the texts between them, each start knowing its end: a tree without a tree's cost.

Most texts are well nested in words we know and are split where they stand, by one expression; all others are tamed
first. Handlers look forward from a tag's place in the row: what is inside it stands between it and its end.
"""

from __future__ import annotations

import re
from html import unescape
from typing import Final

from tui_reader.content.convert import tags
from tui_reader.content.convert.markup import BREAKS, LARGEST, tame
from tui_reader.model.scrub import UNSAFE, is_clean

_MOST_ATTRIBUTES: Final = 64  # looked at in one tag, as in markup.py
_DEEPEST: Final = 220  # as in markup.py
_SHORT: Final = 120  # characters of all attributes of a tag, none of which can be over its limit
# A comment without a tag in it; a tag in small letters with its values in double quotes, no bracket in them. Nothing
# is tried twice, and nothing looked for beyond the next bracket: linear whatever comes.
_TAG: Final = re.compile(
    r'<(?:!--[^<>]*-->|(/?+[a-z][a-z0-9:_-]*+)((?:\s++[a-z][a-z0-9:_-]*+(?:="[^"<>]*+")?+)*+\s*+/?+)>)'
)
_ATTRIBUTE: Final = re.compile(r'([a-z][a-z0-9:_-]*+)(?:="([^"]*+)")?+')
_HREF: Final = re.compile(r'\shref="([^"]*+)"')


class Flat:
    """The row. ``names[at]`` is "p" where an element begins, "/p" where it ends, None for what is not to be seen;
    ``after[at]`` the text behind that tag as it is written; ``ends[at]`` the place of its end, its own for void ones."""

    __slots__ = ("after", "clean", "ends", "first", "html", "names", "written")

    def __init__(self, html: str, *, clean: bool) -> None:
        parts = _TAG.split(html)
        self.html = html
        self.clean = clean
        """Whether the text is as ``scrub`` would leave it but for its entities."""
        self.first = parts[0]
        """The text before all tags."""
        self.names: list[str | None] = parts[1::3]
        self.written: list[str] = parts[2::3]
        """The attributes as they are written; None for what is no tag."""
        self.after: list[str] = parts[3::3]
        self.ends: list[int] = [0] * len(self.names)

    def address(self, at: int) -> str:
        """Where a link leads, as written."""
        return address_in(self.written[at] or "")

    def attributes(self, at: int) -> dict[str, str]:
        """The attributes of a tag, each at its limit; said twice the first counts."""
        return attributes_in(self.written[at] or "")

    def is_leaf(self, at: int) -> bool:
        """Whether there is no element in it."""
        return self.ends[at] == at + 1

    def text(self, at: int) -> str:
        """All text in an element."""
        return self.unescaped("".join(self.after[at : self.ends[at]]))

    def unescaped(self, text: str) -> str:
        """Text with its entities read."""
        if "&" not in text:
            return text
        text = unescaped(text)
        if not is_clean(text):
            self.clean = False
            text = made_safe(text)
        return text

    def holds(self, at: int, name: str) -> bool:
        """Whether there is such an element in one."""
        return name in self.names[at + 1 : self.ends[at]]

    def inside(self, at: int, *names: str) -> list[int]:
        """The places of such elements in one, at any depth."""
        return [
            place for place, name in enumerate(self.names[at + 1 : self.ends[at]], at + 1) if name in names
        ]

    def name_before(self, at: int) -> str:
        """The tag before one: the end of its elder sibling, the start of what it is in, or empty."""
        return next((name for name in reversed(self.names[max(0, at - 9) : at]) if name), "")

    def parents(self) -> list[int]:
        """Of every tag the place of the element around it, -1 where there is none."""
        found: list[int] = []
        path = [-1]
        for at, name in enumerate(self.names):
            if name is not None and name[0] == "/":
                path.pop()
            found.append(path[-1])
            if name is not None and self.ends[at] > at:
                path.append(at)
        return found

    def nest(self, *, tamed: bool) -> bool:
        """Find the ends. False where a parser would understand it otherwise than it is written; ``tamed`` text is right."""
        names, written, ends = self.names, self.written, self.ends
        places: list[int] = []
        waiting = [""]  # the ends that are to come, innermost last
        known = KNOWN.get
        for at, name in enumerate(names):
            if name == waiting[-1]:
                del waiting[-1]
                ends[places.pop()] = at
                continue
            if (meaning := known(name)) is None:
                if name in _OTHERS:
                    return False
                names[at] = None
                continue
            names[at], end, parents, ends_paragraph = meaning
            if not tamed and (
                (ends_paragraph and "/p" in waiting)
                or (parents and waiting[-1] not in parents)
                or (end == "/a" and "/a" in waiting)
                or (end and written[at].endswith("/"))
                or len(places) == _DEEPEST
            ):
                return False
            if not end:
                ends[at] = at
                continue
            places.append(at)
            waiting.append(end)
        return len(waiting) == 1


def read(html: str) -> Flat:
    """The row of a text."""
    html = html[:LARGEST]
    clean = is_clean(html)
    if not clean:
        html = made_safe(html)
    flat = as_written(html, clean=clean)
    if flat is not None:
        return flat
    tamed = tame(html)
    flat = Flat(tamed, clean=is_clean(tamed))
    flat.nest(tamed=True)
    return flat


def as_written(html: str, *, clean: bool) -> Flat | None:
    """The row of a text that is well written; None where a parser would understand it otherwise."""
    flat = Flat(html, clean=clean)
    if html.count("<") == len(flat.names) <= tags.BODY.most_tags and flat.nest(tamed=False):
        return flat
    return None


def made_safe(text: str) -> str:
    """Text without what must never reach the terminal."""
    return UNSAFE.sub("", BREAKS.sub("\n", text))


def address_in(written: str) -> str:
    """Where a link leads, of its attributes as written."""
    found = _HREF.search(written)
    return _limited("href", found[1]) if found else ""


def attributes_in(written: str) -> dict[str, str]:
    """Attributes as written, each at its limit; said twice the first counts."""
    found: dict[str, str] = dict(_ATTRIBUTE.findall(written)[_MOST_ATTRIBUTES - 1 :: -1])
    if len(written) > _SHORT or "&" in written:
        return {name: _limited(name, value) for name, value in found.items()}
    return found


def unescaped(text: str) -> str:
    """Text with its entities read, whatever they are."""
    if text.count("&") == text.count("&amp;"):
        return text.replace("&amp;", "&")
    return unescape(text)


def _limited(name: str, value: str) -> str:
    """A value as markup.py would let it through."""
    limit = tags.BODY.attributes.get(name, 0)
    if value[:5].lower() == "data:" or value.lstrip()[:5].lower() == "data:":
        value = "data:"  # megabytes of picture nobody fetches
    elif len(value) > limit:
        value = "" if name in tags.ADDRESSES else value[:limit]
    value = unescaped(value) if "&" in value else value
    return value if value.isascii() and value.isprintable() else UNSAFE.sub("", value)


Known = tuple[str, str, frozenset[str], bool]
"""What an element is called, its end as it is written (none where it is void), the ends of what it must stand right in
where it may stand in nothing else without closing it, and whether it closes an open paragraph."""


def _known() -> dict[str | None, Known]:
    found: dict[str | None, Known] = {}
    for name, kept in [*((name, name) for name in tags.KEPT), *tags.RENAMED.items()]:
        closed, fences = tags.CLOSES.get(kept, (frozenset(), frozenset()))
        parents = frozenset(f"/{fence}" for fence in fences) if closed and kept != "a" else frozenset()
        if kept in _ROWS:
            parents = frozenset(f"/{part}" for part in _ROWS[kept])
        end = "" if kept in tags.VOID else f"/{name}"
        found[name] = (kept, end, parents, kept in tags.BLOCKS and kept not in tags.CLOSES)
    return found


_ROWS: Final = {
    "tr": ("table", "thead", "tbody", "tfoot"),
    "td": ("tr",),
    "th": ("tr",),
    **dict.fromkeys(("thead", "tbody", "tfoot"), ("table",)),
}
KNOWN: Final = _known()
_OTHERS: Final = tags.DROPPED_WHOLE | {f"/{name}" for name in KNOWN if KNOWN[name][1]} | {"/br", "/p"}
"""Words that need care: what goes with all that is in it, and ends where they are not awaited."""
