"""Notices outside the screen: only where wished, only while nobody looks, nobody's bytes but ours."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from textual import events

from tests.patience import wait_until
from tests.ui.conftest import Newsroom, Open, Reader
from tui_reader.model import messages
from tui_reader.settings import Settings
from tui_reader.ui import seams
from tui_reader.ui.notify_send import command, notify_send


@pytest.fixture
def written(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What goes to the terminal past the screen, instead of going there."""
    texts: list[str] = []
    monkeypatch.setattr(seams, "write", lambda app, text: texts.append(text))
    return texts


async def _bring(reader: Reader, new: int, *, looking: bool = False) -> None:
    """A refresh ends; a key says that somebody is there, so the window is left after it."""
    await reader.press("R")
    reader.app.post_message(events.AppFocus() if looking else events.AppBlur())
    await reader.settle()
    number = [one.id for one in reader.library.asked if isinstance(one, messages.Refresh)][-1]
    reader.library.tell(messages.Finished(number, new=new))
    await reader.settle()


def _notices(written: list[str]) -> list[str]:
    return [text for text in written if text.startswith(("\x1b]9;", "\x1b]777;"))]


async def test_nothing_is_told_outside_unless_it_is_wished(
    newsroom: Newsroom, reading: Open, written: list[str]
) -> None:
    newsroom.articles("One")
    async with reading() as reader:
        await _bring(reader, 3)
        assert _notices(written) == []


@pytest.mark.parametrize(
    ("how", "sequence"),
    [
        ("osc9", "\x1b]9;tui-reader: 3 bài mới · Tít; một\x1b\\"),
        ("osc777", "\x1b]777;notify;tui-reader: 3 bài mới;Tít, một\x1b\\"),
    ],
)
async def test_the_terminal_is_told_of_new_articles_while_it_is_not_looked_at(
    newsroom: Newsroom, reading: Open, written: list[str], how: str, sequence: str
) -> None:
    newsroom.lang, newsroom.settings = "vi", Settings(notify=how)
    newsroom.articles("Tít; một")
    async with reading() as reader:
        await _bring(reader, 3)
        assert _notices(written) == [sequence]
        await _bring(reader, 0)
        await _bring(reader, 2, looking=True)
        assert _notices(written) == [sequence]


async def test_what_the_engine_fetched_by_itself_is_told_too(
    newsroom: Newsroom, reading: Open, written: list[str]
) -> None:
    newsroom.settings = Settings(notify="osc9")
    newsroom.articles("One")
    async with reading() as reader:
        reader.library.tell(messages.Progress(0, 0, 2))
        reader.library.tell(messages.FeedChanged(newsroom.feed(), new=4))
        reader.library.tell(messages.Progress(0, 2, 2))
        await reader.settle()
        assert _notices(written) == ["\x1b]9;tui-reader: 4 new articles · One\x1b\\"]


def test_a_hostile_title_cannot_end_the_sequence() -> None:
    for how in ("osc9", "osc777"):
        text = seams.notice("tui-reader: 1", "a\x07b\x1b\\\x9c\x1b]52;c;aGk=\x07;x", how)
        assert text.startswith("\x1b]")
        assert text.endswith("\x1b\\")
        assert not set(text[2:-2]) & {"\x07", "\x1b", "\x9c"}


def test_the_desktop_s_program_gets_arguments_and_no_markup(tmp_path: Path) -> None:
    script = tmp_path / "notify-send"
    script.write_text('#!/bin/sh\nprintf "%s\\n" "$@" > "$0.part"\nmv "$0.part" "$0.said"\n')
    script.chmod(0o755)
    environ = {"PATH": f"{tmp_path}{os.pathsep}{os.environ['PATH']}"}
    assert notify_send("tui-reader: 1 bài mới", "-x <b>$(id)</b> & `id`", environ)
    said = tmp_path / "notify-send.said"
    wait_until(said.exists, "what the program was told")
    assert said.read_text().splitlines() == [
        "--app-name=tui-reader",
        "--",
        "tui-reader: 1 bài mới",
        "-x &lt;b&gt;$(id)&lt;/b&gt; &amp; `id`",
    ]


def test_where_there_is_no_such_program_nothing_is_run(tmp_path: Path) -> None:
    assert command("a", "b", {"PATH": str(tmp_path)}) is None
    assert not notify_send("a", "b", {"PATH": str(tmp_path)})
