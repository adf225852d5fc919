"""Where the fast way is meant to say something else than the way of feedparser, and why. Everything else must be equal."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from msgspec import Struct
from msgspec.structs import asdict

from tui_reader.model.entry import Content, ParsedFeed

_DIV = re.compile(r"<div(?: [^<>]*)?>\s*(.*?)\s*</div>", re.DOTALL)
_FOREIGN = re.compile(r' xmlns="[^"]*"|(?<=[ ])[a-z]+:(?=[a-z]+=")')


class Difference(Struct, frozen=True):
    """One field that both ways read and do not agree on; ``field`` is `feed.title` or `title`, `entries` their number."""

    field: str
    fast: object
    slow: object


class Intended(Struct, frozen=True):
    """A kind of difference that is meant, the reason, and how it is known."""

    name: str
    reason: str
    explains: Callable[[Difference], bool]


def differences(fast: ParsedFeed, slow: ParsedFeed) -> Iterator[Difference]:
    """Every field that is not equal."""
    for name in ("hints", "left_out"):
        yield from _unequal(name, getattr(fast, name), getattr(slow, name))
    for name, value in asdict(fast.feed).items():
        yield from _unequal(f"feed.{name}", value, getattr(slow.feed, name))
    if len(fast.entries) != len(slow.entries):
        yield Difference("entries", len(fast.entries), len(slow.entries))
        return
    for ours, theirs in zip(fast.entries, slow.entries, strict=True):
        for name, value in asdict(ours).items():
            yield from _unequal(name, value, getattr(theirs, name))


def _unequal(field: str, fast: object, slow: object) -> Iterator[Difference]:
    if fast != slow:
        yield Difference(field, fast, slow)


def _texts(difference: Difference) -> tuple[Content, Content] | None:
    """Both texts, where both are, in the same type and language."""
    fast, slow = difference.fast, difference.slow
    if not isinstance(fast, Content) or not isinstance(slow, Content):
        return None
    return (fast, slow) if (fast.type, fast.language) == (slow.type, slow.language) else None


def _is_carried(difference: Difference) -> bool:
    texts = _texts(difference)
    carried = _DIV.fullmatch(texts[1].value) if texts else None
    return bool(texts and carried and carried[1] == texts[0].value and texts[0].base == texts[1].base)


def _is_foreign(difference: Difference) -> bool:
    texts = _texts(difference)
    if texts is None or texts[0].value == texts[1].value:
        return False
    return texts[0].value == _FOREIGN.sub("", texts[1].value)


def _has_leaked(difference: Difference) -> bool:
    texts = _texts(difference)
    return bool(texts and texts[0].value == texts[1].value and texts[0].base != texts[1].base)


def _is_inner(difference: Difference) -> bool:
    if difference.field == "entries":
        return (difference.fast, difference.slow) == (0, 1)
    return difference.field in ("link", "title") and not difference.fast


INTENDED = (
    Intended(
        "carrying div",
        "The div that only carries XHTML is taken off in every dialect (RFC 4287 §3.1.1.3); feedparser does so in Atom 1.0 only.",
        _is_carried,
    ),
    Intended(
        "foreign markup",
        "SVG and MathML come without namespaces: in HTML their names alone say what they are.",
        _is_foreign,
    ),
    Intended(
        "leaking base",
        "An xml:base ends with its element; feedparser keeps it for what follows where there was none before.",
        _has_leaked,
    ),
    Intended(
        "inner element",
        "What stands inside a picture or a category says nothing of the entry; feedparser takes its link and identifier.",
        _is_inner,
    ),
    Intended(
        "podcast summary",
        "A channel that has nothing but iTunes's summary has that for its subtitle.",
        lambda difference: (
            difference.field == "feed.subtitle" and bool(difference.fast) and not difference.slow
        ),
    ),
)


def name_of(difference: Difference) -> str:
    """The kind of an intended difference, "" for one that is not meant."""
    return next((kind.name for kind in INTENDED if kind.explains(difference)), "")
