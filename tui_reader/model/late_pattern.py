"""A regular expression that is compiled when it is first used: the first paint waits for none it does not need."""

from __future__ import annotations

import re
from functools import cached_property


class LatePattern:
    """``LatePattern("a+").now`` is ``re.compile("a+")``, made once."""

    def __init__(self, source: str, flags: int = 0) -> None:
        self._source, self._flags = source, flags

    @cached_property
    def now(self) -> re.Pattern[str]:
        """The compiled pattern."""
        return re.compile(self._source, self._flags)
