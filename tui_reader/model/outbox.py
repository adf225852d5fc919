"""What the reader sends to a site: where to, as whom, and what became of it."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from msgspec import Struct


class PostKind(StrEnum):
    """How a site takes comments; each is a file of ``discussion``."""

    WORDPRESS = "wordpress"
    ISSO = "isso"
    MASTODON = "mastodon"
    WFW = "wfw"


class PostPlace(Struct, frozen=True):
    """Where a site takes a comment. ``thread`` is what of the site it belongs to, ``parent`` what it answers there."""

    kind: PostKind
    url: str
    """The address asked, without what names the article."""
    thread: str
    """The article as the site names it: number of a post or status, path of a page, address."""
    parent: str = ""
    page: str = ""
    """Address of the article, for systems that want it beside."""
    title: str = ""


class Sender(Struct, frozen=True):
    """As whom: what the reader wants to be called there; all empty where an account of the settings speaks."""

    name: str = ""
    email: str = ""


class LetterState(StrEnum):
    """Only SENDING and UNSURE leave open whether the site has it."""

    QUEUED = "queued"
    SENDING = "sending"
    SENT = "sent"
    UNSURE = "unsure"
    REFUSED = "refused"


HELD = "held"
"""``trouble`` of a letter that was sent and waits for the site's approval."""


class Letter(Struct, frozen=True):
    """A note on its way to a site. ``key`` is the same at each try, for sites that know a try again by it."""

    id: int
    note_id: int
    entry_id: int
    site: str
    """Host it goes to."""
    place: PostPlace
    sender: Sender
    text: str
    state: LetterState
    key: str
    created: datetime
    tries: int = 0
    due_at: datetime | None = None
    """When it is tried, or looked for at the site, next."""
    sending_at: datetime | None = None
    """When it was last begun to be sent."""
    sent_at: datetime | None = None
    trouble: str = ""
    """Code of why it is where it is: the last failure, or HELD."""
    answer: str = ""
    """The site's own words to that, scrubbed."""
    source_id: str = ""
    """The site's identifier of it, as comments of that source bear it; empty: not known."""
    entry_title: str = ""
    entry_link: str = ""


class Verdict(Struct, frozen=True):
    """What a site's answer means: SENT (``code`` HELD: waits for approval), REFUSED, or QUEUED: later again."""

    state: LetterState
    code: str = ""
    words: str = ""
    """What the site said itself, as plain text."""
    source_id: str = ""
    seconds: int = 0
    """How long it asks to be left alone."""


class Said(Struct, frozen=True):
    """A comment as a site shows it, as far as one's own is known by it."""

    number: str
    text: str
    author: str = ""
    created: datetime | None = None
