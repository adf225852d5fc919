"""Speakers: WordPress by REST and by its comment feed, Atom with RFC 4685, each below ``/NAME/``."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from email.utils import format_datetime
from html import escape

from tests.discussion.server.serving import Heard, Reply
from tests.discussion.server.talk import Said, Talk

_UNXML = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f]")


def wordpress(heard: Heard, talks: Mapping[str, Talk]) -> Reply | None:
    """``/NAME/wp-json/wp/v2/comments?post=7``, as WordPress pages and counts."""
    short = heard.said("rest_route") == "/wp/v2/comments"
    name = heard.path.strip("/") if short else _name(heard.path, "/wp-json/wp/v2/comments")
    if name is None or (talk := talks.get(name)) is None:
        return None
    living = [one for one in talk.said if one.state == "ok"]
    size, page = int(heard.said("per_page", "10")), int(heard.said("page", "1"))
    assert heard.said("order") == "asc"
    pages = -(-len(living) // size)
    items = [_wordpress_item(one, f"{heard.root}/{name}/") for one in living[(page - 1) * size : page * size]]
    headers = {
        "X-WP-Total": str(len(living)),
        "X-WP-TotalPages": str(pages),
        "Content-Type": "application/json; charset=UTF-8",
    }
    talk.asked()
    return Reply(json.dumps(items).encode("utf-8", "surrogatepass"), headers)


def _wordpress_item(one: Said, page: str) -> dict[str, object]:
    return {
        "id": one.number,
        "post": 7,
        "parent": one.parent,
        "author": 1 if one.by_author else 0,
        "author_name": one.author,
        "author_url": "",
        "date": one.created.strftime("%Y-%m-%dT%H:%M:%S"),
        "date_gmt": one.created.strftime("%Y-%m-%dT%H:%M:%S"),
        "content": {"rendered": one.text},
        "link": f"{page}#comment-{one.number}",
        "status": "approved",
        "type": "comment",
        "author_avatar_urls": {"24": "https://secure.gravatar.example/avatar/0"},
    }


def wordpress_feed(heard: Heard, talks: Mapping[str, Talk]) -> Reply | None:
    """``/NAME/feed/``: the newest ten, answers told by the line they begin with."""
    name = _name(heard.path, "/feed/")
    if name is None or (talk := talks.get(name)) is None:
        return None
    page = f"{heard.root}/{name}/"
    by_number = {one.number: one for one in talk.said}
    items = []
    for one in [one for one in reversed(talk.said) if one.state == "ok"][:10]:
        text = one.text
        if one.parent in by_number:
            to = by_number[one.parent]
            text = f'<p>In reply to <a href="{page}#comment-{to.number}">{to.author}</a>.</p>\n{text}'
        items.append(
            f"<item><title>By: {_xml(one.author)}</title><link>{page}#comment-{one.number}</link>"
            f"<dc:creator>{_xml(one.author)}</dc:creator><pubDate>{format_datetime(one.created)}</pubDate>"
            f'<guid isPermaLink="false">{heard.root}/?p=7#comment-{one.number}</guid>'
            f"<description>{_xml(text)}</description><content:encoded>{_xml(text)}</content:encoded></item>"
        )
    body = (
        '<?xml version="1.0" encoding="UTF-8"?><rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"'
        ' xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>Comments on: Bài</title>'
        f"<link>{page}</link>{''.join(items)}</channel></rss>"
    )
    return Reply(body.encode("utf-8", "replace"), {"Content-Type": "application/rss+xml; charset=UTF-8"})


def atom(heard: Heard, talks: Mapping[str, Talk]) -> Reply | None:
    """``/NAME/replies.atom``: RFC 4685 under a prefix of its own."""
    name = _name(heard.path, "/replies.atom")
    if name is None or (talk := talks.get(name)) is None:
        return None
    entries = "".join(
        f"<entry><id>tag:x,{one.number}</id><title>Re</title><author><name>{_xml(one.author)}</name></author>"
        f"<published>{one.created.isoformat()}</published><updated>{(one.changed or one.created).isoformat()}</updated>"
        f'<q:in-reply-to ref="{f"tag:x,{one.parent}" if one.parent else f"{heard.root}/?p=7"}"/>'
        f'<content type="html">{_xml(one.text)}</content></entry>'
        for one in talk.said
        if one.state == "ok"
    )
    body = (
        '<feed xmlns="http://www.w3.org/2005/Atom" xmlns:q="http://purl.org/syndication/thread/1.0">'
        f"<id>tag:x,c</id><title>Comments</title>{entries}</feed>"
    )
    return Reply(body.encode("utf-8", "replace"), {"Content-Type": "application/atom+xml"})


def _name(path: str, tail: str) -> str | None:
    return path.removesuffix(tail).strip("/") if path.endswith(tail) else None


def _xml(text: str) -> str:
    """XML has no way to say most control characters."""
    return escape(_UNXML.sub("?", text))
