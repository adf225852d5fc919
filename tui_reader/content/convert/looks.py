"""What class and style of an element say about it, whatever its tag: captions, credits, leads, related links, posts."""

from __future__ import annotations

import re

from lxml import etree

from tui_reader.content.convert import embeds, tags
from tui_reader.content.convert.frames import Frame
from tui_reader.content.convert.tables import shorter_than
from tui_reader.content.convert.walk import Open, Walk
from tui_reader.model.document import Mark
from tui_reader.model.scrub import scrub_line

_LONGEST_BOX = 600  # characters of text in what is still a picture's box

_CAPTION = re.compile(r"caption|chu-?thich|\bfigcap", re.IGNORECASE)
_BOX = re.compile(
    r"caption|\b(?:pictures?|figure|images?|img|photo|VCSortableInPreviewMode)(?:[\s_-]?(?:box|wrap\w*|block|container))?\b",
    re.IGNORECASE,
)
_CREDIT = re.compile(r"credit|copyright|photographer|photo-?author|pic-?author", re.IGNORECASE)
LEAD = re.compile(
    r"(?:^|[\s_-])(?:sapo|lead|lede|standfirst|chapeau|summary|dek|article-?intro|tomtat)(?:$|[\s_-])",
    re.IGNORECASE,
)
"""Names of the opening a newspaper sets apart."""
_RELATED = re.compile(
    r"relate|tin-?lien-?quan|lienquan|read-?more|read-?also|see-?also|doc-?them|xem-?them", re.IGNORECASE
)
_POST = re.compile(r"\b(?:instagram-media|tiktok-embed|fb-post|fb-video)\b")
_BOLD_STYLE = re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)", re.IGNORECASE)
_ITALIC_STYLE = re.compile(r"font-style\s*:\s*italic", re.IGNORECASE)
_HIDDEN_STYLE = re.compile(r"display\s*:\s*none", re.IGNORECASE)
_NOT_BY_CLASS = frozenset(
    ("img", "table", "tr", "pre", "code", "figure", "li", "dt", "dd", "iframe", "video", "audio")
)


def look(walk: Walk, element: etree._Element, opened: Open) -> bool:
    """Opens what class and style ask for; whether the element is to be read at all."""
    style = element.get("style", "")
    if "hidden" in element.attrib or (style and _HIDDEN_STYLE.search(style)):
        return False
    if style and element.tag not in tags.HEADINGS:
        walk.mark |= Mark.BOLD if _BOLD_STYLE.search(style) else Mark.NONE
        walk.mark |= Mark.ITALIC if _ITALIC_STYLE.search(style) else Mark.NONE
    name = element.get("class", "")
    if not name or element.tag in _NOT_BY_CLASS or walk.within("table"):
        return True
    return _look_at_class(walk, element, opened, name)


def _look_at_class(walk: Walk, element: etree._Element, opened: Open, name: str) -> bool:
    tag = element.tag
    if walk.within("figure", "caption") and _CREDIT.search(name):
        walk.push(Frame("credit"), opened)
    elif _BOX.search(name) and tag in ("div", "p", "span") and _is_box(element):
        walk.push(Frame("figure"), opened)
    elif (
        _CAPTION.search(name) and tag not in ("caption", "a", "figcaption") and element.find(".//img") is None
    ):
        walk.push(Frame("caption"), opened)
    elif LEAD.search(name) and (tag in ("p", "div") or tag in tags.HEADINGS):
        walk.push(Frame(lead=True), opened)
    elif _RELATED.search(name) and tag in ("div", "p", "ul"):
        walk.push(Frame("related"), opened)
    elif _POST.search(name) and tag in ("div", "blockquote"):
        return _boxed_post(walk, element)
    return True


def _is_box(element: etree._Element) -> bool:
    """Whether there is a picture and hardly more than its caption in the element."""
    if element.find(".//img") is None or not shorter_than(element, _LONGEST_BOX):
        return False
    return sum(1 for _ in element.iter("p")) <= 3


def _boxed_post(walk: Walk, element: etree._Element) -> bool:
    """A post of which the page holds only an empty frame: a link with the last line of its text as label."""
    address = element.get("data-instgrm-permalink") or element.get("cite") or element.get("data-href") or ""
    lines = [line for line in map(str, element.itertext()) if line.strip()]
    for link in element.iter("a"):
        address = address or link.get("href", "")
    post = embeds.embed(address, walk.base, kind="post", title=scrub_line(lines[-1] if lines else ""))
    if post is None:
        return True
    walk.frame.flush()
    walk.frame.put(post)
    return False
