"""The sequences that give a terminal a picture and take it away: `APC G keys ; payload ST`. Pure.

Source: https://sw.kovidgoyal.net/kitty/graphics-protocol/. Nobody answers them (``q=2``): an answer would be a key press.
"""

from __future__ import annotations

from base64 import standard_b64encode
from collections.abc import Iterator
from typing import Final

CHUNK: Final = 4096
"""Bytes of payload in one sequence, a multiple of four."""
UNFINISHED: Final = "\x1b_Gm=0,q=2;\x1b\\"
"""Ends a picture that was not sent to its end."""


def from_file(number: int, path: str, columns: int, rows: int) -> str:
    """Have the terminal read our PNG itself, to be drawn over so many cells."""
    payload = standard_b64encode(path.encode("utf-8", "surrogateescape")).decode()
    return f"\x1b_G{_keys(number, columns, rows)},t=f;{payload}\x1b\\"


def in_chunks(number: int, png: bytes, columns: int, rows: int) -> Iterator[str]:
    """The PNG itself, a piece at a time; nothing else about pictures may be said between them."""
    payload = standard_b64encode(png).decode()
    keys = f"{_keys(number, columns, rows)},t=d,"
    for start in range(0, len(payload), CHUNK):
        more = int(start + CHUNK < len(payload))
        yield f"\x1b_G{keys}m={more};{payload[start : start + CHUNK]}\x1b\\"
        keys = "q=2,"


def gone(number: int) -> str:
    """The terminal may forget the picture and where it stood."""
    return f"\x1b_Ga=d,d=I,i={number},q=2\x1b\\"


def _keys(number: int, columns: int, rows: int) -> str:
    return f"a=T,U=1,f=100,i={number},c={columns},r={rows},q=2"
