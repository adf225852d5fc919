"""Numbers, dates and ages by the table of Vietnamese usage, and their English counterparts."""

import time
from datetime import UTC, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui_reader.strings import format as fmt
from tui_reader.strings import words

VI, EN = words("vi"), words("en")
VIETNAM = timezone(timedelta(hours=7))
NOW = datetime(2026, 5, 4, 14, 0, tzinfo=VIETNAM).astimezone(UTC)
"""A Monday, 14:00 in Vietnam."""


def local(*parts: int) -> datetime:
    year, month, day, hour, minute = (*parts, 0, 0)[:5] if len(parts) == 3 else parts
    return datetime(year, month, day, hour, minute, tzinfo=VIETNAM).astimezone(UTC)


def test_the_full_date_is_as_newspapers_write_it() -> None:
    when = datetime(2019, 7, 24, 19, 22, tzinfo=UTC)
    assert fmt.full_date(VI, when, VIETNAM) == "Thứ Năm, 25/07/2019 – 02:22"
    assert fmt.full_date(EN, when, VIETNAM) == "Thursday, 25 July 2019 – 02:22"


@pytest.mark.parametrize(
    ("day", "vietnamese", "english"),
    [
        (4, "Thứ Hai", "Monday"),
        (5, "Thứ Ba", "Tuesday"),
        (6, "Thứ Tư", "Wednesday"),
        (7, "Thứ Năm", "Thursday"),
        (8, "Thứ Sáu", "Friday"),
        (9, "Thứ Bảy", "Saturday"),
        (10, "Chủ Nhật", "Sunday"),
    ],
)
def test_weekdays(day: int, vietnamese: str, english: str) -> None:
    when = local(2026, 5, day)
    assert fmt.full_date(VI, when, VIETNAM).startswith(f"{vietnamese}, ")
    assert fmt.full_date(EN, when, VIETNAM).startswith(f"{english}, ")


@pytest.mark.parametrize(
    ("when", "vi_age", "vi_row", "en_age", "en_row"),
    [
        (NOW, "vừa xong", "mới", "just now", "new"),
        (NOW - timedelta(seconds=59), "vừa xong", "mới", "just now", "new"),
        (NOW - timedelta(minutes=1), "1 phút trước", "1 phút", "1 minute ago", "1 min"),
        (NOW - timedelta(minutes=59), "59 phút trước", "59 phút", "59 minutes ago", "59 min"),
        (NOW - timedelta(hours=1), "1 giờ trước", "1 giờ", "1 hour ago", "1 h"),
        (local(2026, 5, 4, 0, 0), "14 giờ trước", "14 giờ", "14 hours ago", "14 h"),
        (local(2026, 5, 3, 23, 59), "hôm qua", "hôm qua", "yesterday", "yest."),
        (local(2026, 5, 3, 0, 0), "hôm qua", "hôm qua", "yesterday", "yest."),
        (local(2026, 5, 2, 23, 59), "2 ngày trước", "2 ngày", "2 days ago", "2 days"),
        (local(2026, 4, 28, 1, 0), "6 ngày trước", "6 ngày", "6 days ago", "6 days"),
        (local(2026, 4, 27, 23, 0), "27/04", "27/04", "27 Apr", "27 Apr"),
        (local(2026, 1, 1, 0, 0), "01/01", "01/01", "1 Jan", "1 Jan"),
        (local(2025, 12, 31, 23, 59), "31/12/2025", "12/2025", "31 Dec 2025", "12/2025"),
        (local(2019, 7, 25, 2, 22), "25/07/2019", "07/2019", "25 Jul 2019", "07/2019"),
        # wrong clocks: under a minute is now, then the date itself
        (NOW + timedelta(seconds=59), "vừa xong", "mới", "just now", "new"),
        (NOW + timedelta(hours=3), "04/05", "04/05", "4 May", "4 May"),
        (local(2031, 1, 2), "02/01/2031", "01/2031", "2 Jan 2031", "01/2031"),
    ],
)
def test_ages(when: datetime, vi_age: str, vi_row: str, en_age: str, en_row: str) -> None:
    assert fmt.age(VI, when, NOW, VIETNAM) == vi_age
    assert fmt.row_age(VI, when, NOW, VIETNAM) == vi_row
    assert fmt.age(EN, when, NOW, VIETNAM) == en_age
    assert fmt.row_age(EN, when, NOW, VIETNAM) == en_row


def test_minutes_go_on_over_midnight() -> None:
    just_after = local(2026, 5, 4, 0, 10)
    assert fmt.age(VI, just_after - timedelta(minutes=20), just_after, VIETNAM) == "20 phút trước"


def test_the_reader_s_own_zone_decides_what_yesterday_is() -> None:
    when = NOW - timedelta(hours=10)
    assert fmt.age(VI, when, NOW, VIETNAM) == "10 giờ trước"
    assert fmt.age(VI, when, NOW, UTC) == "hôm qua"


@pytest.mark.skipif(not hasattr(time, "tzset"), reason="the system's zone cannot be set here")
def test_the_system_s_own_zone_has_the_summer_time_each_date_had(monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:
        patch.setenv("TZ", "Europe/Berlin")
        time.tzset()
        clocks = [fmt.clock(datetime(2026, month, 1, 12, 0, tzinfo=UTC), None) for month in (1, 7)]
        edge = fmt.full_date(EN, datetime.max.replace(tzinfo=UTC), None)
    time.tzset()
    assert clocks == ["13:00", "14:00"]
    assert edge.endswith("23:59")


def test_a_day_of_23_hours_is_still_one_day() -> None:
    berlin = ZoneInfo("Europe/Berlin")
    now = datetime(2026, 3, 30, 0, 30, tzinfo=berlin).astimezone(UTC)
    when = datetime(2026, 3, 29, 1, 0, tzinfo=berlin).astimezone(UTC)
    assert fmt.age(EN, when, now, berlin) == "yesterday"


def test_an_age_beside_other_facts_is_short_and_never_the_word_that_marks_new_things() -> None:
    ages = [timedelta(seconds=20), timedelta(minutes=5), timedelta(hours=2), timedelta(days=40)]
    assert [fmt.short_age(VI, NOW - age, NOW, VIETNAM) for age in ages[:3]] == ["vừa xong", "5 phút", "2 giờ"]
    assert [fmt.short_age(EN, NOW - age, NOW, VIETNAM) for age in ages[:3]] == ["just now", "5 min", "2 h"]
    assert fmt.short_age(VI, NOW - ages[3], NOW, VIETNAM) == fmt.list_date(VI, NOW - ages[3], NOW, VIETNAM)


@given(st.datetimes(timezones=st.just(UTC)))
def test_no_row_age_is_wider_than_its_column(when: datetime) -> None:
    for w in (VI, EN):
        assert 0 < len(fmt.row_age(w, when, NOW, VIETNAM)) <= fmt.ROW_AGE_WIDTH


@given(st.datetimes(timezones=st.just(UTC)), st.integers(-23, 23))
def test_no_date_breaks_the_screen(when: datetime, hours: int) -> None:
    zone = timezone(timedelta(hours=hours))
    for w in (VI, EN):
        assert fmt.full_date(w, when, zone)
        assert fmt.age(w, when, NOW, zone)
        assert fmt.day_heading(w, when, NOW, zone)


@pytest.mark.parametrize(
    ("when", "hours"),
    [(datetime.min.replace(tzinfo=UTC), -5), (datetime.max.replace(tzinfo=UTC), 7)],
)
def test_a_date_at_the_edge_of_the_calendar_is_written_in_utc(when: datetime, hours: int) -> None:
    assert fmt.row_age(VI, when, NOW, timezone(timedelta(hours=hours))) == f"{when.month:02}/{when.year}"


@pytest.mark.parametrize(
    ("when", "vietnamese", "english"),
    [
        (local(2026, 5, 4, 0, 0), "Hôm nay", "Today"),
        (local(2026, 5, 3, 0, 0), "Hôm qua", "Yesterday"),
        (local(2026, 5, 2, 23, 0), "Thứ Bảy, 02/05", "Saturday, 2 May"),
        (local(2019, 7, 25, 2, 22), "Thứ Năm, 25/07/2019", "Thursday, 25 July 2019"),
        (local(2026, 5, 5, 0, 0), "Thứ Ba, 05/05", "Tuesday, 5 May"),
    ],
)
def test_day_headings(when: datetime, vietnamese: str, english: str) -> None:
    assert fmt.day_heading(VI, when, NOW, VIETNAM) == vietnamese
    assert fmt.day_heading(EN, when, NOW, VIETNAM) == english


def test_the_clock_has_24_hours_and_two_digits() -> None:
    assert fmt.clock(local(2026, 5, 4, 8, 2), VIETNAM) == "08:02"
    assert fmt.clock(local(2026, 5, 4, 0, 0), VIETNAM) == "00:00"


@pytest.mark.parametrize(
    ("octets", "vietnamese", "english"),
    [
        (0, "0 B", "0 B"),
        (999, "999 B", "999 B"),
        (1000, "1 KB", "1 KB"),
        (3_400, "3,4 KB", "3.4 KB"),
        (9_960, "10 KB", "10 KB"),
        (999_499, "999 KB", "999 KB"),
        (999_500, "1 MB", "1 MB"),
        (3_400_000, "3,4 MB", "3.4 MB"),
        (15_728_640, "16 MB", "16 MB"),
        (1_300_000_000, "1,3 GB", "1.3 GB"),
        (5_000_000_000_000, "5.000 GB", "5,000 GB"),
    ],
)
def test_sizes(octets: int, vietnamese: str, english: str) -> None:
    assert (fmt.size(VI, octets), fmt.size(EN, octets)) == (vietnamese, english)


def test_per_cent_stands_without_a_space() -> None:
    assert fmt.percent(VI, 38) == "38%"


@pytest.mark.parametrize(
    ("count", "vietnamese", "english"),
    [
        (0, "chưa đến 1 phút đọc", "under a minute"),
        (249, "chưa đến 1 phút đọc", "under a minute"),
        (250, "1 phút đọc", "1 min read"),
        (374, "1 phút đọc", "1 min read"),
        (375, "2 phút đọc", "2 min read"),
        (750, "3 phút đọc", "3 min read"),
        (300_000, "1.200 phút đọc", "1,200 min read"),
    ],
)
def test_reading_minutes(count: int, vietnamese: str, english: str) -> None:
    assert fmt.minutes_to_read(VI, count) == vietnamese
    assert fmt.minutes_to_read(EN, count) == english


@pytest.mark.parametrize(
    ("progress", "left"), [(0, "còn 3 phút"), (38, "còn 2 phút"), (99, "còn 1 phút"), (100, "")]
)
def test_minutes_left_never_say_none_before_the_end(progress: int, left: str) -> None:
    assert fmt.minutes_left(VI, 750, progress) == left


@pytest.mark.parametrize(
    ("given_names", "vietnamese", "english"),
    [
        ([], "", ""),
        (["Tuổi Trẻ"], "Tuổi Trẻ", "Tuổi Trẻ"),
        (["A", "B"], "A và B", "A and B"),
        (
            ["Tuổi Trẻ", "VnExpress", "Nhân Dân"],
            "Tuổi Trẻ, VnExpress và Nhân Dân",
            "Tuổi Trẻ, VnExpress and Nhân Dân",
        ),
        (["A", "B", "C", "D"], "A, B và 2 báo khác", "A, B and 2 others"),
        (["A", "B", "C", "D", "E"], "A, B và 3 báo khác", "A, B and 3 others"),
    ],
)
def test_lists_of_names(given_names: list[str], vietnamese: str, english: str) -> None:
    assert fmt.names(VI, given_names) == vietnamese
    assert fmt.names(EN, given_names) == english
