"""Mastodon: the answers to a status, as far as the server that is asked knows them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
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
        return [
            Place(self.name, f"{match[1]}/api/v1/statuses/{match[2]}/context") for match in _statuses(entry)
        ]

    def addresses(self, url: str) -> tuple[str, ...]:
        """The answers, and the status itself, which tells whose it is."""
        return (url, url.removesuffix("/context")) if _CONTEXT.match(url) else (url,)

    def read(self, answers: Sequence[Answer | None], about: About) -> CommentPage:
        """The answers in the order of the server, each before those to it; then such as only the reader's own server knows."""
        first, *others = answers
        context = json.load_object(first.text if first else "")
        if first is None or _CONTEXT.match(about.url) is None:
            raise json.unreadable()
        json.items(context.get("descendants"), "id", "content")
        more = [(answer, json.tolerant(answer.text)) for answer in others if answer is not None]
        writer = next((url for _, said in more if (url := _writer(said))), "")
        found: dict[str, CommentData] = {}
        for answer, said in ((first, context), *more):
            asked = _CONTEXT.match(answer.location) or _CONTEXT.match(about.url)
            for made in _comments(said, asked[2] if asked else "", writer):
                found.setdefault(made.source_id, made)
        return CommentPage(tuple(found.values()))


def status_of(entry: EntryData) -> str:
    """Address of the status an entry is, or its page names; empty: none."""
    return next((match[0] for match in _statuses(entry)), "")


def _statuses(entry: EntryData) -> list[re.Match[str]]:
    named = [url for kind, url in entry.comments.hints if kind == Mastodon.name]
    return [match for url in (*named, *links_of(entry)) if (match := _STATUS.match(url))]


def _writer(said: Json) -> str:
    """Whose the status is, by what its server says of it, or of what it found by its address."""
    status = next(iter(json.records(said.get("statuses"))), said)
    return json.text(json.record(status, "account"), "url")


def _comments(context: Json, top: str, writer: str) -> Iterator[CommentData]:
    """What one server knows. A status has another number on each; what it is known by on all of them is its address."""
    statuses = json.records(context.get("descendants"))
    names = {json.identifier(one.get("id")): _name(one) for one in statuses}
    for one in statuses:
        parent = json.identifier(one.get("in_reply_to_id"))
        made = _comment(one, "" if parent == top else names.get(parent, parent), writer)
        if made is not None:
            yield made


def _name(status: Json) -> str:
    return json.address(status.get("uri")) or json.identifier(status.get("id"))


def _comment(status: Json, parent: str, writer: str) -> CommentData | None:
    number = _name(status)
    if not number or json.text(status, "visibility") not in _SHOWN:
        return None
    account = json.record(status, "account")
    profile = json.address(account.get("url"))
    return json.comment(
        number,
        _body(status),
        parent_id=parent,
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
