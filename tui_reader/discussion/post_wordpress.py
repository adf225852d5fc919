"""Sends comments to WordPress by its REST interface (developer.wordpress.org/rest-api/reference/comments)."""

from __future__ import annotations

import html
from datetime import timedelta
from urllib.parse import urlencode, urlsplit, urlunsplit

from tui_reader.discussion.posting import (
    PostAnswer,
    PostRequest,
    as_json,
    by_status,
    moment,
    plain,
    read_json,
    record,
    string,
)
from tui_reader.model.outbox import HELD, Letter, LetterState, Said, Verdict

_CODES = {
    "rest_comment_login_required": "needs_login",
    "rest_comment_closed": "closed",
    "rest_comment_content_invalid": "too_short",
    "comment_content_column_length": "too_long",
    "rest_comment_author_data_required": "needs_name",
    "rest_comment_author_invalid": "needs_name",
    "comment_author_column_length": "needs_name",
    "rest_comment_invalid_post_id": "gone",
    "rest_comment_draft_post": "closed",
    "rest_comment_trash_post": "gone",
    "rest_no_route": "gone",
    "incorrect_password": "wrong_login",
    "invalid_username": "wrong_login",
    "comment_duplicate": "duplicate",
}
_FLOOD = 60  # seconds; WordPress asks for 15 between two comments of one address


class WordPressPoster:
    """Without a login the site must take anonymous comments; with an application password they bear its name."""

    repeatable = timedelta(days=36_500)
    """The same words of the same author under the same article are refused as a duplicate, however late."""

    def request(self, letter: Letter) -> PostRequest:
        """POST …/wp/v2/comments."""
        place = letter.place
        said: dict[str, object] = {
            "post": int(place.thread),
            "content": html.escape(letter.text, quote=False),
        }
        if place.parent:
            said["parent"] = int(place.parent)
        if letter.sender.name:
            said["author_name"] = letter.sender.name
        if letter.sender.email:
            said["author_email"] = letter.sender.email
        return PostRequest(place.url, as_json(said), {"Content-Type": "application/json"})

    def verdict(self, letter: Letter, answer: PostAnswer) -> Verdict | None:
        """201 with the comment, or an error with a code."""
        said = record(read_json(answer.body))
        if answer.status in (200, 201):
            number = string(said, "id")
            if not number:
                return None
            status = string(said, "status")
            if status == "spam":
                return Verdict(LetterState.REFUSED, "spam")
            held = "" if status in ("approved", "approve", "publish") else HELD
            return Verdict(LetterState.SENT, held, "", number)
        code, words = string(said, "code"), plain(string(said, "message"))
        if code == "comment_duplicate" and letter.tries > 1:
            return Verdict(LetterState.SENT)  # an earlier try came through
        if code == "comment_flood":
            return Verdict(LetterState.QUEUED, "too_many", words, "", _FLOOD)
        if code in _CODES:
            return Verdict(LetterState.REFUSED, _CODES[code], words)
        return by_status(answer, words)

    def where(self, letter: Letter) -> str:
        """The newest hundred comments on the post."""
        parts = urlsplit(letter.place.url)
        asked = {"post": letter.place.thread, "per_page": "100", "order": "desc", "orderby": "date_gmt"}
        query = "&".join(part for part in (parts.query, urlencode(asked)) if part)
        return urlunsplit(parts._replace(query=query))

    def shown(self, body: bytes) -> list[Said] | None:
        """A list of comments."""
        items = read_json(body)
        if not isinstance(items, list):
            return None
        return [
            Said(
                string(item, "id"),
                string(record(item, "content"), "rendered"),
                string(item, "author_name"),
                moment(string(item, "date_gmt")),
            )
            for item in map(record, items)
        ]
