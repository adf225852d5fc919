"""A speaker that answers only who has a token: Reddit's interface for programs."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tests.discussion.server.answering import reply
from tests.discussion.server.serving import Heard, Reply
from tests.discussion.server.talk import Said, Talk

Json = dict[str, Any]


def reddit(heard: Heard, talks: Mapping[str, Talk]) -> Reply | None:
    """Two listings, the post and its comments, the tree cut at the third level; what was cut by ``morechildren``."""
    if heard.host != "oauth.reddit.com" or "blog" not in talks:
        return None
    talk = talks["blog"]
    by_number = {one.number: one for one in talk.said}
    if heard.path == "/api/morechildren":
        asked = [by_number[int(name[1:])] for name in heard.said("children").split(",")]
        things = [_thing(one) for top in asked for one in _with_all_below(top, talk)]
        return reply({"json": {"errors": [], "data": {"things": things}}})
    post = {"id": "1abcd", "author": "An Nhiên", "is_self": True, "num_comments": len(talk.said)}
    top = talk.answers(0) + [one for one in talk.said if one.parent not in (0, *by_number)]
    listing = {"kind": "Listing", "data": {"children": [_answered(one, talk, 1) for one in top]}}
    return reply([{"kind": "Listing", "data": {"children": [{"kind": "t3", "data": post}]}}, listing])


def _answered(one: Said, talk: Talk, level: int) -> Json:
    """With what answers it, to the second level whole; of what is below only the numbers."""
    made, below = _thing(one), talk.answers(one.number)
    if below and level < 2:
        children = [_answered(answer, talk, level + 1) for answer in below]
        made["data"]["replies"] = {"kind": "Listing", "data": {"children": children}}
    elif below:
        left = {
            "count": len(below),
            "children": [f"c{answer.number}" for answer in below],
            "parent_id": f"t1_c{one.number}",
        }
        made["data"]["replies"] = {"kind": "Listing", "data": {"children": [{"kind": "more", "data": left}]}}
    return made


def _with_all_below(top: Said, talk: Talk) -> list[Said]:
    found, waiting = list[Said](), [top]
    while waiting:
        one = waiting.pop()
        found.append(one)
        waiting += talk.answers(one.number)[::-1]
    return found


def _thing(one: Said) -> Json:
    gone = one.state != "ok"
    data = {
        "id": f"c{one.number}",
        "parent_id": f"t1_c{one.parent}" if one.parent else "t3_1abcd",
        "author": "[deleted]" if gone else one.author,
        "body": "[deleted]" if gone else one.text,
        "body_html": "<p>[deleted]</p>" if gone else one.text,
        "created_utc": one.created.timestamp(),
        "edited": one.changed.timestamp() if one.changed else False,
        "score": one.score,
        "is_submitter": one.by_author,
        "permalink": f"/r/x/comments/1abcd/bai/c{one.number}/",
        "replies": "",
    }
    return {"kind": "t1", "data": data}
