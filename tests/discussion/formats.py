"""Which formats there are: the source that reads each, the address of a discussion in it, who speaks it."""

from __future__ import annotations

from dataclasses import dataclass

from tests.discussion.reading import ROOT
from tests.discussion.server import blogs, forums, papers, sites, tokened
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


def linked(address: str, guid: str = "") -> EntryData:
    """An entry that stands at this address."""
    return EntryData(link=address, guid=guid)


def talked(address: str) -> EntryData:
    """An entry whose feed says where it is talked about."""
    return EntryData(link="https://a.example/bai", comments=CommentsRef(page=address))


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
    Format("hackernews", "hackernews", talked("https://news.ycombinator.com/item?id=1000"), sites.hackernews),
    Format(
        "discourse", "discourse", hinted("discourse", f"{ROOT}/embed/comments?embed_url=x"), forums.discourse
    ),
    Format("mastodon", "mastodon", linked(f"{ROOT}/@an/100000000000"), forums.mastodon),
    Format("page_json_ld", "page", hinted("page", f"{ROOT}/page"), forums.json_ld),
    Format("page_microdata", "page", hinted("page", f"{ROOT}/marked"), forums.microdata),
    Format("vnexpress", "vnexpress", linked("https://vnexpress.net/bai-viet-4567890.html"), papers.vnexpress),
    Format("tuoitre", "tuoitre", linked("https://tuoitre.vn/bai-viet-20260301080000123.htm"), papers.tuoitre),
    Format("isso", "isso", hinted("isso", f"{ROOT}/isso"), forums.isso),
    Format("lobsters", "lobsters", talked("https://lobste.rs/s/abcdef/bai"), sites.lobsters),
    Format("lemmy", "lemmy", talked(f"{ROOT}/post/7"), forums.lemmy),
    Format(
        "bluesky", "bluesky", linked("https://bsky.app/profile/x.bsky.social/post/3kabcdefgh"), sites.bluesky
    ),
    Format(
        "remark42", "remark42", hinted("remark42", f"{ROOT}/remark/api/v1/find?site=s&url=u"), forums.remark42
    ),
    Format(
        "wordpress_com",
        "wordpress.com",
        linked("https://x.wordpress.com/2026/bai/", "http://x.wordpress.com/?p=7"),
        sites.wordpress_com,
    ),
    Format(
        "disqus",
        "disqus",
        EntryData(link=f"{ROOT}/bai", comments=CommentsRef(hints=(("disqus", "baolan?ident=7"),))),
        sites.disqus,
    ),
    Format("reddit", "reddit", talked("https://www.reddit.com/r/x/comments/1abcd/bai/"), tokened.reddit),
    Format("webmention", "webmention", hinted("webmention", "https://a.example/bai"), sites.webmention),
)
