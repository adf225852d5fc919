"""All speakers of the comment server."""

from __future__ import annotations

from tests.discussion.server import blogs
from tests.discussion.server.serving import Speaker

SPEAKERS: tuple[Speaker, ...] = (blogs.wordpress, blogs.wordpress_feed, blogs.atom)
