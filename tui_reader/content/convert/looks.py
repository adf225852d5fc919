"""What class and style of an element say about it, whatever its tag: captions, credits, leads, related links, posts."""

from __future__ import annotations

import re
from collections.abc import Mapping

from tui_reader.content.convert import embeds, tags
from tui_reader.content.convert.flat import Flat
from tui_reader.content.convert.frames import Frame
from tui_reader.content.convert.tables import shorter_than
from tui_reader.content.convert.walk import Walk
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


def look(walk: Walk, at: int) -> bool:
    """Opens what class and style ask for; whether the element is to be read at all."""
    tag, attributes = walk.flat.names[at], walk.flat.attributes(at)
    style = attributes.get("style", "")
    if "hidden" in attributes or (style and _HIDDEN_STYLE.search(style)):
        return False
    if style and tag not in tags.HEADINGS:
        walk.mark |= Mark.BOLD.value if _BOLD_STYLE.search(style) else 0
        walk.mark |= Mark.ITALIC.value if _ITALIC_STYLE.search(style) else 0
    name = attributes.get("class", "")
    if not name or tag is None or tag in _NOT_BY_CLASS or walk.within("table"):
        return True
    return _look_at_class(walk, at, tag, name)


def says_nothing(attributes: Mapping[str, str]) -> bool:
    """Whether ``look`` would surely see nothing in these attributes, wherever they stand."""
    style, name = attributes.get("style", ""), attributes.get("class", "")
    return not (
        "hidden" in attributes
        or (style and any(sign.search(style) for sign in (_HIDDEN_STYLE, _BOLD_STYLE, _ITALIC_STYLE)))
        or (name and any(sign.search(name) for sign in (_CAPTION, _BOX, _CREDIT, LEAD, _RELATED, _POST)))
    )


def _look_at_class(walk: Walk, at: int, tag: str, name: str) -> bool:
    flat = walk.flat
    if walk.within("figure", "caption") and _CREDIT.search(name):
        walk.push(Frame("credit"))
    elif tag in ("div", "p", "span") and _BOX.search(name) and _is_box(flat, at):
        walk.push(Frame("figure"))
    elif tag not in ("caption", "a", "figcaption") and _CAPTION.search(name) and not flat.holds(at, "img"):
        walk.push(Frame("caption"))
    elif (tag in ("p", "div") or tag in tags.HEADINGS) and LEAD.search(name):
        walk.push(Frame(lead=True))
    elif tag in ("div", "p", "ul") and _RELATED.search(name):
        walk.push(Frame("related"))
    elif tag in ("div", "blockquote") and _POST.search(name):
        return _boxed_post(walk, at)
    return True


def _is_box(flat: Flat, at: int) -> bool:
    """Whether there is a picture and hardly more than its caption in the element."""
    if not flat.holds(at, "img") or not shorter_than(flat, at, _LONGEST_BOX):
        return False
    return len(flat.inside(at, "p")) + (flat.names[at] == "p") <= 3


def _boxed_post(walk: Walk, at: int) -> bool:
    """A post of which the page holds only an empty frame: a link with the last line of its text as label."""
    flat = walk.flat
    own = flat.attributes(at)
    address = own.get("data-instgrm-permalink") or own.get("cite") or own.get("data-href") or ""
    last = next((text for text in reversed(flat.after[at : flat.ends[at]]) if text.strip()), "")
    for link in flat.inside(at, "a"):
        address = address or flat.attributes(link).get("href", "")
    post = embeds.embed(address, walk.base, kind="post", title=scrub_line(flat.unescaped(last)))
    if post is None:
        return True
    walk.flush()
    walk.frame.put(post)
    return False
