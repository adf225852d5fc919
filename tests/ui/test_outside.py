"""Addresses leave only as http(s), as one argument of a program; where there is no browser they are shown and copied."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from tests.ui.conftest import Newsroom, Open
from tui_reader.model.document import Paragraph, Span
from tui_reader.model.urls import mail_address
from tui_reader.ui.browser import command

RECORDER = '#!/bin/sh\nfor one in "$@"; do printf \'%s\\n\' "$one"; done > "$0.out.part"\nmv "$0.out.part" "$0.out"\n'


@pytest.fixture
def recorder(tmp_path: Path) -> Path:
    """A browser that writes down its arguments."""
    path = tmp_path / "recorder"
    path.write_text(RECORDER)
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return path


@pytest.mark.hostile("H52", "H53")
@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "file:///etc/passwd",
        "-a",
        "--help",
        "data:text/html,x",
        "\tjava\nscript:x",
        "",
        "http:///x",
    ],
)
def test_nothing_but_web_addresses_goes_outside(url: str, recorder: Path) -> None:
    assert command(url, {"BROWSER": str(recorder)}) is None


@pytest.mark.hostile("H53")
@pytest.mark.parametrize("tail", ["$(id)", "`id`", "a&b;c", "'\"", "%s"])
def test_metacharacters_stay_in_one_argument(tail: str, recorder: Path) -> None:
    from tui_reader.model.urls import clean

    url = clean(f"https://news.example/{tail}")
    assert command(url, {"BROWSER": f"{recorder} --new-tab %s"}) == [str(recorder), "--new-tab", url]
    assert command(url, {"BROWSER": str(recorder)}) == [str(recorder), url]


def test_over_ssh_and_without_a_screen_there_is_no_browser() -> None:
    assert command("https://a.example/", {"SSH_CONNECTION": "x", "DISPLAY": ":0", "PATH": "/usr/bin"}) is None
    assert command("https://a.example/", {"PATH": "/usr/bin"}) is None
    assert command("https://a.example/", {"BROWSER": "lynx:w3m"}) is None


async def test_o_opens_the_article_in_the_browser(
    newsroom: Newsroom, reading: Open, recorder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    newsroom.articles("One")
    monkeypatch.setenv("BROWSER", str(recorder))
    async with reading() as reader:
        await reader.press("o")
        assert "news.example" in reader.notice
        written = f"{recorder}.out"
        while not os.path.exists(written):  # noqa: ASYNC240 - waits for the program that was started
            await reader.pilot.pause(0.02)
    assert Path(written).read_text() == "https://news.example/1\n"  # noqa: ASYNC240


async def test_o_without_a_browser_shows_and_copies_the_address(
    newsroom: Newsroom, reading: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    newsroom.articles("One")
    for name in ("BROWSER", "DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    async with reading() as reader:
        await reader.press("enter", "o")
        assert reader.app.clipboard == "https://news.example/1"
        assert "https://news.example/1" in reader.notice


async def test_y_copies_the_link(newsroom: Newsroom, reading: Open) -> None:
    newsroom.articles("One", "Two")
    async with reading() as reader:
        await reader.press("j", "y")
        assert reader.app.clipboard == "https://news.example/2"


async def test_an_article_without_an_address_says_so(newsroom: Newsroom, reading: Open) -> None:
    newsroom.articles("One")
    async with reading() as reader:
        reader.screen.late.addresses.follow("javascript:alert(1)")
        assert "cannot be opened" in reader.notice


MAIL = "mailto:toa.soan+a@bao.example?cc=x@evil.example&attach=/etc/passwd"


@pytest.mark.hostile("H52")
async def test_a_mail_address_asks_first_and_goes_to_the_mail_program_bare(
    newsroom: Newsroom, reading: Open, recorder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, *_ = newsroom.articles("One")
    newsroom.text(one, Paragraph((Span("viết", href=MAIL),)))
    opener = recorder.with_name("xdg-open")
    opener.symlink_to(recorder)
    monkeypatch.setenv("PATH", f"{opener.parent}:{os.environ['PATH']}")
    monkeypatch.setenv("DISPLAY", ":0")
    monkeypatch.delenv("SSH_CONNECTION", raising=False)
    async with reading() as reader:
        await reader.press("enter", "tab", "enter")
        assert "toa.soan+a@bao.example" in reader.notice
        assert not list(recorder.parent.glob("*.out"))
        await reader.press("enter")
        while not list(recorder.parent.glob("*.out")):
            await reader.pilot.pause(0.02)
    assert next(recorder.parent.glob("*.out")).read_text() == "mailto:toa.soan+a@bao.example\n"


@pytest.mark.hostile("H52")
@pytest.mark.parametrize(
    "url",
    [
        "mailto:",
        "mailto:a",
        "mailto:a@b c",
        "mailto:-@",
        "mailto:a@b;x",
        "tel:1",
        "mailto:a@b\n",
        "https://a@b/",
    ],
)
def test_what_is_no_plain_mail_address_is_none(url: str) -> None:
    assert mail_address(url) == ""
