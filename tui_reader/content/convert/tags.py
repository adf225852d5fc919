"""The allow-list: which tags and attributes of strangers' HTML we know, and what becomes of the others."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from msgspec import Struct

from tui_reader.model.document import Mark

MARKS: Final = {
    **dict.fromkeys(("b", "strong"), Mark.BOLD),
    **dict.fromkeys(("i", "em", "cite", "var", "dfn"), Mark.ITALIC),
    **dict.fromkeys(("code", "kbd", "samp", "tt"), Mark.CODE),
    **dict.fromkeys(("s", "del"), Mark.STRIKE),
    **dict.fromkeys(("u", "ins"), Mark.UNDERLINE),
    "sup": Mark.SUPER,
    "sub": Mark.SUB,
    "mark": Mark.HIGHLIGHT,
}
"""Inline elements and how their text is marked."""

HEADINGS: Final = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
VOID: Final = frozenset(("br", "img", "hr", "source", "embed", "input", "base", "wbr"))
TABLE_PARTS: Final = frozenset(("table", "thead", "tbody", "tfoot", "tr", "td", "th", "caption"))
BLOCKS: Final = (
    HEADINGS
    | TABLE_PARTS
    | frozenset(("p", "div", "footer", "blockquote", "pre", "ul", "ol", "li", "dl", "dt", "dd", "hr"))
    | frozenset(("figure", "figcaption", "details", "summary", "nav"))
)
INLINE: Final = frozenset(MARKS) | frozenset(("a", "span", "q", "ruby", "rt", "rp"))
MEDIA: Final = frozenset(("picture", "iframe", "video", "audio", "object", "math", "annotation", "noscript"))
KEPT: Final = BLOCKS | INLINE | VOID | MEDIA
"""Every element that reaches the tree; of all others only the text does."""

RENAMED: Final = {
    **dict.fromkeys(("article", "section", "main", "header", "aside", "address", "hgroup", "center"), "div"),
    **dict.fromkeys(("form", "fieldset", "legend", "optgroup", "search", "dialog", "marquee"), "div"),
    **dict.fromkeys(("xmp", "listing", "plaintext"), "pre"),
    **dict.fromkeys(("image", "amp-img", "amp-anim"), "img"),
    **dict.fromkeys(("amp-iframe", "amp-youtube", "amp-vimeo", "frame"), "iframe"),
    **dict.fromkeys(("dir", "menu"), "ul"),
    **dict.fromkeys(("strike",), "s"),
    "amp-video": "video",
    "amp-audio": "audio",
    "font": "span",
    "big": "span",
}

NEVER_TEXT: Final = frozenset(("script", "style"))
DROPPED_WHOLE: Final = NEVER_TEXT | frozenset(
    ("svg", "template", "textarea", "select", "datalist", "button", "title", "noembed", "noframes")
)
"""Elements that go with all that is in them, if they are ever closed."""

SWALLOWING: Final = frozenset(("iframe", "video", "audio", "object", "math", "picture"))
"""Elements whose text is no article text: only kept whole when they are closed."""

FENCES: Final = frozenset(("td", "th", "caption", "table"))
"""What an end tag does not reach through, as in the HTML standard's scopes."""

PARAGRAPH: Final = frozenset(("p",))
_LISTS = FENCES | {"ul", "ol", "dl"}
CLOSES: Final = {
    "li": (frozenset(("li",)), _LISTS),
    "dt": (frozenset(("dt", "dd")), _LISTS),
    "dd": (frozenset(("dt", "dd")), _LISTS),
    "td": (frozenset(("td", "th")), frozenset(("tr", "table"))),
    "th": (frozenset(("td", "th")), frozenset(("tr", "table"))),
    "tr": (frozenset(("tr",)), frozenset(("table",))),
    "tbody": (frozenset(("thead", "tbody", "tfoot", "caption")), frozenset(("table",))),
    "tfoot": (frozenset(("thead", "tbody", "tfoot", "caption")), frozenset(("table",))),
    "thead": (frozenset(("thead", "tbody", "tfoot", "caption")), frozenset(("table",))),
    "a": (frozenset(("a",)), FENCES),
}
"""For a new element: which open ones it closes, and where the search for them stops."""

ADDRESSES: Final = frozenset(
    [
        "href",
        "src",
        "poster",
        "data",
        "cite",
        "data-src",
        "data-original",
        "data-lazy-src",
        "data-lazy",
        "data-url",
        "data-image",
        "data-hi-res-src",
        "data-original-src",
        "data-full-src",
        "data-href",
        "data-instgrm-permalink",
    ]
)
_ADDRESS = 4096  # characters, as model.urls.LIMIT
_SETS = ["srcset", "data-srcset", "data-lazy-srcset", "data-original-set"]
_WORDS = [
    "class",
    "style",
    "role",
    "type",
    "align",
    "hidden",
    "width",
    "height",
    "colspan",
    "rowspan",
    "start",
    "data-videoid",
    "data-video-id",
    "encoding",
]
ATTRIBUTES: Final = (
    dict.fromkeys(ADDRESSES, _ADDRESS)
    | dict.fromkeys(_SETS, 4 * _ADDRESS)
    | dict.fromkeys(_WORDS, 300)
    | dict.fromkeys(("alt", "title", "alttext", "data-caption", "checked"), 2000)
)
"""The attributes that reach the tree, and how many characters of each."""

WITH_ATTRIBUTES: Final = (VOID | MEDIA | TABLE_PARTS | {"a", "blockquote", "ol", "div"}) - {"br", "hr", "wbr"}
"""Elements that keep more than their class and style."""


class Vocabulary(Struct, frozen=True):
    """What of a text's tags comes through: a feed's body needs less than a whole page in which the article is sought."""

    kept: frozenset[str]
    blocks: frozenset[str]
    renamed: Mapping[str, str]
    attributes: Mapping[str, int]
    with_attributes: frozenset[str]
    most_tags: int


BODY: Final = Vocabulary(
    KEPT,
    BLOCKS,
    RENAMED,
    ATTRIBUTES | {"id": 120},
    WITH_ATTRIBUTES | HEADINGS | {"p", "li", "sup", "span"},
    300_000,
)
"""Of one text; a long book chapter has some thousands of tags. Places that links in it lead to keep their names."""

PARTS_OF_PAGE: Final = frozenset(("article", "section", "main", "header", "aside", "address", "form", "body"))
PAGE: Final = Vocabulary(
    KEPT | PARTS_OF_PAGE | {"time"},
    BLOCKS | PARTS_OF_PAGE,
    {name: other for name, other in RENAMED.items() if name not in PARTS_OF_PAGE},
    ATTRIBUTES
    | {"id": 120, "itemprop": 120, "rel": 60, "datetime": 60, "data-role": 60, "data-campaign": 60},
    KEPT | PARTS_OF_PAGE | {"time"},
    60_000,
)
"""Of a whole page, with what tells its parts apart; the largest newspaper pages have some 8,000 tags."""
