"""One thing ``doctor`` looked at."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct, field

from tui_reader.model.errors import Fact
from tui_reader.model.feed import Feed


class Finding(Struct, frozen=True):
    """One thing looked at: ``words(code, **facts)`` says how it is, under the heading ``doctor.area.<area>``."""

    area: str
    code: str
    facts: Mapping[str, Fact] = field(default_factory=dict)
    well: bool = True
    mendable: bool = False
    """Whether ``repair`` would mend it."""
    mended: bool = False
    feed: Feed | None = None
    """The feed it is about; how it is, the feed itself tells."""
