"""The time of the place the machine is in, each moment by the rule that holds then.

``datetime.now().astimezone().tzinfo`` is the offset of now: half a year away, and on the two days the clocks are changed,
it is an hour wrong, and it stays what it was where a machine travels.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, tzinfo
from typing import Final


class SystemZone(tzinfo):
    """Asks the system anew each time."""

    def utcoffset(self, when: datetime | None) -> timedelta:
        """Of a local time; beyond what the system's calendar knows that of now."""
        now = datetime.now(UTC).astimezone()
        try:
            found = when.replace(tzinfo=None).astimezone() if when is not None else now
        except (OverflowError, ValueError, OSError):
            found = now
        return found.utcoffset() or timedelta()

    def dst(self, when: datetime | None) -> None:
        """Not known apart from the offset."""

    def tzname(self, when: datetime | None) -> str:
        """As numbers."""
        return f"{self.utcoffset(when)}"

    def fromutc(self, when: datetime) -> datetime:
        """The local time of a moment. Raises OverflowError at the edges of the calendar, as other zones do."""
        local = when.replace(tzinfo=UTC).astimezone()
        found = local.replace(tzinfo=self)
        return found if self.utcoffset(found) == local.utcoffset() else found.replace(fold=1)


SYSTEM_ZONE: Final = SystemZone()
