"""What a refresh found beside what is kept: the values the pure decision works on."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct, field

from tui_reader.model.entry import EntryData
from tui_reader.model.urls import canonical

HASH_VERSION = b"1"
"""Version of the fields that decide "changed": title, link, author names, body, summary. Dates never do."""


class Retrieved(Struct, frozen=True):
    """A location's bytes, capped. ``headers`` are lower-cased; ``location`` is where they really came from."""

    location: str
    body: bytes
    headers: Mapping[str, str] = field(default_factory=dict)
    status: int = 200
    etag: str = ""
    modified: str = ""
    packed: bool = False
    """Whether the body is gzip still, to be unpacked where strangers' bytes are parsed."""
    body_hash: bytes = b""
    """As in ``Validators``; empty where it was not looked for."""
    sent_hash: bytes = b""
    moved_to: str = ""
    """Target of a permanent redirect (301, 308), if every hop was permanent."""
    downgraded: bool = False
    """Whether a redirect left https for http; the reader is told (hostile.md H31)."""
    fresh_for: int = 0
    """Seconds the server says this stays so (Cache-Control, Expires); 0 where it says nothing."""


class NotModified(Struct, frozen=True):
    """Nothing new at the location: 304, or the same body hash, or the same file fingerprint."""

    etag: str = ""
    modified: str = ""
    moved_to: str = ""
    status: int = 304
    size: int = 0
    """Bytes of a body that was sent all the same."""
    downgraded: bool = False
    fresh_for: int = 0


class Keys(Struct, frozen=True):
    """What an entry is recognised by within its feed: first the guid as written, then the link, then its content."""

    guid: str
    link: str
    title: str
    content_hash: bytes


class Known(Struct, frozen=True):
    """What the store already has of one feed, by each key; values are entry ids, ``hashes`` their content hashes."""

    by_guid: Mapping[str, int] = field(default_factory=dict)
    by_link: Mapping[str, int] = field(default_factory=dict)
    by_title: Mapping[tuple[str, str], int] = field(default_factory=dict)
    by_hash: Mapping[bytes, int] = field(default_factory=dict)
    hashes: Mapping[int, bytes] = field(default_factory=dict)
    keys: Mapping[int, Keys] = field(default_factory=dict)
    """All keys of every entry named above as last kept: tells a guid that many entries share from one that is its own."""


class Changed(Struct, frozen=True):
    """A kept entry whose delivered content is no longer the same."""

    entry_id: int
    data: EntryData
    keys: Keys


class New(Struct, frozen=True):
    """An entry not seen before."""

    data: EntryData
    keys: Keys


class Changes(Struct, frozen=True):
    """What a refresh means for the store."""

    new: tuple[New, ...] = ()
    changed: tuple[Changed, ...] = ()
    same: tuple[int, ...] = ()


def content_hash(data: EntryData) -> bytes:
    """BLAKE2b-128 over the fields named in ``HASH_VERSION``, each with its length."""
    from hashlib import blake2b  # brings a library of its own; only arriving articles are hashed

    parts = [HASH_VERSION]
    body = data.content.value if data.content else ""
    summary = data.summary.value if data.summary else ""
    for text in (data.title, data.link, "\x1f".join(a.name for a in data.authors), body, summary):
        raw = text.encode("utf-8", "surrogatepass")
        parts += (len(raw).to_bytes(8, "big"), raw)
    return blake2b(b"".join(parts), digest_size=16).digest()


def keys_of(data: EntryData) -> Keys:
    """The keys under which an entry is looked for."""
    return Keys(
        guid=data.guid,
        link=canonical(data.link) or data.link,
        title=" ".join(data.title.casefold().split()),
        content_hash=content_hash(data),
    )
