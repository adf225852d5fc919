"""The query language: what each form means, and where an error points."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui_reader.model.errors import QueryError
from tui_reader.model.query import All, AnyOf, Is, Node, Not, Of, Takes, When, Words
from tui_reader.query import parse
from tui_reader.query.unfinished import check

NOW = datetime(2026, 11, 1, 8, 0, tzinfo=UTC)
HANOI = timezone(timedelta(hours=7))

CASES: list[tuple[str, Node]] = [
    ("", All(())),
    ("quang", Words("quang", prefix=True)),
    ("quang ", Words("quang")),
    ("quang ninh", All((Words("quang"), Words("ninh", prefix=True)))),
    ('"quang ninh"', Words("quang ninh", phrase=True)),
    ("“quảng ninh” ", Words("quảng ninh", phrase=True)),
    ('"still typ', Words("still typ", phrase=True)),
    ("-rain ", Not(Words("rain"))),
    ("a OR b ", AnyOf((Words("a"), Words("b")))),
    ("a OR b c ", All((AnyOf((Words("a"), Words("b"))), Words("c")))),
    ("(a b) OR c ", AnyOf((All((Words("a"), Words("b"))), Words("c")))),
    ("title:rain ", Words("rain", field="title")),
    ('author:"Lan Anh"', Words("Lan Anh", phrase=True, field="author")),
    ("in:captions sông ", Words("sông", field="captions")),
    ("trong:chuthich sông ", Words("sông", field="captions")),
    ("feed:nhandan", Of("feed", "nhandan")),
    ("nguon:vnexpress", Of("feed", "vnexpress")),
    ('thumuc:"Thời sự"', Of("folder", "Thời sự")),
    ("is:unread", Is("unread")),
    ("la:chuadoc", Is("unread")),
    ("là:sao", Is("starred")),
    ("has:pictures", Is("pictures")),
    ("after:2026-07-01", When(datetime(2026, 7, 1, tzinfo=HANOI), later=True)),
    ("truoc:25/07/2019", When(datetime(2019, 7, 25, tzinfo=HANOI), later=False)),
    ("minutes:>5", Takes(5, more=True)),
    ("phút:<3 ", Takes(3, more=False)),
    ("độ dài:10 ", Takes(10, more=True)),
    ("after:2026-07-01T083005", When(datetime(2026, 7, 1, 8, 30, 5, tzinfo=HANOI), later=True)),
    ("age:<3d", When(NOW - timedelta(days=3), later=True)),
    ("age:>2w", When(NOW - timedelta(days=14), later=False)),
    ("after:today", When(datetime(2026, 11, 1, tzinfo=HANOI), later=True)),
    ("trước:homqua", When(datetime(2026, 10, 31, tzinfo=HANOI), later=False)),
    ("after:7d", When(datetime(2026, 10, 25, tzinfo=HANOI), later=True)),
    ("là:chưa đọc", Is("unread")),
    ("là:đang đọc dở cầu ", All((Is("unfinished"), Words("cầu")))),
    ("có:bình luận", Is("comments")),
    ("là:đã tải đủ", Is("offline")),
    ("is:offline", Is("offline")),
    ("là:tin trùng", Is("duplicate")),
    ("la:trung -is:duplicate", All((Is("duplicate"), Not(Is("duplicate"))))),
    ("trong:chú thích sông ", Words("sông", field="captions")),
    ("sau:hôm qua ", When(datetime(2026, 10, 31, tzinfo=HANOI), later=True)),
    ("thư mục:BáoChí", Of("folder", "BáoChí")),
    ("mưa tiêu đề:sông ", All((Words("mưa"), Words("sông", field="title")))),
    ("is:", All(())),
    ("12:30", Words("12 30", phrase=True)),
    ("https://vnexpress.net/a-1.html", Words("https //vnexpress.net/a-1.html", phrase=True)),
    ("localhost:8000/feed", Words("localhost 8000/feed", phrase=True)),
    ("vnexpress.net:rss", Words("vnexpress.net rss", phrase=True)),
    ("Ninh: mưa ", Words("Ninh mưa", phrase=True)),
    ('"foo:bar"', Words("foo:bar", phrase=True)),
    ("well-known", Words("well-known", prefix=True)),
    ("- dash ", All((Words("-"), Words("dash")))),
]


@pytest.mark.parametrize(("text", "expected"), CASES, ids=[text or "empty" for text, _ in CASES])
def test_each_form_means_what_it_says(text: str, expected: Node) -> None:
    assert parse(text, now=NOW, zone=HANOI) == expected


ERRORS = [
    ("a is:purple", "query.unknown_value", 5),
    ("b)", "query.extra_bracket", 1),
    ("(a OR )", "query.missing_term", 6),
    ("after:someday", "query.bad_date", 6),
    ("minutes:long", "query.bad_minutes", 8),
]


@pytest.mark.parametrize(("text", "code", "position"), ERRORS)
def test_an_error_points_at_what_was_not_understood(text: str, code: str, position: int) -> None:
    with pytest.raises(QueryError) as caught:
        parse(text, now=NOW, zone=HANOI)
    assert (caught.value.code, caught.value.position) == (code, position)


def test_brackets_nested_too_deep_are_refused() -> None:
    with pytest.raises(QueryError, match=r"query\.too_deep"):
        parse("(" * 400 + "a", now=NOW, zone=HANOI)


NO_FIELD = [
    ("foo:bar", "query.unknown_field_alone", {"a": "foo"}),
    ("feeed:bar", "query.unknown_field", {"a": "feeed", "b": "feed"}),
    ("mưa nguồ:vnexpress", "query.unknown_field", {"a": "nguồ", "b": "nguồn"}),
    ('tacgi:"Lan Anh"', "query.unknown_field", {"a": "tacgi", "b": "tác giả"}),
]


@pytest.mark.parametrize(("text", "expected"), [("is:x", "unread, read"), ("là:x", "chưa đọc, đã đọc")])
def test_what_a_field_knows_is_told_in_its_own_language(text: str, expected: str) -> None:
    with pytest.raises(QueryError) as caught:
        parse(text, now=NOW, zone=HANOI)
    assert str(caught.value.facts["expected"]).startswith(expected)


@pytest.mark.parametrize(("text", "code", "facts"), NO_FIELD)
def test_a_field_that_is_not_known_is_named_with_the_nearest_one(
    text: str, code: str, facts: dict[str, str]
) -> None:
    with pytest.raises(QueryError) as caught:
        parse(text, now=NOW, zone=HANOI)
    assert (caught.value.code, caught.value.facts) == (code, facts)
    assert text[caught.value.position :].startswith(facts["a"])


UNFINISHED = [
    ('"mưa lớn', "query.unclosed_quote", 0),
    ("mưa (a OR b", "query.unclosed_bracket", 4),
    ("feed:", "query.missing_value", 5),
    ("mưa nguồn: -a", "query.missing_value", 10),
    ("a OR", "query.missing_term", 4),
    ("OR a", "query.missing_term", 0),
    ("a -", "query.missing_term", 3),
]


@pytest.mark.parametrize(("text", "code", "position"), UNFINISHED)
def test_what_is_still_being_typed_is_no_error_until_it_is_kept(text: str, code: str, position: int) -> None:
    parse(text, now=NOW, zone=HANOI)
    with pytest.raises(QueryError) as caught:
        check(text)
    assert (caught.value.code, caught.value.position) == (code, position)


@pytest.mark.parametrize(
    "text",
    ["", "mưa", '"mưa lớn" -gió', "(a OR b) feed:x", "a HOẶC -b", "mưa - gió", "10:30 tin", "thư mục:báo"],
)
def test_a_whole_query_lacks_nothing(text: str) -> None:
    check(text)


@given(st.text(max_size=60))
def test_any_text_is_a_query_or_an_error_that_points_into_it(text: str) -> None:
    assert 0 <= _error_position(text) <= len(text)


def _error_position(text: str) -> int:
    try:
        parse(text, now=NOW, zone=HANOI)
    except QueryError as error:
        return error.position
    return 0
