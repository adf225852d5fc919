"""The ladder of Aa: presets, custom axes, and what a feed's override keeps."""

from __future__ import annotations

from msgspec.structs import replace

from tui_reader.model.style import LARGEST, PRESETS, SMALLEST, differences, move_axis, preset, step


def test_the_ladder_has_seven_steps_each_unlike_the_next() -> None:
    sizes = sorted(PRESETS)
    assert sizes == list(range(SMALLEST, LARGEST + 1))
    for size in sizes[:-1]:
        assert replace(PRESETS[size], size=0) != replace(PRESETS[size + 1], size=0)


def test_steps_beyond_the_ends_stay_at_the_ends() -> None:
    assert step(preset(LARGEST), 1) == preset(LARGEST)
    assert step(preset(SMALLEST), -1) == preset(SMALLEST)


def test_moving_an_axis_makes_it_custom_and_moving_it_back_does_not() -> None:
    moved = move_axis(preset(0), measure=80)
    assert moved.custom
    assert move_axis(moved, measure=preset(0).measure) == preset(0)


def test_a_step_keeps_justification_and_pictures() -> None:
    moved = move_axis(preset(0), justify=True, pictures=False)
    assert not moved.custom
    larger = step(moved, 1)
    assert (larger.justify, larger.pictures, larger.measure) == (True, False, preset(1).measure)


def test_an_override_keeps_differences_only() -> None:
    assert differences(move_axis(preset(0), measure=80), preset(0)) == {"measure": 80, "custom": 1}
    assert differences(preset(0), preset(0)) == {}
