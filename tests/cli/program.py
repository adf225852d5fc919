"""Runs the real command as a script would."""

from __future__ import annotations

import asyncio
import json
import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any

from tests.conftest import ROOT

SEEDS = ROOT / "seeds"
FEED = SEEDS / "feeds" / "rss2-vi.xml"
TITLE = "Bộ trưởng Bộ Thông tin và Truyền thông làm việc với tỉnh Quảng Ninh"
"""Of the user's own document."""


@dataclass(frozen=True, slots=True)
class Done:
    """How a command ended and what it printed."""

    status: int
    out: str
    err: str

    @property
    def lines(self) -> list[dict[str, Any]]:
        """The JSON objects printed, one a line."""
        return [json.loads(line) for line in self.out.splitlines()]


async def tui_reader(
    home: Path,
    *arguments: str | Path,
    lang: str = "en",
    environment: Mapping[str, str] = MappingProxyType({}),
    stdout: int = asyncio.subprocess.PIPE,
) -> Done:
    """``tui-reader --home HOME --lang LANG …`` in a process of its own."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "tui_reader", "--home", str(home), "--lang", lang, *map(str, arguments)),
        stdin=asyncio.subprocess.DEVNULL,
        stdout=stdout,
        stderr=asyncio.subprocess.PIPE,
        env={**os.environ, "TZ": "Asia/Ho_Chi_Minh", **environment},
    )
    out, err = await process.communicate()
    assert process.returncode is not None
    return Done(process.returncode, (out or b"").decode(), err.decode())
