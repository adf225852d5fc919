"""Answers on Mastodon (docs.joinmastodon.org/methods/statuses), with the reader's token there."""

from __future__ import annotations

from datetime import timedelta

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
            number = string(said, "id")
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
            Said(string(one, "id"), string(one, "content"), "", moment(string(one, "created_at")))
            for one in map(record, items)
        ]
