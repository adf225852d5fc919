"""What each kind of element becomes."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from lxml import etree

from tui_reader.content.convert import embeds, pictures, preformatted, tables, tags
from tui_reader.content.convert.frames import Frame
from tui_reader.content.convert.inside import Place, name_of, places_in
from tui_reader.content.convert.looks import look
from tui_reader.content.convert.markup import tame
from tui_reader.content.convert.walk import Handler, Open, Walk
from tui_reader.model import urls
from tui_reader.model.document import Block, Figure, Mark, Rule

_MOST_EMBEDS = 300  # of one article; 50,000 frames would cost five seconds and nobody opens them
_MOST_SPANNED = 100  # columns or rows one cell may claim
_LANGUAGE = re.compile(
    r"(?:^|\s)(?:language-|lang-|highlight-source-|brush:\s*|sourceCode\s+)([\w+#.-]{1,30})"
)
_GUTTER = re.compile(r"lineno|line-?number|gutter", re.IGNORECASE)
_INNER_LINK = re.compile(r"""href\s{0,9}=\s{0,9}["']?\s{0,9}#""", re.IGNORECASE)
_WHOLE_PAGE = re.compile(r"<(?:html|body)[\s>]", re.IGNORECASE)
_HEAD = 20_000  # characters in which a whole page says that it is one
_POST = re.compile(
    r"\b(?:twitter-tweet|twitter-video|bluesky-embed|mastodon-embed|reddit-embed|text-post-media)\b"
)
_PARSER = etree.HTMLParser(encoding="utf-8", huge_tree=True, no_network=True, remove_comments=True)
"""One for all: making it takes as long as parsing a paragraph. A worker has one thread."""


Read = tuple[list[Block], list[tuple[str, str]], Mapping[str, Place]]


def read_html(html: str, base: str) -> Read:
    """The blocks of an HTML text, the related links found in boxes of their own, the places it links to; one parse."""
    noted = _INNER_LINK.search(html) is not None
    tamed = f"<html><body>{tame(html, tags.NOTED if noted else tags.BODY)}</body></html>"
    root = etree.fromstring(tamed.encode("utf-8", "replace"), _PARSER)
    walk = Walk(base, whole_page=bool(_WHOLE_PAGE.search(html, 0, _HEAD)))
    if root is None:
        return [], walk.related, {}
    if noted:
        walk.places = places_in(root)
    return walk.run(root, look, _HANDLERS), walk.related, walk.places


def _link(walk: Walk, element: etree._Element, opened: Open) -> bool:
    address = element.get("href", "").strip()
    if address.startswith("#"):
        walk.href = f"#{name}" if (name := name_of(address)) in walk.places else walk.href
        return True
    if not address:
        return True
    url = urls.clean(address, walk.base)
    if urls.is_web(url) or url[:7].lower() == "mailto:":
        walk.href = url
    return True


def _break(walk: Walk, element: etree._Element, opened: Open) -> bool:
    walk.frame.run.line_break()
    return False


def _rule(walk: Walk, element: etree._Element, opened: Open) -> bool:
    walk.frame.put(Rule())
    return False


def _skip(walk: Walk, element: etree._Element, opened: Open) -> bool:
    return False


def _navigation(walk: Walk, element: etree._Element, opened: Open) -> bool:
    return not walk.whole_page  # a page's menu is no article text; in a feed's body it is a table of contents


def _inline_quote(walk: Walk, element: etree._Element, opened: Open) -> bool:
    walk.add("“")
    opened.after = "”"
    return True


def _ruby(walk: Walk, element: etree._Element, opened: Open) -> bool:
    walk.add("(")
    opened.after = ")"
    return True


def _math(walk: Walk, element: etree._Element, opened: Open) -> bool:
    notes = [note.text for note in element.iter("annotation") if note.text]
    walk.add(element.get("alttext") or (notes[0] if notes else tables.words_in(element)))
    return False


def _input(walk: Walk, element: etree._Element, opened: Open) -> bool:
    if element.get("type", "").lower() == "checkbox" and walk.within("item"):
        walk.add("☑ " if "checked" in element.attrib else "☐ ")
    return False


def _base(walk: Walk, element: etree._Element, opened: Open) -> bool:
    url = urls.clean(element.get("href", ""), walk.base)
    walk.base = url if urls.is_web(url) else walk.base
    return False


def _heading(walk: Walk, element: etree._Element, opened: Open) -> bool:
    walk.push(Frame("heading", level=int(element.tag[1])), opened)
    return True


def _summary(walk: Walk, element: etree._Element, opened: Open) -> bool:
    walk.mark |= Mark.BOLD
    return True


def _picture(walk: Walk, element: etree._Element, opened: Open) -> bool:
    sources = list(element.iter("source"))
    # The picture worker opens PNG, JPEG, GIF and WebP; newer kinds only if there is nothing else.
    known = [s for s in sources if s.get("type", "").lower() not in ("image/avif", "image/jxl", "image/heic")]
    walk.sets = [s.get("srcset") or s.get("data-srcset") or "" for s in (known or sources)]
    return True


def _image(walk: Walk, element: etree._Element, opened: Open) -> bool:
    attributes = {str(name): str(value) for name, value in element.attrib.items()}
    sets, walk.sets = walk.sets, []
    found = pictures.read(attributes, sets, walk.base)
    if isinstance(found, str):
        walk.add(found)
    elif found:
        frame = walk.frame
        if not frame.run.is_empty and frame.run.at_line_start:
            frame.flush()
        shown = Figure(found)
        if frame.run.is_empty:
            frame.put(shown)
        else:
            frame.later.append(shown)
    return False


def _embed(walk: Walk, element: etree._Element, opened: Open) -> bool:
    walk.embeds += 1
    if walk.embeds > _MOST_EMBEDS:
        return False
    size = [pictures.pixels(element.get(name, "100")) for name in ("width", "height")]
    if (
        element.tag == "iframe"
        and element.get("width")
        and min(size) <= 2
        and "%" not in element.get("width", "")
    ):
        return False
    addresses = [
        element.get(name, "") for name in ("src", "data-src", "data-lazy-src", "data", "data-original")
    ]
    addresses += [source.get("src", "") for source in element.iter("source", "embed", "iframe")]
    addresses.append(embeds.youtube(element.get("data-videoid", "")))
    kind = element.tag if element.tag in ("video", "audio") else ""
    for address in addresses:
        found = address and embeds.embed(address, walk.base, kind=kind, title=element.get("title", ""))
        if found:
            walk.frame.flush()
            walk.frame.put(found)
            return False
    return element.tag not in ("iframe", "video", "audio")


def _quote(walk: Walk, element: etree._Element, opened: Open) -> bool:
    if walk.can_nest:
        frame = Frame("quote")
        if _POST.search(element.get("class", "")):
            links = [link.get("href", "") for link in element.iter("a")]
            frame.url = next((u for u in map(urls.clean, reversed(links)) if urls.is_web(u)), "")
        walk.push(frame, opened)
    return True


def _source_of_quote(walk: Walk, element: etree._Element, opened: Open) -> bool:
    parent = element.getparent()
    if walk.within("quote") and parent is not None and parent.tag == "blockquote":
        walk.push(Frame("cite"), opened)
    elif element.tag == "cite":
        walk.mark |= Mark.ITALIC
    return True


def _figure(walk: Walk, element: etree._Element, opened: Open) -> bool:
    walk.push(Frame("figure"), opened)
    return True


def _caption(walk: Walk, element: etree._Element, opened: Open) -> bool:
    walk.push(Frame("caption"), opened)
    return True


def _table(walk: Walk, element: etree._Element, opened: Open) -> bool:
    purpose = tables.purpose(element)
    if purpose == "figure":
        walk.push(Frame("figure"), opened)
    elif purpose == "data":
        walk.push(Frame("table"), opened)
    return True


def _row(walk: Walk, element: etree._Element, opened: Open) -> bool:
    if walk.within("table"):
        walk.frame.grid.append([])
    return True


def _cell(walk: Walk, element: etree._Element, opened: Open) -> bool:
    if not walk.within("table"):
        return True
    row = element.getparent()
    part = row.getparent() if row is not None else None
    if not walk.frame.grid:
        walk.frame.grid.append([])
    align = element.get("align", "").lower()
    if match := re.search(r"text-align\s*:\s*(left|center|right)", element.get("style", "")):
        align = match[1]
    frame = Frame("cell", header=element.tag == "th" or (part is not None and part.tag == "thead"))
    frame.columns, frame.rows = _spanned(element.get("colspan", "")), _spanned(element.get("rowspan", ""))
    frame.align = align if align in ("left", "center", "right") else ""
    walk.push(frame, opened)
    return True


def _spanned(text: str) -> int:
    return min(max(int(text), 1), _MOST_SPANNED) if text.strip().isdecimal() and len(text) < 9 else 1


def _preformatted(walk: Walk, element: etree._Element, opened: Open) -> bool:
    if code := preformatted.read(element):
        walk.frame.put(code)
    return False


def _list(walk: Walk, element: etree._Element, opened: Open) -> bool:
    if walk.can_nest:
        start = element.get("start", "").strip()
        first = int(start) if re.fullmatch(r"-?\d{1,6}", start) else 1
        walk.push(Frame("list", ordered=element.tag == "ol", start=first), opened)
    return True


def _item(walk: Walk, element: etree._Element, opened: Open) -> bool:
    if not walk.within("list"):
        return True
    items = walk.frame.items
    previous = element.getprevious()
    described = element.tag == "dd" and items and previous is not None and previous.tag in ("dt", "dd")
    frame = Frame("item")
    if described:
        walk.frame.flush()
        frame.pieces += items.pop()  # a term and what is said of it are one item
    walk.push(frame, opened)
    if element.tag == "dt":
        walk.mark |= Mark.BOLD
    return True


_HANDLERS: Final[dict[str, Handler]] = {
    "a": _link,
    "base": _base,
    "blockquote": _quote,
    "br": _break,
    "caption": _caption,
    "cite": _source_of_quote,
    "figcaption": _caption,
    "figure": _figure,
    "footer": _source_of_quote,
    "hr": _rule,
    "img": _image,
    "input": _input,
    "math": _math,
    "nav": _navigation,
    "picture": _picture,
    "pre": _preformatted,
    "q": _inline_quote,
    "rp": _skip,
    "rt": _ruby,
    "source": _skip,
    "summary": _summary,
    "table": _table,
    "tr": _row,
    **dict.fromkeys(("td", "th"), _cell),
    **dict.fromkeys(("ul", "ol", "dl"), _list),
    **dict.fromkeys(("li", "dt", "dd"), _item),
    **dict.fromkeys(tags.HEADINGS, _heading),
    **dict.fromkeys(("iframe", "embed", "object", "video", "audio"), _embed),
}
