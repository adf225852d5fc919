"""A feed's own settings come back as they were kept, whatever else stands in their cell."""

from __future__ import annotations

import json

import pytest

from tui_reader.model.feed_settings import (
    DEFAULTS,
    LONGEST_INTERVAL,
    SHORTEST_INTERVAL,
    FeedSettings,
    FullText,
    is_header,
    read,
    written,
)


def test_settings_are_read_as_they_were_written() -> None:
    settings = FeedSettings(3600, FullText.ALWAYS, pictures=False, comments=True, headers={"Cookie": "a=b"})
    assert read(written(settings)) == settings


def test_only_what_differs_from_the_defaults_is_written() -> None:
    assert written(DEFAULTS) == "{}"
    assert json.loads(written(FeedSettings(pictures=False))) == {"pictures": False}


def test_what_a_newer_program_set_stays_when_ours_is_changed() -> None:
    before = '{"dreams": [1, 2], "interval": 7200, "pictures": true}'
    assert json.loads(written(FeedSettings(full_text=FullText.NEVER), before)) == {
        "dreams": [1, 2],
        "full_text": "never",
    }


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("", DEFAULTS),
        ("no json", DEFAULTS),
        ("[]", DEFAULTS),
        ('{"interval": "soon", "full_text": "never"}', FeedSettings(full_text=FullText.NEVER)),
        ('{"full_text": "sometimes", "pictures": false}', FeedSettings(pictures=False)),
        ('{"headers": {"Host": "evil", "X-Key": "1"}}', FeedSettings(headers={"X-Key": "1"})),
        ('{"headers": {"X-Key": 1}, "comments": true}', FeedSettings(comments=True)),
        ('{"interval": 1}', FeedSettings(interval=SHORTEST_INTERVAL)),
        ('{"interval": -5}', DEFAULTS),
        ('{"interval": 99999999999}', FeedSettings(interval=LONGEST_INTERVAL)),
    ],
)
def test_one_odd_value_costs_only_itself(cell: str, expected: FeedSettings) -> None:
    assert read(cell) == expected


@pytest.mark.parametrize(
    ("name", "value", "fits"),
    [
        ("Authorization", "Bearer x", True),
        ("X-Api-Key", "a=b; c", True),
        ("Host", "x", False),
        ("accept-encoding", "br", False),
        ("If-None-Match", "x", False),
        ("X-Two\r\nHost", "x", False),
        ("X-Key", "a\r\nHost: x", False),
        ("X-Key", "", False),
        ("X-Key", "chào", False),
        ("X Key", "x", False),
        ("", "x", False),
    ],
)
def test_a_header_is_what_may_stand_in_a_request(name: str, value: str, fits: bool) -> None:
    assert is_header(name, value) is fits
