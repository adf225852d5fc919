"""What a query was understood as, printed, is understood as the same again."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tui_reader.model.errors import QueryError
from tui_reader.model.query import All, AnyOf, Not, Query, Words
from tui_reader.query import parse
from tui_reader.query.printed import printed

NOW = datetime(2026, 11, 1, 8, 0, tzinfo=UTC)
HANOI = timezone(timedelta(hours=7))
PIECES = [
    *(
        "mưa",
        "sông ",
        " ",
        "-",
        "OR ",
        "HOẶC ",
        "(",
        ") ",
        '"',
        "“",
        "”",
        "«",
        "»",
        ":",
        "a:b ",
        "12:30 ",
        "- ",
        "x",
    ),
    *(
        "is:unread ",
        "là:chưa đọc ",
        "has:comments ",
        "feed:",
        'folder:"Thời sự" ',
        "tag:núi ",
        "title:",
        "author:",
    ),
    *(
        "in:captions ",
        "trong:bình luận ",
        "after:2026-07-01 ",
        "trước:hôm qua ",
        "age:>3d ",
        "minutes:>5 ",
        "link:x ",
        "lang:vi ",
    ),
]
TEXT = st.lists(st.sampled_from(PIECES), max_size=9).map("".join) | st.text(max_size=40)


def plain(query: Query) -> Query:
    """A phrase of one word is that word, and one thing in brackets is that thing."""
    match query:
        case Words(text, True, False, field) if len(text.split()) == 1 and text == text.strip():
            return Words(text, field=field)
        case Not(node):
            return Not(plain(node))
        case All(nodes) | AnyOf(nodes):
            return type(query)(tuple(map(plain, nodes)))
        case _:
            return query


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("mưa là:chưa đọc", "mưa is:unread "),
        ("a OR (b c) -d", "a OR (b c ) -d"),
        ('nguồn:"Tuổi Trẻ" sông ', 'feed:"Tuổi Trẻ" sông '),
        ("age:>1d", "before:2026-10-31T150000 "),
    ],
)
def test_a_query_is_printed_in_one_plain_form(text: str, expected: str) -> None:
    assert printed(parse(text, now=NOW, zone=HANOI), HANOI) == expected


@given(TEXT)
@example("OR:")
@example("(a) b")
@example("-(a OR b) c")
@example('“a"b” «c”"d»')
def test_what_is_printed_is_read_as_the_same(text: str) -> None:
    try:
        query = parse(text, now=NOW, zone=HANOI)
    except QueryError:
        return
    again = parse(printed(query, HANOI), now=NOW, zone=HANOI)
    assert plain(again) == plain(query)
