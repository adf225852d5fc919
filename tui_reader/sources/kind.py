"""Tells what a body is by what stands in it; its declared type and its name decide only between kinds of plain text."""

import re
from collections.abc import Mapping
from urllib.parse import urlsplit

from tui_reader.sources.encoding import decode

_HEAD = 8192
_PROLOG = re.compile(r"\s*(?:<\?.*?\?>|<!--.*?-->|<!DOCTYPE(?:[^>\[]|\[.*?\])*>)", re.DOTALL | re.IGNORECASE)
_DOCTYPE_HTML = re.compile(r"<!DOCTYPE\s+html", re.IGNORECASE)
_ELEMENT = re.compile(r"\s*<(?:[\w.-]+:)?([A-Za-z][\w.-]*)")
_FEED_ROOT = re.compile(r"<(?:rss|(?:[\w.-]+:)?RDF|(?:[\w.-]+:)?feed|channel)[\s>]", re.IGNORECASE)
_HTML_TAG = re.compile(
    r"<(?:html|head|body|meta|title|article|main|section|div|p|h[1-6]|table|ul|ol|span|a|img|br|script)[\s/>]",
    re.IGNORECASE,
)
_PAGE = re.compile(r"<(?:html|head|body)[\s>]", re.IGNORECASE)
_JSON_FEED = re.compile(r'"version"\s*:\s*"https?:\\?/\\?/(?:www\.)?jsonfeed\.org', re.IGNORECASE)
_JSON_ITEMS = re.compile(r'"items"\s*:\s*\[')
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f\ufffd]")
_ROOTS = {"rss": "feed", "feed": "feed", "rdf": "feed", "channel": "feed", "opml": "opml", "html": "html"}
_SUFFIXES = {
    ".md": "markdown",
    ".markdown": "markdown",
    ".mdown": "markdown",
    ".mkd": "markdown",
    ".txt": "text",
    ".text": "text",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
}
_TYPES = {"text/markdown": "markdown", "text/plain": "text", "text/html": "html"}


def sniff(body: bytes, headers: Mapping[str, str], location: str) -> str:
    """One of "feed", "jsonfeed", "html", "markdown", "text", "opml", "unknown"."""
    head = decode(body[:_HEAD], headers).lstrip("\ufeff \t\r\n\x00")
    if not head:
        return "unknown"
    if head[0] in "{[":
        if _JSON_FEED.search(head) or (head[0] == "{" and _is_json_feed(body, headers)):
            return "jsonfeed"
    elif (kind := _markup(head)) and not _is_text(kind, location):
        return kind
    if len(_CONTROLS.findall(head)) > max(2, len(head) // 50):
        return "unknown"  # a picture, a program
    declared = headers.get("content-type", "").partition(";")[0].strip().lower()
    kind = _SUFFIXES.get(suffix_of(location)) or _TYPES.get(declared) or ""
    if kind != "html":
        return kind or "unknown"
    if head.startswith(("{", "[", "<?xml")):
        return "unknown"  # JSON or another XML, whatever it is declared to be
    return "html" if "<" in head else "text"


def suffix_of(location: str) -> str:
    """The file name's suffix in lower case, with its dot, of a path or an address."""
    try:
        path = urlsplit(location).path if "://" in location else location
    except ValueError:
        return ""
    name = path.rpartition("/")[2]
    return ("." + name.rpartition(".")[2]).lower() if "." in name.lstrip(".") else ""


def _is_text(kind: str, location: str) -> bool:
    """Markdown and notes may begin with a tag; a feed never does by chance."""
    return kind == "html" and _SUFFIXES.get(suffix_of(location)) in ("markdown", "text")


def _is_json_feed(body: bytes, headers: Mapping[str, str]) -> bool:
    """A version or the list of items may stand at the very end of the object."""
    text = decode(body, headers)
    return bool(_JSON_FEED.search(text) or _JSON_ITEMS.search(text))


def _markup(head: str) -> str:
    """The kind by the first element, junk before it (blank lines, warnings of a server) forgiven."""
    html = bool(_DOCTYPE_HTML.search(head[:2048]))
    at = 0
    while prolog := _PROLOG.match(head, at):
        at = prolog.end()
    element = _ELEMENT.match(head, at)
    if element and (kind := _ROOTS.get(element[1].lower())):
        return kind
    root, page = _FEED_ROOT.search(head), _PAGE.search(head)
    if root and not html and not (page and page.start() < root.start()):
        return "feed"
    if html or (element and _HTML_TAG.match(element[0].strip() + " ")):
        return "html"
    if "<opml" in head[:2048].lower():
        return "opml"
    return "html" if head[0] == "<" and _HTML_TAG.search(head) else ""
