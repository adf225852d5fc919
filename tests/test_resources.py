"""The folders shipped with the program are found, in a wheel as in a checkout."""

from pathlib import Path

import pytest

from tui_reader import resources
from tui_reader.resources import directory


@pytest.mark.parametrize("name", ["styles", "seeds"])
def test_a_checkout_has_them_beside_the_package(name: str) -> None:
    assert directory(name).is_dir()
    assert directory(name).name == name


@pytest.mark.parametrize("name", ["styles", "seeds"])
def test_no_python_lies_in_them(name: str) -> None:
    # A .py there would make an editable install take the folder for a package.
    assert list(directory(name).rglob("*.py")) == []


def test_the_package_s_own_folder_is_taken_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    package = tmp_path / "tui_reader"
    (tmp_path / "seeds").mkdir(parents=True)
    package.mkdir()
    monkeypatch.setattr(resources, "_PACKAGE", package)
    assert directory("seeds") == tmp_path / "seeds"
    (package / "seeds").mkdir()
    assert directory("seeds") == package / "seeds"


def test_an_incomplete_installation_says_what_is_missing() -> None:
    with pytest.raises(FileNotFoundError, match="no_such_folder"):
        directory("no_such_folder")
