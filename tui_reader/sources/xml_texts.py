"""Reads texts of an XML feed: escaped, plain, or as XHTML in the tree; and finds out which of them they are."""

import base64
import re
from functools import partial
from html import escape as escaped
from html.entities import name2codepoint
from urllib.parse import urljoin

from lxml import etree
from msgspec import Struct

from tui_reader.sources.feed_raw import Text

_XML = "{http://www.w3.org/XML/1998/namespace}"
LANG, BASE = f"{_XML}lang", f"{_XML}base"
_TYPES = {"text": "text/plain", "plain": "text/plain", "html": "text/html", "xhtml": "application/xhtml+xml"}
XHTML = "application/xhtml+xml"
VOID = frozenset(
    [
        "area",
        "base",
        "br",
        "col",
        "embed",
        "hr",
        "img",
        "input",
        "link",
        "meta",
        "param",
        "source",
        "track",
        "wbr",
    ]
)
"""Elements without content (HTML, *Void elements*): an end tag would be read as one more of them."""
_END_OR_ENTITY = re.compile(r"</\w+>|&#?\w+;")
_TAGS = re.compile(r"</?(\w+)")
_ENTITIES = re.compile(r"&(\w+);")
_HTML = frozenset(
    re.findall(
        r"\w+",
        """a abbr acronym address area article aside audio b big blockquote br button canvas caption center cite code
        col colgroup dd del details dfn dialog dir div dl dt em fieldset figcaption figure font footer form h1 h2 h3 h4
        h5 h6 header hr i img input ins kbd label legend li map menu meter nav noscript ol optgroup option output p pre
        progress q s samp section select small source span strike strong sub sup table tbody td textarea tfoot th thead
        time tr tt u ul var video""",
    )
)
_MARK = '"'
escape = partial(escaped, quote=False)
"""The three signs of XML; that of the same name in xml.sax brings a whole HTTP client."""
_MOST_ATTRIBUTES = 50
_CP1252 = {code: meant for code in range(0x80, 0xA0) if (meant := bytes([code]).decode("cp1252", "ignore"))}


class Place(Struct, frozen=True):
    """Where an element stands: language and base in force, and what the whole document is like."""

    language: str = ""
    base: str = ""
    guess: bool = True
    """Whether plain text may be HTML that does not say so: in every RSS, not in Atom."""
    mend: bool = False
    """Whether the document has characters that come of a wrong encoding."""

    def at(self, element: etree._Element) -> "Place":
        """The place inside an element."""
        language, base = element.get(LANG), element.get(BASE)
        if language is None and base is None:
            return self
        inner = self.base if base is None else joined(self.base, base)
        return Place(self.language if language is None else language, inner, self.guess, self.mend)


def joined(base: str, url: str) -> str:
    """`xml:base` inside another one; the outer one where the inner makes no sense."""
    try:
        return urljoin(base, url) if url else base
    except ValueError:
        return base


def construct(element: etree._Element, place: Place, default: str) -> Text:
    """A title, summary or body; `default` is the media type of one that names none."""
    kind, packed = default, False
    if element.keys():  # seldom, and asking for each attribute takes a while
        kind = (element.get("type") or default).lower()
        kind = _TYPES.get(kind, kind)
        packed = element.get("mode") == "base64" or (
            not kind.startswith("text/") and not kind.endswith("xml")
        )
        place = place.at(element)
    if len(element):
        escaped = not kind.endswith("xml")
        if escaped and all(_local(inner) == "div" for inner in element.iterdescendants()):
            value = "".join(map(str, element.itertext())).strip()  # escaped text, only wrapped
        else:
            kind = XHTML if escaped else kind  # declared as escaped, but it is not
            value = markup(element) if kind == XHTML else ""
    else:
        value = (element.text or "").strip()
        if packed:
            value = _unpacked(value)
        if kind == XHTML:
            value = escape(value)
        elif kind == "text/plain" and place.guess and looks_like_html(value):
            kind = "text/html"
    return Text(mended(value) if place.mend else value, kind, place.language.replace("_", "-"), place.base)


def _unpacked(value: str) -> str:
    """Text that came as base64 (Atom 0.3 `mode`, RFC 4287 §4.1.3.3), as it is where it did not."""
    try:
        return base64.b64decode(value).decode("utf-8")
    except ValueError:
        return value


def plain(element: etree._Element, place: Place) -> str:
    """The text of an element that has only text."""
    value = (element.text or "").strip()
    return mended(value) if place.mend else value


def looks_like_html(value: str) -> bool:
    """Whether a text that is called plain is HTML: it ends a tag or names a character, and knows no tag but HTML's."""
    if ("<" not in value and "&" not in value) or not _END_OR_ENTITY.search(value):
        return False
    return all(tag.lower() in _HTML for tag in _TAGS.findall(value)) and all(
        name in name2codepoint for name in _ENTITIES.findall(value)
    )


def mended(value: str) -> str:
    """UTF-8 that somebody took for Latin-1 and encoded again, and C1 controls that were Windows-1252, as they were meant."""
    if value.isascii():
        return value
    try:
        value = value.encode("iso-8859-1").decode("utf-8")
    except UnicodeError:
        pass
    return value.translate(_CP1252)


def markup(element: etree._Element) -> str:
    """What stands inside, as HTML; without the `div` that only carries it (RFC 4287 §3.1.1.3)."""
    inside = element
    if len(element) == 1 and not (element.text or "").strip() and not (element[0].tail or "").strip():
        inside = element[0] if _local(element[0]) == "div" else element
    pieces = [escape(inside.text or "")]
    for event, node in etree.iterwalk(inside, events=("start", "end")):
        if node is inside:
            continue
        name = _local(node)
        if event == "start":
            pieces += [f"<{name}{_attributes(node)}>", escape(node.text or "")]
        else:
            pieces += ["" if name in VOID else f"</{name}>", escape(node.tail or "")]
    return "".join(pieces).strip()


def _local(node: etree._Element) -> str:
    return str(node.tag).rpartition("}")[2].lower()


def _attributes(node: etree._Element) -> str:
    """Each value is looked for by its name: of very many only the first, or it takes the square of their number."""
    named = ((_attribute(name), str(node.get(name))) for name in map(str, node.keys()[:_MOST_ATTRIBUTES]))
    return "".join(f' {name}="{escape(value).replace(_MARK, "&quot;")}"' for name, value in named)


def _attribute(name: str) -> str:
    space, _, local = name.rpartition("}")
    return ("xml:" if space == _XML[:-1] else "") + local.lower()
