"""Who wants to write, told across processes without a word: a lock on a small file beside the store.

SQLite gives the write lock to whoever happens to ask at the right moment; one who writes bite after bite would starve
the others. So who writes by the reader's wish holds this lock meanwhile (shared), and who writes much looks at it.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

if sys.platform != "win32":
    import fcntl


class Turns:
    """The lock of one store; where there can be none (Windows, a full disk), somebody always wants to write."""

    def __init__(self, path: Path) -> None:
        self._path = path.with_name(path.name + ".turn")
        self._file: int | None = None
        self._tried = False

    @property
    def known(self) -> bool:
        """Whether it can be told at all."""
        return self._open() is not None

    def want(self) -> None:
        """From now on until ``done`` we want to write, or do."""
        file = self._open()
        if file is not None and sys.platform != "win32":
            fcntl.flock(file, fcntl.LOCK_SH)

    def done(self) -> None:
        """We have written."""
        file = self._open()
        if file is not None and sys.platform != "win32":
            fcntl.flock(file, fcntl.LOCK_UN)

    def wanted(self) -> bool:
        """Whether somebody else wants to write; a microsecond."""
        file = self._open()
        if file is None or sys.platform == "win32":
            return True
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return True
        fcntl.flock(file, fcntl.LOCK_UN)
        return False

    def close(self) -> None:
        """Let go of the file."""
        if self._file is not None:
            os.close(self._file)
        self._file, self._tried = None, True

    def _open(self) -> int | None:
        if not self._tried:
            self._tried = True
            if sys.platform != "win32":
                try:
                    self._file = os.open(self._path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
                except OSError:
                    self._file = None
        return self._file
