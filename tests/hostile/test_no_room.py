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
@pytest.mark.parametrize("name", STEPS)
def test_each_step_says_that_the_disk_is_full_and_loses_nothing(place: Bench, name: str) -> None:
    told = place.do(STEPS[name], 0)
    assert told.faults == ()
    assert STEPS[name].reads or told.status == 1


@pytest.mark.hostile("H61")
@pytest.mark.parametrize(
    "name", ["refresh", "a trip", "a copy put back", "everything in place of what is here"]
)
def test_a_disk_that_fills_up_in_the_middle_is_told_of_and_loses_nothing(place: Bench, name: str) -> None:
    """``make soak`` tries every step so, with ever more room."""
    assert place.do(STEPS[name], 300_000).faults == ()
