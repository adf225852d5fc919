"""Code is told apart: comments, texts, numbers and a language's own words, in every line of it, whatever stands there."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui_reader.model.document import Code, Document, Mark
from tui_reader.model.style import PRESETS
from tui_reader.strings import words
from tui_reader.ui.reading.code_marks import MOST, marked_lines
from tui_reader.ui.reading.layout import lay_out, text_lines
from tui_reader.ui.reading.lines import Run, line_text, line_width


def told(text: str, language: str) -> list[tuple[int, str, str]]:
    """Line, text and role (`kept` for a language's own word) of what stands out."""
    lines = text.split("\n")
    return [
        (line, lines[line][piece.start : piece.end], "kept" if piece.mark is Mark.BOLD else piece.role[5:])
        for line, pieces in sorted(marked_lines(text, language).items())
        for piece in pieces
    ]


def test_python_is_told_apart() -> None:
    text = 'def phủ(n: int = 12):  # đếm "trạm"\n    return f"{n} trạm" + \'\\\'\' + """a\nb"""'
    assert told(text, "python") == [
        (0, "def", "kept"),
        (0, "int", "kept"),
        (0, "12", "text"),
        (0, '# đếm "trạm"', "comment"),
        (1, "return", "kept"),
        (1, '"{n} trạm"', "text"),
        (1, "'\\''", "text"),
        (1, '"""a', "text"),
        (2, 'b"""', "text"),
    ]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("js", "let a = `x`; // ghi\n/* b\nc */ a", [(0, "let", "kept"), (0, "`x`", "text"), (0, "// ghi", "comment"),
                                                  (1, "/* b", "comment"), (2, "c */", "comment")]),
        ("sql", "SELECT a -- mọi\nFROM t", [(0, "SELECT", "kept"), (0, "-- mọi", "comment"), (1, "FROM", "kept")]),
        ("rust", "fn f<'a>(x: &'a str)", [(0, "fn", "kept")]),
        ("html", '<p class="a">it\'s</p><!-- x -->', [(0, "<p", "kept"), (0, '="a"', "text"), (0, "</p", "kept"),
                                                               (0, "<!-- x -->", "comment")]),
        ("text", "if 12 'x'", []),
        ("", "if 12 'x'", []),
    ],
)  # fmt: skip
def test_each_kind_of_language_has_its_comments_and_texts(
    language: str, text: str, expected: list[tuple[int, str, str]]
) -> None:
    assert told(text, language) == expected


def runs(code: Code, width: int = 40, moved: int = 0) -> list[list[Run]]:
    layout = lay_out(Document((code,)), PRESETS[0], width, None, words("vi"))
    for _ in range(moved):
        assert layout.move_sideways(0, 5, 1)
    return [[run for run in line if run.role.startswith("code")] for line in text_lines(layout)]


def test_it_is_drawn_in_its_place_also_when_moved_sideways() -> None:
    code = Code('if ready:\n    return "một câu khá dài để phải dời sang bên" # xong', "python")
    first, second = runs(code)
    assert [(run.text, run.mark) for run in first if run.mark] == [("if", Mark.BOLD)]
    assert [run.text for run in second if run.role == "code-text"] == ['"một câu khá dài để phải ']
    _, moved = runs(code, moved=2)
    assert [run.text for run in moved if run.role == "code-comment"] == ["# xong"]
    assert {line_width(tuple(line)) for line in runs(code)} == {38}


def test_a_thousandth_line_is_told_apart_too() -> None:
    code = Code("\n".join(f"x = {n}" for n in range(1000)), "python")
    assert [run.text for run in runs(code)[999] if run.role == "code-text"] == ["999"]


_ODD = st.text(st.sampled_from("\"'`#/*-<>!=\\\n \tabif12“日"), max_size=300)


@given(_ODD, st.sampled_from(["python", "js", "sql", "rust", "html"]))
def test_whatever_stands_there_no_letter_is_lost(text: str, language: str) -> None:
    plain = [line_text(tuple(line)) for line in runs(Code(text))]
    assert [line_text(tuple(line)) for line in runs(Code(text, language))] == plain


@pytest.mark.hostile("H36")
@pytest.mark.parametrize("unit", ["'", '"', '"\\', "/*", '"""', "<!--", "\\'", "a'b", "`\n"])
def test_code_made_to_hang_takes_no_longer_than_other(unit: str) -> None:
    begun = time.thread_time()
    for language in ("python", "js", "html"):
        marked_lines((unit * MOST)[: 2 * MOST], language)
    assert time.thread_time() - begun < 2
