"""Looking up, filling in, plurals, and what happens when something is missing."""

import subprocess
import sys

import pytest

from tui_reader.strings import Words, language, words


def test_a_fact_is_filled_in() -> None:
    assert words("vi")("comments.reply_to", name="Lan Anh") == "Trả lời Lan Anh"


def test_numbers_are_written_as_the_language_writes_them() -> None:
    assert words("vi")("list.articles", n=3412) == "3.412 bài"
    assert words("en")("list.articles", n=3412) == "3,412 articles"


@pytest.mark.parametrize(
    ("value", "vietnamese", "english"),
    [(0, "0", "0"), (1.5, "1,5", "1.5"), (2.0, "2", "2"), (-1234567, "-1.234.567", "-1,234,567")],
)
def test_decimals_and_thousands(value: float, vietnamese: str, english: str) -> None:
    assert (words("vi").number(value), words("en").number(value)) == (vietnamese, english)


@pytest.mark.parametrize(
    ("n", "text"), [(0, "0 replies"), (1, "1 reply"), (2, "2 replies"), (1000, "1,000 replies")]
)
def test_english_has_a_form_for_one(n: int, text: str) -> None:
    assert words("en")("comments.replies", n=n) == text


@pytest.mark.parametrize("n", [0, 1, 12])
def test_vietnamese_has_one_form_for_every_number(n: int) -> None:
    assert words("vi")("list.articles", n=n) == f"{n} bài"


def test_a_fact_is_content_not_a_pattern() -> None:
    assert words("en")("comments.reply_to", name="{host} %s {0}") == "Reply to {host} %s {0}"


def test_a_fact_may_be_called_as_anything_in_python() -> None:
    assert "x" in words("en")("health.failed", feed="x", why="y", key="z", self="q")


def test_a_missing_id_is_an_error_under_test() -> None:
    for wrong in ("no.such", "list.no_such", "nothing", ""):
        with pytest.raises(KeyError):
            words("vi")(wrong)


def test_a_missing_fact_is_an_error_under_test() -> None:
    with pytest.raises(KeyError):
        words("vi")("comments.reply_to")


def test_a_reader_sees_the_id_rather_than_a_crash() -> None:
    assert Words("vi")("list.no_such", n=1) == "list.no_such"
    assert Words("vi")("list.{odd}") == "list.{odd}"


def test_a_reader_sees_english_where_vietnamese_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    from tui_reader.strings import catalogue

    whole = catalogue.table("vi", "reading")
    less = {key: entry for key, entry in whole.items() if key != "list.new"}
    real = catalogue.table
    monkeypatch.setattr(catalogue, "table", lambda lang, area: less if lang == "vi" else real(lang, area))
    assert Words("vi")("list.new", n=2) == "2 new articles"


def test_a_reader_sees_an_ellipsis_for_a_missing_fact() -> None:
    assert Words("vi")("comments.reply_to") == "Trả lời …"


def test_an_unknown_language_reads_english() -> None:
    assert words("fr")("button.yes") == "Yes"
    assert Words("fr")("button.yes") == "Yes"


def test_first_takes_the_first_that_exists() -> None:
    w = words("vi")
    assert w.first("footer.comments.unread.next", "footer.unread.next", "action.unread.next") == "mới kế"
    assert w.first("footer.list.open", "footer.open", "action.open") == "mở"


def test_words_cannot_be_changed() -> None:
    with pytest.raises(AttributeError):
        words("vi").lang = "en"  # type: ignore[misc]


@pytest.mark.parametrize(
    ("choice", "environ", "lang"),
    [
        ("vi", {"LANG": "en_US.UTF-8"}, "vi"),
        ("en", {"LANG": "vi_VN.UTF-8"}, "en"),
        ("VI_vn", {}, "vi"),
        ("fr", {"LANG": "vi_VN"}, "en"),
        (None, {"LANG": "vi_VN.UTF-8"}, "vi"),
        ("", {"LANG": "vi"}, "vi"),
        ("auto", {"LC_MESSAGES": "vi_VN", "LANG": "en_US"}, "vi"),
        (None, {"LC_ALL": "en_US", "LC_MESSAGES": "vi_VN", "LANG": "vi_VN"}, "en"),
        (None, {"LC_ALL": "", "LANG": "vi_VN"}, "vi"),
        (None, {"LANG": "C.UTF-8"}, "en"),
        (None, {"LANG": "vie"}, "en"),
        (None, {}, "en"),
    ],
)
def test_language_comes_from_the_choice_then_the_locale(
    choice: str | None, environ: dict[str, str], lang: str
) -> None:
    assert language(choice, environ) == lang


def test_only_what_is_asked_for_is_loaded() -> None:
    code = (
        "import sys; from tui_reader.strings import words; words('vi')('list.new', n=1);"
        "print(*sorted(name for name in sys.modules if name.startswith('tui_reader.strings.')))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = [name.removeprefix("tui_reader.strings.") for name in done.stdout.split()]
    assert loaded == ["catalogue", "vietnamese", "vietnamese.reading"]
