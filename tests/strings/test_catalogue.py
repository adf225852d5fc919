"""Every word exists in both languages, with the same places, in the project's tone."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator

import pytest

from tui_reader.strings.catalogue import AREAS, Entry, table

EVERY = [(lang, area) for lang in ("en", "vi") for area in AREAS]

# Dates are written with different parts: "25 July" and "25/07".
DATE_PATTERNS = (
    "day.full",
    "day.heading",
    "day.heading_year",
    "day.month_heading",
    "day.short",
    "day.short_year",
)


def forms(entry: Entry) -> tuple[str, ...]:
    return (entry,) if isinstance(entry, str) else entry


def texts(lang: str) -> Iterator[tuple[str, str]]:
    for area in AREAS:
        for key, entry in table(lang, area).items():
            for form in forms(entry):
                yield key, form


def places(text: str) -> set[str]:
    """The facts a text is filled with, and the keys it names."""
    return set(re.findall(r"\{(\w+(?:\[[\w.]+\])?)\}", text))


@pytest.mark.parametrize("area", AREAS)
def test_both_languages_have_the_same_ids_in_the_same_order(area: str) -> None:
    assert list(table("en", area)) == list(table("vi", area))


@pytest.mark.parametrize("area", AREAS)
def test_both_languages_fill_in_the_same_facts(area: str) -> None:
    for key, entry in table("en", area).items():
        if key not in DATE_PATTERNS:
            vietnamese = table("vi", area)[key]
            wanted = places(forms(entry)[-1])
            assert all(places(form) == wanted for form in (*forms(entry), *forms(vietnamese))), key


@pytest.mark.parametrize(("lang", "area"), EVERY)
def test_every_id_stands_in_the_module_its_first_part_names(lang: str, area: str) -> None:
    assert {key.partition(".")[0] for key in table(lang, area)} == set(AREAS[area])


def test_no_group_of_ids_belongs_to_two_modules() -> None:
    groups = [group for area in AREAS.values() for group in area]
    assert len(groups) == len(set(groups))


def test_no_id_is_written_twice_in_a_module() -> None:
    # A dict literal silently keeps the last one.
    from tui_reader.resources import directory

    for lang in ("english", "vietnamese"):
        for path in (directory("strings") / lang).glob("*.py"):
            keys = re.findall(r'^    "([a-z][\w.]*)":', path.read_text("utf-8"), re.MULTILINE)
            assert len(keys) == len(set(keys)), path


def test_plurals_are_chosen_by_the_fact_n() -> None:
    for area in AREAS:
        for key, entry in table("en", area).items():
            if isinstance(entry, tuple):
                assert "n" in places(entry[1]), key


def test_vietnamese_has_one_form() -> None:
    assert all(isinstance(entry, str) for area in AREAS for entry in table("vi", area).values())


@pytest.mark.parametrize("lang", ["en", "vi"])
def test_every_text_is_nfc_one_line_and_whole(lang: str) -> None:
    for key, text in texts(lang):
        assert text, key
        assert unicodedata.is_normalized("NFC", text), key
        assert text.replace("\u00a0", " ").isprintable(), key
        assert text == text.strip(), key
        assert "  " not in text, key
        text.format_map(dict.fromkeys(places(text), "x") | {"press": defaultdict(lambda: "x")})


@pytest.mark.parametrize("lang", ["en", "vi"])
def test_nothing_shouts_and_nothing_is_left_of_the_no_break_sign(lang: str) -> None:
    for key, text in texts(lang):
        assert "!" not in text, key
        assert "~" not in text, key


def test_no_break_spaces_stand_in_labels_only() -> None:
    for key, text in texts("vi"):
        if text.endswith(".") or key.endswith(".long"):
            assert "\u00a0" not in text, key


def test_tone_marks_stand_the_older_way() -> None:
    for key, text in texts("vi"):
        assert not re.search(
            r"\b\w*(oà|oá|oả|oã|oạ|oè|oé|uỳ|uý(?!t)|uỷ|uỹ|uỵ)\b", text.replace("quý", "").replace("quy", "")
        ), key


def test_the_program_does_not_beg_praise_or_complain() -> None:
    forbidden = re.compile(
        r"xin lỗi|vui lòng|quý khách|thất bại|người dùng|chúng tôi|không thành công|chào mừng|làm mới"
        r"|tải thêm|đăng ký|hình ảnh|đã xảy ra|\bsorry\b|\bplease\b|\bfailed\b|\boops\b",
        re.IGNORECASE,
    )
    for lang in ("en", "vi"):
        for key, text in texts(lang):
            assert not forbidden.search(text), key


def test_vietnamese_labels_are_in_sentence_case() -> None:
    # Weekdays and names; Đọc sau as the name of the list.
    names = {"Hai", "Ba", "Tư", "Năm", "Sáu", "Bảy", "Nhật", "Việt", "Đọc"}
    names |= {"Aa", "Esc", "Enter", "Tab", "Shift", "Markdown", "Python"}
    for key, text in texts("vi"):
        for before, word in re.findall(r"(\S+)[ \u00a0](\w+)", text):
            if before[-1].isalpha() and word[:1].isupper() and not word.isupper():
                assert word in names, key


def test_marks_are_written_without_a_space_before_them() -> None:
    for lang in ("en", "vi"):
        for key, text in texts(lang):
            assert key == "start.keys" or not re.search(r"\s[:;?%](\s|$)", text), key
            assert '"' not in text or key.startswith("settings."), key
            assert "..." not in text, key
