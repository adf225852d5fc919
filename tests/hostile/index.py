"""Which tests show what must become of each hostile case H01–H72; ``python -m tests.hostile.index`` lists them.

Pytest itself is asked, so that a test counts only where it is really collected: by its mark, or by the number in its name
or in the name of one of its parameters.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

TESTS = Path(__file__).resolve().parent.parent
CASES = tuple(f"H{n:02}" for n in range(1, 72))
"""All but H72, which waits for sync."""
_NAMED = re.compile(r"mark\.hostile\(|test_h\d\d_|\bH\d\d[a-z]?\b")
_NUMBER = re.compile(r"(?<![A-Za-z0-9])[hH](\d\d)(?!\d)")
_ANSWER = "HOSTILE_INDEX"


def index() -> dict[str, list[str]]:
    """The tests of each case, as pytest names them."""
    files = [str(file) for file in sorted(TESTS.rglob("test_*.py")) if _NAMED.search(file.read_text("utf-8"))]
    with tempfile.TemporaryDirectory() as folder:
        answer = Path(folder) / "answer.json"
        command = [
            "pytest",
            "--collect-only",
            "-q",
            "-p",
            "no:cacheprovider",
            "-p",
            "tests.hostile.index",
            *files,
        ]
        asked = subprocess.run(
            [sys.executable, "-m", *command],
            cwd=TESTS.parent,
            env={**os.environ, _ANSWER: str(answer), "PYTHONPATH": str(TESTS.parent)},
            capture_output=True,
            text=True,
            check=False,
        )
        assert asked.returncode == 0, asked.stdout[-4000:] + asked.stderr[-1000:]
        found: dict[str, list[str]] = json.loads(answer.read_text())
    return found


def pytest_collection_finish(session: pytest.Session) -> None:
    """In the process that was asked: write down what was collected."""
    found: dict[str, list[str]] = {}
    for item in session.items:
        for case in sorted(set(cases_of(item))):
            found.setdefault(case, []).append(item.nodeid)
    Path(os.environ[_ANSWER]).write_text(json.dumps(found))


def cases_of(item: pytest.Item) -> Iterator[str]:
    """The cases one test shows; none where it is never run."""
    if any(item.iter_markers("skip")):
        return
    yield from (f"H{number}" for number in _NUMBER.findall(item.name))
    for mark in item.iter_markers("hostile"):
        yield from mark.args


if __name__ == "__main__":
    listed = index()
    for case in sorted({*CASES, *listed}):
        print(case, *listed.get(case, ["has no test"]), sep="\n  ")
