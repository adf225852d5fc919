"""What a killed engine of this machine had in hand is free at once, not only when its lease is over."""

from __future__ import annotations

import os

from tui_reader.engine.parts import Parts
from tui_reader.store import debt


async def free_dead(parts: Parts) -> None:
    """Look who had claimed something and is no more."""
    here = parts.owner.partition(":")[0]
    gone = [
        owner
        for owner in await parts.keeper.read(debt.owners)
        if owner != parts.owner and _is_dead(owner, here)
    ]
    if gone:
        await parts.keeper.write(debt.free, gone)


def _is_dead(owner: str, here: str) -> bool:
    host, _, rest = owner.partition(":")
    number = rest.partition(":")[0]
    if host != here or not number.isdecimal() or os.name == "nt":
        return False
    try:
        os.kill(int(number), 0)
    except ProcessLookupError:
        return True
    except OSError:  # somebody else's by now
        return False
    return False
