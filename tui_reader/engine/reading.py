"""A feed as a worker hands it over: what the decision needs, and each entry as the rows it may become."""

from __future__ import annotations

from datetime import datetime

import msgspec
from msgspec import Struct

from tui_reader.model.entry import ParsedFeed
from tui_reader.model.feed import FeedData
from tui_reader.model.pace import Pace, pace_of
from tui_reader.model.update import Keys, keys_of, texts_of
from tui_reader.store.cells import Cells, cells_of
from tui_reader.store.made import Made
from tui_reader.store.owed import Owed


class ReadFeed(Struct, frozen=True, array_like=True):
    """Entries in the order of the feed; their rows stay packed until one is to be written: most never are."""

    feed: FeedData
    pace: Pace
    keys: tuple[Keys, ...]
    packed: tuple[bytes, ...]
    left_out: int = 0
    body_hash: bytes = b""
    """As in ``Validators``."""
    size: int = 0
    """Bytes of the body, unpacked."""
    is_known: bool = False
    """Whether the body says what it said the last time: nothing else of it was read then."""

    def cells(self, place: int) -> Cells:
        """The rows of one entry."""
        return Cells(*_plain.decode(self.packed[place]))


def read(parsed: ParsedFeed, now: datetime) -> ReadFeed:
    """Everything made that can be made without the store: keys, hashes, language, words, rows."""
    all_keys: list[Keys] = []
    packed: list[bytes] = []
    for data in parsed.entries:
        texts = texts_of(data)
        keys = keys_of(data, texts)
        all_keys.append(keys)
        packed.append(_packer.encode(cells_of(data, keys, texts)))
    pace = pace_of((entry.published for entry in parsed.entries), parsed.hints, now)
    return ReadFeed(parsed.feed, pace, tuple(all_keys), tuple(packed), parsed.left_out)


def known(body_hash: bytes, size: int) -> ReadFeed:
    """A body that was read before."""
    return ReadFeed(_NOTHING, _NO_PACE, (), (), 0, body_hash, size, True)


_NOTHING, _NO_PACE = FeedData(), Pace()


def pack(feed: ReadFeed) -> bytes:
    """As it goes through a worker's pipe."""
    return _packer.encode(feed)


def unpack(data: bytes) -> ReadFeed:
    """What ``pack`` was given. Raises msgspec.DecodeError."""
    return _feed.decode(data)


def pack_owed(owed: list[Owed]) -> bytes:
    """Articles to be converted as they go through a worker's pipe."""
    return _packer.encode(owed)


def unpack_owed(data: bytes) -> list[Owed]:
    """What ``pack_owed`` was given. Raises msgspec.DecodeError."""
    return _owed.decode(data)


def pack_made(made: list[Made]) -> bytes:
    """Converted articles as they go through a worker's pipe."""
    return _packer.encode(made)


def unpack_made(data: bytes) -> list[Made]:
    """What ``pack_made`` was given. Raises msgspec.DecodeError."""
    return _made.decode(data)


_packer = msgspec.msgpack.Encoder()
_feed = msgspec.msgpack.Decoder(ReadFeed)
_made = msgspec.msgpack.Decoder(list[Made])
_owed = msgspec.msgpack.Decoder(list[Owed])
_plain = msgspec.msgpack.Decoder()
"""Cells are what SQLite takes: text, bytes, numbers, nothing; a type for them would only cost time."""
