"""The real program in a terminal that answers as kitty does: pictures are given to it and taken away, and not a byte else."""

from __future__ import annotations

import re
from pathlib import Path

from tests.hostile.lexer import judge, lex
from tests.hostile.material import CANARY, SEQUENCES
from tests.hostile.pty_program import PtyProgram
from tests.hostile.test_screens import command
from tests.pictures.made import picture
from tests.terminal.kept import settled

KITTY = {
    b"\x1b[>q": b"\x1bP>|kitty(0.42.2)\x1b\\",
    b"\x1b_Gi=31,": b"\x1b_Gi=31;OK\x1b\\",
    b"\x1b_Gi=32,": b"\x1b_Gi=32;OK\x1b\\",
    b"\x1b[16t": b"\x1b[6;22;10t",
}
HOSTILE = "\U0010eeee\u0305\u0305" + SEQUENCES[13].replace('"', "")
"""What a terminal draws pictures in place of, and words to it about pictures, in a stranger's caption."""


def given(written: bytes) -> set[bytes]:
    return set(re.findall(rb"\x1b_Ga=T,U=1,f=100,i=(\d+)", written))


def test_pictures_are_drawn_by_the_terminal_and_strangers_have_no_word_in_it(tmp_path: Path) -> None:
    home, folder = tmp_path / "home", tmp_path / "Báo ảnh"
    folder.mkdir()
    (folder / "a.png").write_bytes(picture(size=(600, 400)))
    shown = f'<figure><img src="a.png" alt="{HOSTILE}"><figcaption>PICTURED {HOSTILE}</figcaption></figure>'
    text = "<p>Chuyến phà rời bến lúc chín giờ.</p>" * 30
    (folder / "b.html").write_text(f"<title>Bài {HOSTILE}</title><p>BODY {HOSTILE}</p>{shown}{text}", "utf-8")
    command(home, ("add", str(folder)), {})
    settled(home, 1)
    with PtyProgram(home, columns=120, rows=40, answers=KITTY) as terminal:
        terminal.wait_for("PICTURED")
        terminal.wait_until(lambda _: bool(given(terminal.written)), "a picture given to the terminal")
        terminal.press("\r")
        terminal.wait_until(lambda seen: "\U0010eeee" in seen, "its cells")
        for key, sign in (("Y", "Copy as"), ("i", "nearer, farther")):
            terminal.press(key)
            terminal.wait_for(sign)
            terminal.press("\x1b")
            terminal.wait_for("read on", gone=[sign])
        terminal.resize(80, 24)
        terminal.wait_for("read on")
        terminal.press("Q")
        terminal.wait_for_end()
    assert judge(terminal.written, CANARY) == []
    gone = set(re.findall(rb"\x1b_Ga=d,d=I,i=(\d+)", terminal.written))
    assert given(terminal.written) == gone, "what was given is taken away"
    placed = [token for token in lex(terminal.written) if "\U0010eeee" in token.body]
    assert placed
