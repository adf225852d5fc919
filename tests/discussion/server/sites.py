"""Speakers of public sites with one address: Hacker News, Lobsters, Bluesky, WordPress.com, Disqus, …"""

from __future__ import annotations

from collections.abc import Mapping

from tests.discussion.server.answering import Json, reply, talked
from tests.discussion.server.serving import Heard, Reply
from tests.discussion.server.talk import Said, Talk


def hackernews(heard: Heard, talks: Mapping[str, Talk]) -> Reply | None:
    """Algolia's tree and search, Firebase's ranks (the last thread first)."""
    talk = talks.get("blog")
    if talk is None or heard.host not in ("hn.algolia.com", "hacker-news.firebaseio.com"):
        return None
    if heard.path.startswith("/v0/item/"):
        return reply({"id": 1000, "kids": [1000 + one.number for one in reversed(talk.answers(0))]})
    if heard.path == "/api/v1/search":
        hit = {
            "objectID": "1000",
            "title": "Bài \x1b[31m",
            "url": heard.said("query"),
            "num_comments": 5,
            "created_at_i": 1767225600,
        }
        other = hit | {
            "objectID": "2000",
            "url": heard.said("query").replace("/bai", "/bai-khac"),
            "num_comments": 900,
        }
        return reply({"hits": [other, hit | {"num_comments": 2, "objectID": "999"}, hit], "nbHits": 3})
    talk.asked()
    tree = [_hacker(one, talk) for one in talk.answers(0)]
    return reply(
        {"id": 1000, "type": "story", "author": "An Nhiên", "title": "Bài", "url": None, "children": tree}
    )


def _hacker(top: Said, talk: Talk) -> Json:
    """A tree without recursion: 1,000 deep is a case."""
    root: Json = {}
    waiting = [(top, root)]
    while waiting:
        one, made = waiting.pop()
        gone = one.state != "ok"
        children: list[Json] = [{} for _ in talk.answers(one.number)]
        made |= {
            "id": 1000 + one.number,
            "created_at_i": int(one.created.timestamp()),
            "type": "comment",
            "author": None if gone else one.author,
            "text": None if gone else one.text.replace("</p>", "").removeprefix("<p>"),
            "points": one.score,
            "children": children,
        }
        waiting += zip(talk.answers(one.number), children, strict=True)
    return root


def lobsters(heard: Heard, talks: Mapping[str, Talk]) -> Reply | None:
    """``/s/ID.json`` and the search by address."""
    if heard.host != "lobste.rs" or "blog" not in talks:
        return None
    if heard.path == "/stories/url/all.json":
        return reply([{"short_id": "abcdef", "title": "Bài", "url": heard.said("url"), "comment_count": 5}])
    found = [_lobster(one) for one in _in_order(talked(talks))]
    return reply(
        {"short_id": "abcdef", "submitter_user": "An Nhiên", "user_is_author": True, "comments": found}
    )


def _lobster(one: Said) -> Json:
    return {
        "short_id": f"c{one.number}",
        "short_id_url": f"https://lobste.rs/c/c{one.number}",
        "created_at": one.created.isoformat(),
        "last_edited_at": (one.changed or one.created).isoformat(),
        "is_deleted": one.state == "deleted",
        "is_moderated": False,
        "score": one.score,
        "parent_comment": f"c{one.parent}" if one.parent else None,
        "comment": one.text,
        "commenting_user": one.author,
    }


def _in_order(talk: Talk) -> list[Said]:
    return talk.said


def bluesky(heard: Heard, talks: Mapping[str, Talk]) -> Reply | None:
    """``getPostThread``."""
    if heard.host != "public.api.bsky.app" or "blog" not in talks:
        return None
    talk = talked(talks)
    top = Said(0, 0, "An Nhiên")
    return reply({"thread": _skeet(top, talk)})


def _skeet(top: Said, talk: Talk) -> Json:
    root: Json = {}
    waiting = [(top, root)]
    while waiting:
        one, made = waiting.pop()
        replies: list[Json] = [{} for _ in talk.answers(one.number)] if one.number or one is top else []
        uri = f"at://did:plc:x/app.bsky.feed.post/3k{one.number}"
        if one.state != "ok":
            made |= {
                "$type": "app.bsky.feed.defs#notFoundPost",
                "uri": uri,
                "notFound": True,
                "replies": replies,
            }
        else:
            made |= {
                "$type": "app.bsky.feed.defs#threadViewPost",
                "post": _post(one, uri) | {"replyCount": len(replies)},
                "replies": replies,
            }
        waiting += zip(talk.answers(one.number), replies, strict=True)
    return root


def _post(one: Said, uri: str) -> Json:
    text = one.text.replace("<p>", "").replace("</p>", "")
    said = "ở đây"
    begin = len(
        text.encode("utf-8", "surrogatepass")[: text.encode("utf-8", "surrogatepass").find(said.encode())]
    )
    facet = {
        "index": {"byteStart": begin, "byteEnd": begin + len(said.encode())},
        "features": [{"$type": "app.bsky.richtext.facet#link", "uri": "https://a.example/b"}],
    }
    owner = one.author == "An Nhiên"
    return {
        "uri": uri,
        "author": {
            "did": "did:plc:a" if owner else "did:plc:b",
            "handle": "x.bsky.social",
            "displayName": one.author,
        },
        "record": {
            "text": text,
            "createdAt": one.created.isoformat(),
            "facets": [facet] if said in text else [],
        },
        "likeCount": one.score,
    }


def wordpress_com(heard: Heard, talks: Mapping[str, Talk]) -> Reply | None:
    """``…/replies/``: parents are objects, or false."""
    if heard.host != "public-api.wordpress.com" or "blog" not in talks:
        return None
    living = [one for one in talked(talks).said if one.state == "ok"]
    size, page = int(heard.said("number")), int(heard.said("page"))
    items = [
        {
            "ID": one.number,
            "author": {"name": one.author, "URL": ""},
            "date": one.created.isoformat(),
            "content": one.text,
            "parent": {"ID": one.parent} if one.parent else False,
            "status": "approved",
            "type": "comment",
        }
        for one in living[(page - 1) * size : page * size]
    ]
    return reply({"found": len(living), "comments": items})


def webmention(heard: Heard, talks: Mapping[str, Talk]) -> Reply | None:
    """``mentions.jf2``, with a like that is no comment."""
    if heard.host != "webmention.io" or "blog" not in talks:
        return None
    found = [
        {
            "type": "entry",
            "author": {"name": one.author, "url": "https://m.example/"},
            "url": f"https://m.example/{one.number}",
            "published": None,
            "wm-received": one.created.isoformat(),
            "wm-id": one.number,
            "wm-property": "in-reply-to",
            "content": {"html": one.text},
        }
        for one in talked(talks).said
        if one.state == "ok"
    ]
    like = {"type": "entry", "wm-id": 9, "wm-property": "like-of", "author": {"name": "Thích"}}
    return reply({"type": "feed", "children": [*found, like]})


def disqus(heard: Heard, talks: Mapping[str, Talk]) -> Reply | None:
    """``threads/details`` and ``listPosts``: what is deleted still has its author."""
    if heard.host != "disqus.com" or "blog" not in talks:
        return None
    talk = talked(talks)
    if heard.path.endswith("/details.json"):
        if not talk.said:
            return reply({"code": 2, "response": "Invalid argument, 'thread': Unable to find thread"})
        talk.asked()
        return reply({"code": 0, "response": {"id": "77", "posts": len(talk.said), "isClosed": talk.closed}})
    begin, size = int(heard.said("cursor", "0").partition(":")[0]), int(heard.said("limit"))
    cursor = {"hasNext": begin + size < len(talk.said), "next": f"{begin + size}:0:0"}
    posts = [_disqus(one) for one in talk.said[begin : begin + size]]
    return reply({"code": 0, "cursor": cursor, "response": posts})


def _disqus(one: Said) -> Json:
    return {
        "id": str(one.number),
        "parent": one.parent or None,
        "author": {"name": one.author, "profileUrl": "https://disqus.com/by/x/", "isAnonymous": False},
        "createdAt": one.created.strftime("%Y-%m-%dT%H:%M:%S"),
        "message": one.text,
        "raw_message": "never",
        "points": one.score,
        "isDeleted": one.state == "deleted",
        "isApproved": True,
        "isSpam": False,
    }
