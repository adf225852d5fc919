"""Runs a program that file permissions hold for: root, as which CI runs, may otherwise read and write anything."""

from __future__ import annotations

import os
import shutil
from collections.abc import Sequence

_OVERRIDES = "-dac_override,-dac_read_search"
"""The two capabilities that let root pass over permissions (capabilities(7))."""


def unprivileged(command: Sequence[str]) -> list[str]:
    """The command, for whom a file of mode 000 cannot be read and a folder of mode 555 not written."""
    if os.geteuid() != 0:
        return list(command)
    setpriv = shutil.which("setpriv")
    assert setpriv is not None, "setpriv is part of util-linux, which every Debian has"
    return [setpriv, f"--bounding-set={_OVERRIDES}", f"--inh-caps={_OVERRIDES}", "--", *command]
