"""Writes numbers, dates, ages and reading times as each language does.

Times come in aware and in UTC; `now` and the reader's own `zone` are handed in, so everything
here is pure. Zone None is the system's own, with the summer time each date had there.
The forms are those of the project's table of Vietnamese usage, with English beside it.
"""

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, tzinfo
from typing import Final

from tui_reader.strings.catalogue import Fact, Words

ROW_AGE_WIDTH: Final = 7
"""No age in a list row is wider than this many columns."""

WORDS_A_MINUTE: Final = 250
"""Newspapers count 200–300; a Vietnamese syllable written apart counts as a word."""

_WEEKDAYS: Final = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MINUTE: Final = 60
_HOUR: Final = 60 * _MINUTE


_OWN_FEEDS: Final = {
    "local:files": "feeds.local_files",
    "local:pages": "feeds.saved_pages",
    "local:followed": "feeds.followed_pages",
}
"""Locations of the feeds that are ours, and what they are called; stored titles have no language."""


def feed_name(words: Words, title: str) -> str:
    """A feed's title as the screen shows it: our own feeds are named in the reader's language."""
    return words(_OWN_FEEDS[title]) if title in _OWN_FEEDS else title


def clock(when: datetime, zone: tzinfo | None) -> str:
    """`02:22`, 24 hours in both languages."""
    local = _local(when, zone)
    return f"{local.hour:02}:{local.minute:02}"


def full_date(words: Words, when: datetime, zone: tzinfo | None) -> str:
    """`Thứ Năm, 25/07/2019 – 02:22` · `Thursday, 25 July 2019 – 02:22`."""
    return words(
        "day.full", weekday=_weekday(words, when, zone), clock=clock(when, zone), **_parts(words, when, zone)
    )


def list_date(words: Words, when: datetime, now: datetime, zone: tzinfo | None) -> str:
    """`25/07` this year, `25/07/2019` before · `25 Jul`, `25 Jul 2019`."""
    same_year = _local(when, zone).year == _local(now, zone).year
    return words("day.short" if same_year else "day.short_year", **_parts(words, when, zone))


def local_day(when: datetime, zone: tzinfo | None) -> date:
    """The day of the calendar: what ``day_heading`` names."""
    return _local(when, zone).date()


def day_heading(words: Words, when: datetime, now: datetime, zone: tzinfo | None) -> str:
    """`Hôm nay` · `Hôm qua` · `Thứ Năm, 25/07`, with the year where it is not this one."""
    days = _days_ago(when, now, zone)
    if days in (0, 1):
        return words(("day.today", "day.yesterday")[days])
    same_year = _local(when, zone).year == _local(now, zone).year
    key = "day.heading" if same_year else "day.heading_year"
    return words(key, weekday=_weekday(words, when, zone), **_parts(words, when, zone))


def month_heading(words: Words, when: datetime, zone: tzinfo | None) -> str:
    """`Tháng 7/2019` · `July 2019`."""
    return words("day.month_heading", **_parts(words, when, zone))


def age(words: Words, when: datetime, now: datetime, zone: tzinfo | None) -> str:
    """`vừa xong`, `5 phút trước`, `2 giờ trước`, `hôm qua`, `3 ngày trước`, then the date."""
    return _age(words, "age", when, now, zone) or list_date(words, when, now, zone)


def row_age(words: Words, when: datetime, now: datetime, zone: tzinfo | None) -> str:
    """The same for a list row, at most 7 columns: `mới`, `5 phút`, `2 giờ`, `hôm qua`, `3 ngày`, `25/07`, `07/2019`."""
    short = _age(words, "row_age", when, now, zone)
    if short:
        return short
    same_year = _local(when, zone).year == _local(now, zone).year
    return words("day.short" if same_year else "day.month_year", **_parts(words, when, zone))


def short_age(words: Words, when: datetime, now: datetime, zone: tzinfo | None) -> str:
    """The same beside other facts, where new things are marked as such: `vừa xong`, `5 phút`, `2 giờ`, then the date."""
    if abs((now - when).total_seconds()) < _MINUTE:
        return words("age.now")
    return _age(words, "row_age", when, now, zone) or list_date(words, when, now, zone)


def _age(words: Words, group: str, when: datetime, now: datetime, zone: tzinfo | None) -> str:
    """Empty for what is a week old, and for the future: a wrong clock gets its date shown."""
    seconds = (now - when).total_seconds()
    if seconds <= -_MINUTE:
        return ""
    if seconds < _MINUTE:
        return words(f"{group}.now")
    if seconds < _HOUR:
        return words(f"{group}.minutes", n=int(seconds // _MINUTE))
    # From an hour on the calendar decides: what was last evening is "yesterday" in the morning.
    days = _days_ago(when, now, zone)
    if days == 0:
        return words(f"{group}.hours", n=int(seconds // _HOUR))
    if days == 1:
        return words(f"{group}.yesterday")
    return words(f"{group}.days", n=days) if days < 7 else ""


def percent(words: Words, value: int) -> str:
    """`38%` from 38."""
    return f"{words.number(value)}%"


def size(words: Words, octets: int) -> str:
    """`3,4 MB`: decimal units, one decimal below ten."""
    return words.size(octets)


def minutes(count: int) -> int:
    """Minutes to read so many words, rounded; 0 is under one."""
    return (count + WORDS_A_MINUTE // 2) // WORDS_A_MINUTE if count >= WORDS_A_MINUTE else 0


def minutes_to_read(words: Words, count: int) -> str:
    """`3 phút đọc` for an article of `count` words; `chưa đến 1 phút đọc`."""
    needed = minutes(count)
    return words("article.minutes", n=needed) if needed else words("article.under_a_minute")


def minutes_left(words: Words, count: int, progress: int) -> str:
    """`còn 2 phút` for what is left of `count` words at `progress` per cent; empty at the end."""
    left = count * (100 - progress) // 100
    return words("article.left", n=max(1, minutes(left))) if left > 0 else ""


def names(words: Words, given: Sequence[str], most: int = 3) -> str:
    """`Tuổi Trẻ, VnExpress và Nhân Dân`; beyond `most`, `Tuổi Trẻ, VnExpress và 3 báo khác`."""
    if len(given) <= 1:
        return "".join(given)
    if len(given) > most:
        shown, last = given[: most - 1], words("names.others", n=len(given) - most + 1)
    else:
        shown, last = given[:-1], given[-1]
    return words("names.and", first=", ".join(shown), last=last)


def imported(words: Words, fresh: int, known: int, reasons: Mapping[str, int]) -> str:
    """What became of a list of feeds, and why what of it was left out."""
    facts = [words("cli.imported", n=fresh)]
    facts += [words("cli.import_known", n=known)] if known else []
    if reasons:
        why = ", ".join(words(f"feeds.left_out.{name}", n=count) for name, count in sorted(reasons.items()))
        facts.append(f"{words('cli.import_skipped', n=sum(reasons.values()))} ({why})")
    return " · ".join(facts)


def reason(words: Words, code: str, facts: Mapping[str, Fact], now: datetime, zone: tzinfo | None) -> str:
    """The sentence for a kept error; its `time`, epoch seconds, is told on the reader's clock."""
    moment = facts.get("time")
    if isinstance(moment, int):
        facts = {**facts, "time": _moment(words, moment, now, zone)}
    return words.explain(code, facts)


def _moment(words: Words, seconds: int, now: datetime, zone: tzinfo | None) -> str:
    """An ellipsis for what no calendar holds."""
    try:
        return moment(words, datetime.fromtimestamp(seconds, UTC), now, zone)
    except (OverflowError, ValueError, OSError):
        return "…"


def moment(words: Words, when: datetime, now: datetime, zone: tzinfo | None) -> str:
    """`08:30` today, `25/07 08:30` on another day."""
    if _days_ago(when, now, zone) == 0:
        return clock(when, zone)
    return f"{list_date(words, when, now, zone)} {clock(when, zone)}"


def _local(when: datetime, zone: tzinfo | None) -> datetime:
    try:
        return when.astimezone(zone)
    except (OverflowError, ValueError, OSError):  # a feed's year 1 or 9999 at the edge of the calendar
        return when.replace(tzinfo=UTC)


def _days_ago(when: datetime, now: datetime, zone: tzinfo | None) -> int:
    return (_local(now, zone).date() - _local(when, zone).date()).days


def _weekday(words: Words, when: datetime, zone: tzinfo | None) -> str:
    return words(f"day.{_WEEKDAYS[_local(when, zone).weekday()]}")


def _parts(words: Words, when: datetime, zone: tzinfo | None) -> dict[str, str]:
    """The places a date pattern may use; text, because years are not grouped."""
    local = _local(when, zone)
    return {
        "day": str(local.day),
        "dd": f"{local.day:02}",
        "mm": f"{local.month:02}",
        "month": words(f"day.month.{local.month}"),
        "mon": words(f"day.mon.{local.month}"),
        "year": str(local.year),
    }
