"""Articles go to players and to commands of the reader's own: argument lists, what the reader named and nothing else."""

from __future__ import annotations

import os
import stat
import sys
from pathlib import Path

import pytest

from tests.ui.conftest import Newsroom, Open, Reader
from tui_reader.model.document import Embed
from tui_reader.model.entry import Enclosure
from tui_reader.model.passing import Passing, read_passing
from tui_reader.settings import Settings
from tui_reader.ui.output_page import OutputPage
from tui_reader.ui.player import command

RECORDER = '#!/bin/sh\nfor one in "$@"; do printf \'%s\\n\' "$one"; done > "$0.out.part"\nmv "$0.out.part" "$0.out"\n'
SOUND = Enclosure("https://news.example/talk.mp3", "audio/mpeg", "The talk")


@pytest.fixture
def player(tmp_path: Path) -> Path:
    """A player that writes down its arguments."""
    path = tmp_path / "player"
    path.write_text(RECORDER)
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return path


async def arrived(player: Path, reader: Reader) -> list[str]:
    """The arguments it was started with."""
    out = f"{player}.out"
    while not os.path.exists(out):  # noqa: ASYNC240 - waits for the program that was started
        await reader.pilot.pause(0.01)
    return Path(out).read_text().splitlines()  # noqa: ASYNC240


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "file:///etc/passwd", "-a", "--help", "\thttps://a.example/x", ""]
)
def test_only_web_addresses_are_played(url: str, player: Path) -> None:
    assert command(url, [str(player)], {"DISPLAY": ":0"}) is None


@pytest.mark.parametrize("tail", ["$(id)", "`id`", "a&b;c", "%u"])
def test_an_address_is_one_argument(tail: str, player: Path) -> None:
    from tui_reader.model.urls import clean

    url = clean(f"https://news.example/{tail}")
    assert command(url, [str(player), "--at", "%u", "--end"], {}) == [str(player), "--at", url, "--end"]
    assert command(url, [str(player)], {}) == [str(player), url]


def test_over_ssh_nothing_is_played_but_by_what_the_settings_name(player: Path) -> None:
    environ = {"SSH_CONNECTION": "x", "DISPLAY": ":0", "PATH": "/usr/bin"}
    assert command("https://a.example/x.mp3", [], environ) is None
    assert command("https://a.example/x.mp3", [str(player)], environ) is not None


async def test_p_plays_what_is_attached(newsroom: Newsroom, reading: Open, player: Path) -> None:
    newsroom.articles("One", enclosures=(SOUND,))
    newsroom.settings = Settings(player=(str(player), "--quiet"))
    async with reading() as reader:
        await reader.press("P")
        assert await arrived(player, reader) == ["--quiet", SOUND.url]
        assert reader.notice == "Playing in player."


async def test_of_several_things_one_is_chosen(newsroom: Newsroom, reading: Open, player: Path) -> None:
    (one,) = newsroom.articles("One", enclosures=(SOUND,))
    newsroom.text(one, Embed("video", "https://video.example/1", "Flood seen from the air"))
    newsroom.settings = Settings(player=(str(player),))
    async with reading() as reader:
        await reader.press("enter", "P")
        assert "Flood seen from the air" in reader.text()
        await reader.press("down", "enter")
        assert await arrived(player, reader) == ["https://video.example/1"]


async def test_where_there_is_nothing_to_play_or_no_player_that_is_said(
    newsroom: Newsroom, reading: Open
) -> None:
    newsroom.articles("One", enclosures=(SOUND,))
    newsroom.articles("Two")
    newsroom.settings = Settings(player=("no-such-player",))
    async with reading() as reader:
        await reader.press("P")
        assert "no-such-player is not here" in reader.notice
        await reader.press("j", "P")
        assert reader.notice == "Nothing to play in this article."


# commands of the reader's own


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        (["wc", "-w"], Passing(("wc", "-w"))),
        (
            {"command": ["less"], "format": "markdown", "terminal": True},
            Passing(("less",), "markdown", terminal=True),
        ),
        ("wc -w", None),
        ([], None),
        ([""], None),
        (["a\0b"], None),
        ({"command": ["x"], "format": "pdf"}, None),
        ({"command": ["x"], "shell": True}, None),
    ],
)
def test_a_command_is_a_list_and_never_a_line_for_a_shell(given: object, kept: Passing | None) -> None:
    assert read_passing(given) == kept


UPPER = (sys.executable, "-c", "import sys; print(sys.stdin.read().upper())")


async def test_an_article_is_passed_to_a_command_and_its_output_shown(
    newsroom: Newsroom, reading: Open
) -> None:
    newsroom.articles("Rain; $(touch /tmp/x)", paragraphs=2)
    newsroom.settings = Settings(pipe={"shout": Passing(UPPER)})
    async with reading() as reader:
        await reader.press("|")
        await reader.settle()
        assert "shout" in reader.text()
        await reader.press("enter")
        assert isinstance(reader.app.screen, OutputPage)
        assert "RAIN; $(TOUCH /TMP/X)" in reader.text()
        await reader.press("y")
        assert reader.app.clipboard.startswith("RAIN")
        assert reader.alone


async def test_what_a_command_prints_reaches_the_screen_without_control_characters(
    newsroom: Newsroom, reading: Open
) -> None:
    newsroom.articles("One")
    program = (sys.executable, "-c", r"print('\x1b]52;c;aGk=\x07 [/x] [red]plain')")
    newsroom.settings = Settings(pipe={"evil": Passing(program)})
    async with reading() as reader:
        await reader.press("|", "enter")
        assert "[/x] [red]plain" in reader.text()
        assert "\x1b" not in reader.text()
        await reader.press("y")
        assert reader.app.clipboard.endswith("[/x] [red]plain")
        assert not {"\x1b", "\x07"} & set(reader.app.clipboard)


@pytest.mark.parametrize(
    ("program", "told"),
    [
        (("no-such-program",), "did not work: No such file or directory"),
        ((sys.executable, "-c", "import sys; sys.exit('out of ink')"), "did not work: out of ink"),
        ((sys.executable, "-c", "raise SystemExit(3)"), "did not work: 3"),
        ((sys.executable, "-c", "import sys; sys.stdin.close()"), "done"),
    ],
)
async def test_what_went_wrong_with_a_command_is_said(
    newsroom: Newsroom, reading: Open, program: tuple[str, ...], told: str
) -> None:
    newsroom.articles("One", paragraphs=2000)
    newsroom.settings = Settings(pipe={"it": Passing(program)})
    async with reading() as reader:
        await reader.press("|", "enter")
        assert told in reader.notice
        assert reader.alone


async def test_a_command_that_takes_too_long_is_ended(
    newsroom: Newsroom, reading: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    newsroom.articles("One")
    monkeypatch.setattr("tui_reader.ui.passing_on.SECONDS", 0.1)
    program = (sys.executable, "-c", "import time; time.sleep(100)")
    newsroom.settings = Settings(pipe={"slow": Passing(program)})
    async with reading() as reader:
        await reader.press("|", "enter")
        assert "was ended" in reader.notice


async def test_without_commands_it_is_said_where_they_are_named(newsroom: Newsroom, reading: Open) -> None:
    newsroom.articles("One")
    async with reading() as reader:
        await reader.press("|")
        assert "[pipe]" in reader.notice
        assert "config.toml" in reader.notice


async def test_in_the_browser_and_read(
    newsroom: Newsroom, reading: Open, player: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (one,) = newsroom.articles("One")
    monkeypatch.setenv("BROWSER", str(player))
    newsroom.settings = Settings(key_preset="newsboat")
    async with reading() as reader:
        await reader.press("O")
        assert await arrived(player, reader) == ["https://news.example/1"]
        assert (await reader.stored(one)).read
