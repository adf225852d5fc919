"""Runs a command of the reader's own on an article: it reads the article, its output is shown or it has the screen."""

from __future__ import annotations

import asyncio
import os
import subprocess
from collections.abc import Mapping
from typing import Final

from msgspec import Struct

from tui_reader.model.passing import Passing
from tui_reader.model.scrub import scrub

SECONDS: Final = 60
"""How long a command may take before it is ended."""
MOST_OUT: Final = 200_000
"""Bytes of its output that are shown; what comes after is read and thrown away."""


class Ended(Struct, frozen=True):
    """What became of a command: its status (None: it took too long), what it printed, what it complained of."""

    status: int | None
    output: str
    complaint: str = ""


async def run_beside(passing: Passing, text: str, environ: Mapping[str, str]) -> Ended:
    """Run it with the article as its input. Raises OSError where it cannot be started."""
    process = await asyncio.create_subprocess_exec(
        *_arguments(passing),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
        env=dict(environ),
        start_new_session=True,
    )
    assert process.stdin is not None
    assert process.stdout is not None
    assert process.stderr is not None
    try:
        async with asyncio.timeout(SECONDS):
            _, out, complaint = await asyncio.gather(
                _write(process.stdin, text.encode()), _read(process.stdout), _read(process.stderr)
            )
            status: int | None = await process.wait()
    except TimeoutError:
        status, out, complaint = None, b"", b""
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()
    return Ended(status, _plain(out), _plain(complaint))


def run_in_front(passing: Passing, text: str, environ: Mapping[str, str]) -> Ended:
    """Run it with the whole terminal, which the caller has given up. Raises OSError where it cannot be started."""
    done = subprocess.run(_arguments(passing), input=text.encode(), env=dict(environ), check=False)
    return Ended(done.returncode, "")


def _arguments(passing: Passing) -> list[str]:
    program, *rest = passing.command
    return [os.path.expanduser(program), *rest]


async def _write(stream: asyncio.StreamWriter, data: bytes) -> None:
    try:
        stream.write(data)
        await stream.drain()
        stream.close()
        await stream.wait_closed()
    except (BrokenPipeError, ConnectionResetError):
        return  # `head` reads no further


async def _read(stream: asyncio.StreamReader) -> bytes:
    kept = bytearray()
    while some := await stream.read(65_536):
        kept += some[: MOST_OUT - len(kept)]
    return bytes(kept)


def _plain(data: bytes) -> str:
    return scrub(data.decode("utf-8", "replace")).strip()
