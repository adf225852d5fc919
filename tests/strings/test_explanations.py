"""Every error code has its sentence, in both languages, with the facts its room gives."""

from datetime import UTC, datetime, timedelta, timezone

import pytest

from tui_reader.strings import Fact, words
from tui_reader.strings.format import reason

NOW = datetime(2026, 5, 4, 5, 0, tzinfo=UTC)
VIETNAM = timezone(timedelta(hours=7))

CODES: dict[str, dict[str, Fact]] = {
    "no_answer": {"host": "bao.example"},
    "no_such_host": {"host": "bao.example"},
    "too_slow": {"seconds": 30},
    "not_found": {"code": 404},
    "gone": {},
    "moved": {"url": "https://bao.example/moi"},
    "new_address": {},
    "downgraded": {},
    "needs_login": {"code": 401},
    "needs_key": {"host": "disqus.com"},
    "no_secret": {"place": "env:TOKEN"},
    "refused": {"code": 403},
    "too_many": {"time": "08:30"},
    "server_trouble": {"code": 503},
    "http_error": {"code": 418},
    "certificate": {"host": "bao.example"},
    "not_a_feed": {"n": 2},
    "not_understood": {"line": 7},
    "too_large": {"size": "15 MB"},
    "too_many_redirects": {},
    "bad_redirect": {},
    "private_address": {"host": "10.0.0.1"},
    "bad_address": {"url": "htp:/x"},
    "bad_encoding": {},
    "took_too_long": {"seconds": 10},
    "worker_died": {},
    "file_missing": {"path": "/x/y.txt"},
    "file_unreadable": {"path": "/x/y.txt"},
    "not_a_file": {"path": "/dev/null"},
    "unsupported_kind": {"name": "y.docx"},
    "offline": {},
    "empty_body": {},
    "no_article": {},
    "unknown": {"why": "odd"},
    "cancelled": {},
}


@pytest.mark.parametrize("lang", ["en", "vi"])
@pytest.mark.parametrize("code", CODES)
def test_every_code_tells_all_its_facts(lang: str, code: str) -> None:
    facts = CODES[code]
    sentence = words(lang)(f"health.{code}", **facts)
    assert all(str(fact) in sentence for fact in facts.values())


@pytest.mark.parametrize("lang", ["en", "vi"])
@pytest.mark.parametrize("code", ["newer_schema", "read_only", "disk_full", "damaged", "busy"])
def test_the_store_s_codes_are_known_with_and_without_its_name(lang: str, code: str) -> None:
    w = words(lang)
    assert w.explain(code, {"path": "/x"}) == w.explain(f"store.{code}", {"path": "/x"})
    assert w.explain(code, {"path": "/x"}) != w.explain("never heard of", {})


def test_an_unknown_code_is_told_as_such() -> None:
    assert words("vi").explain("flux", {}) == "Có trục trặc chưa rõ: flux"


@pytest.mark.parametrize("lang", ["en", "vi"])
@pytest.mark.parametrize("code", CODES)
def test_a_code_alone_makes_a_whole_sentence(lang: str, code: str) -> None:
    # Events carry the code only, and a stored error may have an older version's facts.
    sentence = words(lang).explain(code, {"server": "x"})
    assert sentence.endswith(".") or code == "unknown"
    assert "…" not in sentence or code == "unknown"


def test_the_full_sentence_is_told_where_its_facts_are_there() -> None:
    w = words("vi")
    assert w.explain("no_answer", {"host": "bao.example"}) == "bao.example không trả lời."
    assert w.explain("no_answer", {}) == "Máy chủ không trả lời."
    assert w.explain("not_a_feed", {"n": 2}) == w("health.not_a_feed", n=2)
    assert w.explain("not_a_feed", {"n": 0}) == w("health.not_a_feed.bare")


def test_a_fact_by_the_name_its_finder_gave_it_is_told() -> None:
    assert words("en").explain("not_found", {"status": 404}).endswith("(404).")
    assert words("vi").explain("too_big", {"limit": 15_728_640}) == "Nguồn lớn hơn 16 MB, không tải."


@pytest.mark.parametrize(
    ("moment", "shown"),
    [
        (datetime(2026, 5, 4, 8, 30, tzinfo=VIETNAM), "08:30"),
        (datetime(2026, 5, 5, 8, 30, tzinfo=VIETNAM), "05/05 08:30"),
    ],
)
def test_a_moment_is_told_on_the_reader_s_clock(moment: datetime, shown: str) -> None:
    facts: dict[str, Fact] = {"time": int(moment.timestamp())}
    assert reason(words("vi"), "too_many", facts, NOW, VIETNAM).endswith(f"Thử lại lúc {shown}.")


def test_a_moment_beyond_the_calendar_is_left_open() -> None:
    assert reason(words("vi"), "too_many", {"time": 10**18}, NOW, VIETNAM).endswith("lúc ….")


def test_a_size_is_told_in_people_s_units() -> None:
    told = reason(words("vi"), "too_large", {"size": 15_700_000}, NOW, VIETNAM)
    assert told == "Nguồn lớn hơn 16 MB, không tải."
