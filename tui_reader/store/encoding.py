"""How values of the model become cells of a table and back: times, strangers' text, numbers, large texts, id sets."""

from __future__ import annotations

import zlib
from array import array
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from enum import IntEnum
from itertools import accumulate
from operator import sub

from tui_reader.model.late_pattern import LatePattern
from tui_reader.model.scrub import scrub_line

_UNSTORABLE = LatePattern("[\x00\ud800-\udfff]")
_MOST = 2**53
_PEEK = 64  # bytes that tell what a cell holds
_BITE = 24 * 1024  # bytes unpacked at once: more than one screen shows
_WORTH_PACKING = 200  # bytes; below, zlib's own header eats what it saves
_PLAIN, _ZLIB = b"\x00", b"\x01"
_EARLIEST = datetime(1, 1, 2, tzinfo=UTC)


def seconds(moment: datetime | None) -> int | None:
    """Whole seconds since the epoch, UTC."""
    return None if moment is None else int(moment.timestamp())


def moment(at: int | None) -> datetime | None:
    """The time of a cell; None too where a number lies outside what a calendar can say."""
    if at is None:
        return None
    try:
        return datetime.fromtimestamp(at, UTC)
    except (OverflowError, ValueError, OSError):
        return None


def known_moment(at: int | None) -> datetime:
    """The time of a cell that is never empty."""
    return moment(at) or _EARLIEST


def named(text: str, limit: int = 1000) -> str:
    """A name the reader gave, typed or pasted: one line that can be shown and copied anywhere."""
    return scrub_line(text, limit)


def stored(text: str) -> str:
    """Text that SQLite gives back as it was: NUL and lone surrogates become U+FFFD."""
    if not text or "\0" not in text:
        if text.isascii():
            return text
        try:
            text.encode()  # much quicker than looking for surrogates, and hardly any text has one
            return text
        except UnicodeEncodeError:
            pass
    return _UNSTORABLE.now.sub("\ufffd", text)


def stored_raw(text: str) -> tuple[str, bytes]:
    """As ``stored``, and the same in UTF-8, made once."""
    if "\0" not in text:
        try:
            return text, text.encode()
        except UnicodeEncodeError:
            pass
    text = stored(text)
    return text, text.encode()


def whole(number: int) -> int:
    """A number that fits a cell, whatever a stranger claimed."""
    return max(-_MOST, min(_MOST, number))


def pack(data: bytes) -> bytes:
    """Bytes with one byte before them that says whether they are deflated; never much larger than they were."""
    if len(data) >= _WORTH_PACKING:
        small = zlib.compress(data, 6)
        if len(small) < len(data):
            return _ZLIB + small
    return _PLAIN + data


def unpack(cell: bytes) -> bytes:
    """What ``pack`` was given."""
    return zlib.decompress(cell[1:]) if cell[:1] == _ZLIB else cell[1:]


def pack_text(text: str) -> bytes:
    """A text of any length as a cell, NUL and surrogates replaced."""
    return pack(stored(text).encode())


def quick_value(raw: bytes) -> bytes:
    """As ``pack_text`` of a text in UTF-8 (surrogates passed), a fifth larger in an eighth of the time: for thousands at once."""
    if b"\0" in raw or b"\xed" in raw:  # where surrogates begin, and some letters of Korean
        raw = stored(raw.decode("utf-8", "surrogatepass")).encode()
    return _packed_quickly(raw, quickest=True)


def unpack_text(cell: bytes | None) -> str:
    """What ``pack_text`` or ``quick_value`` was given; empty for an empty cell."""
    return unpack(cell).decode("utf-8", "replace") if cell else ""


def unpack_quickly(cell: bytes) -> str:
    """As ``unpack_text``, for thousands at once. Raises deflate.DeflateError where the cell is damaged."""
    from tui_reader.deflate import inflated  # an extension of its own; the reader unpacks one at a time

    return (inflated(cell[1:]) if cell[:1] == _ZLIB else cell[1:]).decode("utf-8", "replace")


class Part(IntEnum):
    """The parts of the cell ``document.document``."""

    DOCUMENT = 0
    BODY = 1
    CAPTIONS = 2


def pack_parts(*parts: bytes) -> bytes:
    """Several parts as one cell: what they repeat of each other is kept once (deflate sees 32 KB back)."""
    header = b"".join(len(part).to_bytes(4, "big") for part in parts)
    return pack(bytes([len(parts)]) + header + b"".join(parts))


def pack_quickly(*parts: bytes) -> bytes:
    """As ``pack_parts``, a twentieth larger in a fifth of the time: for thousands at once."""
    header = b"".join(len(part).to_bytes(4, "big") for part in parts)
    return _packed_quickly(bytes([len(parts)]) + header + b"".join(parts))


def _packed_quickly(data: bytes, *, quickest: bool = False) -> bytes:
    if len(data) >= _WORTH_PACKING:
        from tui_reader.deflate import quick  # an extension of its own; the reader packs nothing in a hurry

        small = quick(data, quickest=quickest)
        if len(small) < len(data):
            return _ZLIB + small
    return _PLAIN + data


class FirstPart:
    """The first part of a cell of ``pack_parts``, unpacked only as far as it is asked for. Raises zlib.error."""

    def __init__(self, cell: bytes) -> None:
        self._inflate = zlib.decompressobj() if cell[:1] == _ZLIB else None
        self._waiting = cell[1:]
        begun = self._some(_PEEK)
        header = 1 + 4 * begun[0] if begun else 0
        self.length = int.from_bytes(begun[1:5], "big")
        """Its bytes."""
        self.beginning = begun[header : header + self.length]
        self._left = self.length - len(self.beginning)

    def more(self) -> bytes:
        """The next bytes; empty at its end."""
        some = self._some(_BITE)[: self._left] if self._left > 0 else b""
        self._left -= len(some)
        return some

    def _some(self, most: int) -> bytes:
        if self._inflate is None:
            some, self._waiting = self._waiting[:most], self._waiting[most:]
            return some
        some = self._inflate.decompress(self._waiting, most)
        self._waiting = self._inflate.unconsumed_tail
        return some


def unpack_part(cell: bytes | None, which: int) -> bytes:
    """One part of a cell of ``pack_parts``; empty for an empty cell."""
    if not cell:
        return b""
    data = unpack(cell)
    lengths = [int.from_bytes(data[1 + 4 * i : 5 + 4 * i], "big") for i in range(data[0])]
    start = 1 + 4 * data[0] + sum(lengths[:which])
    return data[start : start + lengths[which]]


def pack_ids(ids: Iterable[int]) -> bytes:
    """A set of ids as one blob: sorted, differences, deflated; 100,000 neighbours take a few hundred bytes."""
    ordered = sorted(ids)
    steps = array("q", ordered[:1])
    steps.extend(map(sub, ordered[1:], ordered))
    return zlib.compress(steps.tobytes(), 1)


def unpack_ids(blob: bytes) -> list[int]:
    """The ids of ``pack_ids``, ascending."""
    steps = array("q")
    steps.frombytes(zlib.decompress(blob))
    return list(accumulate(steps))


def id_list(ids: Sequence[int] | Iterable[int]) -> str:
    """Ids as the one parameter of ``json_each(?)``."""
    return "[" + ",".join(map(str, ids)) + "]"
