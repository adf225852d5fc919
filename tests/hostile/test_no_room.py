"""A disk that is full, or fills up in the middle: every command says so, loses nothing, and works when there is room (P8)."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.hostile.no_room import STEPS, Bench, bench


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bench]:
    with bench(tmp_path_factory.mktemp("room")) as made:
        yield made


@pytest.mark.hostile("H61")
@pytest.mark.parametrize("room", [0, 300_000], ids=["full", "fills up"])
@pytest.mark.parametrize("name", STEPS)
def test_each_step_says_that_the_disk_is_full_and_loses_nothing(place: Bench, name: str, room: int) -> None:
    told = place.do(STEPS[name], room)
    assert told.faults == ()
    if not room and not STEPS[name].reads:
        assert told.status == 1
