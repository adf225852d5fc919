"""What single sources know of their sites, and that no answer, however odd, breaks any of them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.discussion.formats import FORMATS, Format
from tests.discussion.reading import NOW, ROOT, ask, read_all
from tests.discussion.server import forums, papers
from tests.discussion.server.serving import Speaker
from tests.discussion.server.talk import Said, Talk, deep, many, nested
from tui_reader.discussion import json_values
from tui_reader.discussion.detect import source_named
from tui_reader.discussion.source import About
from tui_reader.engine.comment_jobs import read_comments
from tui_reader.model.comment import CommentPage, CommentState
from tui_reader.model.errors import ParseError
from tui_reader.model.scrub import UNSAFE
from tui_reader.model.update import Retrieved

ANSWERING_JSON = [form for form in FORMATS if not form.name.startswith(("feed", "page"))]
TOPIC = f"{ROOT}/t/7.json"
BY_NAME = {form.name: form for form in FORMATS}
THREADED = [
    form
    for form in FORMATS
    if form.name not in ("feed_rss", "vnexpress", "webmention", "page_microdata", "isso")
]


def read(form: Format, talk: Talk) -> Any:
    """All pages, and the tree."""
    return read_all(form.source, form.url, form.speaker, {"blog": talk})


def answer(name: str, text: str, url: str = "", headers: Mapping[str, str] | None = None) -> CommentPage:
    """One page made of this text."""
    form = BY_NAME[name]
    place = url or form.url
    source = source_named(form.source)
    assert source is not None
    got = [Retrieved(place, text.encode("utf-8", "surrogatepass"), headers or {})]
    got += [None for _ in source.addresses(place)[1:]]  # type: ignore[misc]
    return read_comments(form.source, got, About(place, "guid", f"{ROOT}/bai"))


def said(url: str, speaker: Speaker, talk: Talk) -> str:
    """What a speaker answers."""
    got = ask(url, speaker, {"blog": talk})
    assert got is not None
    return got.body.decode()


@pytest.mark.parametrize("form", THREADED, ids=lambda form: form.name)
def test_a_thousand_answers_deep_are_read_and_stay_linked(form: Format) -> None:
    found = read(form, deep(1000))
    assert [node.depth for node in found.nodes[-2:]] == [998, 999]
    assert not any(node.orphan for node in found.nodes)


@pytest.mark.parametrize(
    "form", [form for form in FORMATS if form.name != "feed_rss"], ids=lambda form: form.name
)
def test_all_of_a_long_discussion_is_read(form: Format) -> None:
    assert len(read(form, many(600)).nodes) == 600


def test_answers_that_came_without_their_comment_are_fetched_by_a_request_of_their_own() -> None:
    talk = Talk([Said(1), *(Said(number, 1, "Đáp") for number in range(2, 130))])
    found = read(BY_NAME["vnexpress"], talk)
    assert found.nodes[0].descendants == 128
    first = answer("vnexpress", said(BY_NAME["vnexpress"].url, papers.vnexpress, talk))
    assert len(first.comments) == 3
    assert "getreplay" in first.next_pages[0]


def test_an_empty_vnexpress_answer_is_a_list_and_closed_comments_are_told() -> None:
    assert answer("vnexpress", '{"error":0,"iscomment":1,"data":[]}').comments == ()
    assert answer("vnexpress", '{"error":0,"iscomment":0,"data":[]}').closed


@pytest.mark.parametrize("text", ['{"Data":""}', '{"Data":"[]"}', '{"Data":null}', '{"Data":[]}'])
def test_tuoi_tres_empty_forms(text: str) -> None:
    assert answer("tuoitre", text).comments == ()


def test_tuoi_tres_dates_without_a_zone_are_hanois() -> None:
    [one] = answer(
        "tuoitre",
        json.dumps(
            {"Data": json.dumps([{"id": 1, "content": "Hay.", "published_date": "2026-03-01T08:00:00"}])}
        ),
    ).comments
    assert one.created is not None
    assert one.created.isoformat() == "2026-03-01T01:00:00+00:00"


def test_a_topic_is_read_twenty_posts_at_a_time_and_answers_name_post_numbers() -> None:
    talk = Talk([Said(number, number - 1 if number % 7 else 0) for number in range(1, 56)])
    form = BY_NAME["discourse"]
    first = answer("discourse", said(TOPIC, forums.discourse, talk), TOPIC)
    assert (len(first.comments), first.total, first.next_pages) == (19, 55, (f"{ROOT}/t/7.json?page=2",))
    found = read(form, talk)
    assert len(found.nodes) == 55
    assert not any(node.orphan for node in found.nodes)


def test_staff_whispers_and_closings_are_no_comments_and_hidden_ones_are_told() -> None:
    posts = [
        {"post_number": 2, "post_type": 3, "cooked": "closed"},
        {"post_number": 3, "post_type": 4, "cooked": "whisper"},
        {"post_number": 4, "username": "a", "cooked": "x", "hidden": True},
    ]
    page = answer(
        "discourse", json.dumps({"post_stream": {"posts": posts, "stream": [1, 2, 3, 4]}}), f"{ROOT}/t/7.json"
    )
    assert [(one.source_id, one.state) for one in page.comments] == [("4", CommentState.HIDDEN)]


def test_what_a_status_warns_of_stands_above_it_and_private_answers_are_left_out() -> None:
    status = {
        "id": "1",
        "in_reply_to_id": "100000000000",
        "content": "<p>end</p>",
        "spoiler_text": "Spoiler <b>",
    }
    page = answer(
        "mastodon", json.dumps({"descendants": [status, status | {"id": "2", "visibility": "private"}]})
    )
    assert [one.body for one in page.comments] == [
        "<details><summary>Spoiler &lt;b&gt;</summary><p>end</p></details>"
    ]


def test_hacker_news_marks_the_asker_only_where_the_story_is_his_own() -> None:
    child = {"id": 2, "author": "pg", "text": "x", "children": []}
    linked = {"id": 1, "author": "pg", "url": "https://a.example", "title": "A", "children": [child]}
    assert not answer("hackernews", json.dumps(linked)).comments[0].by_article_author
    assert answer("hackernews", json.dumps(linked | {"title": "Show HN: A"})).comments[0].by_article_author


def test_isso_counts_what_it_left_out_and_where_it_is() -> None:
    one = {"id": 1, "text": "x", "hidden_replies": 3, "replies": [{"id": 2, "parent": 1, "text": "y"}]}
    page = answer("isso", json.dumps({"replies": [one], "hidden_replies": 2}))
    assert page.next_pages == (
        f"{ROOT}/isso/?uri=%2F&sort=oldest&parent=1&offset=1",
        f"{ROOT}/isso/?uri=%2F&sort=oldest&offset=1",
    )


def test_a_deleted_isso_comment_with_an_answer_keeps_its_place() -> None:
    assert read(BY_NAME["isso"], Talk([Said(1, state="deleted"), Said(2, 1)])).nodes[1].depth == 1


def test_older_lobsters_tell_depths_and_user_records() -> None:
    items = [
        {"short_id": name, "indent_level": level, "comment": "x", "commenting_user": {"username": "u"}}
        for name, level in (("a", 1), ("b", 2), ("c", 3), ("d", 2), ("e", 1))
    ]
    page = answer("lobsters", json.dumps({"comments": items}))
    assert [(one.source_id, one.parent_id) for one in page.comments] == [
        ("a", ""),
        ("b", "a"),
        ("c", "b"),
        ("d", "a"),
        ("e", ""),
    ]


@pytest.mark.parametrize(
    ("text", "kind", "body"),
    [
        ("a < b & c", "text/plain", "a < b & c"),
        ("a &amp; b &quot;c&quot;", "text/plain", 'a & b "c"'),
        ("<p>x</p>", "text/html", "<p>x</p>"),
        ("&lt;p&gt;x &amp;amp; y&lt;/p&gt;", "text/html", "<p>x &amp; y</p>"),
    ],
)
def test_text_of_json_ld_is_plain_unless_it_is_html(text: str, kind: str, body: str) -> None:
    record = json.dumps({"@type": "Article", "comment": {"@type": "Comment", "text": text, "author": "A"}})
    page = answer("page_json_ld", f'<html><script type="application/ld+json">{record}</script></html>')
    assert [(one.body_type, one.body) for one in page.comments] == [(kind, body)]


def test_what_was_taken_away_is_not_shown_though_the_site_still_sends_it() -> None:
    for state in (CommentState.DELETED, CommentState.REMOVED):
        assert json_values.comment("1", "said", state=state).body == ""
    assert json_values.comment("1", "said", state=CommentState.HIDDEN).body == "said"
    assert json_values.comment("1", " \u200b ").state is CommentState.DELETED
    assert json_values.comment("1", "x", parent_id="1").parent_id == ""


def test_times_no_comment_can_have_are_none() -> None:
    for value in (
        True,
        "x",
        "2026-13-45T00:00:00",
        10**30,
        -1,
        float("nan"),
        "9999-01-01T00:00:00Z",
        None,
        "2026-01-01",
    ):
        assert json_values.moment(value) is None, value
    whole = json_values.moment("2026-03-01T08:00:00.123+07:00")
    assert whole is not None
    assert whole.isoformat() == "2026-03-01T01:00:00+00:00"
    assert (
        json_values.moment(1772352000)
        == json_values.moment(1772352000000)
        == json_values.moment("1772352000")
    )


ODD = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8) | st.just("\ud800\x1b[31m"),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3),
    max_leaves=6,
)


@pytest.mark.parametrize("form", ANSWERING_JSON, ids=lambda form: form.name)
@given(data=st.data())
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_an_answer_with_anything_anywhere_breaks_nothing(form: Format, data: st.DataObject) -> None:
    source = source_named(form.source)
    assert source is not None
    place = form.url if form.name != "discourse" else TOPIC
    whole = [ask(one, form.speaker, {"blog": nested()}) for one in source.addresses(place)]
    got = [
        None if one is None else Retrieved(one.location, _spoilt(one.body, data), one.headers)
        for one in whole
    ]
    try:
        page = read_comments(form.source, got, About(place, "guid", f"{ROOT}/bai"))
    except ParseError:
        return
    for one in page.comments:
        assert one.source_id
        assert not UNSAFE.search(one.author)
        assert one.score is None or abs(one.score) < 2**54
        assert one.created is None or one.created < NOW.replace(year=2100)


def _spoilt(body: bytes, data: st.DataObject) -> bytes:
    """The JSON with one of its values replaced by something else."""
    root: list[Any] = [json.loads(body)]
    at: Any = root
    for _ in range(data.draw(st.integers(0, 7))):
        key: Any = data.draw(st.sampled_from(sorted(at) if isinstance(at, dict) else range(len(at))))
        if not isinstance(at[key], dict | list) or not at[key]:
            break
        at = at[key]
    key = data.draw(st.sampled_from(sorted(at) if isinstance(at, dict) else range(len(at))))
    at[key] = data.draw(ODD)
    return json.dumps(root[0]).encode("utf-8", "surrogatepass")
