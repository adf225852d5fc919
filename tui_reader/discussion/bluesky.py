"""Bluesky: the answers to a post, from the network's public interface."""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import escape
from urllib.parse import urlencode

from tui_reader.discussion import json_values as json
from tui_reader.discussion.json_values import Json
from tui_reader.discussion.links import links_of
from tui_reader.discussion.source import About, Answer, Place
from tui_reader.model.comment import CommentData, CommentPage, CommentState
from tui_reader.model.entry import EntryData

_POST = re.compile(r"https?://bsky\.app/profile/([\w.:%-]{3,260})/post/([a-z0-9]{8,20})")
_THREAD = "https://public.api.bsky.app/xrpc/app.bsky.feed.getPostThread?"
_URI = re.compile(r"at://[^/]+/app\.bsky\.feed\.post/([a-z0-9]{1,20})$")


class Bluesky:
    """The adapter "bluesky"; a place is the post's page. One answer holds everything."""

    name = "bluesky"
    empty: frozenset[str] = frozenset()

    def places(self, entry: EntryData) -> list[Place]:
        """The post an article's page names, or the one an entry of an account's feed is."""
        named = [url for kind, url in entry.comments.hints if kind == self.name]
        found = (_POST.match(url) for url in (*named, *links_of(entry)))
        return [Place(self.name, match[0]) for match in found if match]

    def addresses(self, url: str) -> tuple[str, ...]:
        """The thread, as deep as the interface goes."""
        match = _POST.match(url)
        if match is None:
            return ()
        uri = f"at://{match[1]}/app.bsky.feed.post/{match[2]}"
        return (_THREAD + urlencode({"uri": uri, "depth": "1000", "parentHeight": "0"}),)

    def read(self, answers: Sequence[Answer | None], about: About) -> CommentPage:
        """The tree; what its writer blocked or deleted keeps its place where it was answered."""
        thread = json.record(json.load_object(answers[0].text if answers[0] else "").get("thread"))
        post = json.record(thread, "post")
        answered = "replies" in thread or not json.number(post.get("replyCount"))
        if not post or not answered:
            raise json.changed()
        writer = json.text(json.record(post, "author"), "did")
        found: list[CommentData] = []
        waiting = [(one, "") for one in reversed(json.records(thread.get("replies")))]
        while waiting and len(found) < json.MOST:
            one, parent = waiting.pop()
            made = _comment(one, parent, writer)
            if made is None:
                continue
            found.append(made)
            waiting += [(below, made.source_id) for below in reversed(json.records(one.get("replies")))]
        if thread.get("replies") and not found:
            raise json.changed()
        return CommentPage(tuple(found), whole=True)


def _comment(view: Json, parent: str, writer: str) -> CommentData | None:
    post = json.record(view, "post")
    if not post:  # #notFoundPost, #blockedPost
        uri = json.identifier(view.get("uri"))
        state = CommentState.HIDDEN if view.get("blocked") is True else CommentState.DELETED
        return json.comment(uri, "", parent_id=parent, state=state) if uri else None
    author, record = json.record(post, "author"), json.record(post, "record")
    uri, handle = json.identifier(post.get("uri")), json.text(author, "handle")
    key = _URI.match(uri)
    if not uri:
        return None
    return json.comment(
        uri,
        _body(json.text(record, "text"), json.records(record.get("facets"))),
        parent_id=parent,
        author=json.text(author, "displayName") or handle,
        author_url=json.address(f"https://bsky.app/profile/{handle}") if handle else "",
        created=json.moment(record.get("createdAt")) or json.moment(post.get("indexedAt")),
        score=json.number(post.get("likeCount")),
        by_article_author=bool(writer) and json.text(author, "did") == writer,
        url=json.address(f"https://bsky.app/profile/{handle}/post/{key[1]}") if handle and key else "",
    )


def _body(text: str, facets: list[Json]) -> str:
    """The text with its links; their offsets count the bytes of its UTF-8."""
    raw = text.encode("utf-8", "surrogatepass")
    links: list[tuple[int, int, str]] = []
    for facet in facets[:200]:
        index = json.record(facet, "index")
        begin, end = json.number(index.get("byteStart")), json.number(index.get("byteEnd"))
        url = next(
            (u for one in json.records(facet.get("features")) if (u := json.address(one.get("uri")))), ""
        )
        if url and begin is not None and end is not None and 0 <= begin < end <= len(raw):
            links.append((begin, end, url))
    parts, at = [], 0
    for begin, end, url in sorted(links):
        if begin >= at:
            parts.append(_text(raw[at:begin]))
            parts.append(f'<a href="{escape(url)}">{_text(raw[begin:end])}</a>')
            at = end
    parts.append(_text(raw[at:]))
    return "".join(parts)


def _text(raw: bytes) -> str:
    return escape(raw.decode("utf-8", "replace"), quote=False).replace("\n", "<br>")
