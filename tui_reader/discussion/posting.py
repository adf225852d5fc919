"""How sites take comments: the one shape the engine knows; one file per kind of site, all pure.

A poster makes the request of a letter, says what an answer to it means, and where it is looked for when no answer came.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Protocol

import msgspec
from msgspec import Struct

from tui_reader.model.outbox import Letter, LetterState, Said, Verdict
from tui_reader.model.scrub import scrub_line

CODES = {401: "needs_login", 403: "refused", 404: "gone", 405: "gone", 410: "gone", 413: "too_long"}
"""Of statuses that mean the same everywhere."""
_LATER = frozenset((429, 503))
_UNKNOWN = frozenset((500, 502, 504, 520, 522, 524))
"""The site may have taken it before something behind it failed."""
_TAG = re.compile(r"<[^<>]{0,2000}>")
_SKEW = timedelta(minutes=30)
"""How far the clocks of a site and this machine may be apart."""


class PostRequest(Struct, frozen=True):
    """What is sent."""

    url: str
    body: bytes
    headers: Mapping[str, str]


class PostAnswer(Struct, frozen=True):
    """What came back; ``headers`` are lower-cased and scrubbed."""

    status: int
    body: bytes
    headers: Mapping[str, str]


class Poster(Protocol):
    """One kind of site."""

    @property
    def repeatable(self) -> timedelta:
        """How long after a first try the site itself knows a second one and takes nothing twice; zero: never."""
        ...

    def request(self, letter: Letter) -> PostRequest:
        """The request that sends it."""
        ...

    def verdict(self, letter: Letter, answer: PostAnswer) -> Verdict | None:
        """What the answer means; None: it leaves open whether the site has it."""
        ...

    def where(self, letter: Letter) -> str:
        """The address that shows the newest comments; empty: only its feed does."""
        ...

    def shown(self, body: bytes) -> list[Said] | None:
        """The comments shown there; None where that was no answer."""
        ...


def by_status(answer: PostAnswer, words: str = "") -> Verdict | None:
    """What a status alone says, where it is no success."""
    if answer.status in _UNKNOWN:
        return None
    if answer.status in _LATER:
        wait = answer.headers.get("retry-after", "")
        seconds = int(wait) if wait.isdecimal() and len(wait) < 7 else 0
        return Verdict(
            LetterState.QUEUED, "too_many" if answer.status == 429 else "server_trouble", words, "", seconds
        )
    return Verdict(LetterState.REFUSED, CODES.get(answer.status, "refused"), words)


def find(letter: Letter, said: list[Said], known: frozenset[str]) -> str:
    """The number under which the site shows the letter; empty: it does not. ``known``: those of other letters."""
    wanted = letters_of(letter.text)
    for one in said:
        if one.number in known or letters_of(_without_markup(one.text)) != wanted:
            continue
        if letter.sender.name and one.author and letters_of(one.author) != letters_of(letter.sender.name):
            continue
        if letter.sending_at and one.created and one.created < letter.sending_at - _SKEW:
            continue
        return one.number
    return ""


def letters_of(text: str) -> str:
    """A text by its letters and digits alone: sites change quotation marks, dashes and white space."""
    return "".join(c for c in unicodedata.normalize("NFC", text).casefold() if c.isalnum())


def _without_markup(text: str) -> str:
    return html.unescape(_TAG.sub("", text))


def as_json(value: object) -> bytes:
    """The body of a request."""
    return msgspec.json.encode(value)


def read_json(body: bytes) -> object:
    """What a body says; None where it is no JSON."""
    try:
        return msgspec.json.decode(body)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return None


def record(value: object, *path: str) -> Mapping[str, object]:
    """The object at a path; empty where there is none."""
    for name in path:
        value = value.get(name) if isinstance(value, dict) else None
    return value if isinstance(value, dict) else {}


def string(value: Mapping[str, object], name: str) -> str:
    """A text or number as text."""
    found = value.get(name)
    return str(found) if isinstance(found, str | int) and not isinstance(found, bool) else ""


def moment(text: str) -> datetime | None:
    """A moment as JSON writes it; without a zone it is UTC."""
    try:
        when = datetime.fromisoformat(text.strip()) if text else None
    except ValueError:
        return None

    return when.replace(tzinfo=UTC) if when is not None and when.tzinfo is None else when


def plain(text: str) -> str:
    """A site's own words on one line, without markup."""
    return scrub_line(_without_markup(text), 200)
