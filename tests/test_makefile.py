"""The two commands of the README: a person who types one is told what takes so long."""

from __future__ import annotations

import shutil
import subprocess

import pytest

from tests.conftest import ROOT

pytestmark = pytest.mark.skipif(not shutil.which("make"), reason="make is not installed")


@pytest.mark.parametrize(
    ("target", "said"), [(".venv/.run", "Setting up tui-reader"), (".venv/.dev", "checks")]
)
def test_a_sentence_stands_before_the_long_silence_of_the_first_run(target: str, said: str) -> None:
    plan = subprocess.run(
        ["make", "--always-make", "--dry-run", "-C", str(ROOT), target],
        check=True,
        capture_output=True,
        text=True,
    ).stdout.splitlines()
    told = next(at for at, line in enumerate(plan) if line.startswith("echo") and said in line)
    first_pip = [at for at, line in enumerate(plan) if "pip" in line and "install" in line]
    assert told < first_pip[0 if target == ".venv/.run" else 1]
    assert "minute" in plan[told]
