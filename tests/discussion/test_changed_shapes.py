"""A site that sends its comments in another shape than it did is told as such, and never taken for an empty discussion."""

from __future__ import annotations

import json

import pytest

from tests.discussion.conftest import Talking
from tests.discussion.formats import FORMATS, Format, linked
from tests.discussion.server.answering import reply
from tests.discussion.server.serving import CommentServer
from tests.discussion.server.talk import nested
from tests.discussion.test_faults import answer, read
from tui_reader.model.errors import ParseError

NAMES = {
    "wordpress": ("id", "content"),
    "hackernews": ("children", "id", "text"),
    "discourse": ("posts", "post_number", "cooked"),
    "mastodon": ("descendants", "id", "content"),
    "vnexpress": ("data", "items", "comment_id", "content"),
    "tuoitre": ("Data", "id", "content"),
    "isso": ("replies", "id", "text"),
    "lobsters": ("comments", "short_id", "comment"),
    "lemmy": ("comments", "id", "content"),
    "bluesky": ("thread", "post", "replies"),
    "remark42": ("comments", "id", "text"),
    "wordpress_com": ("comments", "ID", "content"),
    "disqus": ("response", "id", "message"),
    "reddit": ("kind", "children"),
    "webmention": ("children", "wm-id", "wm-property"),
}
"""What the formats that are JSON cannot be read without; each is called otherwise in turn."""


def renamed(value: object, name: str) -> object:
    """The same with another word for a name, also inside a text that is JSON itself."""
    if isinstance(value, dict):
        return {f"{key}_2" if key == name else key: renamed(one, name) for key, one in value.items()}
    if isinstance(value, list):
        return [renamed(one, name) for one in value]
    if isinstance(value, str) and value.startswith("["):
        return json.dumps(renamed(json.loads(value), name))
    return value


def code(form: Format, value: object) -> str:
    """What reading that answer ends in; empty where comments came of it."""
    try:
        page = read(form, reply(value).body, "application/json")
    except ParseError as error:
        return error.code
    return "" if page.comments else "empty"


@pytest.mark.parametrize(
    ("form", "name"),
    [(form, name) for form in FORMATS for name in NAMES.get(form.name, ())],
    ids=lambda one: one if isinstance(one, str) else one.name,
)
def test_a_name_that_is_another_is_no_empty_discussion(form: Format, name: str) -> None:
    whole = json.loads(answer(form))
    assert code(form, whole) == ""
    assert code(form, renamed(whole, name)) == "comments_changed"


PAPERS = {
    "vnexpress": (
        [{"error": 0, "data": []}, {"error": 0, "data": {"total": 0}}, {"data": {"total": 0, "items": []}}],
        [
            {"error": 0},
            {"data": None},
            {"data": "[]"},
            {"data": [{"comment_id": "1", "content": "Hay."}]},
            {"data": {"total": 3}},
            {"data": {"total": 3, "items": {"1": {}}}},
            {"data": {"list": [{"comment_id": "1"}]}},
        ],
    ),
    "tuoitre": (
        [{"Data": "[]"}, {"Data": ""}, {"Data": None}, {"Data": []}],
        [
            {"Success": True},
            {"Data": {"items": []}},
            {"Data": 5},
            {"Data": '{"list": []}'},
            {"Data": "[1, 2]"},
        ],
    ),
}
"""Of the two papers whose ways nobody wrote down: what says that nobody has commented, and what does not."""


@pytest.mark.parametrize("name", PAPERS)
def test_a_paper_says_that_there_are_none_and_everything_else_is_told_as_changed(name: str) -> None:
    form = next(one for one in FORMATS if one.name == name)
    empty, other = PAPERS[name]
    assert [code(form, one) for one in empty] == ["empty"] * len(empty)
    assert [code(form, one) for one in other] == ["comments_changed"] * len(other)


async def test_what_was_kept_stays_where_the_sites_answer_has_changed(
    server: CommentServer, talking_of: Talking
) -> None:
    server.talks["blog"] = nested()
    async with talking_of(linked("https://vnexpress.net/bai-viet-4567890.html")) as desk:
        here = (await desk.fetch()).new
        assert here >= 3
        server.instead = reply({"error": 0, "iscomment": 1, "data": {"total": 5, "comments": []}})
        assert (await desk.fetch()).code == "comments_changed"
        kept = desk.thread()
        assert (len(kept.nodes), kept.discussion.trouble) == (here, "comments_changed")
        server.instead = None
        await desk.fetch()
        assert desk.thread().discussion.trouble == ""
