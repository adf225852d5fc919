"""What a list of subscriptions holds, whoever wrote it, and what became of taking it over."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct, field

from tui_reader.model.feed_settings import DEFAULTS, FeedSettings


class Outline(Struct, frozen=True):
    """One subscription: where it is, what it is called, and its folder as a path (`News/Vietnam`), empty at the top."""

    location: str
    title: str = ""
    folder: str = ""
    site: str = ""
    muted: bool = False
    settings: FeedSettings = field(default=DEFAULTS)


class Outlines(Struct, frozen=True):
    """What a list holds. `reasons` counts what is no subscription that may be fetched, by why it was left out.

    Names of reasons are those of ``feeds.left_out.<name>``: command, query, include, comment, local, address, many.
    """

    outlines: tuple[Outline, ...]
    reasons: Mapping[str, int] = field(default_factory=dict)
    listed: tuple[str, ...] = ()
    """Commands and queries as they were written, on one line each: to be read, never run."""

    @property
    def skipped(self) -> int:
        """How many were left out."""
        return sum(self.reasons.values())


class Imported(Struct, frozen=True):
    """What became of a list: ``fresh`` feeds were not here yet, ``known`` were."""

    fresh: int
    known: int = 0
    reasons: Mapping[str, int] = field(default_factory=dict)
    listed: tuple[str, ...] = ()
