"""Mastodon: the answers to a status, as far as the server that is asked knows them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import escape

from tui_reader.discussion import json_values as json
from tui_reader.discussion.json_values import Json
from tui_reader.discussion.links import links_of
from tui_reader.discussion.source import About, Answer, Place
from tui_reader.model.comment import CommentData, CommentPage
from tui_reader.model.entry import EntryData

_STATUS = re.compile(
    r"(https?://[^/?#]+)/(?:@[\w.-]{1,60}(?:@[\w.-]{1,250})?/|users/[\w.-]{1,60}/statuses/|web/statuses/)(\d{10,20})/?(?:[?#].*)?$"
)
_CONTEXT = re.compile(r"(https?://[^/?#]+)/api/v1/statuses/(\d{1,20})/context$")
_SHOWN = frozenset(("public", "unlisted", ""))


class Mastodon:
    """The adapter "mastodon"; a place is the status's ``…/context``. One answer holds all the server gives."""

    name = "mastodon"
    empty: frozenset[str] = frozenset()

    def places(self, entry: EntryData) -> list[Place]:
        """The status an article's page names, or the one an entry of an account's feed is."""
        named = [url for kind, url in entry.comments.hints if kind == self.name]
        found = (_STATUS.match(url) for url in (*named, *links_of(entry)))
        return [
            Place(self.name, f"{match[1]}/api/v1/statuses/{match[2]}/context") for match in found if match
        ]

    def addresses(self, url: str) -> tuple[str, ...]:
        """The answers, and the status itself, which tells whose it is."""
        return (url, url.removesuffix("/context")) if _CONTEXT.match(url) else (url,)

    def read(self, answers: Sequence[Answer | None], about: About) -> CommentPage:
        """The answers in the order of the server, each before those to it."""
        context = json.load_object(answers[0].text if answers[0] else "")
        asked = _CONTEXT.match(about.url)
        if asked is None:
            raise json.unreadable()
        status: Json = {}
        if len(answers) > 1 and answers[1] is not None:
            status = json.tolerant(answers[1].text)
        writer = json.text(json.record(status, "account"), "url")
        found = (_comment(one, asked[2], writer) for one in json.items(context.get("descendants"), "id", "content"))
        return CommentPage(tuple(made for made in found if made))


def _comment(status: Json, top: str, writer: str) -> CommentData | None:
    number = json.identifier(status.get("id"))
    if not number or json.text(status, "visibility") not in _SHOWN:
        return None
    parent = json.identifier(status.get("in_reply_to_id"))
    account = json.record(status, "account")
    profile = json.address(account.get("url"))
    return json.comment(
        number,
        _body(status),
        parent_id="" if parent == top else parent,
        author=json.text(account, "display_name") or json.text(account, "acct"),
        author_url=profile,
        created=json.moment(status.get("created_at")),
        edited=json.moment(status.get("edited_at")),
        score=json.number(status.get("favourites_count")),
        by_article_author=bool(writer) and profile == writer,
        url=json.address(status.get("url")) or json.address(status.get("uri")),
    )


def _body(status: Json) -> str:
    """The text, what it warns of above it, and its pictures as links."""
    warning = json.text(status, "spoiler_text")
    parts = [f"<summary>{escape(warning)}</summary>"] if warning.strip() else []
    parts.append(json.text(status, "content"))
    for one in json.records(status.get("media_attachments"))[:16]:
        url = json.address(one.get("url")) or json.address(one.get("preview_url"))
        said = json.text(one, "description") or json.text(one, "type") or url
        if url:
            parts.append(f'<p><a href="{escape(url)}">{escape(said[:500])}</a></p>')
    whole = "".join(parts)
    return f"<details>{whole}</details>" if warning.strip() else whole
