"""Writing what was decided: in bites that hold everything once."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tui_reader.engine.decide import Verdict
from tui_reader.engine.saving import BITE, bite


@given(st.integers(0, 350), st.integers(0, 350), st.integers(0, 3))
def test_bites_hold_everything_once_the_oldest_first_and_are_small(new: int, changed: int, same: int) -> None:
    rest = Verdict(tuple(range(new)), tuple((n, -n) for n in range(changed)), tuple(range(same)))
    written: list[int] = []
    updated: list[tuple[int, int]] = []
    seen: list[int] = []
    while rest != Verdict():
        some, rest = bite(rest)
        assert len(some.new) + len(some.changed) <= BITE
        written = [*some.new, *written]
        updated += some.changed
        seen += some.same
    assert written == list(range(new))
    assert updated == [(n, -n) for n in range(changed)]
    assert seen == list(range(same))
