"""Which titles tell the same story, and which must never be taken for it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui_reader.engine.story_titles import key_of, likeness
from tui_reader.engine.story_window import MOST, SECONDS, Title, Window

SAME = [
    ("Bộ trưởng Bộ TT&TT làm việc với tỉnh Quảng Ninh", "Bộ trưởng TT&TT làm việc với Quảng Ninh"),
    ("(Dân trí) - Phủ sóng 5G toàn tỉnh trước tháng 6", "TTO - Phủ sóng 5G toàn tỉnh trước tháng 6"),
    ("Phủ sóng 5G toàn tỉnh trước tháng 6", "PHU SONG 5G TOAN TINH TRUOC THANG 6!"),
    ("Storm closes every school in the northern province", "Storm closes every school in northern province"),
    ("习近平会见美国总统拜登在旧金山", "习近平会见美国总统拜登"),
]
OTHERS = [
    ("Giá vàng hôm nay 12/5: tăng mạnh trở lại", "Giá vàng hôm nay 13/5: tăng mạnh trở lại"),
    ("Việt Nam thắng Thái Lan 2-1 trên sân Mỹ Đình", "Thái Lan thắng Việt Nam 2-1 trên sân Mỹ Đình"),
    ("Bộ Y tế công bố dịch sốt xuất huyết", "Bộ Y tế không công bố dịch sốt xuất huyết"),
    ("Kết quả xổ số miền Bắc hôm nay", "Kết quả xổ số miền Nam hôm nay"),
    ("Ông Nguyễn Văn An được bổ nhiệm làm Thứ trưởng", "Ông Nguyễn Văn Bình được bổ nhiệm làm Thứ trưởng"),
    (
        "Fed raises its main interest rate again this month",
        "Fed cuts its main interest rate again this month",
    ),
    ("Tin nóng", "Tin nóng"),
    ("Điểm tin sáng 5/5", "Điểm tin sáng 5/5"),
    ("", ""),
    ("…", "…"),
    ("12 34 56 78 90 11", "12 34 56 78 90 11"),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_titles_that_say_the_same_are_alike(one: str, other: str) -> None:
    assert likeness(key_of(one), key_of(other)) > 0


@pytest.mark.parametrize(("one", "other"), OTHERS)
def test_titles_that_say_something_else_or_hardly_anything_are_not(one: str, other: str) -> None:
    assert likeness(key_of(one), key_of(other)) == 0


def test_the_papers_own_name_after_a_title_does_not_count() -> None:
    said = key_of("Bão số 3 đổ bộ Quảng Ninh")
    assert key_of("Bão số 3 đổ bộ Quảng Ninh - VnExpress", "VnExpress - Thời sự") == said
    assert key_of("Bão số 3 đổ bộ Quảng Ninh - VnExpress", "Dân Trí") != said


@given(st.text(max_size=60), st.text(max_size=60))
def test_likeness_is_the_same_from_both_sides_and_never_over_one(one: str, other: str) -> None:
    a, b = key_of(one), key_of(other)
    assert likeness(a, b) == likeness(b, a) <= 1


def title(n: int, text: str, feed: int | None = None, at: int = 0, language: str = "vi") -> Title:
    return Title(n, n if feed is None else feed, at, language, key_of(text))


STORY = "Phủ sóng di động toàn tỉnh trước mùa mưa"


@pytest.mark.parametrize(
    ("second", "found"),
    [
        (title(2, STORY), [1]),
        (title(2, STORY, at=SECONDS), [1]),
        (title(2, STORY, at=SECONDS + 1), []),
        (title(2, STORY, language="en"), []),
        (title(2, STORY, feed=1), []),
    ],
    ids=["another feed", "three days on", "later than that", "another language", "the same feed"],
)
def test_one_story_is_told_within_days_in_one_language_by_several_feeds(
    second: Title, found: list[int]
) -> None:
    window = Window()
    assert window.add(title(1, STORY)) == []
    assert window.add(second) == found


def test_a_column_that_says_the_same_every_day_is_like_nothing() -> None:
    window = Window()
    window.add(title(1, "Bản tin dự báo thời tiết biển ngày 4", feed=1))
    window.add(title(2, "Bản tin dự báo thời tiết biển ngày 5", feed=1))
    assert window.add(title(3, "Bản tin dự báo thời tiết biển ngày 5", feed=2)) == []


def test_ten_thousand_articles_of_one_title_are_each_offered_a_few_of_the_last() -> None:
    window = Window()
    offered = [window.add(title(n, STORY)) for n in range(1, 10_001)]
    assert all(len(one) <= 4 for one in offered)
    assert all(one and n + 1 - min(one) <= 4 for n, one in enumerate(offered) if n)


def test_the_window_forgets_the_oldest() -> None:
    window = Window()
    words = ["một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín", "mười"]
    for n in range(MOST + 1):
        window.add(title(n, " ".join([*words[:6], f"x{chr(97 + n % 26)}", *words[n % 4 :]]), feed=n % 7))
    assert len(window) <= MOST


def test_what_is_found_does_not_depend_on_the_process() -> None:
    words = ["mới", "nay", "này"]

    def run() -> list[list[int]]:
        window = Window()
        return [window.add(title(n, " ".join([STORY, *words[: n % 4]]))) for n in range(8)]

    assert run() == run()
    assert all(run()[1:])
