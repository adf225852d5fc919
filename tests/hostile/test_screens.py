"""Whatever strangers write, on no screen does a byte of it act on the terminal: every byte is judged."""

from __future__ import annotations

import importlib
import json
import os
import pkgutil
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest
from textual.widget import Widget

from tests.engine.fault_server import FaultServer
from tests.hostile.lexer import Foreign, judge
from tests.hostile.material import CANARY, Material, hostile_site, make
from tests.hostile.pty_program import PtyProgram
from tests.hostile.walk import ALL_BODIES, walk
from tests.hostile.walk_beyond import COMMANDS as COMMANDS_OF_THE_READER
from tests.hostile.walk_beyond import Beyond
from tests.patience import wait_until
from tests.terminal.inside import changed
from tests.terminal.kept import settled
from tests.terminal.tmux import program
from tui_reader import ui
from tui_reader.ui.keys import COMMANDS

OFFLINE = "--offline"
NEVER_DONE = {"suspend", "open.number"}
"""One gives the terminal to a shell (``tests/terminal/test_suspended.py``), one has no key but in presets of keys."""


def command(home: Path, arguments: Sequence[str], environment: Mapping[str, str]) -> bytes:
    """All that a command prints."""
    done = subprocess.run(
        program(home, *arguments, lang="en"),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=False,
        env={**os.environ, **environment},
    )
    return done.stdout


def bring_in(home: Path, material: Material, environment: Mapping[str, str]) -> bytes:
    """Everything hostile into a home, by the command line; what that printed."""
    commands = [("add", str(path)) for path in material.add] + [
        ("import", str(path)) for path in material.lists
    ]
    printed = b"".join(command(home, one, environment) for one in commands)
    settled(home, material.entries)
    return printed


@pytest.mark.hostile("H37", "H38", "H39", "H40", "H41", "H42", "H44", "H45", "H46", "H47", "H51")
@pytest.mark.parametrize(("columns", "rows"), [(80, 24), (120, 40)])
def test_no_foreign_byte_leaves_any_screen(tmp_path: Path, columns: int, rows: int) -> None:
    home = tmp_path / "home"
    bring_in(home, make(tmp_path / "material"), {})
    with PtyProgram(home, columns=columns, rows=rows) as terminal:
        seen = walk(terminal)
    assert seen >= ALL_BODIES
    assert judge(terminal.written, CANARY) == []
    print(f"{len(terminal.written)} bytes judged")


@pytest.mark.hostile("H37", "H38", "H39", "H40", "H41", "H42")
def test_no_foreign_byte_leaves_any_dialog_and_none_is_left_out(tmp_path: Path, server: FaultServer) -> None:
    home, log = tmp_path / "home", tmp_path / "drawn"
    printed = bring_in(home, make(tmp_path / "material"), {})
    (home / "config").mkdir(exist_ok=True)
    (home / "config" / "config.toml").write_text(COMMANDS_OF_THE_READER)
    site = hostile_site(server)
    for path in ("raw-head/esc", "raw-head/esc-type", "site/feed0"):
        printed += command(home, ("add", server.url(path)), {})
    watched = changed(tmp_path / "site", f"log_screens({str(log)!r})")
    with PtyProgram(home, columns=200, rows=50, environment=watched) as terminal:
        Beyond(terminal, site, tmp_path).walk()
    assert judge(terminal.written, CANARY) == []
    assert judge(printed, CANARY) == []
    written = b"".join(file.read_bytes() for file in (home / "state").rglob("*") if file.is_file())
    assert judge(written, CANARY) == []
    drawn = set(log.read_text().split())
    left_out = sorted(ours() - drawn), sorted(set(COMMANDS) - drawn - NEVER_DONE)
    assert left_out == ([], []), f"widgets the walk never came to, actions it never did: {left_out}"
    print(f"{len(terminal.written) + len(printed) + len(written)} bytes judged")


def ours() -> set[str]:
    """Every screen and widget there is in the program."""
    for module in pkgutil.walk_packages(ui.__path__, "tui_reader.ui."):
        importlib.import_module(module.name)
    found, left = set[str](), [Widget]
    while left:
        for one in left.pop().__subclasses__():
            left.append(one)
            if one.__module__.startswith("tui_reader."):
                found.add(f"{one.__module__}.{one.__qualname__}")
    return found


def test_no_foreign_byte_leaves_the_commands(tmp_path: Path) -> None:
    home = tmp_path / "home"
    printed = bring_in(home, make(tmp_path / "material"), {})
    numbers = [str(number) for number in range(1, 53, 6)]
    shown = [
        ("list", "--limit", "100"),
        ("feeds",),
        ("list", "KNR\x1b[31m"),
        *(("show", one) for one in numbers),
    ]
    talked = command(home, ("list", "has:comments", "--json"), {})
    number = str(json.loads(talked.splitlines()[0])["id"])
    printed += talked + b"".join(
        command(home, one, {}) for one in [*shown, ("comments", number), ("show", "\x1b]0;KNR\x07")]
    )
    assert b"N27" in printed
    assert b"SAID39" in printed
    assert judge(printed, CANARY) == []


def judged_without(tmp_path: Path, *defences: str) -> tuple[list[Foreign], str]:
    """The list and an article with these layers taken away: what the judge finds, and the list as it looked."""
    home, environment = tmp_path / "home", changed(tmp_path / "site", *(f"no_{one}()" for one in defences))
    bring_in(home, make(tmp_path / "material"), environment)
    with PtyProgram(home, OFFLINE, columns=200, rows=50, environment=environment) as terminal:
        screen = terminal.wait_for("N27")
        terminal.press("G\r")
        wait_until(lambda: terminal.shown() and b"BODY00" in terminal.written, "the last article")
        terminal.press("Q")
        terminal.wait_for_end()
    return judge(terminal.written, CANARY), screen


def test_without_both_layers_the_judge_sees_foreign_bytes(tmp_path: Path) -> None:
    found, _ = judged_without(tmp_path, "scrub", "filter")
    assert {one.why for one in found} >= {"U+202E in the text", "U+009B in the text"}


@pytest.mark.parametrize("layer", ["scrub", "filter"])
def test_each_layer_holds_alone(tmp_path: Path, layer: str) -> None:
    found, screen = judged_without(tmp_path, layer)
    # marks heaped on a letter are no control: thinning them is the scrub's alone
    assert [one for one in found if "heap" not in one.why] == []
    assert ("\ufffd" in screen) == (layer == "scrub"), (
        "the filter leaves its sign where it had something to do"
    )
