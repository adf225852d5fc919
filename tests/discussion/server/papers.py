"""Speakers of the two Vietnamese papers with comments of their own: VnExpress and Tuổi Trẻ."""

from __future__ import annotations

from collections.abc import Mapping

from tests.discussion.server.answering import Json, reply, talked
from tests.discussion.server.serving import Heard, Reply
from tests.discussion.server.talk import Said, Talk


def vnexpress(heard: Heard, talks: Mapping[str, Talk]) -> Reply | None:
    """The first two answers beside each comment, the others by ``getreplay``; ``data`` is a list when nobody wrote."""
    if heard.host != "usi-saas.vnexpress.net" or "blog" not in talks:
        return None
    talk = talked(talks)
    offset, limit = int(heard.said("offset", "0")), int(heard.said("limit"))
    if heard.path == "/index/getreplay":
        rest = _below(talk, int(heard.said("id")))
        items = [_vne(one, int(heard.said("id"))) for one in rest[offset : offset + limit]]
        return reply({"error": 0, "data": {"total": len(rest), "items": items}})
    top = talk.answers(0) or [one for one in talk.said if one.state == "ok"]
    if not top:
        return reply({"error": 0, "errorDescription": "", "iscomment": 1, "data": []})
    items = []
    for one in top[offset : offset + limit]:
        rest = _below(talk, one.number) if one.parent == 0 else []
        replys = {"total": len(rest), "items": [_vne(answer, one.number) for answer in rest[:2]]}
        items.append(_vne(one, one.number) | {"replys": replys})
    total = sum(1 for one in talk.said)
    talk.asked()
    data = {"total": total, "totalitem": len(top), "offset": offset, "items_pin": [], "items": items}
    return reply({"error": 0, "iscomment": 0 if talk.closed else 1, "data": data})


def _below(talk: Talk, number: int) -> list[Said]:
    """All answers below a comment: the site knows two levels."""
    found, waiting = list[Said](), [number]
    while waiting:
        answers = talk.answers(waiting.pop(0))
        found += answers
        waiting += [one.number for one in answers]
    return found


def _vne(one: Said, parent: int) -> Json:
    return {
        "comment_id": str(one.number),
        "parent_id": str(parent),
        "content": one.text,
        "full_name": one.author,
        "creation_time": int(one.created.timestamp()),
        "userlike": one.score,
        "replys": [],
    }


def tuoitre(heard: Heard, talks: Mapping[str, Talk]) -> Reply | None:
    """A list as a text inside the answer; an empty one ends it."""
    if heard.host != "id.tuoitre.vn" or "blog" not in talks:
        return None
    talk = talked(talks)
    size, page = int(heard.said("pagesize")), int(heard.said("pageindex"))
    top = talk.answers(0)[(page - 1) * size : page * size]
    return reply(
        {
            "Success": True,
            "Data": reply([_tuoitre(one, talk) for one in top]).body.decode("utf-8", "surrogatepass"),
        }
    )


def _tuoitre(top: Said, talk: Talk) -> Json:
    root: Json = {}
    waiting = [(top, root)]
    while waiting:
        one, made = waiting.pop()
        children: list[Json] = [{} for _ in talk.answers(one.number)]
        made |= {
            "id": one.number,
            "sender_fullname": one.author,
            "content": one.text,
            "published_date": one.created.strftime("%Y-%m-%dT%H:%M:%S+00:00"),
            "likes": one.score,
            "reactions": {},
            "child_count": len(children),
            "children": children,
        }
        waiting += zip(talk.answers(one.number), children, strict=True)
    return root
