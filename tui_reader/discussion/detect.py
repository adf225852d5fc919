"""Finds where an entry's discussion may be, from what its feed and page said alone; nothing is asked of anybody."""

from __future__ import annotations

from collections.abc import Mapping

from tui_reader.discussion.bluesky import Bluesky
from tui_reader.discussion.discourse import Discourse
from tui_reader.discussion.disqus import HOST as DISQUS
from tui_reader.discussion.disqus import KEY as DISQUS_KEY
from tui_reader.discussion.disqus import Disqus
from tui_reader.discussion.feed import FeedSource
from tui_reader.discussion.hackernews import HackerNews
from tui_reader.discussion.isso import Isso
from tui_reader.discussion.lemmy import Lemmy
from tui_reader.discussion.lobsters import Lobsters
from tui_reader.discussion.mastodon import Mastodon
from tui_reader.discussion.page import OwnPage
from tui_reader.discussion.reddit import HOST as REDDIT
from tui_reader.discussion.reddit import Reddit
from tui_reader.discussion.remark42 import Remark42
from tui_reader.discussion.source import CommentSource, Place, SearchedSource
from tui_reader.discussion.tuoitre import TuoiTre
from tui_reader.discussion.vnexpress import VnExpress
from tui_reader.discussion.webmention import Webmention
from tui_reader.discussion.wordpress import WordPress
from tui_reader.discussion.wordpress_com import WordPressCom
from tui_reader.model.entry import EntryData

SOURCES: tuple[CommentSource, ...] = (
    # the article's own site, by what shows all of a discussion
    WordPressCom(),
    WordPress(),
    VnExpress(),
    TuoiTre(),
    Discourse(),
    Isso(),
    Remark42(),
    Disqus(),
    # where its feed says that it is talked about
    HackerNews(),
    Lobsters(),
    Lemmy(),
    Mastodon(),
    Bluesky(),
    # what shows the newest, some, or none
    FeedSource(),
    OwnPage(),
    Webmention(),
    Reddit(),
)
"""Every adapter, the one that says most of a discussion first."""
SEARCHED: Mapping[str, SearchedSource] = {source.name: source for source in (HackerNews(), Lobsters())}
"""Those that can be asked whether an article is talked about there; never by itself."""
KEYED: Mapping[str, tuple[str, str]] = {"disqus": (DISQUS, DISQUS_KEY)}
"""Hosts that answer only who sends a key of the reader's own along, and the parameter it is sent as."""
TOKENED: Mapping[str, str] = {"reddit": REDDIT}
"""Hosts that answer only who has a token there; without one nobody is asked, and the reader told to open the browser."""
_BY_NAME = {source.name: source for source in SOURCES}


def detect(entry: EntryData) -> list[Place]:
    """All places where comments may be, the first the best; each address once."""
    found = [place for source in SOURCES for place in source.places(entry)]
    return list({place.url: place for place in reversed(found)}.values())[::-1]


def source_named(name: str) -> CommentSource | None:
    """The adapter of that name; None where a newer program kept it."""
    return _BY_NAME.get(name)
