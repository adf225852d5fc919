"""Every way a feed can be has its words in both languages, and what can be done about it."""

from __future__ import annotations

import ast
import socket
import ssl
from datetime import UTC, datetime, timedelta
from pathlib import Path

import httpx
import pytest

import tui_reader
from tui_reader.library.feed_health import advice, outcome, rhythm, sentence
from tui_reader.model.feed import Feed, FeedData, FeedKind, Trouble
from tui_reader.model.health import (
    DOWNGRADED,
    FINE,
    MOVED,
    NEVER,
    PAUSED,
    SILENT,
    FeedResult,
    Fix,
    fixes,
    needs_look,
    state_of,
)
from tui_reader.model.pace import Pace
from tui_reader.sources.http_errors import explain, of_status
from tui_reader.strings import words

NOW = datetime(2026, 11, 20, 8, 0, tzinfo=UTC)
DAY = 86_400
PACKAGE = Path(tui_reader.__file__).parent
NOTHING_TO_ADD = {
    "needs_key",  # said of discussions, with where the key is written
    *("bad_address", "bad_encoding", "unsupported_kind"),
    *("offline", "cancelled"),  # said of a moment, never kept with a feed
    "no_article",  # said of an article's page
}
"""Codes whose sentence says all there is to say."""
NOT_OF_FEEDS = {
    "file_exists",
    "entities",
    "file_unwritable",
    "picture_enough",
    "comments_unreadable",
    "comments_changed",
    "not_known_there",
}
"""Codes of these rooms said of lists of feeds, files written, pictures and comments, never of a feed."""


def engine_codes() -> set[str]:
    """Every code that can become a feed's trouble: said in the code of engine and sources, or made by their tables."""
    codes = set()
    for room in ("engine", "sources"):
        for path in (PACKAGE / room).glob("*.py"):
            for node in ast.walk(ast.parse(path.read_text("utf-8"))):
                called = node.func if isinstance(node, ast.Call) else None
                name = getattr(called, "id", "") or getattr(called, "attr", "")
                if name in ("RetrieveError", "ParseError", "Trouble", "_fail") and isinstance(node, ast.Call):
                    first = node.args[0] if node.args else None
                    if isinstance(first, ast.Constant) and isinstance(first.value, str):
                        codes.add(first.value)
    codes |= {of_status(status, {}, "https://x.example/", NOW).code for status in range(400, 600)}
    errors: tuple[Exception, ...] = (
        *(ssl.SSLError(), socket.gaierror(), ConnectionRefusedError(), TimeoutError(), RuntimeError()),
        *(httpx.ReadError(""), httpx.InvalidURL(""), httpx.ConnectError(""), TimeoutError()),
    )
    return (codes - NOT_OF_FEEDS) | {explain(error, "https://x.example/").code for error in errors}


def feed(**fields: object) -> Feed:
    return Feed(1, "https://bao.example/rss", FeedKind.FEED, FeedData("Báo"), refreshed_at=NOW, **fields)  # type: ignore[arg-type]


def test_the_codes_are_found_where_they_are_made() -> None:
    assert {"gone", "certificate", "too_many", "not_a_feed", "took_too_long", "no_answer"} <= engine_codes()


@pytest.mark.parametrize("lang", ["en", "vi"])
def test_every_code_the_engine_can_give_has_its_sentence_and_what_there_is_to_know(lang: str) -> None:
    w = words(lang)
    for code in sorted(engine_codes()):
        troubled = feed(trouble=Trouble(code, {}))
        told = sentence(w, troubled, NOW, None)
        assert code == "unknown" or told != w("health.unknown", why=code), code
        assert "…" not in told or code == "unknown", code
        assert bool(advice(w, code)) != (code in NOTHING_TO_ADD), code
        assert fixes(troubled, code), code


@pytest.mark.parametrize("lang", ["en", "vi"])
@pytest.mark.parametrize("state", [FINE, NEVER, PAUSED, SILENT, MOVED, DOWNGRADED])
def test_every_other_state_has_its_sentence(lang: str, state: str) -> None:
    made = {
        FINE: feed(),
        NEVER: Feed(1, "https://bao.example/rss", FeedKind.FEED, FeedData("Báo")),
        PAUSED: feed(paused=True),
        SILENT: feed(pace=Pace(DAY, int(NOW.timestamp()) - 40 * DAY)),
        MOVED: feed(moving_to="https://moi.example/"),
        DOWNGRADED: feed(),
    }[state]
    note = DOWNGRADED if state == DOWNGRADED else ""
    assert state_of(made, NOW, note) == state
    assert sentence(words(lang), made, NOW, None, note)


def test_silence_and_rhythm_are_told_in_the_unit_that_fits() -> None:
    vi = words("vi")
    often = feed(pace=Pace(DAY // 2, int(NOW.timestamp()) - 40 * DAY))
    seldom = feed(pace=Pace(20 * DAY, int(NOW.timestamp()) - 400 * DAY))
    assert sentence(vi, often, NOW, None) == "Im ắng 40 ngày; trước đây khoảng 14 bài mỗi tuần."
    assert sentence(vi, seldom, NOW, None) == "Im ắng 400 ngày; trước đây khoảng 20 ngày một bài."
    assert rhythm(vi, often) == "khoảng 14 bài mỗi tuần"
    assert rhythm(vi, seldom) == "khoảng 20 ngày một bài"
    assert rhythm(vi, feed()) == ""


@pytest.mark.parametrize(
    ("trouble", "look"),
    [
        (Trouble("no_answer", times=2, since=NOW - timedelta(hours=23)), False),
        (Trouble("no_answer", times=3, since=NOW - timedelta(hours=3)), True),
        (Trouble("no_answer", times=1, since=NOW - timedelta(days=1)), True),
    ],
)
def test_three_failures_or_a_day_need_a_look(trouble: Trouble, look: bool) -> None:
    assert needs_look(feed(trouble=trouble), NOW) is look
    assert not needs_look(feed(trouble=trouble, paused=True), NOW)


def test_a_feed_silent_since_before_it_was_followed_needs_no_look() -> None:
    pace = Pace(DAY, int(NOW.timestamp()) - 40 * DAY)
    assert needs_look(feed(pace=pace, added_at=NOW - timedelta(days=100)), NOW)
    assert not needs_look(feed(pace=pace, added_at=NOW - timedelta(days=3)), NOW)


@pytest.mark.parametrize(
    ("state", "first"),
    [
        ("moved", Fix.USE_ADDRESS),
        ("not_a_feed", Fix.DISCOVER),
        ("gone", Fix.PAUSE),
        ("silent", Fix.ACCEPT),
        ("paused", Fix.RESUME),
        ("certificate", Fix.RETRY),
        ("server_trouble", Fix.RETRY),
    ],
)
def test_the_likeliest_fix_is_the_first(state: str, first: Fix) -> None:
    offered = fixes(feed(paused=state == "paused"), state)
    assert offered[0] is first
    assert Fix.UNSUBSCRIBE in offered
    assert len(set(offered)) == len(offered)


def test_a_feed_whose_new_address_fails_may_go_back_to_the_old_one() -> None:
    moved = feed(moved_from="https://old.example/", trouble=Trouble("not_found"))
    assert Fix.OLD_ADDRESS in fixes(moved, "not_found")


@pytest.mark.parametrize("lang", ["en", "vi"])
def test_what_a_fetch_gave_is_told_in_few_words(lang: str) -> None:
    w = words(lang)
    assert outcome(w, FeedResult(NOW, new=3), NOW, None) == w("feeds.refreshed_new", n=3)
    assert outcome(w, FeedResult(NOW, status=304), NOW, None) == w("look.nothing_new")
    assert outcome(w, FeedResult(NOW, updated=2), NOW, None) == w("look.updated", n=2)
    assert "(503)" in outcome(w, FeedResult(NOW, status=503, code="server_trouble"), NOW, None)
