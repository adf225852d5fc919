"""What a stranger's text may still hold once scrubbed, for any text at all."""

import time
import unicodedata

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tui_reader.model.scrub import UNSAFE, is_blank, scrub, scrub_line

# Text that is mostly trouble: marks, joiners, controls, Hangul parts, spaces and a few letters.
TROUBLE = st.text(
    st.one_of(
        st.sampled_from(
            "aâếđ \t\n\r\x1b\x00\x9b\u00ad\u200b\u200c\u200d\u202e\u2066\ufe0f\ufeff\u0301\u0323\u0334\u05b0"
        ),
        st.sampled_from("\u0e34\u0e48\u094d\u09c7\u09be\u1100\u1161\u11a8\u3164\u2028\ud800\U000e0041👩🏽🇻"),
        st.characters(),
    ),
    max_size=40,
)


@pytest.mark.hostile("H36", "H44", "H45", "H46", "H47")
@settings(max_examples=400)
@given(TROUBLE)
@example("a" + "\u0301" * 3 + "\u200d\u0301\u0301 ")
@example("\u200d\u200d\u0301" * 5)
@example("\r\u2028\x85")
def test_scrubbed_text_is_clean_composed_and_stays_as_it_is(text: str) -> None:
    done = scrub(text)
    assert not UNSAFE.search(done)
    assert unicodedata.is_normalized("NFC", done)
    assert scrub(done) == done
    assert longest_run_of_marks(done) <= 4


@given(TROUBLE, st.integers(5, 30))
def test_a_scrubbed_line_is_one_line_within_its_limit(text: str, limit: int) -> None:
    done = scrub_line(text, limit)
    assert len(done) <= limit
    assert not set(done) & set("\n\t\r")
    assert done == done.strip()


@given(st.text(st.characters(categories=("L", "N", "Po", "Zs")), max_size=60))
def test_letters_digits_and_punctuation_lose_nothing(text: str) -> None:
    fillers = "\u115f\u1160\u3164\uffa0"  # letters by category, invisible on screen
    text = "".join(c for c in text if c not in fillers)
    assert scrub(text) == unicodedata.normalize("NFC", text)


@pytest.mark.hostile("H37", "H38", "H39", "H40", "H44", "H45", "H46", "H47")
@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("\x1b[31mred\x1b[0m", "[31mred[0m"),
        ("\x1b]52;c;aGk=\x07copied", "]52;c;aGk=copied"),
        ("a\x9b31mb\x00c\x7f", "a31mbc"),
        ("one\r\ntwo\rthree\u2028four\x0bfive", "one\ntwo\nthree\nfour\nfive"),
        ("abc\u202edef\u2066\u200f", "abcdef"),
        ("\ufeffQuảng\u200b Ninh\u00ad", "Quảng Ninh"),
        (unicodedata.normalize("NFD", "Nguyễn Mạnh Hùng"), "Nguyễn Mạnh Hùng"),
        ("👨\u200d👩\u200d👧 family", "👨\u200d👩\u200d👧 family"),
        ("1\ufe0f\u20e3 and 🇻🇳", "1\ufe0f\u20e3 and 🇻🇳"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("\u200dstart and end\u200d", "start and end"),
        ("a" + "\u0334" * 100_000 + "b", "a" + "\u0334" * 4 + "b"),
        ("ก" + "\u0e34\u0e48" * 9, "ก\u0e34\u0e48\u0e34\u0e48"),
        ("x\ud83dy", "xy"),
        ("keep\tthe tab", "keep\tthe tab"),
        ("[/x] [red] [@click=app.quit] \\", "[/x] [red] [@click=app.quit] \\"),
    ],
)
def test_each_kind_of_trouble_goes_and_its_neighbours_stay(raw: str, clean: str) -> None:
    assert scrub(raw) == clean


def test_scrubbing_time_grows_with_the_text_and_not_with_its_square() -> None:
    floods = ("\u200d", "\u0301", "a\u0301", " \u200c", "\x1b[", "\r", "\u0e34", "-\u0eb4", "\ufe0f\u200d")
    started = time.perf_counter()
    for flood in floods:
        scrub(flood * 200_000)
    assert time.perf_counter() - started < 10


def test_blank_is_what_nobody_would_see() -> None:
    assert is_blank("")
    assert is_blank(" \u00a0\u200b\u2003\u0301")
    assert not is_blank(" . ")


def longest_run_of_marks(text: str) -> int:
    longest = run = 0
    for c in text:
        run = run + 1 if unicodedata.category(c) in ("Mn", "Me") else 0
        longest = max(longest, run)
    return longest
