"""Settings are read from TOML; what is wrong is explained and never stops the start."""

import os
import subprocess
import sys
import tomllib
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from tui_reader.model.access import Access
from tui_reader.model.passing import Passing
from tui_reader.settings import TABLES, Settings, default_file
from tui_reader.strings import words


def load(tmp_path: Path, text: str | bytes) -> tuple[Settings, list[str]]:
    """The settings, and their problems in English."""
    path = tmp_path / "config.toml"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    settings, problems = Settings.load(path)
    told = [words("en")(problem.code, **problem.facts) for problem in problems]
    assert all(words("vi")(problem.code, **problem.facts) for problem in problems)
    return settings, told


def test_no_file_means_all_defaults(tmp_path: Path) -> None:
    assert Settings.load(tmp_path / "none.toml") == (Settings(), ())
    assert Settings.load(tmp_path / "no" / "folder.toml") == (Settings(), ())


def test_what_is_set_is_taken(tmp_path: Path) -> None:
    settings, told = load(
        tmp_path, 'theme = "light"\ntext_size = -2\nmark_read = "dwell:3s"\nascii_icons = true\n'
    )
    assert told == []
    assert settings == Settings(theme="light", text_size=-2, mark_read="dwell:3s", ascii_icons=True)


def test_an_unknown_setting_is_explained_with_the_nearest_known(tmp_path: Path) -> None:
    settings, told = load(tmp_path, 'them = "light"\nText-Size = 1\nxyz = 1\ntheme = "light"\n')
    assert settings == Settings(theme="light")
    assert told == [
        "Unknown setting “them”; did you mean “theme”?",
        "Unknown setting “Text-Size”; did you mean “text_size”?",
        "Unknown setting “xyz”.",
    ]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ('theme = "pink"', '"light" | "dark"'),
        ("theme = 3", '"light" | "dark"'),
        ("theme = []", '"light" | "dark"'),
        ("text_size = 4", "-3 … 3"),
        ("text_size = true", "-3 … 3"),
        ("text_size = 1.0", "-3 … 3"),
        ('text_size = "1"', "-3 … 3"),
        ('mark_read = "dwell"', '"open" | "passed" | "dwell:3s"'),
        ('mark_read = "dwell:0s"', '"open" | "passed" | "dwell:3s"'),
        ("ascii_icons = 1", "true | false"),
        ('proxy = "localhost:3128"', '"http://host:port"'),
        ("keys = 3", "[keys]"),
        ("newest_per_feed = -1", "0 … 1000000"),
        ("connections = 0", "1 … 256"),
    ],
)
def test_a_wrong_value_is_explained_and_the_rest_is_used(tmp_path: Path, line: str, expected: str) -> None:
    settings, told = load(tmp_path, f'language = "vi"\n{line}\n')
    assert settings == Settings(language="vi")
    name = line.split(" = ")[0]
    assert told == [f"The setting “{name}” cannot be used as it stands; expected: {expected}"]


def test_single_feeds_are_set_field_by_field_and_a_wrong_one_never_tells_a_secret(tmp_path: Path) -> None:
    settings, told = load(
        tmp_path,
        """
        [feeds."https://bao.example/rss"]
        user = "an"
        password = ["pass", "hunter2"]
        [feeds."bao.example"]
        headers = { "X-A" = "env:A", "Bad Name" = "hunter2" }
        pasword = "hunter2"
        cookies = { "a" = "b" }
        [feeds."not a place"]
        [feeds]
        "other.example" = "hunter2"
        """,
    )
    assert settings.feeds == {
        "https://bao.example/rss": Access("an", ("pass", "hunter2")),
        "bao.example": Access(cookies={"a": "b"}),
        "other.example": Access(),
    }
    names = [line.split("“")[1].split("”")[0] for line in told]
    assert names == [
        'feeds."bao.example".headers',
        'feeds."bao.example".pasword',
        'feeds."not a place"',
        'feeds."other.example"',
    ]
    assert "hunter2" not in "".join(told)


@pytest.mark.parametrize(
    "text",
    [b"theme = ", b"\xff\xfe\x00", b"theme = 'a'\ntheme = 'b'\n", b"a = " + b"[" * 5000, b"#" * 1_000_001],
    ids=["unfinished", "not utf-8", "twice", "nested", "too large"],
)
def test_a_file_that_is_not_toml_is_explained(tmp_path: Path, text: bytes) -> None:
    settings, told = load(tmp_path, text)
    assert settings == Settings()
    assert len(told) == 1
    assert str(tmp_path / "config.toml") in told[0]


def test_a_folder_in_the_file_s_place_is_explained(tmp_path: Path) -> None:
    settings, problems = Settings.load(tmp_path)
    assert settings == Settings()
    assert [problem.code for problem in problems] == ["settings.unreadable"]


def test_windows_line_ends_and_byte_order_marks_are_read(tmp_path: Path) -> None:
    assert load(tmp_path, b'\xef\xbb\xbftheme = "light"\r\ntext_size = 1\r\n') == (
        Settings(theme="light", text_size=1),
        [],
    )


def test_control_characters_of_the_file_do_not_reach_the_terminal(tmp_path: Path) -> None:
    _, told = load(tmp_path, r'"the\u001b[31m\nme" = 1')
    assert len(told) == 1
    assert told[0].isprintable()


def test_a_name_of_a_thousand_letters_is_cut(tmp_path: Path) -> None:
    _, told = load(tmp_path, "x" * 1000 + " = 1")
    assert len(told[0]) < 100


def test_the_reader_s_keys_are_kept_as_given_and_cannot_be_changed(tmp_path: Path) -> None:
    text = '[keys]\n"star" = ["s", "*"]\n"later" = []\n"my.evening" = { keys = ["X"], do = ["go.later"] }\n'
    settings, told = load(tmp_path, text)
    assert told == []
    assert settings.keys["star"] == ("s", "*")
    assert settings.keys["later"] == ()
    macro = settings.keys["my.evening"]
    assert isinstance(macro, Mapping)
    assert macro["do"] == ("go.later",)
    with pytest.raises(TypeError):
        settings.keys["star"] = ()  # type: ignore[index]
    with pytest.raises(AttributeError):
        settings.theme = "light"  # type: ignore[misc]


@pytest.mark.parametrize("lang", ["en", "vi"])
def test_every_setting_has_its_name_and_sentence(lang: str) -> None:
    for name in Settings.__struct_fields__:
        assert words(lang)(f"settings.{name}")
        assert words(lang)(f"settings.{name}.about")


@pytest.mark.parametrize("lang", ["en", "vi"])
def test_the_default_file_changes_nothing_and_uncommented_says_the_same(tmp_path: Path, lang: str) -> None:
    text = default_file(words(lang))
    assert load(tmp_path, text) == (Settings(), [])
    lines = [line.removeprefix("# ") for line in text.splitlines() if line.startswith("# ") and " = " in line]
    examples = ('"star"', '"wc"', "user = ", "password = ", "query = ", "command = ")  # of the tables below
    given = tomllib.loads("\n".join(line for line in lines if not line.startswith(examples)))
    defaults = {name: getattr(Settings(), name) for name in Settings.__struct_fields__ if name not in TABLES}
    assert given == defaults | {"player": []}


def test_without_a_file_no_toml_reader_is_loaded() -> None:
    code = (
        "import sys; from pathlib import Path; from tui_reader.settings import Settings;"
        "Settings.load(Path('/no/such/file')); print({'tomllib', 'difflib'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"


@pytest.mark.parametrize("make", [os.mkfifo, os.mkdir], ids=["a pipe", "a folder"])
def test_a_configuration_that_is_no_file_is_said_and_waited_for_by_nobody(
    tmp_path: Path, make: Callable[[Path], None]
) -> None:
    path = tmp_path / "config.toml"
    make(path)
    settings, problems = Settings.load(path)
    assert settings == Settings()
    assert [problem.code for problem in problems] == ["settings.unreadable"]


def test_commands_for_articles_are_lists_and_a_wrong_one_leaves_the_others(tmp_path: Path) -> None:
    settings, told = load(
        tmp_path,
        'player = ["mpv", "--fs"]\n[pipe]\n"Words" = ["wc", "-w"]\n"Bad" = "wc -w; rm x"\n'
        '"Edit" = { command = ["vim", "-"], format = "markdown", terminal = true }\n',
    )
    assert settings.player == ("mpv", "--fs")
    assert settings.pipe == {
        "Words": Passing(("wc", "-w")),
        "Edit": Passing(("vim", "-"), "markdown", terminal=True),
    }
    assert len(told) == 1
    assert told[0].startswith('The setting “pipe."Bad"” cannot be used')
    assert "rm x" not in told[0]
