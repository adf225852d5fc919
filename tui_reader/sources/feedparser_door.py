"""The only door to feedparser: bytes in, plain mappings out; it opens no file and no connection from here."""

import io
from collections.abc import Mapping

from msgspec import Struct

from tui_reader.model.errors import ParseError


class Read(Struct, frozen=True):
    """What feedparser understood; `line` is where it found the document broken, 0 if nowhere."""

    feed: Mapping[str, object]
    entries: tuple[Mapping[str, object], ...]
    version: str
    line: int = 0


def read(body: bytes) -> Read:
    """Runs feedparser over a UTF-8 document. A broken feed is no error; one that breaks feedparser is a ParseError.

    No content-location is given: feedparser would join it to identifiers too, and a moved feed would be all new.
    """
    import feedparser  # late: most feeds are read without it, and it takes a fifth of a worker's start

    headers = {"content-type": "application/xml; charset=utf-8"}
    try:
        result = feedparser.parse(  # noqa: TID251
            io.BytesIO(body), response_headers=headers, sanitize_html=False, resolve_relative_uris=False
        )
    except (
        RecursionError,
        ValueError,
        KeyError,
        IndexError,
        AttributeError,
        TypeError,
        AssertionError,
        LookupError,
    ) as error:
        raise ParseError("not_understood", line=1) from error
    position = getattr(result.get("bozo_exception"), "getLineNumber", None)
    return Read(
        feed=result.get("feed") or {},
        entries=tuple(result.get("entries") or ()),
        version=str(result.get("version") or ""),
        line=_line(position() if callable(position) else 0),
    )


def _line(number: object) -> int:
    return number if isinstance(number, int) else 0


def text(record: Mapping[str, object], key: str) -> str:
    """A string of the record. feedparser's own look-up answers some absent keys with others' values; this does not."""
    value = dict.get(record, key) if isinstance(record, dict) else record.get(key)
    return value if isinstance(value, str) else ""


def records(record: Mapping[str, object], key: str) -> list[Mapping[str, object]]:
    """The records listed under a key; whatever else stands there is passed over."""
    value = record.get(key)
    return [item for item in value if isinstance(item, Mapping)] if isinstance(value, list) else []


def record(parent: Mapping[str, object], key: str) -> Mapping[str, object]:
    """The record under a key, empty where there is none."""
    value = parent.get(key)
    return value if isinstance(value, Mapping) else {}
