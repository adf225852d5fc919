"""Speakers of what sites run themselves, below the server's own address: Discourse, Mastodon, Isso, Lemmy, Remark42, a page."""

from __future__ import annotations

import json
from collections.abc import Mapping
from html import escape
from typing import Any

from tests.discussion.server.answering import reply
from tests.discussion.server.serving import Heard, Reply
from tests.discussion.server.talk import Said, Talk

Json = dict[str, Any]


def discourse(heard: Heard, talks: Mapping[str, Talk]) -> Reply | None:
    """``/t/7.json``, twenty posts a page, the first the article's; ``/embed/comments`` as a blog shows it."""
    talk = talks.get("blog")
    if talk is None:
        return None
    if heard.path == "/embed/comments":
        body = f"<html><body><a class='button' href='{heard.root}/t/bai-viet/7/2'>Continue</a></body></html>"
        return Reply(body.encode(), {"Content-Type": "text/html"})
    if heard.path != "/t/7.json":
        return None
    page = int(heard.said("page", "1"))
    posts = [_post(Said(0, -1, "An Nhiên", "Bài viết")), *(_post(one) for one in talk.said)]
    talk.asked()
    stream = {"posts": posts[(page - 1) * 20 : page * 20], "stream": list(range(5000, 5000 + len(posts)))}
    return reply(
        {
            "id": 7,
            "title": "Bài",
            "posts_count": len(posts),
            "post_stream": stream,
            "closed": talk.closed,
            "details": {"created_by": {"username": "An Nhiên"}},
        }
    )


def _post(one: Said) -> Json:
    return {
        "id": 5000 + one.number,
        "username": one.author,
        "created_at": one.created.isoformat(),
        "updated_at": (one.changed or one.created).isoformat(),
        "version": 2 if one.edited else 1,
        "cooked": one.text,
        "post_number": one.number + 1,
        "reply_to_post_number": one.parent + 1 if one.parent > 0 else None,
        "post_type": 1,
        "user_deleted": one.state == "deleted",
        "actions_summary": [{"id": 2, "count": one.score}] if one.score else [],
    }


def mastodon(heard: Heard, talks: Mapping[str, Talk]) -> Reply | None:
    """``/api/v1/statuses/ID`` and its ``/context``; identifiers are texts."""
    talk = talks.get("blog")
    if talk is None or not heard.path.startswith("/api/v1/statuses/100000000000"):
        return None
    if not heard.path.endswith("/context"):
        return reply({"id": "100000000000", "account": {"url": f"{heard.root}/@an", "acct": "an"}})
    statuses = [_status(one, heard.root) for one in talk.said if one.state == "ok"]
    return reply({"ancestors": [], "descendants": statuses})


def _status(one: Said, root: str) -> Json:
    return {
        "id": str(200 + one.number),
        "in_reply_to_id": str(200 + one.parent) if one.parent else "100000000000",
        "account": {
            "acct": "x@m.example",
            "display_name": one.author,
            "url": f"{root}/@an" if one.by_author else f"{root}/@khac",
        },
        "content": one.text,
        "created_at": one.created.isoformat(),
        "edited_at": one.changed.isoformat() if one.changed else None,
        "spoiler_text": "Cảnh báo" if one.author == "Hà" else "",
        "visibility": "public",
        "favourites_count": one.score,
        "url": f"{root}/@khac/{200 + one.number}",
        "media_attachments": [{"url": "https://m.example/a.jpg", "description": "Bến cảng"}]
        if one.author == "Thu"
        else [],
    }


def isso(heard: Heard, talks: Mapping[str, Talk]) -> Reply | None:
    """``/isso/?uri=``: two levels, what is deeper stands at the second."""
    talk = talks.get("blog")
    if talk is None or heard.path != "/isso/":
        return None
    top = {one.number: _isso(one) | {"replies": []} for one in talk.answers(0)}
    roots = {number: number for number in top}
    for one in talk.said:
        if one.parent in roots:
            roots[one.number] = roots[one.parent]
            top[roots[one.parent]]["replies"].append(_isso(one))
    return reply({"id": None, "total_replies": len(top), "hidden_replies": 0, "replies": list(top.values())})


def _isso(one: Said) -> Json:
    return {
        "id": one.number,
        "parent": one.parent or None,
        "text": one.text,
        "author": one.author or None,
        "website": None,
        "created": one.created.timestamp(),
        "modified": one.changed.timestamp() if one.changed else None,
        "mode": 4 if one.state == "deleted" else 1,
        "likes": max(0, one.score or 0),
        "dislikes": max(0, -(one.score or 0)),
        "hidden_replies": 0,
    }


def lemmy(heard: Heard, talks: Mapping[str, Talk]) -> Reply | None:
    """``/api/v3/comment/list``, Markdown, paths."""
    talk = talks.get("blog")
    if talk is None or heard.path != "/api/v3/comment/list":
        return None
    page, limit = int(heard.said("page")), int(heard.said("limit"))
    by_number = {one.number: one for one in talk.said}
    return reply(
        {"comments": [_lemmy(one, by_number) for one in talk.said[(page - 1) * limit : page * limit]]}
    )


def _lemmy(one: Said, by_number: Mapping[int, Said]) -> Json:
    path = [one.number]
    while (parent := by_number[path[0]].parent) and parent not in path:
        path.insert(0, parent)
        if parent not in by_number:
            break
    text = one.text.replace("<p>", "").replace("</p>", "").replace("<em>", "*").replace("</em>", "*")
    return {
        "comment": {
            "id": one.number,
            "path": ".".join(map(str, [0, *path])),
            "content": text,
            "published": one.created.isoformat(),
            "updated": one.changed.isoformat() if one.changed else None,
            "deleted": one.state == "deleted",
            "removed": False,
        },
        "creator": {
            "id": 1 if one.by_author else 2,
            "name": "x",
            "display_name": one.author,
            "actor_id": "https://l.example/u/x",
        },
        "post": {"creator_id": 1},
        "counts": {"score": one.score},
    }


def remark42(heard: Heard, talks: Mapping[str, Talk]) -> Reply | None:
    """``/api/v1/find`` as a tree; what was typed is there, too, and never to be shown."""
    talk = talks.get("blog")
    if talk is None or heard.path != "/remark/api/v1/find":
        return None
    nodes = {one.number: _remark(one) for one in talk.said}
    for one in talk.said:
        if one.parent in nodes and one.parent != one.number:
            nodes[one.parent]["replies"].append(nodes[one.number])
    top = [nodes[one.number] for one in talk.said if one.parent not in nodes or one.parent == one.number]
    return reply({"comments": top, "info": {"count": len(nodes), "read_only": talk.closed}})


def _remark(one: Said) -> Json:
    comment = {
        "id": f"r{one.number}",
        "pid": f"r{one.parent}" if one.parent else "",
        "text": one.text,
        "orig": "<script>never</script>",
        "user": {"id": "u", "name": one.author, "admin": one.by_author},
        "locator": {"site": "s", "url": "https://b.example/bai"},
        "score": one.score,
        "time": one.created.isoformat(),
        "edit": {"time": one.changed.isoformat()} if one.changed else None,
        "delete": one.state == "deleted",
    }
    return {"comment": comment, "replies": []}


def json_ld(heard: Heard, talks: Mapping[str, Talk]) -> Reply | None:
    """``/page``: comments in the page's JSON-LD, flat, each naming its parent, with a trailing comma; text as HTML, escaped."""
    talk = talks.get("blog")
    if talk is None or heard.path != "/page":
        return None
    found = [
        {
            "@type": "Comment",
            "@id": f"#c{one.number}",
            "text": escape(one.text) if one.number % 2 else one.text.replace("<p>", "").replace("</p>", ""),
            "author": {"@type": "Person", "name": one.author} if one.number % 2 else one.author,
            "dateCreated": one.created.isoformat(),
            "dateModified": one.changed.isoformat() if one.changed else None,
            "upvoteCount": one.score,
            **({"parentItem": {"@id": f"#c{one.parent}"}} if one.parent else {}),
        }
        for one in talk.said
        if one.state == "ok"
    ]
    record = {"@type": "NewsArticle", "headline": "Bài", "comment": found}
    script = json.dumps(record).replace("</", "<\\/")[:-1] + ",}"
    body = f'<html><head><script type="application/ld+json">{script}</script></head><body><p>Bài</p></body></html>'
    return Reply(body.encode("utf-8", "surrogatepass"), {"Content-Type": "text/html; charset=utf-8"})


def microdata(heard: Heard, talks: Mapping[str, Talk]) -> Reply | None:
    """``/marked``: comments as elements, answers inside what they answer."""
    talk = talks.get("blog")
    if talk is None or heard.path != "/marked":
        return None
    top = [one for one in talk.said if not one.parent and one.state == "ok"]
    parts = [
        "<html><body><article><p>Bài</p></article>",
        *(_element(one, talk) for one in top),
        "</body></html>",
    ]
    return Reply("".join(parts).encode("utf-8", "surrogatepass"), {"Content-Type": "text/html"})


def _element(one: Said, talk: Talk, level: int = 0) -> str:
    inside = (
        "".join(_element(answer, talk, level + 1) for answer in talk.answers(one.number))
        if level < 20
        else ""
    )
    return (
        f'<div itemprop="comment" itemscope itemtype="https://schema.org/Comment" id="c{one.number}">'
        f'<span itemprop="author" itemscope><span itemprop="name">{escape(one.author)}</span></span>'
        f'<time itemprop="dateCreated" datetime="{one.created.isoformat()}">hôm qua</time>'
        f'<div itemprop="text">{one.text}</div>{inside}</div>'
    )
