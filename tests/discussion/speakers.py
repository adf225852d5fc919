"""All speakers of the comment server."""

from __future__ import annotations

from tests.discussion.server import blogs, forums, papers, sites, tokened
from tests.discussion.server.serving import Speaker

SPEAKERS: tuple[Speaker, ...] = (
    blogs.wordpress,
    blogs.wordpress_feed,
    blogs.atom,
    sites.hackernews,
    sites.lobsters,
    papers.vnexpress,
    papers.tuoitre,
    sites.bluesky,
    sites.wordpress_com,
    sites.webmention,
    sites.disqus,
    tokened.reddit,
    forums.discourse,
    forums.mastodon,
    forums.isso,
    forums.lemmy,
    forums.remark42,
    forums.json_ld,
    forums.microdata,
)
