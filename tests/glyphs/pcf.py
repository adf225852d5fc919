"""Reads a bitmap font of the X window system (PCF) as far as the glyph table needs it: code points and rows of bits.

Source of the format: the X.Org font library's ``pcfread.c``; https://fontforge.org/docs/techref/pcf-format.html.
"""

from __future__ import annotations

import gzip
from pathlib import Path
from struct import Struct, unpack_from

_METRICS, _BITMAPS, _ENCODINGS = 1 << 2, 1 << 3, 1 << 5
_COMPRESSED, _MOST_FIRST_BYTES, _MOST_FIRST_BITS = 1 << 8, 1 << 2, 1 << 3
_NO_GLYPH = 0xFFFF


def read(path: Path) -> dict[int, tuple[int, ...]]:
    """The rows of every character, topmost first, the leftmost pixel the highest bit of a row of its width.

    All glyphs must fill the font's cell, as those of fixed width do. Raises ValueError for what is no such font.
    """
    data = gzip.decompress(path.read_bytes())
    if data[:4] != b"\x01fcp":
        raise ValueError(f"{path} is no PCF")
    tables = {}
    for number in range(unpack_from("<I", data, 4)[0]):
        kind, form, _, offset = unpack_from("<IIII", data, 8 + 16 * number)
        tables[kind] = (form, offset + 4)
    sizes = _metrics(data, *tables[_METRICS])
    rows = _bitmaps(data, *tables[_BITMAPS], sizes)
    return {code: rows[glyph] for code, glyph in _encoding(data, *tables[_ENCODINGS]).items()}


def _order(form: int) -> str:
    return ">" if form & _MOST_FIRST_BYTES else "<"


def _metrics(data: bytes, form: int, at: int) -> list[tuple[int, int]]:
    """Width and height of every glyph."""
    order = _order(form)
    if form & _COMPRESSED:
        count = unpack_from(f"{order}H", data, at)[0]
        found = [tuple(byte - 0x80 for byte in data[at + 2 + 5 * n : at + 7 + 5 * n]) for n in range(count)]
    else:
        one = Struct(f"{order}5h2x")
        count = unpack_from(f"{order}I", data, at)[0]
        found = [one.unpack_from(data, at + 4 + 12 * n) for n in range(count)]
    sizes = [(right - left, ascent + descent) for left, right, _, ascent, descent in found]
    if len(set(sizes)) != 1:
        raise ValueError("not all glyphs fill the cell")
    return sizes


def _bitmaps(data: bytes, form: int, at: int, sizes: list[tuple[int, int]]) -> list[tuple[int, ...]]:
    order, pad = _order(form), 1 << (form & 3)
    if not form & _MOST_FIRST_BITS or not form & _MOST_FIRST_BYTES:
        raise ValueError("bits in an order no font of Debian's has")
    count = unpack_from(f"{order}I", data, at)[0]
    offsets = unpack_from(f"{order}{count}I", data, at + 4)
    begin = at + 4 + 4 * count + 16
    rows = []
    for offset, (width, height) in zip(offsets, sizes, strict=True):
        stride = -(-width // (8 * pad)) * pad
        lines = (data[begin + offset + stride * row :][:stride] for row in range(height))
        rows.append(tuple(int.from_bytes(line, "big") >> (8 * stride - width) for line in lines))
    return rows


def _encoding(data: bytes, form: int, at: int) -> dict[int, int]:
    order = _order(form)
    first_low, last_low, first_high, last_high, _ = unpack_from(f"{order}5H", data, at)
    codes = (
        (high << 8) + low
        for high in range(first_high, last_high + 1)
        for low in range(first_low, last_low + 1)
    )
    return {
        code: glyph
        for number, code in enumerate(codes)
        if (glyph := unpack_from(f"{order}H", data, at + 10 + 2 * number)[0]) != _NO_GLYPH
    }
