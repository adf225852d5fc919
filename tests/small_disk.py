"""A disk so small that a test can fill it, and free it again."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest


class SmallDisk:
    """A file system of its own, some megabytes large."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._filler = root / "filler"

    def fill(self, left: int = 0) -> None:
        """Not a byte is left, or only so many."""
        with self._filler.open("ab", buffering=0) as filler:
            try:
                while True:
                    filler.write(b"\0" * 4096)
            except OSError:
                filler.truncate(max(0, filler.tell() - left))

    def free(self) -> None:
        """There is room again."""
        self._filler.unlink()


@contextmanager
def small_disk(root: Path, megabytes: int = 6) -> Iterator[SmallDisk]:
    """Mounted on ``root``; skips the test where nothing can be mounted."""
    root.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", f"size={megabytes}m", "tmpfs", str(root)]
    if (
        not shutil.which("mount")
        or os.getuid() != 0
        or subprocess.run(mount, capture_output=True, check=False).returncode
    ):
        pytest.skip("needs to mount a file system")
    try:
        yield SmallDisk(root)
    finally:
        subprocess.run(["umount", "-l", str(root)], check=True)
