"""Passages with the words of a query, as near to one another as they stand, marks preferred where they were typed."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui_reader.query import parse
from tui_reader.query.snippets import Passage, Term, passage, spans, terms_of

NOW = datetime(2026, 11, 1, tzinfo=UTC)


def terms(query: str) -> tuple[Term, ...]:
    return terms_of(parse(query, now=NOW, zone=UTC))


def marked(found: Passage | None) -> str:
    """The passage with brackets where the words stand."""
    assert found is not None
    text = found.text
    for start, end in reversed(found.hits):
        text = f"{text[:start]}[{text[start:end]}]{text[end:]}"
    return text


FAR = "x " * 200


@pytest.mark.parametrize(
    ("query", "text", "expected"),
    [
        ("mưa ", "Trời mưa to", "Trời [mưa] to"),
        ("mua ", "Trời mưa to", "Trời [mưa] to"),
        ("mưa ", "Đi mua gạo. Trời mưa to", "Đi mua gạo. Trời [mưa] to"),
        ("mưa ", "Đi mua gạo", "Đi [mua] gạo"),
        ("quảng n", "Quảng Ninh, Quảng Nam", "[Quảng] [N]inh, [Quảng] [N]am"),
        ('"sông đà" ', "sông to, sông Đà", "sông to, [sông Đà]"),
        ('"sông đà" ', "sông – Đà", "[sông – Đà]"),
        ("rain -snow ", "snow and rain", "snow and [rain]"),
        ("title:rain ", "rain", "[rain]"),
        ("rain ", "training", None),
        ("中文 ", "這是中文報", "這是[中文]報"),
        ("is:unread ", "rain", None),
    ],
)
def test_words_are_marked_where_they_stand(query: str, text: str, expected: str | None) -> None:
    found = passage(text, terms(query))
    assert (marked(found) if found else None) == expected


def test_the_passage_is_where_the_words_stand_together() -> None:
    text = f"rain here. {FAR} wind there. {FAR} rain and wind at once. {FAR}"
    assert "[rain] and [wind] at once" in marked(passage(text, terms("rain wind ")))


def test_what_has_the_marks_that_were_typed_goes_before() -> None:
    text = f"con mua {FAR} cơn mưa {FAR}"
    assert "[mưa]" in marked(passage(text, terms("mưa ")))
    assert "[mua]" in marked(passage(text, terms("mua ")))


def test_a_passage_begins_and_ends_with_whole_words_and_says_where_it_was_cut() -> None:
    found = passage("alpha " * 100 + "rain " + "omega " * 100, terms("rain "))
    assert found is not None
    assert found.text.startswith("… alpha")
    assert found.text.endswith("omega …")
    assert len(found.text) <= 170


@given(st.text(max_size=300), st.lists(st.text(min_size=1, max_size=6), max_size=3))
def test_marks_are_within_the_text_and_in_order(text: str, words: list[str]) -> None:
    wanted = [Term(word) for word in words if any(c.isalnum() for c in word)]
    found = passage(text, wanted)
    edges = [edge for span in (found.hits if found else ()) for edge in span]
    assert edges == sorted(edges)
    assert not edges or edges[-1] <= len(found.text if found else "")
    assert spans(text, wanted) == sorted(spans(text, wanted))
