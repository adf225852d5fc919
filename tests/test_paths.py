"""Where the folders are, and what is said when they cannot be had."""

import os
import pwd
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from tui_reader.paths import Paths, PathsError
from tui_reader.strings import words

linux = pytest.mark.skipif(sys.platform in ("darwin", "win32"), reason="the places of XDG")


def test_home_puts_everything_under_one_folder(tmp_path: Path) -> None:
    paths = Paths.of(tmp_path / "one", {"TUI_READER_HOME": "/elsewhere", "XDG_DATA_HOME": "/x"})
    assert paths == Paths(*(tmp_path / "one" / name for name in ("config", "data", "cache", "state")))
    assert paths.store == tmp_path / "one/data/reader.db"
    assert paths.config_file == tmp_path / "one/config/config.toml"
    assert paths.log == tmp_path / "one/state/engine.log"
    assert paths.pictures == tmp_path / "one/cache/pictures"
    assert paths.ui_state.parent == paths.state


def test_the_environment_names_the_one_folder_too(tmp_path: Path) -> None:
    assert Paths.of(None, {"TUI_READER_HOME": str(tmp_path)}).data == tmp_path / "data"


def test_a_relative_home_is_taken_from_here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert Paths.of(Path("mine"), {}).data == tmp_path / "mine/data"


def test_a_tilde_no_shell_expanded_is_the_home_folder() -> None:
    assert Paths.of(None, {"TUI_READER_HOME": "~/news", "HOME": "/home/lan"}).data == Path(
        "/home/lan/news/data"
    )


@linux
def test_without_wishes_the_places_are_those_of_xdg() -> None:
    assert Paths.of(None, {"HOME": "/home/lan"}) == Paths(
        Path("/home/lan/.config/tui_reader"),
        Path("/home/lan/.local/share/tui_reader"),
        Path("/home/lan/.cache/tui_reader"),
        Path("/home/lan/.local/state/tui_reader"),
    )


@linux
def test_absolute_xdg_places_are_taken_and_relative_ones_ignored() -> None:
    paths = Paths.of(
        None, {"HOME": "/h", "XDG_DATA_HOME": "/big", "XDG_CACHE_HOME": "tmp", "XDG_STATE_HOME": ""}
    )
    assert paths.data == Path("/big/tui_reader")
    assert paths.cache == Path("/h/.cache/tui_reader")
    assert paths.state == Path("/h/.local/state/tui_reader")


@linux
def test_without_a_home_variable_the_system_is_asked() -> None:
    home = Path(pwd.getpwuid(os.getuid()).pw_dir)
    assert Paths.of(None, {}).config == home / ".config/tui_reader"
    assert Paths.of(None, {"HOME": "relative"}).config == home / ".config/tui_reader"


@pytest.mark.hostile("H62")
@linux
def test_no_home_at_all_is_explained(monkeypatch: pytest.MonkeyPatch) -> None:
    def nobody(_: int) -> None:
        raise KeyError

    monkeypatch.setattr(pwd, "getpwuid", nobody)
    with pytest.raises(PathsError) as caught:
        Paths.of(None, {})
    assert words("en")(caught.value.code, **caught.value.facts).startswith("There is no home folder")
    given = {"XDG_CONFIG_HOME": "/c", "XDG_DATA_HOME": "/d", "XDG_CACHE_HOME": "/e", "XDG_STATE_HOME": "/f"}
    assert Paths.of(None, given).data == Path("/d/tui_reader")


def test_the_folders_are_made_for_the_owner_alone(tmp_path: Path) -> None:
    paths = Paths.of(tmp_path / "a" / "b", {})
    paths.ensure()
    made = [paths.data, paths.cache, paths.state, tmp_path / "a", tmp_path / "a" / "b"]
    assert [stat.S_IMODE(folder.stat().st_mode) for folder in made] == [0o700] * 5
    paths.ensure()


def test_folders_that_exist_keep_their_mode(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir(mode=0o755)
    (tmp_path / "data").chmod(0o755)
    Paths.of(tmp_path, {}).ensure()
    assert stat.S_IMODE((tmp_path / "data").stat().st_mode) == 0o755


def test_the_configuration_folder_is_left_to_the_reader(tmp_path: Path) -> None:
    paths = Paths.of(tmp_path, {})
    paths.ensure()
    assert not paths.config.exists()


@pytest.mark.hostile("H62")
@pytest.mark.parametrize("lang", ["en", "vi"])
def test_a_file_where_a_folder_should_be_is_explained(tmp_path: Path, lang: str) -> None:
    (tmp_path / "cache").write_text("x")
    with pytest.raises(PathsError) as caught:
        Paths.of(tmp_path, {}).ensure()
    assert caught.value.code == "paths.not_a_folder"
    assert str(tmp_path / "cache") in words(lang)(caught.value.code, **caught.value.facts)


def test_a_file_above_the_folder_is_explained(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(PathsError) as caught:
        Paths.of(tmp_path / "file" / "home", {}).ensure()
    assert caught.value.code == "paths.not_a_folder"
    assert caught.value.facts["path"] == str(tmp_path / "file"), (
        "what is to be moved, not what cannot be made"
    )


def test_a_broken_link_is_explained(tmp_path: Path) -> None:
    (tmp_path / "data").symlink_to(tmp_path / "nowhere")
    with pytest.raises(PathsError):
        Paths.of(tmp_path, {}).ensure()


def test_the_other_folders_are_made_before_the_trouble_is_told(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("x")
    with pytest.raises(PathsError):
        Paths.of(tmp_path, {}).ensure()
    assert (tmp_path / "cache").is_dir()
    assert (tmp_path / "state").is_dir()


def test_a_place_that_may_not_be_written_is_explained(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:  # root, as in CI, may write everywhere
        raise PermissionError

    monkeypatch.setattr(os, "mkdir", refuse)
    with pytest.raises(PathsError) as caught:
        Paths.of(tmp_path, {}).ensure()
    assert caught.value.code == "paths.no_permission"


def test_a_name_no_disk_takes_is_explained(tmp_path: Path) -> None:
    with pytest.raises(PathsError) as caught:
        Paths.of(tmp_path / ("x" * 300), {}).ensure()
    assert caught.value.code == "paths.unusable"
    assert "name too long" in words("en")(caught.value.code, **caught.value.facts).lower()


@linux
def test_finding_the_places_loads_no_library() -> None:
    code = "import sys; from tui_reader.paths import Paths; Paths.of(None, {'HOME': '/h'}); print('platformdirs' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
