"""What a killed engine of this machine had in hand is free at once, not only when its lease is over."""

from __future__ import annotations

from tui_reader.engine.parts import Parts
from tui_reader.store import debt
from tui_reader.store.claims import is_gone


async def free_dead(parts: Parts) -> None:
    """Look who had claimed something and is no more."""
    gone = [owner for owner in await parts.keeper.read(debt.owners) if is_gone(owner)]
    if gone:
        await parts.keeper.write(debt.free, gone)
