"""Reads and writes lists of subscriptions (OPML 2.0), as the programs that write them really do (conventions.md §4)."""

import re
from collections import Counter
from pathlib import PurePath
from xml.parsers import expat
from xml.sax.saxutils import quoteattr

from msgspec.structs import replace

from tui_reader.model import feed_settings
from tui_reader.model.errors import ParseError
from tui_reader.model.feed import Feed, FeedKind
from tui_reader.model.scrub import is_blank
from tui_reader.model.subscription_list import Outline, Outlines
from tui_reader.model.urls import canonical, clean, is_web
from tui_reader.model.view import Sources
from tui_reader.sources import xml_text
from tui_reader.sources.encoding import decode
from tui_reader.sources.one_line import line

MOST = 20_000
"""Subscriptions read of one file; the rest is counted as skipped (H69)."""
_MOST_OUTLINES = 200_000
_DEEPEST = 8  # folders inside folders; what lies deeper is put into the eighth
_MOST_LISTED = 200
_OURS = "tuireader:"
_NAMESPACE = "urn:x-tui-reader:opml"
_COMMAND = re.compile(r"(?:exec:|filter:|query:|\||!|\$\()")
_FEED_TYPES = ("", "rss", "atom", "feed", "rss1", "rss2", "json", "jsonfeed", "rdf")


def read_opml(body: bytes, *, local: bool = False) -> Outlines:
    """The subscriptions, each address once. `local`: the reader agrees to paths and `file:` addresses.

    Raises ParseError `empty_body`, `entities` where it declares any, or `not_understood` where nothing of it is OPML.
    """
    text = decode(body)
    if not text.strip():
        raise ParseError("empty_body")
    text = xml_text.cleaned(text)
    collector = _Collector(local)
    broken = _read(text, collector)
    if broken:
        retry = _Collector(local)
        again = _read(xml_text.repaired(text), retry)
        if len(retry.found) + retry.reasons.total() >= len(collector.found) + collector.reasons.total():
            collector, broken = retry, again
    if broken and not collector.found and not collector.reasons:
        raise ParseError("not_understood", line=broken)
    if not collector.is_opml:
        raise ParseError("not_understood", line=1)
    return Outlines(tuple(collector.found.values()), dict(collector.reasons), tuple(collector.listed))


def _read(text: str, collector: "_Collector") -> int:
    """Runs expat over the text, which recurses at no depth; answers the line it broke at, 0 if it did not."""
    parser = expat.ParserCreate("utf-8")
    parser.StartElementHandler = collector.start
    parser.EndElementHandler = collector.end
    parser.EntityDeclHandler = _refuse
    try:
        parser.Parse(text.encode("utf-8", "replace"), True)
    except expat.ExpatError as error:
        return max(1, error.lineno)
    except _EntityError:
        raise ParseError("entities") from None
    except _EnoughError:
        return 0
    return 0


class _EntityError(Exception):
    """The file declares entities: no list of feeds needs them, bombs are made of them."""


class _EnoughError(Exception):
    """More outlines than anybody has."""


def _refuse(*_: object) -> None:
    raise _EntityError


class _Collector:
    """Gathers subscriptions while expat walks the outlines."""

    def __init__(self, local: bool) -> None:
        self.found: dict[str, Outline] = {}
        self.reasons: Counter[str] = Counter()
        self.listed: list[str] = []
        self.is_opml = False
        self._local = local
        self._folders: list[str | None] = []
        self._silent = 0  # depth within an outline that is commented out
        self._seen = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """An element begins."""
        self.is_opml = self.is_opml or name.lower() in ("opml", "outline")
        if name.lower() != "outline":
            return
        self._seen += 1
        if self._seen > _MOST_OUTLINES:
            raise _EnoughError
        said = {key.lower(): value for key, value in attributes.items()}
        if self._silent or said.get("iscomment", "").lower() == "true":
            self._silent += 1
            self.reasons["comment"] += bool(_address(said))
            self._folders.append(None)
            return
        if _address(said) or said.get("type", "").lower() in ("include", "link"):
            self._take(said)
            self._folders.append(None)
            return
        self._folders.append(_name(said).replace("/", "∕"))  # a slash would read as a folder in a folder

    def end(self, name: str) -> None:
        """An element ends."""
        if name.lower() == "outline" and self._folders:
            self._folders.pop()
            self._silent = max(0, self._silent - 1)

    def _take(self, said: dict[str, str]) -> None:
        location, why = _location(said, self._local)
        if location and len(self.found) >= MOST:
            why = "many"
        if why:
            self.reasons[why] += 1
            if why == "command" and len(self.listed) < _MOST_LISTED:
                self.listed.append(line(_address(said), limit=200))
            return
        folder = "/".join([name for name in self._folders if name][:_DEEPEST]) or _category(
            said.get("category", "")
        )
        site = clean(said.get("htmlurl", ""))
        name = line(said[_OURS + "name"], limit=200) if _OURS + "name" in said else _name(said)
        settings = feed_settings.read(said.get(_OURS + "settings", ""))
        outline = Outline(
            location,
            name,
            folder,
            site if is_web(site) else "",
            muted=said.get(_OURS + "muted", "").lower() == "true",
            settings=replace(settings, headers={}),  # what is sent to a site is for its reader alone to set
        )
        key = canonical(location) or location
        there = self.found.get(key)
        if there is None or (
            folder and not there.folder
        ):  # listed inside and outside a folder: inside counts
            self.found[key] = outline


def _address(said: dict[str, str]) -> str:
    """`xmlUrl`, or `url` where older programs put it and the type does not say that it is something else."""
    return said.get("xmlurl", "").strip() or (
        said.get("url", "").strip() if said.get("type", "").lower() in _FEED_TYPES else ""
    )


def _location(said: dict[str, str], local: bool) -> tuple[str, str]:
    """The address if it may be fetched, else why not; commands (`exec:`, `filter:`, `|…`), scripts and includes never."""
    address = re.sub(r"^feed:(?://)?(?=https?:)", "", _address(said))
    address = re.sub(r"^feed://", "http://", address)
    if said.get("type", "").lower() not in _FEED_TYPES and not said.get("xmlurl"):
        return "", "include"
    url = clean(address)
    if is_web(url):
        return url, ""
    if address.startswith("file:") or PurePath(address).is_absolute():
        allowed = (local and not address.startswith("file:")) or address.startswith("file://")
        return (
            (line(address, limit=4096), "") if local and allowed and "\x00" not in address else ("", "local")
        )
    return "", "command" if _COMMAND.match(address) else "address"


def _name(said: dict[str, str]) -> str:
    """`text`, else `title` (newsboat, Thunderbird and selfoss each write only one of them)."""
    name = line(said.get("text", ""), limit=200)
    name = line(said.get("title", ""), limit=200) if is_blank(name) else name
    return "" if is_blank(name) else name


def _category(said: str) -> str:
    """The first of `category="/A/B,C"` as a folder path, for programs that keep folders there."""
    first = next((part.strip() for part in said.split(",") if part.strip()), "")
    return "/".join(filter(None, (line(name, limit=200) for name in first.split("/")[: _DEEPEST + 1])))


# --- writing ----------------------------------------------------------------------------------------------


def write_opml(sources: Sources, title: str = "tui_reader") -> str:
    """All feeds in their folders as OPML 2.0. Local folders and files are not subscriptions anybody else could read."""
    feeds = [feed for feed in sources.feeds if feed.kind is FeedKind.FEED]
    out = ['<?xml version="1.0" encoding="UTF-8"?>', f'<opml version="2.0" xmlns:tuireader="{_NAMESPACE}">']
    out += [f"  <head><title>{_text(title)}</title></head>", "  <body>"]
    out += _folder(None, feeds, sources, "    ", set())
    out += ["  </body>", "</opml>", ""]
    return "\n".join(out)


def _folder(
    folder_id: int | None, feeds: list[Feed], sources: Sources, indent: str, above: set[int]
) -> list[str]:
    """The lines inside one folder; a feed whose folder is not there stands at the top, a circle of folders is cut."""
    known = {folder.id for folder in sources.folders}
    out = [
        indent + _outline(f) for f in feeds if (f.folder_id if f.folder_id in known else None) == folder_id
    ]
    for folder in sorted(sources.folders, key=lambda f: (f.position, f.title)):
        if folder.parent_id == folder_id and folder.id not in above and len(above) < _DEEPEST:
            name = _quoted(folder.title)
            inside = _folder(folder.id, feeds, sources, indent + "  ", above | {folder.id})
            out += [f"{indent}<outline text={name} title={name}>", *inside, f"{indent}</outline>"]
    return out


def _outline(feed: Feed) -> str:
    name = _quoted(feed.title)
    site = f" htmlUrl={_quoted(feed.data.link)}" if feed.data.link else ""
    return f'<outline type="rss" text={name} title={name} xmlUrl={_quoted(feed.location)}{site}{_own(feed)}/>'


def _own(feed: Feed) -> str:
    """What only this program understands: whether the name is the reader's, muting, settings; headers may be secrets."""
    settings = feed_settings.written(replace(feed.settings, headers={}))
    own = {} if feed.name else {"name": ""}
    own |= {"muted": "true"} if feed.muted else {}
    own |= {"settings": settings} if settings != "{}" else {}
    return "".join(f" {_OURS}{name}={_quoted(value)}" for name, value in own.items())


def _quoted(value: str) -> str:
    return quoteattr(xml_text.allowed(value), {"\n": " ", "\t": " "})


def _text(value: str) -> str:
    return xml_text.allowed(value).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
