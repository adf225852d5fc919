"""Finds the folders shipped with the program, in a wheel as in a checkout."""

from pathlib import Path
from typing import Final

_PACKAGE: Final = Path(__file__).resolve().parent


def directory(name: str) -> Path:
    """`styles`, `seeds` or `docs`: inside the package (wheel), else beside it (checkout).

    Raises FileNotFoundError when neither is there, which means the installation is incomplete.
    """
    for place in (_PACKAGE / name, _PACKAGE.parent / name):
        if place.is_dir():
            return place
    raise FileNotFoundError(f"the folder “{name}” is missing from this installation of tui_reader")
