"""An entry as cells of the tables: made wherever there is time for it (in a worker), so that the writer only writes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import cache, lru_cache
from typing import Final

from msgspec import Struct, json

from tui_reader.model.entry import EntryData, Kept
from tui_reader.model.fold import fold_key
from tui_reader.model.update import HASH_VERSION, Keys, Texts, texts_of
from tui_reader.store.encoding import quick_value, seconds, stored, whole

_MOST_PARTS: Final = 100  # tags, enclosures, images, authors of one entry
_HASH_VERSION: Final = int(HASH_VERSION)

Cell = str | bytes | int | None


class Cells(Struct, frozen=True, array_like=True):
    """The rows of one entry, without what only the store knows: its id, its feed, when it came."""

    keys: tuple[Cell, ...]
    """Columns guid, link_key, title_key, content_hash, hash_version."""
    fields: tuple[Cell, ...]
    """Columns link, title, published, updated, authors, language, detected, source."""
    flags: int
    comments: tuple[Cell, ...]
    """Columns comments_page, comments_feed, comments_claimed, comments_hints."""
    dated: int | None
    """When it says it was published or changed, in seconds; to be believed only within bounds."""
    words: int
    """How many there are, roughly: the conversion counts them exactly."""
    texts: tuple[tuple[Cell, ...], ...]
    """Columns origin, type, value, base, language of each text."""
    enclosures: tuple[tuple[Cell, ...], ...] = ()
    images: tuple[tuple[Cell, ...], ...] = ()
    tags: tuple[tuple[str, str], ...] = ()
    """Name and key of each."""


def cells_of(data: EntryData, keys: Keys, texts: Texts | None = None) -> Cells:
    """The rows of an entry as delivered. ``texts`` as of ``texts_of``, where they are at hand."""
    guess, rough = _readers()
    main = data.content or data.summary
    beginning, words = rough(main.value, main.type) if main is not None else ("", 0)
    return Cells(
        keys=(stored(keys.guid), stored(keys.link), stored(keys.title), keys.content_hash, _HASH_VERSION),
        fields=(
            stored(data.link),
            stored(data.title),
            seconds(data.published),
            seconds(data.updated),
            _authors(data),
            stored(data.language),
            guess(f"{data.title}. {beginning}", told=data.language),
            stored(data.source),
        ),
        flags=_flags(data),
        comments=_comments(data),
        dated=seconds(data.published or data.updated),
        words=words,
        texts=_texts(data, texts or texts_of(data)),
        enclosures=_enclosures(data) if data.enclosures else (),
        images=_images(data) if data.images else (),
        tags=_tags(data.tags) if data.tags else (),
    )


@cache
def _readers() -> tuple[Callable[..., str], Callable[[str, str], tuple[str, int]]]:
    """Their patterns and tables take a twentieth of the whole start of a reader, which makes no cells."""
    from tui_reader.content.language import guess
    from tui_reader.content.rough import rough

    return guess, rough


def _texts(data: EntryData, texts: Texts) -> tuple[tuple[Cell, ...], ...]:
    return tuple(
        [
            (origin, stored(text.type), quick_value(raw), stored(text.base), stored(text.language))
            for origin, text, raw in zip(_ORIGINS, (data.summary, data.content), texts, strict=True)
            if text is not None
        ]
    )


_ORIGINS: Final = ("summary", "delivered")


def _enclosures(data: EntryData) -> tuple[tuple[Cell, ...], ...]:
    return tuple(
        [
            (stored(e.url), stored(e.type), stored(e.title), whole(e.length), whole(e.duration))
            for e in data.enclosures[:_MOST_PARTS]
        ]
    )


def _images(data: EntryData) -> tuple[tuple[Cell, ...], ...]:
    return tuple(
        [
            (*map(stored, (i.url, i.caption, i.credit, i.alt)), whole(i.width), whole(i.height))
            for i in data.images[:_MOST_PARTS]
        ]
    )


def _authors(data: EntryData) -> str:
    authors = [[stored(a.name), stored(a.url), stored(a.email)] for a in data.authors[:_MOST_PARTS]]
    return json.encode(authors).decode() if authors else "[]"


def _flags(data: EntryData) -> int:
    flags = 0
    if data.images or data.enclosures:
        kinds = [each.type.partition("/")[0] for each in data.enclosures]
        flags |= _HAS_PICTURES if data.images or "image" in kinds else 0
        flags |= _HAS_AUDIO if "audio" in kinds else 0
    talk = data.comments
    return flags | _HAS_COMMENTS if talk.page or talk.feed or talk.count else flags


_HAS_PICTURES: Final = int(Kept.HAS_PICTURES)
_HAS_AUDIO: Final = int(Kept.HAS_AUDIO)
_HAS_COMMENTS: Final = int(Kept.HAS_COMMENTS)
"""As numbers: putting flags of an enumeration together takes longer than all else about them."""


def _comments(data: EntryData) -> tuple[Cell, ...]:
    count = data.comments.count
    claimed = None if count is None else whole(max(0, count))
    return stored(data.comments.page), stored(data.comments.feed), claimed, hints_cell(data.comments.hints)


def hints_cell(hints: Iterable[tuple[str, str]]) -> str:
    """Column comments_hints."""
    return (
        json.encode([(stored(kind), stored(address)) for kind, address in hints]).decode() if hints else "[]"
    )


def _tags(names: Sequence[str]) -> tuple[tuple[str, str], ...]:
    return tuple([(name, _folded(name)) for name in dict.fromkeys(map(stored, names[:_MOST_PARTS]))])


_folded: Final = lru_cache(512)(fold_key)
"""A feed has few tags and says them often."""
