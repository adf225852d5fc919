"""How commands print: in columns, without escapes or secrets, into small encodings and full disks."""

from __future__ import annotations

import asyncio
import os
from pathlib import Path

import pytest
from rich.cells import cell_len

from tests.cli.program import FEED, SEEDS, tui_reader
from tui_reader.cli import plain_letters
from tui_reader.paths import Paths


async def test_feeds_and_articles_are_printed_in_columns(tmp_path: Path) -> None:
    for location, title in (
        (SEEDS / "articles", "Ghi chép"),
        (FEED, "新聞"),
        (SEEDS / "feeds" / "atom-en.xml", ""),
    ):
        await tui_reader(tmp_path, "add", location, "--title", title)
    heading, *lines = (await tui_reader(tmp_path, "feeds", lang="vi")).out.splitlines()
    assert " ".join(heading.split()) == "số chưa đọc tất cả nguồn địa chỉ"
    at = cell_len(heading[: heading.index("địa chỉ")])
    assert {cell_len(line[: line.index("/")]) for line in lines} == {at}
    listed = (await tui_reader(tmp_path, "list", lang="vi")).out.splitlines()
    titles = [row["title"] for row in (await tui_reader(tmp_path, "list", "--json")).lines]
    assert len({cell_len(line[: line.index(title)]) for line, title in zip(listed, titles, strict=True)}) == 1


async def test_a_titles_escapes_never_reach_the_terminal(tmp_path: Path) -> None:
    page = tmp_path / "bad.html"
    page.write_text(
        "<title>Evil \x1b]52;c;aGk=\x07 [red]\u202e title \x9b31m</title><p>Text \x1b[31m red</p>"
    )
    await tui_reader(tmp_path, "add", page)
    for command in (
        ["list"],
        ["list", "--json"],
        ["show", "1"],
        ["show", "1", "--format", "json"],
        ["parse", str(page)],
    ):
        done = await tui_reader(tmp_path, *command)
        assert not set(done.out) & set("\x1b\x07\x9b\u202e\x00"), command
        assert "[red]" in done.out


async def test_the_settings_are_shown_without_any_secret(tmp_path: Path) -> None:
    paths = Paths.of(tmp_path, {})
    paths.config_file.parent.mkdir(parents=True, exist_ok=True)
    paths.config_file.write_text(
        'proxy = "http://me:hunter2@proxy.example:3128"\n[feeds."bao.example"]\nuser = "an"\npassword = "hunter2"\n'
        'headers = { "X-A" = "env:TOKEN", "X-B" = "hunter2" }\ncookies = { "a" = ["pass", "hunter2"] }\n'
    )
    done = await tui_reader(tmp_path, "config")
    assert 'proxy = "http://…@proxy.example:3128"' in done.out
    for line in (
        '[feeds."bao.example"]',
        'user = "an"',
        'password = "…"',
        'headers = { "X-A" = "env:TOKEN", "X-B" = "…" }',
        'cookies = { "a" = ["pass", "…"] }',
    ):
        assert line in done.out.splitlines()
    as_json = await tui_reader(tmp_path, "config", "--json")
    assert as_json.lines[0]["feeds"]["bao.example"]["headers"] == {"X-A": "env:TOKEN", "X-B": "…"}
    assert "hunter2" not in done.out + done.err + as_json.out + as_json.err


async def test_letters_an_encoding_lacks_are_printed_as_numbers(tmp_path: Path) -> None:
    await tui_reader(tmp_path, "add", FEED)
    plain = {"PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}
    listed = await tui_reader(tmp_path, "list", environment=plain)
    assert (listed.status, listed.err) == (0, "")
    assert "\\u" in listed.out
    as_json = await tui_reader(tmp_path, "list", "--json", environment=plain)
    usual = await tui_reader(tmp_path, "list", "--json")
    assert as_json.lines == usual.lines


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "koi8-r"])
@pytest.mark.parametrize(
    "text", ["Nguyễn Văn Đọc │ “Một”… ▌● 5₫", "新聞 👩\u200d👧 ☃", "e\u0323\u0302 ▁─\xa0"]
)
def test_on_a_terminal_they_are_letters_like_them_in_as_many_cells(encoding: str, text: str) -> None:
    plain_letters.register()
    shown = text.encode(encoding, plain_letters.NAME).decode(encoding)
    assert cell_len(shown) == sum(map(cell_len, text))
    assert "\\" not in shown


def test_vietnamese_without_its_marks_is_still_read() -> None:
    plain_letters.register()
    text = "Nguyễn Văn Đọc │ “Một” … ▸ tàu"
    assert text.encode("ascii", plain_letters.NAME) == b'Nguyen Van Doc | "Mot" . > tau'


async def test_a_full_disk_under_the_output_is_one_plain_line(tmp_path: Path) -> None:
    await tui_reader(tmp_path, "add", FEED)
    for arguments in (("list",), ("list", "--json"), ("show", "1"), ("--help",)):
        full = os.open("/dev/full", os.O_WRONLY)
        done = await tui_reader(tmp_path, *arguments, stdout=full)
        os.close(full)
        assert done.status == 1
        assert done.err.count("\n") == 1
        assert done.err.startswith("tui-reader: cannot go on printing")


async def test_config_keys_prints_the_table_in_force_and_explains_what_is_not(tmp_path: Path) -> None:
    await asyncio.to_thread((tmp_path / "config").mkdir, parents=True)
    (tmp_path / "config" / "config.toml").write_text(
        'key_preset = "newsboat"\n[keys]\n"star" = ["*", "alt+x"]\n"my.late" = { keys = ["Z"], do = ["go.later"] }\n'
    )
    done = await tui_reader(tmp_path, "config", "keys")
    lines = {line.split()[0]: line for line in done.out.splitlines()}
    assert lines["star"].split()[1] == "*"
    assert lines["unread_only"].split()[1] == "l"
    assert lines["my.late"].split()[1:] == ["Z", "LAC", "late"]
    assert "alt+x; x comes near" in done.err
    assert "alt+x; x comes near" in (await tui_reader(tmp_path, "config")).err
    as_json = await tui_reader(tmp_path, "config", "keys", "--json")
    assert {"action": "undo", "keys": ["U"], "works_in": ["L", "A", "C"], "title": "Undo"} in as_json.lines
