"""What servers say of how long an answer stays so; and the nonsense they say."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from tui_reader.sources.http_cache import fresh_for

NOW = datetime(2026, 5, 4, tzinfo=UTC)


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({}, 0),
        ({"cache-control": "public, max-age=600"}, 600),
        ({"cache-control": 'Max-Age="600"', "age": "200"}, 400),
        ({"cache-control": "max-age=600", "age": "9000"}, 0),
        ({"cache-control": "s-maxage=600"}, 0),
        ({"cache-control": "no-cache, max-age=600"}, 0),
        ({"cache-control": "no-store"}, 0),
        ({"cache-control": "max-age=99999999999999"}, 365 * 86400),
        ({"expires": "Mon, 04 May 2026 01:00:00 GMT"}, 3600),
        ({"expires": "Mon, 04 May 2026 01:00:00 GMT", "date": "Mon, 04 May 2026 00:30:00 GMT"}, 1800),
        ({"expires": "Mon, 04 May 2026 01:00:00 GMT", "cache-control": "max-age=5"}, 5),
        ({"expires": "Mon, 04 May 2020 01:00:00 GMT"}, 0),
        ({"expires": "0"}, 0),
        ({"expires": "-1"}, 0),
        ({"expires": "\x1b[2J, 99 Foo 99999"}, 0),
    ],
)
def test_how_long_an_answer_stays_fresh(headers: dict[str, str], seconds: int) -> None:
    assert fresh_for(headers, NOW) == seconds
