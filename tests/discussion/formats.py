"""Which formats there are: the source that reads each, the address of a discussion in it, who speaks it."""

from __future__ import annotations

from dataclasses import dataclass

from tests.discussion.reading import ROOT
from tests.discussion.server import blogs
from tests.discussion.server.serving import Speaker
from tui_reader.discussion.detect import detect
from tui_reader.model.entry import CommentsRef, EntryData


@dataclass(frozen=True, slots=True)
class Format:
    """``hints``: what a page's markers would say; ``entry``: what the feed says."""

    name: str
    source: str
    entry: EntryData
    speaker: Speaker

    @property
    def url(self) -> str:
        """The discussion's address, as detection finds it."""
        return next(place.url for place in detect(self.entry) if place.source == self.source)


def hinted(system: str, address: str) -> EntryData:
    """An entry whose page names a discussion."""
    return EntryData(comments=CommentsRef(hints=((system, address),)))


def fed(address: str) -> EntryData:
    """An entry with a comment feed."""
    return EntryData(comments=CommentsRef(feed=address))


FORMATS = (
    Format("feed_rss", "feed", fed(f"{ROOT}/blog/feed/"), blogs.wordpress_feed),
    Format("feed_atom", "feed", fed(f"{ROOT}/blog/replies.atom"), blogs.atom),
    Format(
        "wordpress",
        "wordpress",
        hinted("wordpress", f"{ROOT}/blog/wp-json/wp/v2/comments?post=7"),
        blogs.wordpress,
    ),
)
