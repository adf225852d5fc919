"""What is sent and what answers mean: pure, whatever a site says."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from tui_reader.discussion.posters import POSTERS
from tui_reader.discussion.posting import PostAnswer, find, plain
from tui_reader.model.comment import Discussion
from tui_reader.model.entry import CommentsRef, EntryData
from tui_reader.model.outbox import Letter, LetterState, PostKind, PostPlace, Said, Sender
from tui_reader.model.posting import page_to_write_on, place_to_post

NOW = datetime(2026, 11, 20, 8, 0, tzinfo=UTC)
HOSTILE = (
    b'{"message": "\\u001b]52;c;S05S\\u0007 <b>no</b> \\u202e[/x]", "error": "\\u001b[31m", "code": "x"}'
)


def letter(kind: PostKind = PostKind.ISSO, text: str = "Đồng ý với “bạn”.", name: str = "Lan") -> Letter:
    place = PostPlace(kind, "https://x.example/new", "7", page="https://x.example/bai/", title="Bài")
    return Letter(
        1,
        1,
        1,
        "x.example",
        place,
        Sender(name),
        text,
        LetterState.SENDING,
        "k",
        NOW,
        tries=1,
        sending_at=NOW,
    )


@pytest.mark.parametrize("kind", list(PostKind))
@pytest.mark.parametrize(
    "body", [b"", b"[]", b"null", b"{", b"\xff\xfe", b"[" * 100_000, HOSTILE, b'{"id": {}}']
)
@pytest.mark.parametrize("status", [200, 201, 301, 400, 401, 403, 404, 409, 422, 429, 500, 503])
def test_no_answer_breaks_anything_or_brings_control_characters(
    kind: PostKind, body: bytes, status: int
) -> None:
    poster = POSTERS[kind]
    verdict = poster.verdict(letter(kind), PostAnswer(status, body, {"retry-after": "\x1b"}))
    assert verdict is None or verdict.words.isprintable()
    poster.shown(body)


def test_a_sites_own_words_are_plain_text() -> None:
    said = plain("\x1b]52;c;S05S\x07<b>không</b>&amp;")
    assert said.isprintable()
    assert said.endswith("không&")


def test_ones_own_comment_is_known_by_letters_name_and_time() -> None:
    one = letter(PostKind.WORDPRESS)
    said = "<p>Đồng ý với &#8220;bạn&#8221;.</p>"
    assert find(one, [Said("5", said, "Lan", NOW)], frozenset()) == "5"
    assert find(one, [Said("5", said, "Minh", NOW)], frozenset()) == "", "somebody else said the same"
    assert find(one, [Said("5", said, "Lan", NOW - timedelta(days=2))], frozenset()) == "", "said before"
    assert find(one, [Said("5", said, "Lan", NOW)], frozenset({"5"})) == "", (
        "another letter of the same words"
    )
    assert find(one, [Said("5", "<p>Không đồng ý với bạn.</p>", "Lan", NOW)], frozenset()) == ""


PLACES = [
    (
        "wordpress",
        "https://x/wp/v2/comments?post=7&page=2",
        "g#comment-31",
        "https://x/wp/v2/comments",
        "7",
        "31",
    ),
    (
        "wordpress",
        "https://x/?rest_route=/wp/v2/comments&post=7",
        "",
        "https://x/?rest_route=/wp/v2/comments",
        "7",
        "",
    ),
    ("isso", "https://i.x/?uri=/bai/&sort=oldest", "4", "https://i.x/new", "/bai/", "4"),
    ("isso", "https://x/isso/", "", "https://x/isso/new", "/bai/", ""),
    ("mastodon", "https://m.x/api/v1/statuses/55/context", "", "https://m.x/api/v1/statuses", "55", "55"),
    ("wfw", "https://x/wfw", "c4", "https://x/wfw", "https://x/bai/", ""),
]


@pytest.mark.parametrize(("kind", "hint", "parent", "url", "thread", "answers"), PLACES)
def test_where_a_comment_goes(kind: str, hint: str, parent: str, url: str, thread: str, answers: str) -> None:
    data = EntryData(link="https://x/bai/", comments=CommentsRef(hints=((kind, hint),)))
    place = place_to_post(data, None, parent)
    assert place is not None
    assert (place.url, place.thread, place.parent) == (url, thread, answers)


def test_a_discussion_elsewhere_is_answered_there_or_by_the_browser() -> None:
    data = EntryData(
        link="https://x/bai/", comments=CommentsRef(hints=(("wordpress", "https://x/wp/v2/comments?post=7"),))
    )
    elsewhere = Discussion(1, "hackernews", "https://hn.algolia.com/api/v1/items/42")
    assert place_to_post(data, elsewhere, "") is None
    assert page_to_write_on(data, elsewhere) == "https://news.ycombinator.com/item?id=42"
    assert page_to_write_on(data, None) == "https://x/bai/"


@pytest.mark.parametrize(
    "hint", ["javascript:alert(1)", "https://x/wp/v2/comments?post=x", "", "file:///etc/passwd"]
)
def test_an_address_that_is_none_is_no_place(hint: str) -> None:
    for kind in ("wordpress", "mastodon", "wfw"):
        data = EntryData(link="https://x/", comments=CommentsRef(hints=((kind, hint),)))
        place = place_to_post(data, None)
        assert place is None or (kind == "wfw" and hint.startswith("https"))
