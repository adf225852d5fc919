"""The one date reader: what feeds, JSON Feed and page text write as a date becomes a moment in UTC.

Where each form comes from:

- RFC 822 §5, RFC 2822 §3.3 and its obsolete zones and years (§4.3), RFC 850 and asctime (RFC 9110 §5.6.7),
  `Date.toString` of ECMAScript: `Thu, 25 Jul 2019 02:22:00 +0700`, `Thursday, 25-Jul-19 02:22:00 GMT`,
  `Thu Jul 25 02:22:00 2019`, `Thu Jul 25 2019 02:22:00 GMT+0700 (Indochina Time)`;
- RFC 3339, ISO 8601 (basic form too, `24:00:00` too) and W3CDTF, except that a year alone is not a date;
- `GMT+7` and `UTC+07:00` as newspapers mean them: hours *east* (POSIX and some libraries turn the sign round);
- `Thứ Năm, 25/07/2019 - 02:22`, `Thứ 5, 28/05/2026 17:00:00 GMT+7`, `Thứ sáu, 6/8/2021, 01:08 (GMT+7)`,
  `CN, …`, `02:22 ngày 25/07/2019`, `25 tháng 7, 2019`, `14h05`: Vietnamese newspapers and their feeds;
- `25/07/2019 2:22:00 SA`, `7/25/2019 2:22:00 AM`: .NET in its `vi` and `en-US` cultures, met in Vietnamese feeds;
- `Jan 5, 2024 3:04 pm EST`, `5 January 2024`, `January 5th, 2024`: written by hand in English feeds and pages.
"""

import re
import unicodedata
from datetime import UTC, datetime, timedelta, timezone, tzinfo

VIETNAM = timezone(timedelta(hours=7), "ICT")
_LONGEST = 100
_YEARS = range(1900, 2200)
_EARLIEST = datetime(1990, 1, 1, tzinfo=UTC)


def read_date(text: str, *, assume: tzinfo | None = None) -> datetime | None:
    """The moment `text` names, aware and in UTC, or None where it names none; the whole text must be a date.

    A date without a time is its midnight. A date without a zone is taken in `assume`; without that in UTC+7
    when the form is Vietnamese (a Vietnamese word, or numbers with the day first), else in UTC.
    """
    text = text.strip()[:_LONGEST]
    if usual := _usual(text):
        return usual
    folded = _fold(text)
    if _BASIC.fullmatch(folded):
        return _basic(folded.upper(), assume or UTC)
    for weekday in _WEEKDAYS:
        rest, weekdays = weekday.subn(" ", folded, count=1)
        rest, words = _NOISE.subn(" ", rest)
        vietnamese = bool((weekdays and weekday is _VI_WEEKDAY) or (words and _VI_WORD.search(folded)))
        rest = _SPACES.sub(" ", rest).strip(" ,.-|()")
        for form in _FORMS:
            if match := form.fullmatch(rest):
                return _moment(match, vietnamese, assume)
    return None


def plausible(when: datetime, now: datetime) -> bool:
    """Whether a feed's date may be believed: from 1990 to a day after `now` (both aware).

    Origin: clocks that start in 1970, years such as 9999, and authors a time zone ahead (hostile.md, finding 5).
    """
    return _EARLIEST <= when <= now + timedelta(days=1)


# --- the two forms nearly all feeds have: a twentieth of the time of what follows --------------------------------

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_RFC_3339 = re.compile(
    r"(?:19|2[01])\d\d-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{3}|\.\d{6})?(?:Z|[+-](?:0\d|1[0-4]):[0-5]\d)", re.ASCII
)
_RFC_2822 = re.compile(
    r"(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), )?(\d{1,2}) ("
    + "|".join(_MONTHS)
    + r") ((?:19|2[01])\d\d) (\d\d):(\d\d):(\d\d) (?:GMT|UTC|([+-])(0\d|1[0-4])([0-5]\d))",
    re.ASCII,
)


def _usual(text: str) -> datetime | None:
    """The moment, where it is written by RFC 3339 or RFC 2822 to the letter and can be."""
    try:
        if match := _RFC_2822.fullmatch(text):
            day, month, year, hour, minute, second, sign, east, minutes = match.groups()
            numbers = int(year), _MONTHS.index(month) + 1, int(day), int(hour), int(minute), int(second)
            when = datetime(*numbers, tzinfo=UTC)
            if sign is None or (east == "00" and minutes == "00"):
                return when
            offset = timedelta(hours=int(east), minutes=int(minutes))
            return when + offset if sign == "-" else when - offset
        if _RFC_3339.fullmatch(text):
            return datetime.fromisoformat(text).astimezone(UTC)
    except (ValueError, OverflowError):
        pass  # 24:00:00, the 60th second, the 31st of February: the full reader knows
    return None


# --- the words, in folded text: lower case, no marks, one kind of dash ---------------------------------------

_DASHES = str.maketrans({"đ": "d", "Đ": "d", **dict.fromkeys("‐‑‒–—―−", "-"), **dict.fromkeys("·•", "|")})
_SPACES = re.compile(r"\s+")
_VI_WEEKDAY = re.compile(
    r"\(?\b(?:(?:thu|t\.?) ?(?:(?:hai|ba|tu|nam|sau|bay)\b|[2-7](?=[ ,)-]+(?:(?:ngay|luc) )?\d|\)?$))|chu nhat\b|cn\b)[),.:]*"
)
"""A digit only where a date follows it: `Thứ 5, 28/05/2026` but not `Thu 5 Jul 2019` nor `Thu 25/07/2019`."""
_EN_WEEKDAY = re.compile(
    r"\(?\b(?:mon(?:day)?|tue(?:s|sday)?|wed(?:nesday)?|thu(?:rs|rsday|r)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?)\b"
    r"[),.:]*"
)
_WEEKDAYS = (_VI_WEEKDAY, _EN_WEEKDAY)
_NOISE = re.compile(
    r"\b(?:ngay|vao luc|luc|cap nhat|xuat ban|dang|thoi gian|published|updated|posted|on|at)\b:?"
)
_VI_WORD = re.compile(r"\b(?:ngay|luc|cap nhat|xuat ban|dang|thoi gian)\b")
_VI_HALVES = ("sa", "ch", "sang", "chieu", "toi")

_EN_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_VI_MONTHS = ("mot", "hai", "ba", "tu", "nam", "sau", "bay", "tam", "chin", "muoi", "muoi mot", "muoi hai")
_ZONES = {
    name: float(hours)
    for hours, names in (
        line.split(maxsplit=1)
        for line in """
            -10 hst
            -9 akst
            -8 pst akdt
            -7 mst pdt
            -6 cst mdt
            -5 est cdt
            -4 edt ast
            -3 adt brt art
            0 ut utc gmt wet
            1 bst cet west
            2 cest eet sast
            3 eest msk trt
            4 gst
            5 pkt
            5.5 ist
            7 ict wib
            8 hkt sgt myt pht awst
            9 jst kst
            9.5 acst
            10 aest
            10.5 acdt
            11 aedt
            12 nzst
            13 nzdt
        """.strip().splitlines()
    )
    for name in names.split()
} | {"gio viet nam": 7.0}
"""Hours east. The American ones mean what RFC 822 says (CST is Chicago); IST is India, BST is Britain."""

# --- the forms --------------------------------------------------------------------------------------------

_MONTH = (
    r"(?P<name>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?|(?:thang|thg) ?(?:\d{1,2}|"
    + "|".join(reversed(_VI_MONTHS))
    + r"))\.?"
)
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_DATES = (
    r"(?P<year>\d{4})(?P<mark>[-/.])(?P<month>\d{1,2})(?:(?P=mark)(?P<day>\d{1,2}))?",
    r"(?P<first>\d{1,2}) ?(?P<mark>[/.-]) ?(?P<second>\d{1,2}) ?(?P=mark) ?(?P<year>\d{4})",
    _DAY + r"[ -]?(?:of )?" + _MONTH + r"(?: nam|,)?[ -]?(?P<year>\d{4}|\d{2})",
    _MONTH + r" ?" + _DAY + r"(?:, ?| )(?:nam )?(?P<year>\d{4})",
)
_TIME = (
    r"(?P<hour>\d{1,2})(?:(?: ?(?:gio|[hg]) ?|:)(?P<minute>\d{2})(?: ?phut)?(?::(?P<second_of>\d{2})"
    r"(?:[.,](?P<fraction>\d+))?)?|(?= ?[ap]\.?m\b| ?(?:gio|[hg])\b)(?: ?(?:gio|[hg]))?)"
    r"(?: ?(?P<half>[ap]\.?m\b\.?|sa\b|ch\b|sang\b|chieu\b|toi\b))?"
)
_ZONE = (
    r"(?: ?[,|-]? ?\(?(?:(?:gmt|utc?)? ?(?P<sign>[+-]) ?(?P<east>\d{1,2})(?::?(?P<east_minutes>\d{2}))?"
    r"|(?P<zone>gio viet nam|[a-z]{1,5}))\)?(?: ?\([a-z :]+\)?)?)?"
)
_BETWEEN = r"(?: ?[,|-] ?|t| )"
_ASCTIME = rf"{_MONTH} {_DAY} {_TIME}{_ZONE} (?P<year>\d{{4}})"
_FORMS = tuple(
    re.compile(form, re.ASCII)
    for form in (
        *(f"{date}(?:{_BETWEEN}{_TIME}{_ZONE})?" for date in _DATES),
        *(f"{_TIME}{_BETWEEN}{date}{_ZONE}" for date in _DATES),
        _ASCTIME,
    )
)
_BASIC = re.compile(
    r"(?:19|20)\d{6}(?:t\d{4}(?:\d\d(?:[.,]\d+)?)?(?:z|[+-]\d\d(?::?\d\d)?)?)?|(?:19|20)\d\d-w\d\d-\d",
    re.ASCII,
)


def _fold(text: str) -> str:
    plain = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return _SPACES.sub(" ", plain.translate(_DASHES).lower())


def _basic(text: str, assume: tzinfo) -> datetime | None:
    try:
        when = datetime.fromisoformat(text)
        return (when if when.tzinfo else when.replace(tzinfo=assume)).astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def _moment(match: re.Match[str], vietnamese: bool, assume: tzinfo | None) -> datetime | None:
    said = match.groupdict()
    year, month, day = _calendar(said)
    if year not in _YEARS:
        return None
    home = VIETNAM if vietnamese or _is_vietnamese(said) else UTC
    try:
        midnight = datetime(year, month, day, tzinfo=_zone(said) or assume or home)
        return _at(midnight, said).astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def _is_vietnamese(said: dict[str, str | None]) -> bool:
    """Numbers with the day first, `tháng`, or a Vietnamese half of the day."""
    day_first = said.get("first") is not None and not _is_american(said)
    return day_first or (said.get("name") or "").startswith("th") or said["half"] in _VI_HALVES


def _is_american(said: dict[str, str | None]) -> bool:
    """Month first: where the second number can be no month, or AM and PM are written and the first can be one."""
    first, second, half = int(said["first"] or 0), int(said["second"] or 0), said["half"]
    return second > 12 or (half is not None and half not in _VI_HALVES and first <= 12)


def _calendar(said: dict[str, str | None]) -> tuple[int, int, int]:
    """Year, month, day, not yet checked; two-digit years as in RFC 2822 §4.3."""
    digits = said["year"] or ""
    year = int(digits)
    if len(digits) == 2:
        year += 2000 if year < 50 else 1900
    if (first := said.get("first")) and (second := said.get("second")):
        month, day = (first, second) if _is_american(said) else (second, first)
        return year, int(month), int(day)
    if name := said.get("name"):
        return year, _month(name), int(said["day"] or 1)
    return year, int(said["month"] or 1), int(said["day"] or 1)


def _month(name: str) -> int:
    if name[:3] in _EN_MONTHS:
        return _EN_MONTHS.index(name[:3]) + 1
    word = name.removeprefix("thang").removeprefix("thg").strip()
    return int(word) if word.isdigit() else _VI_MONTHS.index(word) + 1


def _at(midnight: datetime, said: dict[str, str | None]) -> datetime:
    """The time of day laid on `midnight`: 24:00 is the next day (ISO 8601), :60 a leap second (RFC 3339 §5.6)."""
    hour, minute, second = int(said["hour"] or 0), int(said["minute"] or 0), int(said["second_of"] or 0)
    half = said["half"]
    if half and hour <= 12:
        hour = hour % 12 + (12 if half[0] in "pct" else 0)
    if (hour, minute, second) == (24, 0, 0):
        return midnight + timedelta(days=1)
    microsecond = int((said["fraction"] or "0")[:6].ljust(6, "0"))
    return midnight.replace(hour=hour, minute=minute, second=min(second, 59), microsecond=microsecond)


def _zone(said: dict[str, str | None]) -> tzinfo | None:
    """The zone as written; None for none, and for a name nobody knows (RFC 2822 §4.3: as if not said).

    Single letters are UTC: RFC 822 had their signs wrong, RFC 2822 §4.3 takes them all as such.
    """
    if (east := said["east"]) is not None:
        minutes = int(said["east_minutes"] or 0)
        if int(east) > 14 or minutes > 59:
            raise ValueError("no such zone")
        offset = timedelta(hours=int(east), minutes=minutes)
        return timezone(-offset if said["sign"] == "-" else offset)
    name = said["zone"]
    if name is None or (len(name) > 1 and name not in _ZONES):
        return None
    return timezone(timedelta(hours=_ZONES.get(name, 0)))
