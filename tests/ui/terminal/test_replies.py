"""What real terminals answered (recorded), and the layer of text sizes each is given."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui_reader.model.picture import Graphics
from tui_reader.model.style import Layer
from tui_reader.ui.terminal.layers import (
    graphics_of,
    halves_columns,
    has_sextants,
    layer_of,
    may_ask,
    means_of,
    program_of,
)
from tui_reader.ui.terminal.replies import Abilities, fence, read, without_replies

DATA = Path(__file__).parent / "data"
EXPECTED = {
    "kitty": Layer.OSC66,
    "konsole": Layer.DEC,
    "mlterm": Layer.DEC,  # by name: it does not stop the cursor
    "pterm": Layer.BLOCKS,
    "st": Layer.BLOCKS,
    "tmux-in-kitty": Layer.BLOCKS,  # block characters are ordinary text
    "tmux-in-xterm": Layer.BLOCKS,
    "vte": Layer.BLOCKS,
    "xterm379": Layer.BLOCKS,  # it would die of double height
    "xterm379-vt340": Layer.BLOCKS,
    "xtermnew": Layer.DEC,
}


def sent(recorded: dict[str, str]) -> tuple[bytes, int]:
    """The bytes a terminal sent that was found to be so, and its columns."""
    out = ""
    if named := re.search(r"name='(.+?)', version='(.+?)'", recorded["xtversion"]):
        out += f"\x1bP>|{named[1]}({named[2]})\x1b\\"
    wide, scaled = "width=True" in recorded["text_sizing"], "scale=True" in recorded["text_sizing"]
    columns = [1, 1 + 2 * wide, 1 + 2 * wide + 2 * scaled]
    out += "".join(f"\x1b[1;{column}R" for column in columns)
    where = [int(number) for number in re.findall(r"\d+", recorded["dec_dwl"])]
    out += f"\x1b[1;{where[1] + 1}R"
    if recorded["kitty_gfx"] == "True":
        out += "\x1b_Gi=31;OK\x1b\\"
    if recorded["sync"] == "True":
        out += "\x1b[?2026;2$y"
    extensions = re.search(r"\{([\d, ]*)\}", recorded["da1"])
    told = re.sub(r",\s*", ";", extensions[1]) if extensions else ""
    return (out + f"\x1b[?64;{told}c").encode(), where[2]


@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_each_recorded_terminal_is_given_its_layer(name: str) -> None:
    recorded = json.loads((DATA / f"{name}.json").read_text())
    abilities, typed = read(*sent(recorded))
    assert typed == b""
    assert abilities.answered
    assert abilities.kitty_graphics == (recorded["kitty_gfx"] == "True")
    assert abilities.sixel == (recorded["sixel"] == "True")
    assert layer_of(abilities, recorded["env"]) is EXPECTED[name]


@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_only_a_terminal_known_to_draw_pictures_where_letters_stand_draws_them(name: str) -> None:
    recorded = json.loads((DATA / f"{name}.json").read_text())
    abilities, _ = read(*sent(recorded))
    assert (graphics_of(abilities, recorded["env"]) is not None) == (name == "kitty")


@pytest.mark.parametrize(
    ("name", "drawn"),
    [("kitty(0.28.0)", True), ("kitty(0.26.5)", False), ("ghostty 1.0.1", True), ("WezTerm 20240203", False)],
)
def test_graphics_are_granted_by_answer_and_by_name(name: str, drawn: bool) -> None:
    said = f"\x1bP>|{name}\x1b\\\x1b_Gi=31;OK\x1b\\\x1b[6;22;10t\x1b[?62;4c".encode()
    abilities, typed = read(said, 80)
    assert typed == b""
    assert graphics_of(abilities, {}) == (Graphics(files=False, cell=(10, 22)) if drawn else None)
    assert graphics_of(abilities, {"TMUX": "/tmp/tmux"}) is None


def test_files_are_used_only_where_the_terminal_read_one() -> None:
    start = b"\x1bP>|kitty(0.42.2)\x1b\\\x1b_Gi=31;OK\x1b\\"
    near, _ = read(start + b"\x1b_Gi=32;OK\x1b\\\x1b[?62;c", 80)
    far, _ = read(start + b"\x1b_Gi=32;EBADF:Failed to open file\x1b\\\x1b[?62;c", 80)
    silent, _ = read(b"\x1bP>|kitty(0.42.2)\x1b\\\x1b_Gi=31;ENODATA:no\x1b\\\x1b[?62;c", 80)
    assert graphics_of(near, {}) == Graphics(files=True)
    assert graphics_of(far, {}) == Graphics(files=False)
    assert graphics_of(silent, {}) is None


def test_every_record_has_its_expectation() -> None:
    assert {path.stem for path in DATA.glob("*.json")} == set(EXPECTED)


@pytest.mark.parametrize("version", [1, 278, 379])
@pytest.mark.parametrize("wish", ["auto", "dec"])
def test_an_xterm_that_would_die_of_double_height_is_never_given_it(version: int, wish: str) -> None:
    abilities = Abilities(f"XTerm({version})", answered=True, double_lines=True)
    assert layer_of(abilities, {}, wish) is not Layer.DEC
    assert layer_of(Abilities("XTerm(380)", answered=True, double_lines=True), {}, wish) is Layer.DEC


def test_alacritty_says_it_stops_the_cursor_but_draws_no_double_lines() -> None:
    said = Abilities(answered=True, double_lines=True)
    assert layer_of(said, {"ALACRITTY_WINDOW_ID": "1"}) is Layer.BLOCKS


def test_widths_without_sizes_are_not_scaled_text() -> None:
    foot, _ = read(b"\x1b[1;1R\x1b[1;3R\x1b[1;4R\x1b[1;80R\x1b[?62;4c", 80)
    assert not foot.scaled_text


def test_no_fence_is_layout_whatever_else_came() -> None:
    silent, _ = read(b"\x1b[1;1R\x1b[1;3R\x1b[1;5R", 80)
    assert silent.scaled_text
    assert layer_of(silent, {}) is Layer.LAYOUT


@pytest.mark.parametrize("variable", ["TMUX", "STY", "ZELLIJ"])
def test_a_multiplexer_is_not_asked(variable: str) -> None:
    assert not may_ask({variable: "1"})
    assert may_ask({"TERM": "xterm-256color"})
    assert not may_ask({"TERM": "dumb"})


def test_what_was_typed_meanwhile_is_kept() -> None:
    _, typed = read(b"j\x1b[1;1Rk\x1b[?62;4cG", 80)
    assert typed == b"jkG"


def test_what_may_be_chosen_instead_is_never_what_a_terminal_would_swallow_or_die_of() -> None:
    def others(name: str, wish: str = "auto") -> tuple[Layer, ...]:
        recorded = json.loads((DATA / f"{name}.json").read_text())
        return means_of(read(*sent(recorded))[0], recorded["env"], wish).others

    assert others("kitty") == (Layer.BLOCKS, Layer.LAYOUT)
    assert others("xterm379") == (Layer.LAYOUT,)
    assert others("xtermnew") == (Layer.BLOCKS, Layer.LAYOUT)
    assert others("xtermnew", "layout") == (Layer.DEC, Layer.BLOCKS)
    assert others("tmux-in-kitty") == (Layer.LAYOUT,)
    assert means_of(Abilities(), {}).others == (Layer.BLOCKS,)


@pytest.mark.parametrize("wish", ["auto", "osc66", "dec", "blocks"])
def test_a_browser_is_not_asked_and_has_block_letters_or_layout(wish: str) -> None:
    page = {"TEXTUAL_DRIVER": "textual.drivers.web_driver:WebDriver", "VTE_VERSION": "7006"}
    kitty = Abilities("kitty(0.42.2)", answered=True, scaled_text=True)
    assert not may_ask(page)
    assert layer_of(kitty, page, wish) is Layer.BLOCKS
    assert layer_of(kitty, page, "layout") is Layer.LAYOUT
    assert not has_sextants(kitty, page)


def test_sextants_by_name_only() -> None:
    assert has_sextants(Abilities("kitty(0.42.2)"), {})
    assert has_sextants(Abilities(), {"VTE_VERSION": "7006"})
    assert has_sextants(Abilities(), {"TERM": "foot"})
    assert not has_sextants(Abilities("XTerm(379)"), {"TERM": "xterm"})


@pytest.mark.parametrize(
    "unsure", [{"TMUX": "1"}, {"LC_ALL": "vi_VN.TCVN5712-1"}, {"LANG": "en_US.ISO-8859-1"}]
)
def test_where_sextants_may_not_arrive_half_blocks_are_drawn(unsure: dict[str, str]) -> None:
    assert not has_sextants(Abilities("kitty(0.42.2)"), {"VTE_VERSION": "7006", **unsure})
    assert has_sextants(Abilities("kitty(0.42.2)"), {"LANG": "vi_VN.UTF-8", "TMUX": ""})


def test_terminals_that_count_half_the_columns_on_double_lines() -> None:
    halving = {name for name in EXPECTED if _halves(json.loads((DATA / f"{name}.json").read_text()))}
    assert halving == {"konsole", "mlterm"}
    assert halves_columns(Abilities(), {"TERM": "putty-256color"})
    assert halves_columns(Abilities(), {"TERM": "xterm-256color", "WT_SESSION": "1"})


def _halves(recorded: dict[str, dict[str, str]]) -> bool:
    abilities, _ = read(*sent(recorded))  # type: ignore[arg-type]  # all but "env" are texts
    return halves_columns(abilities, recorded["env"])


@pytest.mark.parametrize(
    ("said", "program", "version"),
    [
        ("kitty(0.42.2)", "kitty", 0),
        ("XTerm(379)", "XTerm", 379),
        ("Konsole 22.12.3", "Konsole", 22),
        ("WezTerm 20240203-110809", "WezTerm", 20240203),
        ("", "", 0),
    ],
)
def test_name_and_version_of_what_it_says(said: str, program: str, version: int) -> None:
    assert program_of(said) == (program, version)


@given(st.binary(max_size=400))
def test_any_bytes_at_all_are_read(noise: bytes) -> None:
    abilities, typed = read(noise, 80)
    assert fence(noise) == abilities.answered
    assert len(typed) <= len(noise)


def test_replies_are_taken_out_of_what_was_typed() -> None:
    assert without_replies("a\x1b[?62;4cb\x1bP>|kitty(0.42)\x1b\\đ") == "abđ"
