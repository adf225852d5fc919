"""Waiting until a letter is where a test wants it."""

from __future__ import annotations

from collections.abc import Callable

from tests.engine.conftest import Talk
from tests.engine.letter_desk import Desk
from tui_reader.model import messages as m
from tui_reader.model.outbox import Letter, LetterState


async def until(talk: Talk, desk: Desk, letter_id: int, fits: Callable[[Letter], bool]) -> Letter:
    """The letter once it is so; looked at whenever the engine says that something moved."""
    if not fits(desk.letter(letter_id)):
        await talk.until(m.OutboxChanged, lambda _: fits(desk.letter(letter_id)))
    return desk.letter(letter_id)


def decided(letter: Letter) -> bool:
    return letter.state not in (LetterState.SENDING, LetterState.QUEUED)


def tried(letter: Letter) -> bool:
    return letter.state is LetterState.QUEUED and letter.tries > 0
