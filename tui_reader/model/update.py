"""What a refresh found beside what is kept: the values the pure decision works on."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING

from msgspec import Struct, field

from tui_reader.model.entry import EntryData
from tui_reader.model.urls import canonical

if TYPE_CHECKING:
    from hashlib import blake2b

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


Texts = tuple[bytes, bytes]
"""Summary and body of an entry in UTF-8, empty where it has none; a lone surrogate as if it were a letter."""


def texts_of(data: EntryData) -> Texts:
    """The texts of an entry as they are hashed and kept: made once for both, for that takes as long as the hash itself."""
    return (
        data.summary.value.encode("utf-8", "surrogatepass") if data.summary else b"",
        data.content.value.encode("utf-8", "surrogatepass") if data.content else b"",
    )


def content_hash(data: EntryData, texts: Texts | None = None) -> bytes:
    """BLAKE2b-128 over the fields named in ``HASH_VERSION``, each with its length. ``texts`` as of ``texts_of``."""
    summary, body = texts or texts_of(data)
    names = "\x1f".join([author.name for author in data.authors]).encode("utf-8", "surrogatepass")
    title, link = data.title.encode("utf-8", "surrogatepass"), data.link.encode("utf-8", "surrogatepass")
    parts = (
        HASH_VERSION,
        len(title).to_bytes(8, "big"),
        title,
        len(link).to_bytes(8, "big"),
        link,
        len(names).to_bytes(8, "big"),
        names,
        len(body).to_bytes(8, "big"),
        body,
        len(summary).to_bytes(8, "big"),
        summary,
    )
    return _blake2b()(b"".join(parts), digest_size=16).digest()


@cache
def _blake2b() -> type[blake2b]:
    """Brings a library of its own; only arriving articles are hashed."""
    from hashlib import blake2b

    return blake2b


def keys_of(data: EntryData, texts: Texts | None = None) -> Keys:
    """The keys under which an entry is looked for. ``texts`` as of ``texts_of``, where they are at hand."""
    return Keys(
        guid=data.guid,
        link=canonical(data.link) or data.link,
        title=" ".join(data.title.casefold().split()),
        content_hash=content_hash(data, texts),
    )
