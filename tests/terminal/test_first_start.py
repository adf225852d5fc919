"""A person on a fresh machine: one command, an empty home, a real terminal, no mouse."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.terminal.kept import settled
from tests.terminal.rows import cursor_is_on, put_cursor_on, titles
from tests.terminal.tmux import Terminal, last_line, needs_tmux

pytestmark = pytest.mark.skipif(bool(needs_tmux()), reason=needs_tmux())

SIZES = [(80, 24), (120, 40), (200, 50), (48, 20)]


@dataclass(frozen=True, slots=True)
class Said:
    """What the screen says in one language; of footers the part that only this pane has."""

    unread: str
    in_list: str
    in_article: str
    in_comments: str
    in_sources: str
    picture: str
    opinion: str
    everything: str
    aa: str
    smaller: str
    help_title: str
    palette_hint: str
    find_hint: str
    nothing: str


SAID = {
    "vi": Said(
        "Chưa đọc",
        "m đã đọc",
        "c bình luận",
        "za gập",
        "E sửa",
        "[Ảnh 1/5]",
        "Ý kiến của bạn",
        "Tất cả bài",
        "Cỡ chữ",
        "A-  ▪ ▪ ■",
        "Các phím dùng được ở đây",
        "Lệnh, nguồn",
        "Tìm trong danh sách",
        "Không thấy",
    ),
    "en": Said(
        "Unread",
        "m read",
        "c comments",
        "za fold",
        "E edit",
        "[Picture 1 of 5]",
        "Your opinion",
        "All articles",
        "Text size",
        "A-  ▪ ▪ ■",
        "Keys that work here",
        "A command, a feed",
        "Find in this list",
        "Nothing found",
    ),
}


@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize(("columns", "rows"), SIZES)
def test_every_pane_is_reached_and_left_by_keyboard(
    tmp_path: Path, columns: int, rows: int, lang: str
) -> None:
    said, home = SAID[lang], tmp_path / "home"
    with Terminal(home, columns=columns, rows=rows, lang=lang) as terminal:

        def footer_with(text: str, *above: str) -> str:
            return terminal.wait_until(
                lambda screen: text in last_line(screen) and all(one in screen for one in above),
                f"{text!r} in the footer, {above} above",
            )

        settled(home)
        listed = terminal.wait_for("Bộ trưởng Bộ T", "Read the log", said.unread)
        assert said.in_list in last_line(listed)
        terminal.press("/")
        terminal.wait_for(said.find_hint)
        terminal.type("bo truong bo thong tin")
        terminal.wait_for("bo truong", "Bộ trưởng", gone=["Read the log"])
        terminal.press("Enter")
        footer_with(said.in_list)
        terminal.press("Enter")
        footer_with(said.in_article, "Aa", "Ngày 24/7", said.picture)
        terminal.press("T")
        terminal.wait_for(said.aa)
        terminal.press("-")
        terminal.wait_for(said.smaller)
        terminal.press("0")
        terminal.wait_for(said.aa, gone=[said.smaller])
        terminal.press("Escape")
        terminal.wait_for("Ngày 24/7", gone=[said.aa])
        terminal.press("c")
        footer_with(said.in_comments, said.opinion)
        terminal.press("c")
        footer_with(said.in_article)
        terminal.press("?")
        terminal.wait_for(said.help_title)
        terminal.press("Escape")
        terminal.wait_for(gone=[said.help_title])
        terminal.press(":")
        terminal.wait_for(said.palette_hint)
        terminal.type("zzzz")
        terminal.wait_for(said.nothing)
        terminal.press("Escape")
        terminal.wait_for("Ngày 24/7", gone=[said.nothing])
        terminal.press("q")
        footer_with(said.in_list)
        terminal.press("Tab")
        footer_with(said.in_sources, said.everything)
        terminal.press("Escape")
        footer_with(said.in_list)
        terminal.press("Q")
        terminal.wait_for("[ended 0]")
        assert terminal.told("alternate_on", "cursor_flag", "mouse_any_flag") == ["0", "1", "0"]


@pytest.mark.parametrize(("columns", "rows"), SIZES)
def test_the_users_document_is_the_first_article(tmp_path: Path, columns: int, rows: int) -> None:
    home = tmp_path / "home"
    with Terminal(home, columns=columns, rows=rows) as terminal:
        settled(home)
        listed = terminal.wait_for("Bộ trưởng Bộ T", "Read the log")
        assert titles(listed)[0].startswith("Bộ trưởng Bộ Thông tin"), listed
        terminal.press("Enter")
        screen = terminal.wait_for("Ngày 24/7", "[Ảnh 1/5]")
        assert "Thứ Năm, 25/07/2019 – 02:22" in " ".join(screen.split()), screen
        assert "Aa" in screen


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_the_footer_always_says_where_help_is(tmp_path: Path, lang: str) -> None:
    home = tmp_path / "home"
    with Terminal(home, "--offline", columns=48, rows=20, lang=lang) as terminal:
        settled(home)
        said = SAID[lang]
        moves = (
            ((), said.in_list),
            (("Enter",), said.in_article),
            (("c",), said.in_comments),
            (("B",), said.in_sources),
        )
        for keys, pane in moves:
            terminal.press(*keys)
            footer = last_line(terminal.wait_until(lambda seen, pane=pane: pane in last_line(seen), pane))  # type: ignore[misc]
            assert "?" in footer


def test_an_article_from_a_file_names_its_source_in_words(tmp_path: Path) -> None:
    home = tmp_path / "home"
    with Terminal(home, "--offline") as terminal:
        settled(home)
        put_cursor_on(terminal, "Bộ trưởng Bộ Thông tin")
        terminal.press("Enter")
        screen = terminal.wait_for("Ngày 24/7")
        assert "local:files" not in screen


def test_letters_typed_at_once_after_the_slash_land_in_the_box(tmp_path: Path) -> None:
    home = tmp_path / "home"
    with Terminal(home, "--offline") as terminal:
        settled(home)
        terminal.wait_for("Bộ trưởng Bộ T")
        terminal.type("/bo truong")
        terminal.wait_for("/ bo truong", gone=["Read the log"])


def test_a_second_start_shows_what_was_left(tmp_path: Path) -> None:
    home = tmp_path / "home"
    with Terminal(home, "--offline") as terminal:
        settled(home)
        put_cursor_on(terminal, "Bộ trưởng Bộ Thông tin")
        terminal.press("Enter")
        terminal.wait_for("Ngày 24/7")
        terminal.press("Space")
        terminal.wait_for("[Ảnh 2/5]", gone=["Ngày 24/7"])
        terminal.press("Q")
        terminal.wait_for("[ended 0]")
    with Terminal(home, "--offline") as terminal:
        terminal.wait_for("[Ảnh 2/5]", "Đọc tiếp từ", gone=["Ngày 24/7"])
        terminal.press("q")
        listed = terminal.wait_for(SAID["vi"].unread, "Bộ trưởng Bộ T", "16 bài")
        assert cursor_is_on("Bộ trưởng Bộ T", listed)
        row = next(line for line in listed.splitlines() if "Bộ trưởng Bộ T" in line)
        assert "◐" in row
        assert "%" in row
        assert "07/2019" in row
        terminal.press("g", "a")
        terminal.wait_for("Tất cả bài")
        terminal.press("g", "u")
        first = terminal.wait_for(SAID["vi"].unread, "Read the log", "15 bài")
        assert not any(title.startswith("Bộ trưởng") for title in titles(first))
