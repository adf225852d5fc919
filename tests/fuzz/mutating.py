"""The blind way, for a Python that atheris does not come for: samples cut, joined, repeated and spoilt by a seeded chance."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Sequence

_TOKENS = (
    *(
        b"<![CDATA[",
        b"]]>",
        b"<!--",
        b"-->",
        b"<!DOCTYPE x [",
        b"<!ENTITY a 'b'>",
        b"&a;",
        b"&#27;",
        b"&#xD800;",
    ),
    *(
        b'"',
        b"'",
        b"<",
        b">",
        b"&",
        b"\0",
        b"\x1b[31m",
        b"\x9b",
        b"\xff\xfe",
        b"\xed\xa0\x80",
        "\u202e".encode(),
    ),
    *(
        b"{",
        b"}",
        b"[",
        b"]",
        b":",
        b"\\u0000",
        b"\\ud800",
        b"1e999",
        b"-1",
        b"99999999999999999999",
        b"null",
    ),
    *(
        b"xmlns:a='b'",
        b"href='javascript:x'",
        b"src=//",
        b"<p>",
        b"</p>",
        b"<table>",
        b"<li>",
        b"<svg>",
        b"<pre>",
    ),
    *(b" OR ", b"(", b")", b"-", b"age:>", b"after:", b"is:", "là:".encode(), b"*", b"NEAR"),
)


def run(
    entry: Callable[[bytes], None],
    seeds: Sequence[bytes],
    seconds: float,
    most: int,
    seed: int,
    enough: Callable[[], bool] = lambda: False,
) -> int:
    """Call it with spoilt samples for so long, or until it is enough; how many calls. ``most``: bytes of an input."""
    chance = random.Random(seed)
    until, calls = time.monotonic() + seconds, 0
    while time.monotonic() < until and not enough():
        entry(spoilt(chance, seeds)[:most])
        calls += 1
    return calls


def spoilt(chance: random.Random, seeds: Sequence[bytes]) -> bytes:
    """One sample after a few accidents."""
    data = bytearray(chance.choice(seeds))
    for _ in range(chance.choice((1, 1, 2, 3, 5, 9))):
        at = chance.randrange(len(data) + 1)
        end = min(len(data), at + chance.choice((1, 2, 8, 64, 512)))
        match chance.randrange(6):
            case 0:
                data[at:end] = b""
            case 1:
                data[at:at] = chance.choice(_TOKENS)
            case 2:
                data[at:at] = data[at:end] * chance.choice((1, 3, 50))
            case 3:
                data[at:end] = chance.randbytes(end - at)
            case 4:
                other = chance.choice(seeds)
                data[at:] = other[chance.randrange(len(other) + 1) :]
            case _:
                data[at:at] = chance.choice(_TOKENS) * chance.choice((1, 2, 20, 400))
    return bytes(data)
