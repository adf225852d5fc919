"""Rules of the house that no other tool checks."""

from __future__ import annotations

import pytest

from tests.conftest import ROOT

CEILING = 300
"""Lines of a file; who comes here splits along a seam that has a name, never at a line count."""


@pytest.mark.parametrize("folder", ["tui_reader", "tests"])
def test_no_python_file_is_longer_than_the_ceiling(folder: str) -> None:
    files = sorted((ROOT / folder).rglob("*.py"))
    assert files
    lengths = {str(file.relative_to(ROOT)): len(file.read_bytes().splitlines()) for file in files}
    assert {name: length for name, length in lengths.items() if length > CEILING} == {}


def test_every_python_file_says_in_its_first_line_why_it_exists() -> None:
    files = [file for folder in ("tui_reader", "tests") for file in (ROOT / folder).rglob("*.py")]
    silent = [
        str(file.relative_to(ROOT)) for file in files if not file.read_bytes().startswith((b'"""', b'r"""'))
    ]
    assert [name for name in silent if (ROOT / name).stat().st_size] == []
