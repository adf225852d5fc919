"""What is deflated quickly is read by everybody, and what comes gzipped is read in bounded bites."""

from __future__ import annotations

import gzip
import zlib

import pytest

from tui_reader.deflate import DeflateError, gzip_inflater, quick

TEXT = "Hà Nội mùa thu, cây cơm nguội vàng. ".encode() * 40_000


@pytest.mark.parametrize("quickest", [False, True])
@pytest.mark.parametrize("data", [b"", b"a", TEXT])
def test_zlib_reads_what_was_deflated_quickly(data: bytes, quickest: bool) -> None:
    small = quick(data, quickest=quickest)
    assert zlib.decompress(small) == data
    assert len(small) < max(200, len(data) / 4)


def test_a_member_is_inflated_bite_by_bite_and_what_follows_it_is_left() -> None:
    inflater, rest, bites = gzip_inflater(), gzip.compress(TEXT) + b"rest", []
    while not inflater.eof:
        bites.append(inflater.decompress(rest, 100_000))
        rest = inflater.unconsumed_tail
    assert b"".join(bites) == TEXT
    assert max(map(len, bites)) <= 100_000
    assert inflater.unused_data == b"rest"


def test_what_is_no_gzip_is_told() -> None:
    with pytest.raises(DeflateError):
        gzip_inflater().decompress(b"<rss version='2.0'>", 1000)
