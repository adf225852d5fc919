"""What a feed says, before anything is judged: one record for both readers of XML feeds, ours and feedparser."""

from datetime import datetime

from msgspec import Struct, field

from tui_reader.model.document import ImageRef
from tui_reader.model.entry import Author, Enclosure


class Link(Struct, frozen=True):
    """An address with its relation (RFC 4287 §4.2.7), as written; relation and type in lower case."""

    href: str
    rel: str = "alternate"
    type: str = ""
    title: str = ""
    length: str = ""


class Text(Struct, frozen=True):
    """A text construct (RFC 4287 §3.1) of any dialect; `type` is a media type, `base` the `xml:base` in force."""

    value: str = ""
    type: str = ""
    language: str = ""
    base: str = ""


class Parent(Struct, frozen=True):
    """What an entry answers (RFC 4685): the identifier as written and the address, if given."""

    ref: str
    href: str = ""


class RawEntry(Struct):
    """One entry as the feed has it. Strings are as written but for white space around them."""

    guid: str = ""
    base: str = ""
    """`xml:base` in force at the entry, joined from the outside in; empty where none is."""
    origin: str = ""
    """The address before any counting redirect (`feedburner:origLink`)."""
    links: list[Link] = field(default_factory=list)
    title: Text = field(default=Text())
    summary: Text | None = None
    bodies: list[Text] = field(default_factory=list)
    people: tuple[str, ...] = ()
    """Authors as RSS writes them, each as one text."""
    authors: tuple[Author, ...] = ()
    """Authors as Atom writes them."""
    source_authors: tuple[Author, ...] = ()
    published: tuple[str | datetime, ...] = ()
    """What may say when it came out, the surest first; a moment where feedparser read one that we cannot."""
    updated: tuple[str | datetime, ...] = ()
    tags: list[str] = field(default_factory=list)
    language: str = ""
    comments: str = ""
    comment_feed: str = ""
    comment_post: str = ""
    comment_count: str = ""
    duration: str = ""
    images: tuple[ImageRef, ...] = ()
    enclosures: tuple[Enclosure, ...] = ()
    """Sound and film of Media RSS."""
    description: str = ""
    """The description Media RSS gives the whole entry, as text."""
    replies: str = ""
    replies_page: str = ""
    replies_count: int | None = None
    parents: tuple[Parent, ...] = ()


class RawFeed(Struct):
    """The feed's own fields as it has them."""

    title: Text = field(default=Text())
    links: list[str] = field(default_factory=list)
    """What may be the site's address, the surest first."""
    subtitle: str = ""
    language: str = ""
    icons: list[str] = field(default_factory=list)
    people: tuple[str, ...] = ()
    authors: tuple[Author, ...] = ()
