"""Names elements by their namespace, whatever prefix a feed gives it: Dublin Core's creator is `dc:creator` everywhere."""

from lxml import etree

CORE = frozenset(
    (
        "",
        "http://www.w3.org/2005/atom",
        "http://purl.org/atom/ns",
        "http://purl.org/rss/1.0",
        "http://purl.org/rss/1.0/modules/rss091",
        "http://my.netscape.com/rdf/simple/0.9",
        "http://channel.netscape.com/rdf/simple/0.9",
        "http://blogs.law.harvard.edu/tech/rss",
        "http://cyber.law.harvard.edu/rss",
    )
)
"""Namespaces of the dialects themselves, written as `_plain` writes them; dialects lend each other elements."""

_USERLAND = "http://backend.userland.com/rss"  # …, rss2, RSS091 …: all of them RSS
_EXTENSIONS = {
    "http://purl.org/rss/1.0/modules/content": "content",
    "http://purl.org/dc/elements/1.1": "dc",
    "http://purl.org/dc/elements/1.0": "dc",
    "http://purl.org/dc/terms": "dcterms",
    "http://rssnamespace.org/feedburner/ext/1.0": "feedburner",
    "http://www.itunes.com/dtds/podcast-1.0.dtd": "itunes",
    "http://search.yahoo.com/mrss": "media",
    "http://www.pheedo.com/namespace/pheedo": "pheedo",
    "http://www.w3.org/1999/02/22-rdf-syntax-ns": "rdf",
    "http://purl.org/rss/1.0/modules/slash": "slash",
    "http://purl.org/rss/1.0/modules/syndication": "sy",
    "http://purl.org/syndication/thread/1.0": "thr",
    "http://wellformedweb.org/commentapi": "wfw",
    "http://www.w3.org/1999/xhtml": "xhtml",
}
_LONGEST = 300
_MOST = 2000
_UNKNOWN = "?"


def key_of(element: etree._Element) -> str:
    """`title`, `dc:creator`, `?:thing` for a namespace unknown here: in lower case, as feeds take no care of it."""
    return _KEYS.get(element.tag) or _key(element.tag)


_KEYS: dict[object, str] = {}


def _key(tag: object) -> str:
    """The key of a tag not met before, kept for the next time unless strangers send too many."""
    if not isinstance(tag, str) or len(tag) > _LONGEST:
        return _UNKNOWN
    space, _, local = tag.rpartition("}")
    prefix = prefix_of(space[1:])
    if len(_KEYS) >= _MOST:
        _KEYS.clear()
    _KEYS[tag] = f"{prefix}:{local.lower()}" if prefix else local.lower()
    return _KEYS[tag]


def prefix_of(namespace: str) -> str:
    """The usual prefix of a namespace, "" for those of the dialects, `?` for one unknown here."""
    plain = _plain(namespace)
    if plain in CORE or _USERLAND in plain:
        return ""
    return _EXTENSIONS.get(plain, _UNKNOWN)


def _plain(namespace: str) -> str:
    """Feeds write the same name with and without slash or number sign at its end, in any case, and with https."""
    return namespace.strip().lower().rstrip("/#").replace("https://", "http://", 1)
