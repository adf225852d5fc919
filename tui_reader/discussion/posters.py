"""Every kind of site comments can be sent to."""

from __future__ import annotations

from tui_reader.discussion.post_isso import IssoPoster
from tui_reader.discussion.post_mastodon import MastodonPoster
from tui_reader.discussion.post_wfw import WfwPoster
from tui_reader.discussion.post_wordpress import WordPressPoster
from tui_reader.discussion.posting import Poster
from tui_reader.model.outbox import PostKind

POSTERS: dict[PostKind, Poster] = {
    PostKind.WORDPRESS: WordPressPoster(),
    PostKind.ISSO: IssoPoster(),
    PostKind.MASTODON: MastodonPoster(),
    PostKind.WFW: WfwPoster(),
}
