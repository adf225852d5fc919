"""Reads single values out of strangers' JSON: what has the wrong type is not there, what is too long is cut."""

from __future__ import annotations

import json
import math
import re
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, timezone
from hashlib import blake2b

from tui_reader.model import urls
from tui_reader.model.comment import CommentData, CommentState
from tui_reader.model.errors import ParseError
from tui_reader.model.scrub import scrub_line

Json = dict[str, object]

MOST = 50_000
"""Comments read of one page; a larger answer is no discussion anybody reads."""
_LONGEST_NAME = 120
_LONGEST_ID = 300
_LONGEST_BODY = 200_000
_DEEPEST = 8000
"""Levels of nested JSON that are read: a thread 1,000 deep nests three a comment. 8 MB of stack hold ten times as many."""
_BLANK = re.compile(r"[\s\u200b\ufeff]*")
_DATE = re.compile(r"(\d{4})-(\d\d)-(\d\d)[T ](\d\d):(\d\d)(?::(\d\d))?(?:[.,]\d+)?\s*(Z|[+-]\d\d:?\d\d)?$")
_EARLIEST = datetime(1990, 1, 1, tzinfo=UTC)
_HANOI = timezone(timedelta(hours=7))


def load(text: str) -> object:
    """The value of a JSON text, however deep. Raises ParseError ``comments_unreadable``: a page of HTML, half an answer."""
    before = sys.getrecursionlimit()
    sys.setrecursionlimit(max(before, _DEEPEST))
    try:
        return json.loads(text, strict=False)
    except (ValueError, RecursionError) as error:
        raise unreadable() from error
    finally:
        sys.setrecursionlimit(before)


def load_object(text: str) -> Json:
    """As ``load``, of a text that must be an object."""
    value = load(text)
    if not isinstance(value, dict):
        raise unreadable()
    return value


def tolerant(text: str) -> Json:
    """As ``load_object``, empty where it is none: for what only adds to a page."""
    try:
        return load_object(text)
    except ParseError:
        return {}


def unreadable() -> ParseError:
    """What was sent is not what this source sends."""
    return ParseError("comments_unreadable")


def changed() -> ParseError:
    """It is what sites send, in another shape than this one's comments had when this was written."""
    return ParseError("comments_changed")


def record(value: object, *path: str) -> Json:
    """The object at a path of names, empty where there is none."""
    for name in path:
        value = value.get(name) if isinstance(value, dict) else None
    return value if isinstance(value, dict) else {}


def records(value: object) -> list[Json]:
    """The objects of a list, at most ``MOST``; none where it is no list."""
    return [one for one in value[:MOST] if isinstance(one, dict)] if isinstance(value, list) else []


def items(value: object, *names: str) -> list[Json]:
    """As ``records``, where a list must be: of things that are known by the first of ``names`` and have the others.

    Raises ParseError ``comments_changed`` where it is no list, or none of its things is like that: a site that calls
    things by other names than it did looks like one that nobody has written to.
    """
    found = records(value)
    if not isinstance(value, list) or (value and not any(_is_like(one, names) for one in found)):
        raise changed()
    return found


def _is_like(one: Json, names: tuple[str, ...]) -> bool:
    return bool(identifier(one.get(names[0]))) and all(name in one for name in names[1:])


def text(value: Json, *names: str) -> str:
    """The first of these that is a text, as it is."""
    return next((found for name in names if isinstance(found := value.get(name), str)), "")


def line(value: Json, name: str) -> str:
    """A text as one line for the screen."""
    return scrub_line(text(value, name), 300)


def identifier(value: object) -> str:
    """A number or text as an identifier; empty where it is neither."""
    if isinstance(value, bool) or not isinstance(value, int | str):
        return ""
    return str(value)[:_LONGEST_ID].strip()


def number(value: object) -> int | None:
    """A whole number, also where it is written as a text."""
    if isinstance(value, bool):
        return None
    if isinstance(value, int):
        return value if abs(value) < 2**53 else None
    if isinstance(value, float):
        return int(value) if math.isfinite(value) and abs(value) < 2**53 else None
    plain = value.strip() if isinstance(value, str) else ""
    return int(plain) if plain.removeprefix("-").isdecimal() and len(plain) < 15 else None


def moment(value: object, *, hanoi: bool = False) -> datetime | None:
    """An ISO date or seconds since the epoch; a date without zone is UTC, or ``hanoi``. None for what cannot be."""
    seconds = number(value) if not (isinstance(value, str) and "-" in value) else None
    try:
        if seconds is not None:
            when = datetime.fromtimestamp(seconds / 1000 if seconds > 10**11 else seconds, UTC)
        elif isinstance(value, str) and (found := _DATE.match(value.strip())):
            year, month, day, hour, minute, second = (int(part or 0) for part in found.groups()[:6])
            when = datetime(year, month, day, hour, minute, second, tzinfo=_zone(found[7], hanoi=hanoi))
        else:
            return None
    except (ValueError, OverflowError, OSError):
        return None
    return when.astimezone(UTC) if _EARLIEST <= when <= datetime.now(UTC) + timedelta(days=1) else None


def address(value: object, base: str = "") -> str:
    """A web address, absolute; empty for everything else."""
    found = urls.clean(value, base) if isinstance(value, str) else ""
    return found if urls.is_web(found) else ""


def comment(
    source_id: str,
    body: str,
    *,
    parent_id: str = "",
    author: str = "",
    author_url: str = "",
    created: datetime | None = None,
    edited: datetime | None = None,
    score: int | None = None,
    state: CommentState = CommentState.OK,
    by_article_author: bool = False,
    url: str = "",
    body_type: str = "text/html",
) -> CommentData:
    """A record of checked values; what was taken away has neither text nor, where it is blank, a name."""
    name = scrub_line(author, _LONGEST_NAME)
    if state is CommentState.OK and not name and _BLANK.fullmatch(body):
        state = CommentState.DELETED  # nobody who said nothing: what is left of something
    gone = state in (CommentState.DELETED, CommentState.REMOVED)
    return CommentData(
        source_id=source_id,
        parent_id="" if parent_id == source_id else parent_id,
        author=name,
        author_url=author_url,
        created=created,
        edited=edited if edited and created and (edited - created).total_seconds() >= 60 else None,
        body="" if gone or _BLANK.fullmatch(body) else body[:_LONGEST_BODY],
        body_type=body_type,
        score=score,
        state=state,
        by_article_author=by_article_author,
        url=url,
    )


def made_up(*parts: str) -> str:
    """An identifier for a comment that has none, the same each time it comes."""
    raw = "\x1f".join(parts).encode("utf-8", "surrogatepass")
    return "made-" + blake2b(raw, digest_size=12).hexdigest()


def _zone(written: str | None, *, hanoi: bool) -> timezone:
    if not written:
        return _HANOI if hanoi else UTC
    if written == "Z":
        return UTC
    sign = -1 if written[0] == "-" else 1
    return timezone(sign * timedelta(hours=int(written[1:3]), minutes=int(written[-2:])))


def walk(roots: list[Json], children: str) -> Iterator[tuple[Json, str]]:
    """Every object of nested lists before those below it, each with the identifier (``id``) it stands under.

    Iterative, so that depth costs no stack; at most ``MOST`` of them.
    """
    waiting = [(one, "") for one in reversed(roots)]
    for _ in range(MOST):
        if not waiting:
            return
        one, parent = waiting.pop()
        yield one, parent
        own = identifier(one.get("id"))
        waiting.extend((child, own) for child in reversed(records(one.get(children))))
