"""What a worker needs anyway: imported once by the fork server, so that a new worker is ready in milliseconds."""

import feedparser  # noqa: F401
import lxml.html  # noqa: F401

import tui_reader.content.convert
import tui_reader.discussion.detect
import tui_reader.engine.jobs
import tui_reader.engine.worker_process
import tui_reader.sources.comment_feed
import tui_reader.sources.local
import tui_reader.sources.opml
import tui_reader.sources.parse  # noqa: F401
