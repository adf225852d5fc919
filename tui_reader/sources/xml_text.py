"""Mends the text of an XML feed so that a strict parser can read it: control characters, HTML entities, bare ampersands."""

import re
from collections.abc import Callable
from html.entities import html5

NAMESPACES = {
    "atom": "http://www.w3.org/2005/Atom",
    "content": "http://purl.org/rss/1.0/modules/content/",
    "dc": "http://purl.org/dc/elements/1.1/",
    "dcterms": "http://purl.org/dc/terms/",
    "feedburner": "http://rssnamespace.org/feedburner/ext/1.0",
    "itunes": "http://www.itunes.com/dtds/podcast-1.0.dtd",
    "media": "http://search.yahoo.com/mrss/",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "slash": "http://purl.org/rss/1.0/modules/slash/",
    "sy": "http://purl.org/rss/1.0/modules/syndication/",
    "thr": "http://purl.org/syndication/thread/1.0",
    "wfw": "http://wellformedweb.org/CommentAPI/",
    "xlink": "http://www.w3.org/1999/xlink",
}
"""Prefixes that feeds use without declaring them, and what they mean then."""

_DOCTYPE = re.compile(r"<!DOCTYPE[^>\[]*(?:\[.*?\]\s*)?>", re.DOTALL | re.IGNORECASE)
_START = re.compile(
    r"<(?:\?xml\s|!DOCTYPE|(?:[\w.-]{1,30}:)?(?:rss|rdf|feed|channel|opml|outline)[\s>])", re.IGNORECASE
)
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_NUMBERED = re.compile(r"&#(?:[xX]([0-9a-fA-F]{1,8})|([0-9]{1,8}));")
_CDATA_START, _CDATA_END = "<![CDATA[", "]]>"
_NAMED = re.compile(r"&([A-Za-z][A-Za-z0-9]{1,31});")
_BARE = re.compile(r"&(?!(?:[A-Za-z][A-Za-z0-9]{0,31}|#[0-9]{1,8}|#[xX][0-9a-fA-F]{1,8});)")
_XML_NAMES = {"amp", "lt", "gt", "quot", "apos"}
_ROOT = re.compile(r"<(?![?!])[^\s/>]+")
_PREFIX = re.compile(r"[<\s/]([A-Za-z][\w.-]{0,30}):[A-Za-z]")


def cleaned(text: str) -> str:
    """The document without XML declaration, DOCTYPE, junk before it, and characters that XML knows nothing of.

    A DOCTYPE that declares entities stays: whoever reads the text must be one that resolves none of them.
    """
    start = _START.search(text)
    text = without_prolog(text[start.start() :] if start else text[max(0, text.find("<")) :])
    if _CONTROLS.search(text):
        text = _CONTROLS.sub("", text)
    if "&#" in text:
        text = _NUMBERED.sub(_reference, text)
    return _outside_cdata(text, lambda part: _NAMED.sub(_letter, part)).strip()


def without_prolog(text: str) -> str:
    """The text from its DOCTYPE with entities or its root on. One look at each part: no search runs on to the end twice."""
    while (text := text.lstrip()).startswith(("<?", "<!--", "<!DOCTYPE", "<!doctype")):
        if text.startswith(("<?", "<!--")):
            mark = "?>" if text.startswith("<?") else "-->"
            end = text.find(mark)
            if end < 0:
                return text
            text = text[end + len(mark) :]
        elif declares_entities(text) or not (doctype := _DOCTYPE.match(text)):
            return text
        else:
            text = text[doctype.end() :]
    return text


def repaired(text: str) -> str:
    """A cleaned text that still could not be read, with bare ampersands escaped and known prefixes declared."""
    text = _outside_cdata(text, lambda part: _BARE.sub("&amp;", part))
    root = _ROOT.search(text)
    if root is None:
        return text
    end = text.find(">", root.end())
    tag = text[root.end() : end]
    used = {match[1] for match in _PREFIX.finditer(text)}
    missing = [name for name in sorted(used & NAMESPACES.keys()) if f"xmlns:{name}=" not in tag]
    declared = "".join(f' xmlns:{name}="{NAMESPACES[name]}"' for name in missing)
    return text[: root.end()] + declared + text[root.end() :]


def allowed(value: str) -> str:
    """The text without what XML cannot hold."""
    return _CONTROLS.sub("", value)


def declares_entities(text: str) -> bool:
    """Whether the document brings entities of its own (where the bombs are, H01–H03)."""
    return "<!ENTITY" in text[:200_000]


def _outside_cdata(text: str, change: Callable[[str], str]) -> str:
    """The text with everything but its CDATA sections changed."""
    if "&" not in text:
        return text
    parts: list[str] = []
    at = 0
    while (start := text.find(_CDATA_START, at)) >= 0 and (end := text.find(_CDATA_END, start)) >= 0:
        parts += [change(text[at:start]), text[start : end + len(_CDATA_END)]]
        at = end + len(_CDATA_END)
    return "".join([*parts, change(text[at:])])


def _reference(reference: re.Match[str]) -> str:
    """A numbered character that XML 1.0 allows (production 2), else nothing."""
    code = int(reference[1], 16) if reference[1] else int(reference[2])
    allowed = (
        code in (9, 10, 13)
        or 0x20 <= code <= 0xD7FF
        or 0xE000 <= code <= 0xFFFD
        or 0x10000 <= code <= 0x10FFFF
    )
    return reference[0] if allowed else ""


def _letter(name: re.Match[str]) -> str:
    return name[0] if name[1] in _XML_NAMES else html5.get(name[1] + ";", name[0])
