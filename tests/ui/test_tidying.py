"""What is no longer used is looked for while nothing happens."""

from __future__ import annotations

import gc
import weakref
from collections.abc import Iterator

import pytest
from textual.app import App

from tui_reader.ui.tidying import Tidying


class Ring:
    """Something only a collection frees."""

    def __init__(self) -> None:
        self.me = self


@pytest.fixture(autouse=True)
def thresholds() -> Iterator[None]:
    """As they were."""
    kept = gc.get_threshold()
    yield
    gc.set_threshold(*kept)


async def test_what_is_gone_is_freed_while_nothing_happens_and_not_before() -> None:
    app: App[None] = App()
    async with app.run_test():
        tidying = Tidying(app)
        gc.collect()
        kept = Ring()
        ring = weakref.ref(kept)
        for _ in range(12):
            gc.collect(1)  # so much was done
        del kept
        tidying.look()
        assert ring() is not None, "something was done a moment ago"
        tidying.look()
        assert ring() is None
