"""What was found at an address a reader may want to follow."""

from __future__ import annotations

from datetime import datetime

from msgspec import Struct

KEY = "discovered:"
"""How keys of the store's memory begin under which a discovery waits for who asked."""


class Sample(Struct, frozen=True):
    """One of a feed's newest entries: enough to know the feed by."""

    title: str
    at: datetime | None = None


class Candidate(Struct, frozen=True):
    """A feed that may be followed. ``items`` None: it was named by a page and not looked at."""

    location: str
    title: str = ""
    """The feed's own, else what the page calls it; may be empty."""
    kind: str = ""
    """"RSS", "Atom", "RDF" or "JSON Feed"; empty where it was not looked at."""
    items: int | None = None
    newest: tuple[Sample, ...] = ()
    """At most three, newest first."""
    language: str = ""
    site: str = ""
    comments: bool = False
    """A feed of comments, not of articles."""
    feed: int = 0
    """The feed's id where it is followed already."""


class Discovery(Struct, frozen=True):
    """The candidates at an address, the best first. ``is_feed``: the address itself is the one."""

    location: str
    candidates: tuple[Candidate, ...] = ()
    is_feed: bool = False
    local: bool = False
    """Whether it is a path on this machine, to be added as it is."""
    page: str = ""
    """Address of the page that was read on the way; empty where there was none."""
    guessed: bool = False
    """Whether the page names none of them: they stand where other sites have theirs."""

    @property
    def good(self) -> tuple[Candidate, ...]:
        """Those somebody who asked for the site may mean: feeds of articles."""
        return tuple(one for one in self.candidates if not one.comments) or self.candidates


class PageLink(Struct, frozen=True):
    """An address a page names as a feed, or in its text links to like one (``declared`` False)."""

    url: str
    title: str = ""
    comments: bool = False
    declared: bool = True


class Page(Struct, frozen=True):
    """A web page read for its feeds. ``generator``: the program that made it, in lower case; ``title`` its own."""

    location: str
    title: str = ""
    links: tuple[PageLink, ...] = ()
    generator: str = ""
    refresh: str = ""
    """Where it sends its readers on at once (``meta refresh``)."""
