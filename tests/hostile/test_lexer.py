"""The judge itself: it lets our own output pass and nothing else."""

from __future__ import annotations

import pytest

from tests.hostile.lexer import judge
from tests.hostile.material import CANARY, CONTROLS, INVISIBLE, PICTURES, SEQUENCES
from tui_reader.ui.graphics import kitty
from tui_reader.ui.graphics.placeholders import row

OURS = (
    b"\x1b[?1049h\x1b[?25l\x1b[>25u\x1b[?2026$p\x1b[22;2t\x1b]2;T\xc3\xadt \xe2\x80\x93 tui_reader\x1b\\"
    b"\x1b[3;1H\x1b[1;38;2;1;2;3;48;2;4;5;6mB\xe1\xbb\x99 tr\xc6\xb0\xe1\xbb\x9fng [/x]\x1b[0m\r\n"
    b"\x1b]8;id=1;https://ok.example/a%1b\x1b\\link\x1b]8;;\x1b\\\x1b]52;c;aHR0cHM6Ly9vay5leGFtcGxlLw==\x07"
    b"\x1b[<u\x1b[?1049l\x1b[?25h"
)


def test_our_own_output_passes() -> None:
    assert judge(OURS, CANARY) == []


def test_pictures_we_give_to_the_terminal_and_where_they_stand_pass() -> None:
    given = [
        kitty.from_file(1048577, "/tmp/a b.png", 60, 20),
        *kitty.in_chunks(1048577, b"png" * 4000, 60, 20),
    ]
    placed = f"\x1b[38;2;16;0;1;48;2;23;24;27m{row(3, 60)}\x1b[0m"
    gone = kitty.UNFINISHED + kitty.gone(1048577)
    assert len(given) == 5
    assert judge("".join([*given, placed, gone]).encode(), CANARY) == []


@pytest.mark.parametrize(
    "keys", ["a=T,U=1,f=100,i=1,c=1,r=1,q=2,t=t", "a=t,f=24", "a=d,d=A", "a=p,i=1", "a=q,i=1"]
)
def test_other_words_to_the_terminal_about_pictures_are_seen(keys: str) -> None:
    assert judge(f"\x1b_G{keys};AAAA\x1b\\".encode(), CANARY)


@pytest.mark.parametrize("payload", SEQUENCES + CONTROLS + INVISIBLE + PICTURES)
def test_every_payload_is_seen_in_the_middle_of_our_output(payload: str) -> None:
    assert judge(OURS + payload.encode() + OURS, CANARY)


def test_bytes_that_are_no_utf8_are_seen() -> None:
    assert judge(b"abc\xff\xfe", CANARY)
