"""Two that take over all that was kept, at once: one of them waits its turn."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

import tui_reader
from tests.library.conftest import NOW, Fill
from tui_reader.library import everything
from tui_reader.model.errors import StoreError
from tui_reader.paths import Paths
from tui_reader.store.database import Database
from tui_reader.strings import words

_IMPORTS = """
import sys
from pathlib import Path
from tui_reader.library import everything
from tui_reader.model.errors import StoreError
from tui_reader.paths import Paths
from tui_reader.store import replacing
paths = Paths.of(Path(sys.argv[1]), {})
with replacing.by_one(paths.store):
    print("ready", flush=True)
    sys.stdin.readline()
"""


def test_two_imports_at_once_do_not_write_into_one_another(
    paths: Paths, db: Database, fill: Fill, tmp_path: Path
) -> None:
    """As the kill loop found it: one ended in the middle of the other left half a store, or none."""
    fill("Mưa ở Huế", "Sông Hương")
    everything.write_everything(db, paths, tmp_path / "out", words("vi"), NOW)
    other = Paths.of(tmp_path / "other", {})
    other.ensure()
    child = subprocess.Popen(
        [sys.executable, "-c", _IMPORTS, str(tmp_path / "other")],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": str(Path(tui_reader.__file__).parents[1])},
    )
    assert child.stdin is not None
    assert child.stdout is not None
    assert child.stdout.readline() == b"ready\n"
    with pytest.raises(StoreError, match=r"store\.in_use"):
        everything.read_everything(other, tmp_path / "out", replace=True)
    child.kill()
    child.wait()
    child.stdin.close()
    child.stdout.close()
    done = everything.read_everything(other, tmp_path / "out")
    assert done.articles > 0
