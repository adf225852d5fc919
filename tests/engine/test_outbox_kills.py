"""kill -9 around sending: nothing lost, nothing sent twice, what stays open is told.

``OUTBOX_KILLS=200`` is the long form; a commit has a short one.
"""

from __future__ import annotations

import asyncio
import os
import random
import signal
import threading
import time
from collections import Counter
from datetime import UTC, datetime

import pytest

from tests.engine.conftest import Talk, command, talking
from tests.engine.letter_box import LetterBox, letter_box
from tests.engine.letter_desk import Desk
from tui_reader.library.engine_client import Patience
from tui_reader.model import messages as m
from tui_reader.model.outbox import LetterState, PostKind
from tui_reader.paths import Paths
from tui_reader.store import letters
from tui_reader.store.database import Database

KILLS = int(os.environ.get("OUTBOX_KILLS", "8"))
_OPEN = (LetterState.QUEUED, LetterState.SENDING)
_SLOWEST = 0.15  # seconds the server takes before it keeps a post, and again before it answers


@pytest.mark.hostile("H63")
async def test_engines_killed_around_sending_lose_nothing_and_send_nothing_twice(
    paths: Paths, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TOKEN", "s3cret")
    dice = random.Random(KILLS)
    arrived = threading.Event()
    with letter_box() as box:
        _slow_down(box, dice, arrived)
        desk = Desk(paths, box)
        ids: dict[int, str] = {}
        kinds = list(PostKind)
        for number in range(KILLS):
            text = f"Ý kiến số {number}, viết lúc nào cũng được."
            ids[desk.write(kinds[number % len(kinds)], text)] = text
            arrived.clear()
            async with talking(paths, command(paths), Patience(crashes=1)) as talk:
                await _kill(talk, arrived, dice)
        before = Counter(desk.letter(letter_id).state for letter_id in ids)
        box.before = lambda: None
        box.after = lambda: True
        await _let_settle(desk, paths)
        states = {letter_id: desk.letter(letter_id).state for letter_id in ids}
        kept = Counter(box.texts())
    told = Counter(states.values())
    print(
        f"\n{KILLS} kills; when they were over {dict(before)}; in the end {dict(told)}; {len(box.requests)} requests"
    )
    assert set(states.values()) <= {LetterState.SENT, LetterState.UNSURE}
    assert max(kept.values(), default=0) <= 1, [text for text, count in kept.items() if count > 1]
    for letter_id, text in ids.items():
        if states[letter_id] is LetterState.SENT:
            assert kept[text] == 1, text
    with desk.store() as db:
        shown = letters.in_outbox(db, sent=10_000)
    assert {letter.id: letter.text for letter in shown} == ids
    unsure = [letter for letter in shown if letter.state is LetterState.UNSURE]
    print(f"{len(unsure)} unsure, of them {sum(kept[letter.text] for letter in unsure)} at the server")
    assert all(letter.trouble for letter in unsure)


def _slow_down(box: LetterBox, dice: random.Random, arrived: threading.Event) -> None:
    """A server that takes its time before and after it keeps a post, so that kills fall everywhere."""

    def before() -> None:
        arrived.set()
        time.sleep(dice.uniform(0, _SLOWEST))

    def after() -> bool:
        time.sleep(dice.uniform(0, _SLOWEST))
        return True

    box.before, box.after = before, after


async def _kill(talk: Talk, arrived: threading.Event, dice: random.Random) -> None:
    """Some before a byte left, some while the server is at it, some when the answer is being written down."""
    await talk.until(m.Ready)
    if dice.random() < 0.75:
        await asyncio.to_thread(arrived.wait, 5)
        await asyncio.sleep(dice.uniform(0, 2.2 * _SLOWEST))
    else:
        await asyncio.sleep(dice.uniform(0, 0.1))
    pid = talk.client.pid
    if pid:
        os.kill(pid, signal.SIGKILL)


async def _let_settle(desk: Desk, paths: Paths) -> None:
    """Engines that are left alone, their back-offs over at once, until nothing waits."""
    for _ in range(10):
        with desk.store() as db:
            waiting = [one for one in letters.in_outbox(db) if one.state in _OPEN]
            _waits_are_over(db)
        if not waiting:
            return
        async with talking(paths, command(paths)) as talk:
            done = asyncio.create_task(_until_tried(talk, desk, {one.id: one.tries for one in waiting}))
            await asyncio.wait([done], timeout=20)
            done.cancel()


async def _until_tried(talk: Talk, desk: Desk, tries: dict[int, int]) -> None:
    while True:
        talk._news.clear()
        now = [desk.letter(letter_id) for letter_id in tries]
        if all(one.state not in _OPEN or (one.due_at or one.created) > datetime.now(UTC) for one in now):
            return
        await talk._news.wait()


def _waits_are_over(db: Database) -> None:
    with db.transaction():
        db.execute("UPDATE outbox SET due_at = 0 WHERE state = 'queued'")
