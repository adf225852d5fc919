"""What the reader sends to sites and what became of it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from tui_reader.library.database_thread import DatabaseThread
from tui_reader.model.outbox import Letter, PostPlace, Sender
from tui_reader.store import following, letters, posting


class Opinions:
    """Answered in the database thread; whoever changes something asks the engine to look at it (``outbox_changed``)."""

    def __init__(self, thread: DatabaseThread, now: Callable[[], datetime]) -> None:
        self._thread, self._now = thread, now

    async def send(
        self, entry_id: int, text: str, parent: str, place: PostPlace, site: str, sender: Sender
    ) -> int:
        """Keep the text as the reader's note and queue it for the site; returns the letter's id."""
        return await self._thread(
            posting.put, entry_id, text, self._now(), parent=parent, site=site, place=place, sender=sender
        )

    async def follow(self, entry_id: int) -> bool | None:
        """Follow the article's discussion, or no longer; whether it is followed now, None where the article is gone."""
        return await self._thread(following.toggle, entry_id, self._now())

    async def all(self) -> list[Letter]:
        """Everything that was queued once, what is not sent yet first."""
        return await self._thread(letters.in_outbox)

    async def waiting(self) -> int:
        """How many are not sent yet."""
        return await self._thread(letters.waiting)

    async def send_again(self, letter_id: int) -> bool:
        """Queue it anew; False where it is on its way or sent."""
        return await self._thread(posting.again, letter_id, self._now())

    async def count_as_sent(self, letter_id: int) -> bool:
        """The reader has seen it at the site."""
        return await self._thread(posting.count_as_sent, letter_id, self._now())

    async def withdraw(self, letter_id: int) -> bool:
        """Do not send it; the note stays."""
        return await self._thread(posting.withdraw, letter_id)

    async def write_again(self, letter_id: int) -> bool:
        """Do not send it; its text is a draft again."""
        return await self._thread(posting.write_again, letter_id, self._now())
