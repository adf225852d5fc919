"""Writes a file whole or not at all: one that was there stays as it was where a disk is full."""

from __future__ import annotations

import os
import stat
import tempfile
from pathlib import Path


def write_whole(path: Path, data: bytes, *, private: bool = False) -> None:
    """Through a link to where the file really is, its rights kept; what is no file (a pipe, a device) is written into.

    ``private``: a new file is for its owner alone. Raises OSError.
    """
    real = Path(os.path.realpath(path))
    if real.exists() and not real.is_file():
        real.write_bytes(data)
        return
    descriptor, beside = tempfile.mkstemp(dir=real.parent, prefix=".tui-reader-")
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        os.chmod(beside, stat.S_IMODE(real.stat().st_mode) if real.exists() else _rights(private))
        os.replace(beside, real)
    except BaseException:
        Path(beside).unlink(missing_ok=True)
        raise


def _rights(private: bool) -> int:
    mask = os.umask(0o077)
    os.umask(mask)
    return 0o600 if private else 0o666 & ~mask
