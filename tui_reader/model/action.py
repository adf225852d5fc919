"""What the reader does, as entries of a journal that can be undone and replayed."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from msgspec import Struct


class Kind(StrEnum):
    """What an action did; names are those of ``undo.<name>`` in the catalogue."""

    MARK_READ = "mark_read"
    MARK_UNREAD = "mark_unread"
    STAR = "star"
    UNSTAR = "unstar"
    LATER = "later"
    UNLATER = "unlater"
    TAG = "tag"
    UNTAG = "untag"
    FOLLOW = "follow"
    UNFOLLOW = "unfollow"
    KEEP_SEARCH = "keep_search"
    DROP_SEARCH = "drop_search"
    EDIT_RULES = "edit_rules"
    RULE_READ = "rule_read"
    RULE_STAR = "rule_star"
    RULE_LATER = "rule_later"
    RULE_TAG = "rule_tag"
    RULE_HIDE = "rule_hide"
    RULE_STORY = "rule_story"
    SPLIT = "split"
    SUBSCRIBE = "subscribe"
    UNSUBSCRIBE = "unsubscribe"
    IMPORT = "import"
    EDIT_FEED = "edit_feed"
    MUTE = "mute"
    UNMUTE = "unmute"
    EDIT_FOLDER = "edit_folder"
    DELETE_FOLDER = "delete_folder"

    @property
    def by_rule(self) -> bool:
        """Whether a rule did it: it is taken back from the history alone, ``u`` is for the reader's own deeds."""
        return self.startswith("rule_")


class Action(Struct, frozen=True):
    """One reversible thing done. ``count`` articles were really changed by it."""

    id: int
    kind: Kind
    at: datetime
    count: int
    title: str = ""
    """Title of the article where it was one, name of the feed for (un)subscribing; for the line that says what was undone."""
    undone: bool = False


class PendingOp(Struct, frozen=True):
    """One field of one entry that a sync server (or the outbox) has yet to hear of; the newest value wins."""

    account: int
    entry_id: int
    field: str
    value: str
    at: datetime
