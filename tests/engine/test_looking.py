"""What looks again and again goes on looking, whatever a look meets."""

from __future__ import annotations

import asyncio

import pytest

from tui_reader.engine.looking import for_ever


@pytest.mark.parametrize("at_once", [True, False])
async def test_no_trouble_of_one_look_ends_the_next(at_once: bool) -> None:
    looked, thrice = 0, asyncio.Event()

    async def look() -> None:
        nonlocal looked
        looked += 1
        if looked == 3:
            thrice.set()
        raise OSError("a look that fails")

    looking = asyncio.create_task(for_ever(look, 0.001, "a test", at_once=at_once))
    async with asyncio.timeout(20):
        await thrice.wait()
    looking.cancel()
    with pytest.raises(asyncio.CancelledError):
        await looking


async def test_the_first_look_is_at_once_only_where_that_is_wanted() -> None:
    looked: list[str] = []

    async def look(name: str) -> None:
        looked.append(name)

    both = [
        asyncio.create_task(for_ever(lambda: look("early"), 3600, "a test", at_once=True)),
        asyncio.create_task(for_ever(lambda: look("late"), 3600, "a test")),
    ]
    for _ in range(10):
        await asyncio.sleep(0)
    assert looked == ["early"]
    for task in both:
        task.cancel()
    await asyncio.gather(*both, return_exceptions=True)
