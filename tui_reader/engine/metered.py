"""Whether this machine is on a network that is paid for by the byte, as far as the system knows."""

from __future__ import annotations

import asyncio
import shutil

_SECONDS = 2.0
"""Longest wait for an answer; no answer is "no"."""

_ASK = (
    "--system",
    "--no-pager",
    "get-property",
    "org.freedesktop.NetworkManager",
    "/org/freedesktop/NetworkManager",
    "org.freedesktop.NetworkManager",
    "Metered",
)
"""NetworkManager's own word (D-Bus property Metered), asked with systemd's busctl; argv, never a shell."""

_YES = frozenset({b"u 1", b"u 3"})
"""NM_METERED_YES and NM_METERED_GUESS_YES; 0 is unknown, 2 and 4 are no."""


async def is_metered() -> bool:
    """False where nobody can tell: other systems, no NetworkManager, no busctl."""
    busctl = await asyncio.to_thread(shutil.which, "busctl")
    if busctl is None:
        return False
    process = await asyncio.create_subprocess_exec(
        busctl,
        *_ASK,
        stdin=asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL,
    )
    try:
        answer, _ = await asyncio.wait_for(process.communicate(), _SECONDS)
    except TimeoutError:
        process.kill()
        await process.wait()
        return False
    return answer.strip() in _YES
