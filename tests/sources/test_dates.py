"""Every form of date that a feed or a page was seen to write, and the moment it means."""

import unicodedata
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui_reader.sources.dates import plausible, read_date

FORMS = [
    # RFC 822, RFC 2822, RFC 850, asctime, date(1), Date.toString
    ("Thu, 25 Jul 2019 02:22:00 +0700", "2019-07-24T19:22:00"),
    ("Thu, 25 Jul 2019 02:22:00 +0700 (ICT)", "2019-07-24T19:22:00"),
    ("Thu, 25 Jul 2019 02:22:00 GMT", "2019-07-25T02:22:00"),
    ("Thu, 25 Jul 2019 02:22:00 -0000", "2019-07-25T02:22:00"),
    ("Thu, 25 Jul 2019 02:22:00 Z", "2019-07-25T02:22:00"),
    ("Thu, 25 Jul 2019 02:22:00 A", "2019-07-25T02:22:00"),
    ("Thu, 25 Jul 2019 02:22 EST", "2019-07-25T07:22:00"),
    ("25 Jul 2019 02:22:00 PDT", "2019-07-25T09:22:00"),
    ("25 Jul 19 02:22:00 UT", "2019-07-25T02:22:00"),
    ("5 Jul 99 02:22:00 UT", "1999-07-05T02:22:00"),
    ("Thu, 25 Jul 2019 02:22:00 ICT", "2019-07-24T19:22:00"),
    ("Thu, 25 Jul 2019 02:22:00 JST", "2019-07-24T17:22:00"),
    ("Thu, 25 Jul 2019 02:22:00 IST", "2019-07-24T20:52:00"),
    ("Thu, 25 Jul 2019 02:22:00 XYZ", "2019-07-25T02:22:00"),
    ("Thursday, 25 July 2019 02:22:00 +0530", "2019-07-24T20:52:00"),
    ("Thu 5 Jul 2018 02:22:00 +0000", "2018-07-05T02:22:00"),
    ("  Thu,\n 25 Jul 2019\t02:22:00 +0000 ", "2019-07-25T02:22:00"),
    ("Sunday, 06-Nov-94 08:49:37 GMT", "1994-11-06T08:49:37"),
    ("Thu Jul 25 02:22:00 2019", "2019-07-25T02:22:00"),
    ("Fri Jul  5 02:22:00 2019", "2019-07-05T02:22:00"),
    ("Thu Jul 25 02:22:00 CEST 2019", "2019-07-25T00:22:00"),
    ("Thu Jul 25 2019 02:22:00 GMT+0700 (Indochina Time)", "2019-07-24T19:22:00"),
    ("Wed, 31 Dec 2025 23:59:60 GMT", "2025-12-31T23:59:59"),
    # RFC 3339, ISO 8601, W3CDTF
    ("2019-07-25T02:22:00Z", "2019-07-25T02:22:00"),
    ("2019-07-25t02:22:00z", "2019-07-25T02:22:00"),
    ("2019-07-25T02:22Z", "2019-07-25T02:22:00"),
    ("2019-07-25T02:22:00+07:00", "2019-07-24T19:22:00"),
    ("2019-07-25T02:22:00-0500", "2019-07-25T07:22:00"),
    ("2019-07-25T02:22:00+07", "2019-07-24T19:22:00"),
    ("2019-07-25T02:22:00.5+07:00", "2019-07-24T19:22:00.500000"),
    ("2019-07-25T02:22:00.123456789Z", "2019-07-25T02:22:00.123456"),
    ("2019-07-25T24:00:00Z", "2019-07-26T00:00:00"),
    ("2019-07-25 02:22:00", "2019-07-25T02:22:00"),
    ("2019-07-25 02:22:00 +0700", "2019-07-24T19:22:00"),
    ("2019-07-25 02:22:00 UTC", "2019-07-25T02:22:00"),
    ("2019-07-25", "2019-07-25T00:00:00"),
    ("2019-07", "2019-07-01T00:00:00"),
    ("2019/07/25 02:22", "2019-07-25T02:22:00"),
    ("20190725T022200Z", "2019-07-25T02:22:00"),
    ("20190725", "2019-07-25T00:00:00"),
    ("2024-W01-1", "2024-01-01T00:00:00"),
    ("2024-02-29", "2024-02-29T00:00:00"),
    # hours east, as newspapers write them
    ("Mon, 04 May 2026 12:05:08 GMT+7", "2026-05-04T05:05:08"),
    ("Mon, 04 May 2026 12:05:08 GMT+07:00", "2026-05-04T05:05:08"),
    ("Mon, 04 May 2026 12:05:08 GMT +7", "2026-05-04T05:05:08"),
    ("Mon, 04 May 2026 12:05:08 UTC+07:00", "2026-05-04T05:05:08"),
    ("Mon, 04 May 2026 12:05:08 GMT-5", "2026-05-04T17:05:08"),
    ("Mon, 04 May 2026 12:05:08 GMT−5", "2026-05-04T17:05:08"),
    # Vietnamese newspapers
    ("Thứ Năm, 25/07/2019 - 02:22", "2019-07-24T19:22:00"),
    ("Thứ Năm, 25/07/2019 – 02:22", "2019-07-24T19:22:00"),
    ("thứ năm, 25/07/2019, 02:22", "2019-07-24T19:22:00"),
    ("THỨ NĂM 25/07/2019 | 02:22", "2019-07-24T19:22:00"),
    ("Thu Nam, 25/07/2019 - 02:22", "2019-07-24T19:22:00"),
    ("Thu 5, 25/07/2019 - 02:22", "2019-07-24T19:22:00"),
    ("Thu 25/07/2019 02:22", "2019-07-24T19:22:00"),
    ("T5, 25/07/2019 02:22", "2019-07-24T19:22:00"),
    ("Thứ 5, 28/05/2026 17:00:00 GMT+7", "2026-05-28T10:00:00"),
    ("Thứ 5 ngày 28/05/2026 lúc 17:00", "2026-05-28T10:00:00"),
    ("Thứ sáu, 6/8/2021, 01:08 (GMT+7)", "2021-08-05T18:08:00"),
    ("Thứ Năm, 25/07/2019 - 02:22 GMT", "2019-07-25T02:22:00"),
    ("Thứ Năm, 2019-07-25 02:22:00", "2019-07-24T19:22:00"),
    ("CN, 28/07/2019 02:22", "2019-07-27T19:22:00"),
    ("Chủ Nhật, 28/07/2019 - 02:22", "2019-07-27T19:22:00"),
    ("Chủ nhật, ngày 28-7-2019", "2019-07-27T17:00:00"),
    ("25/07/2019 02:22", "2019-07-24T19:22:00"),
    ("25/07/2019 02:22 (giờ Việt Nam)", "2019-07-24T19:22:00"),
    ("02:22 25/07/2019", "2019-07-24T19:22:00"),
    ("02:22, Thứ Năm 25/07/2019", "2019-07-24T19:22:00"),
    ("02:22 ngày 25/07/2019", "2019-07-24T19:22:00"),
    ("14h05 - 25/07/2019", "2019-07-25T07:05:00"),
    ("25.07.2019, 14 giờ 05 phút", "2019-07-25T07:05:00"),
    ("Cập nhật lúc: 14g05 ngày 25/07/2019", "2019-07-25T07:05:00"),
    ("01/02/2024", "2024-01-31T17:00:00"),
    ("Ngày 25/7/2019", "2019-07-24T17:00:00"),
    ("25 tháng 7, 2019", "2019-07-24T17:00:00"),
    ("Ngày 25 tháng 7 năm 2019", "2019-07-24T17:00:00"),
    ("25 thg 7, 2019 lúc 02:22", "2019-07-24T19:22:00"),
    ("5 tháng Năm 2019", "2019-05-04T17:00:00"),
    ("Tháng Mười Một 25, 2019", "2019-11-24T17:00:00"),
    # .NET, both cultures
    ("25/07/2019 2:22:00 SA", "2019-07-24T19:22:00"),
    ("05/07/2019 2:22:00 CH", "2019-07-05T07:22:00"),
    ("7/25/2019 2:22:00 AM", "2019-07-25T02:22:00"),
    ("5/7/2019 2:22:00 PM", "2019-05-07T14:22:00"),
    ("25/07/2019 14:05 PM", "2019-07-25T07:05:00"),
    ("7/25/2019", "2019-07-25T00:00:00"),
    # written by hand, English
    ("Jan 5, 2024 3:04 pm EST", "2024-01-05T20:04:00"),
    ("January 5th, 2024 at 12:04 a.m.", "2024-01-05T00:04:00"),
    ("Published: Jan. 5, 2024, 3pm", "2024-01-05T15:00:00"),
    ("5 January 2024", "2024-01-05T00:00:00"),
    ("Friday, January 5, 2024 - 15:04", "2024-01-05T15:04:00"),
    ("5 Sept 2024", "2024-09-05T00:00:00"),
]

NOT_DATES = [
    *(
        "",
        " ",
        "hôm qua",
        "2 giờ trước",
        "Thứ Năm",
        "02:22",
        "2024",
        "1700000000",
        "1700000000000",
        "1712051200000",
    ),
    *(
        "2024-13-45",
        "2023-02-29",
        "31/04/2024",
        "13/13/2024",
        "0/0/2024",
        "2024-01-05T25:00:00Z",
        "24:01 25/07/2019",
    ),
    *("Fri, 31 Dec 9999 23:59:59 GMT", "9999-12-31", "1699-01-01", "0001-01-01", "9999-W01-1", "99990101"),
    *(
        "Ngày 24/7, đoàn công tác đã có buổi làm việc",
        "giai đoạn 2019 - 2020",
        "25/07/2019 02:22 GMT+27",
        "25/07-2019",
    ),
    *(
        "2019-07-25T02:22:00+07:99",
        "٢٥/٠٧/٢٠١٩",
        "25/07/2019 rồi đến 26/07/2019",
        "Mon, 04 May 2026 12:61:08 GMT+7",
    ),
]


@pytest.mark.parametrize(("text", "moment"), FORMS)
def test_every_known_form_is_read_as_the_moment_it_means(text: str, moment: str) -> None:
    expected = datetime.fromisoformat(moment).replace(tzinfo=UTC)
    assert read_date(text) == expected
    assert read_date(unicodedata.normalize("NFD", text)) == expected


@pytest.mark.parametrize("text", NOT_DATES)
def test_what_is_no_date_is_none(text: str) -> None:
    assert read_date(text) is None


@pytest.mark.parametrize(
    ("text", "hour"),
    [
        ("2019-07-25 09:00:00", 4),
        ("Thứ Năm, 25/07/2019 - 09:00", 4),
        ("20190725T0900", 4),
        ("2019-07-25T09:00:00Z", 9),
        ("Thu, 25 Jul 2019 09:00:00 GMT+7", 2),
        ("Thu, 25 Jul 2019 09:00:00 XYZ", 4),
    ],
)
def test_the_assumed_zone_holds_only_where_none_is_written(text: str, hour: int) -> None:
    when = read_date(text, assume=timezone(timedelta(hours=5)))
    assert when is not None
    assert when.hour == hour


def test_a_very_long_text_is_answered_at_once_and_only_its_first_hundred_characters_count() -> None:
    assert read_date("2019-07-25T02:22:00Z" + " " * 1_000_000) == datetime(2019, 7, 25, 2, 22, tzinfo=UTC)
    assert read_date("1" * 1_000_000) is None
    assert read_date("25/07/2019 " + ", " * 500_000) == datetime(2019, 7, 24, 17, tzinfo=UTC)


_PIECES = st.sampled_from(
    "Thứ_ Năm thu_5 CN ,_ _-_ 25 7 2019 / - : 02 24:00 T Z GMT + 7 tháng_ ngày_ Jul_ pm SA ( ) 9999 0000 "
    "+14:59 -1459 W01 _ \x00 ắ 0".replace("_", "\N{NO-BREAK SPACE}").split(" ")
)


@given(st.one_of(st.text(), st.lists(_PIECES, max_size=14).map("".join), st.datetimes().map(str)))
def test_any_text_gives_none_or_an_aware_moment_in_utc(text: str) -> None:
    when = read_date(text)
    assert when is None or when.utcoffset() == timedelta(0)


@given(st.datetimes(min_value=datetime(1990, 1, 1), max_value=datetime(2150, 1, 1)), st.integers(-14, 14))  # noqa: DTZ001
def test_what_python_writes_as_iso_is_read_back(when: datetime, east: int) -> None:
    aware = when.replace(tzinfo=timezone(timedelta(hours=east)))
    assert read_date(aware.isoformat()) == aware
    assert read_date(aware.strftime("%d/%m/%Y %H:%M:%S %z")) == aware.replace(microsecond=0)


def test_only_dates_from_1990_to_tomorrow_are_plausible() -> None:
    now = datetime(2026, 11, 1, tzinfo=UTC)
    assert plausible(now, now)
    assert plausible(now + timedelta(days=1), now)
    assert not plausible(now + timedelta(days=1, seconds=1), now)
    assert plausible(datetime(1990, 1, 1, tzinfo=UTC), now)
    assert not plausible(datetime(1989, 12, 31, 23, 59, tzinfo=UTC), now)


@given(
    st.datetimes(min_value=datetime(1901, 1, 1), max_value=datetime(2198, 12, 31)),  # noqa: DTZ001
    st.integers(-14 * 60, 14 * 60),
    st.sampled_from(("%a, %d %b %Y %H:%M:%S {}{:02}{:02}", "%Y-%m-%dT%H:%M:%S{}{:02}:{:02}")),
)
def test_the_quick_reader_of_usual_dates_agrees_with_the_full_one(
    when: datetime, east: int, form: str
) -> None:
    zone = ("-" if east < 0 else "+", *divmod(abs(east), 60))
    said = when.strftime(form).format(*zone)
    expected = (when.replace(tzinfo=UTC) - timedelta(minutes=east)).replace(microsecond=0)
    assert read_date(said) == expected
    assert read_date(said.replace("T", " ", 1) if "T" in said[10:11] else said.lower()) == expected
