"""Answers on Mastodon (docs.joinmastodon.org/methods/statuses), with the reader's token there."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from urllib.parse import urlencode

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
from tui_reader.model.outbox import Letter, LetterState, Said, Verdict
from tui_reader.model.urls import is_web


class MastodonPoster:
    """The token comes from the settings of the host."""

    repeatable = timedelta(minutes=50)
    """Mastodon remembers an Idempotency-Key for an hour."""

    def request(self, letter: Letter) -> PostRequest:
        """POST /api/v1/statuses."""
        said = {"status": letter.text, "in_reply_to_id": letter.place.parent or letter.place.thread}
        headers = {"Content-Type": "application/json", "Idempotency-Key": letter.key}
        return PostRequest(letter.place.url, as_json(said), headers)

    def verdict(self, letter: Letter, answer: PostAnswer) -> Verdict | None:
        """200 with the status made, or an error in words."""
        said = record(read_json(answer.body))
        if 200 <= answer.status < 300:
            number = _number(said)
            return Verdict(LetterState.SENT, "", "", number) if number else None
        words = plain(string(said, "error"))
        if answer.status == 422:
            code = "too_long" if "limit" in words.lower() or "character" in words.lower() else "refused"
            return Verdict(LetterState.REFUSED, code, words)
        return by_status(answer, words)

    def where(self, letter: Letter) -> str:
        """What was said around the status answered."""
        return f"{letter.place.url}/{letter.place.parent or letter.place.thread}/context"

    def shown(self, body: bytes) -> list[Said] | None:
        """Its answers."""
        items = record(read_json(body)).get("descendants")
        if not isinstance(items, list):
            return None
        return [
            Said(_number(one), string(one, "content"), "", moment(string(one, "created_at")))
            for one in map(record, items)
        ]


def search(server: str, uri: str) -> str:
    """What a server is asked to find a status by its address, also one of another server (needs an account there)."""
    asked = {"q": uri, "type": "statuses", "resolve": "true", "limit": "1"}
    return f"{server}/api/v2/search?{urlencode(asked)}"


def found_status(body: bytes) -> str:
    """The server's own number of what it found; empty: nothing."""
    found = record(read_json(body)).get("statuses")
    return string(record(found[0]), "id") if isinstance(found, list) and found else ""


def found_uri(body: bytes) -> str:
    """The address a status is known by everywhere; empty where this is none."""
    said = record(read_json(body))
    return next((uri for uri in (string(said, "uri"), string(said, "url")) if is_web(uri)), "")


def _number(status: Mapping[str, object]) -> str:
    """What its address ends in: its number at its own server, which comments are known by wherever they are seen."""
    return string(status, "uri").rstrip("/").rpartition("/")[2] or string(status, "id")
