"""Sends comments to Isso (isso-comments.de/docs/reference/server-api): anybody may write, some sites look at it first."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from urllib.parse import urlencode, urlsplit, urlunsplit

from tui_reader.discussion.posting import (
    PostAnswer,
    PostRequest,
    as_json,
    by_status,
    plain,
    read_json,
    record,
    string,
)
from tui_reader.model.outbox import HELD, Letter, LetterState, Said, Verdict

_QUEUE = 2  # mode of a comment that waits for the moderator
_WORDS = (
    ("too short", "too_short"),
    ("too long", "too_long"),
    ("ratelimit", "too_many"),
    ("rate limit", "too_many"),
    ("top-level comments", "too_many"),
    ("direct responses", "too_many"),
    ("does not exist", "gone"),
    ("author", "needs_name"),
    ("email", "needs_name"),
)
"""What its refusals say, in the order they are looked for."""


class IssoPoster:
    """Isso knows no second try by itself: what got no answer is looked for."""

    repeatable = timedelta(0)

    def request(self, letter: Letter) -> PostRequest:
        """POST /new?uri=PAGE; with the title it need not fetch the page."""
        place, parts = letter.place, urlsplit(letter.place.url)
        said: dict[str, object] = {
            "text": letter.text.replace("<", "&lt;"),
            "title": place.title or place.thread,
        }
        if place.parent:
            said["parent"] = int(place.parent)
        if letter.sender.name:
            said["author"] = letter.sender.name
        if letter.sender.email:
            said["email"] = letter.sender.email
        page = urlsplit(place.page)
        origin = {"Origin": f"{page.scheme}://{page.netloc}"} if page.netloc else {}
        url = urlunsplit(parts._replace(query=urlencode({"uri": place.thread}, safe="/")))
        return PostRequest(url, as_json(said), {"Content-Type": "application/json", **origin})

    def verdict(self, letter: Letter, answer: PostAnswer) -> Verdict | None:
        """201: there; 202: waits for the moderator."""
        said = record(read_json(answer.body))
        if answer.status in (200, 201, 202):
            number = string(said, "id")
            if not number:
                return None
            held = HELD if answer.status == 202 or said.get("mode") == _QUEUE else ""
            return Verdict(LetterState.SENT, held, "", number)
        words = plain(string(said, "message") or answer.body[:2000].decode("utf-8", "replace"))
        code = next((code for part, code in _WORDS if part in words.lower()), "")
        if answer.status in (400, 403) and code == "too_many":
            return Verdict(LetterState.QUEUED, code, words, "", 60)
        if answer.status in (400, 403, 404) and code:
            return Verdict(LetterState.REFUSED, code, words)
        return by_status(answer, words)

    def where(self, letter: Letter) -> str:
        """Everything said on the page."""
        parts = urlsplit(letter.place.url)
        query = urlencode({"uri": letter.place.thread, "sort": "newest", "plain": "1"}, safe="/")
        return urlunsplit(parts._replace(path=parts.path.removesuffix("new"), query=query))

    def shown(self, body: bytes) -> list[Said] | None:
        """Threads of two levels."""
        top = record(read_json(body))
        return list(_said(top)) if "replies" in top or "id" in top else None


def _said(holder: object) -> Iterator[Said]:
    waiting = [holder]
    while waiting:
        replies = record(waiting.pop()).get("replies")
        for one in map(record, replies if isinstance(replies, list) else ()):
            yield Said(
                string(one, "id"), string(one, "text"), string(one, "author"), _moment(one.get("created"))
            )
            waiting.append(one)


def _moment(stamp: object) -> datetime | None:
    if not isinstance(stamp, int | float) or not 0 < stamp < 4e9:
        return None
    return datetime.fromtimestamp(stamp, UTC)
