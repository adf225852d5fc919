"""What each kind of element becomes."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from tui_reader.content.convert import embeds, flat, pictures, preformatted, quick, rows, tags
from tui_reader.content.convert.captions import Caption
from tui_reader.content.convert.frames import Frame
from tui_reader.content.convert.inline import at_line_start, is_empty, joined
from tui_reader.content.convert.inside import Place, name_of, places_in
from tui_reader.content.convert.links import outward
from tui_reader.content.convert.looks import look
from tui_reader.content.convert.quick_lines import StrangeError
from tui_reader.content.convert.walk import Handler, Walk, kinds
from tui_reader.model import urls
from tui_reader.model.document import Block, Figure, Mark, Paragraph, Rule
from tui_reader.model.scrub import scrub

_MOST_EMBEDS = 300  # of one article; 50,000 frames would cost five seconds and nobody opens them
_INNER_LINK = re.compile(r'="\s{0,9}#')
_WHOLE_PAGE = re.compile(r"<(?:html|body)[\s>]", re.IGNORECASE)
_HEAD = 20_000  # characters in which a whole page says that it is one
_POST = re.compile(
    r"\b(?:twitter-tweet|twitter-video|bluesky-embed|mastodon-embed|reddit-embed|text-post-media)\b"
)
_NEW_KINDS = ("image/avif", "image/jxl", "image/heic")
"""Of pictures: the picture worker opens PNG, JPEG, GIF and WebP; newer kinds only if there is nothing else."""

Read = tuple[list[Block], list[tuple[str, str]], Mapping[str, Place]]


def read_html(html: str, base: str) -> Read:
    """The blocks of an HTML text, the related links found in boxes of their own, the places it links to."""
    try:
        return *quick.read(html, base, _KINDS), {}
    except StrangeError:
        pass
    row = flat.read(html)
    walk = Walk(row, base, html)
    if _INNER_LINK.search(row.html):
        walk.places = places_in(row)
    return walk.run(_KINDS, look), walk.related, walk.places


def _link(walk: Walk, at: int) -> bool:
    address = walk.flat.address(at).strip()
    if address.startswith("#"):
        walk.href = f"#{name}" if (name := name_of(address)) in walk.places else walk.href
    else:
        walk.href = outward(address, walk.base) or walk.href
    return True


def _break(walk: Walk, at: int) -> bool:
    walk.break_line()
    return False


def _rule(walk: Walk, at: int) -> bool:
    walk.frame.put(Rule())
    return False


def _skip(walk: Walk, at: int) -> bool:
    return False


def _navigation(walk: Walk, at: int) -> bool:
    # A page's menu is no article text; in a feed's body it is a table of contents.
    return not _WHOLE_PAGE.search(walk.delivered, 0, _HEAD)


def _inline_quote(walk: Walk, at: int) -> bool:
    walk.say("“")
    walk.end_with(at, "”")
    return True


def _ruby(walk: Walk, at: int) -> bool:
    walk.say("(")
    walk.end_with(at, ")")
    return True


def _math(walk: Walk, at: int) -> bool:
    row = walk.flat
    notes = (row.unescaped(row.after[place]) for place in row.inside(at, "annotation"))
    walk.say(scrub(row.attributes(at).get("alttext") or next(filter(None, notes), "") or row.text(at)))
    return False


def _input(walk: Walk, at: int) -> bool:
    attributes = walk.flat.attributes(at)
    if attributes.get("type", "").lower() == "checkbox" and walk.within("item"):
        walk.say("☑ " if "checked" in attributes else "☐ ")
    return False


def _base(walk: Walk, at: int) -> bool:
    url = urls.clean(walk.flat.attributes(at).get("href", ""), walk.base)
    walk.base = url if urls.is_web(url) else walk.base
    return False


def _paragraph(walk: Walk, at: int) -> bool:
    found = walk.only_text(at)
    if found is None:
        return True
    for spans in found:
        walk.frame.put(Paragraph(spans, walk.frame.lead))
    return False


def _heading(walk: Walk, at: int) -> bool:
    walk.push(Frame("heading", level=int((walk.flat.names[at] or "h6")[1])))
    return True


def _summary(walk: Walk, at: int) -> bool:
    walk.mark |= Mark.BOLD.value
    return True


def _picture(walk: Walk, at: int) -> bool:
    sources = [walk.flat.attributes(place) for place in walk.flat.inside(at, "source")]
    known = [source for source in sources if source.get("type", "").lower() not in _NEW_KINDS]
    walk.sets = [source.get("srcset") or source.get("data-srcset") or "" for source in (known or sources)]
    return True


def _image(walk: Walk, at: int) -> bool:
    sets, walk.sets = walk.sets, []
    found = pictures.read(walk.flat.attributes(at), sets, walk.base)
    if isinstance(found, str):
        walk.say(found)
    elif found:
        frame = walk.frame
        blank = not frame.run or is_empty(frame.run)
        if not blank and at_line_start(frame.run):
            walk.flush()
            blank = True
        shown = Figure(found)
        if blank:
            frame.put(shown)
        else:
            frame.later.append(shown)
    return False


def _embed(walk: Walk, at: int) -> bool:
    walk.embeds += 1
    if walk.embeds > _MOST_EMBEDS:
        return False
    row, tag = walk.flat, walk.flat.names[at]
    attributes = row.attributes(at)
    width = attributes.get("width", "")
    size = [pictures.pixels(attributes.get(name, "100")) for name in ("width", "height")]
    if tag == "iframe" and width and min(size) <= 2 and "%" not in width:
        return False
    addresses = [
        attributes.get(name, "") for name in ("src", "data-src", "data-lazy-src", "data", "data-original")
    ]
    addresses += [
        row.attributes(place).get("src", "") for place in row.inside(at, "source", "embed", "iframe")
    ]
    addresses.append(embeds.youtube(attributes.get("data-videoid", "")))
    kind = tag if tag in ("video", "audio") else ""
    for address in addresses:
        found = address and embeds.embed(
            address, walk.base, kind=kind or "", title=attributes.get("title", "")
        )
        if found:
            walk.flush()
            walk.frame.put(found)
            return False
    return tag not in ("iframe", "video", "audio")


def _quote(walk: Walk, at: int) -> bool:
    if walk.can_nest:
        row, frame = walk.flat, Frame("quote")
        if row.written[at] and _POST.search(row.attributes(at).get("class", "")):
            links = [row.attributes(place).get("href", "") for place in row.inside(at, "a")]
            frame.url = next((u for u in map(urls.clean, reversed(links)) if urls.is_web(u)), "")
        walk.push(frame)
    return True


def _source_of_quote(walk: Walk, at: int) -> bool:
    around = walk.around
    if walk.within("quote") and around >= 0 and walk.flat.names[around] == "blockquote":
        walk.push(Frame("cite"))
    elif walk.flat.names[at] == "cite":
        walk.mark |= Mark.ITALIC.value
    return True


def _figure(walk: Walk, at: int) -> bool:
    walk.push(Frame("figure"))
    return True


def _caption(walk: Walk, at: int) -> bool:
    found = walk.only_text(at)
    if found is None:
        walk.push(Frame("caption"))
        return True
    if found:
        walk.frame.put(Caption(joined(found)))
    return False


def _preformatted(walk: Walk, at: int) -> bool:
    if code := preformatted.read(walk.flat, at, walk.around):
        walk.frame.put(code)
    return False


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
    "p": _paragraph,
    "picture": _picture,
    "pre": _preformatted,
    "q": _inline_quote,
    "rp": _skip,
    "rt": _ruby,
    "source": _skip,
    "summary": _summary,
    "table": rows.table,
    "thead": rows.head,
    "tr": rows.row,
    **dict.fromkeys(("td", "th"), rows.cell),
    **dict.fromkeys(("ul", "ol", "dl"), rows.listing),
    **dict.fromkeys(("li", "dt", "dd"), rows.item),
    **dict.fromkeys(tags.HEADINGS, _heading),
    **dict.fromkeys(("iframe", "embed", "object", "video", "audio"), _embed),
}
_KINDS: Final = kinds(_HANDLERS)
