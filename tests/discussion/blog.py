"""An article of the comment server's blog."""

from __future__ import annotations

from tests.discussion.server.serving import CommentServer
from tui_reader.model.entry import CommentsRef, EntryData

REST = "/blog/wp-json/wp/v2/comments"


def blog(server: CommentServer, feed: bool = False) -> EntryData:
    """An article of the blog, whose page named the interface; its feed perhaps the feed of comments."""
    hints = (("wordpress", server.url(f"{REST}?post=7")),)
    return EntryData(
        guid=server.url("?p=7"),
        link=server.url("blog/bai/"),
        comments=CommentsRef(feed=server.url("blog/feed/") if feed else "", hints=hints, count=5),
    )
