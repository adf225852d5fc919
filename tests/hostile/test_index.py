"""No hostile case is without a test, and none is claimed that does not exist."""

from __future__ import annotations

from tests.hostile.index import CASES, index


def test_every_hostile_case_has_a_test_that_is_run() -> None:
    found = index()
    assert [case for case in CASES if case not in found] == []
    assert set(found) - set(CASES) <= {"H72"}, "numbers that are no case"
