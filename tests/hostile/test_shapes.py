"""Texts of shapes that hang or misalign other programs: huge tables, floods of headings and links, letters of odd widths."""

from __future__ import annotations

import re
import time

import pytest
import wcwidth

from tests.hostile.material import ODD
from tui_reader.content.convert import convert
from tui_reader.model.document import Document, Paragraph, Span
from tui_reader.model.entry import Content
from tui_reader.model.style import PRESETS
from tui_reader.strings import words
from tui_reader.ui.reading.layout import lay_out
from tui_reader.ui.reading.lines import line_text, line_width

FLOODS = {
    "H49 a table of 500 columns": "<table>"
    + "".join("<tr>" + "".join(f"<td>c{row}-{n}" for n in range(500)) for row in range(60))
    + "</table>",
    "H49 a table of 100 by 50": "<table>" + ("<tr>" + "<td>some words of a cell" * 100) * 50 + "</table>",
    "H49 2,000 headings": "".join(f"<h2>Heading {n}</h2><p>Text.</p>" for n in range(2000)),
    "H49 20,000 links": "<p>"
    + "".join(f"<a href='https://a.example/{n}'>link {n}</a> " for n in range(20_000)),
}


@pytest.mark.parametrize("html", FLOODS.values(), ids=FLOODS)
def test_a_flood_is_on_screen_at_once_and_can_be_walked_to_its_end(html: str) -> None:
    document = convert(Content(html, base="https://a.example/")).document
    begun = time.process_time()
    layout = lay_out(document, PRESETS[0], 80, None, words("en"))
    layout.prepare(layout.anchor(0), 40)
    first = [layout.line(row) for row in range(40)]
    assert time.process_time() - begun < 2  # alone 0.1 s; a Markdown widget takes a minute (hostile.md H49)
    assert all(line_width(line) <= layout.width for line in first)
    assert any(re.search(r"c0-0|some words|Heading 0|link 0", line_text(line)) for line in first)


@pytest.mark.parametrize("text", ODD.values(), ids=[f"H50 {name}" for name in ODD])
def test_a_narrow_column_cuts_no_letter_in_two(text: str) -> None:
    document = Document((Paragraph((Span(f"{text} " * 5),)),))
    layout = lay_out(document, PRESETS[0], 20, None, words("en"))
    for row in range(layout.height):
        line = layout.line(row)
        assert wcwidth.wcswidth(line_text(line)) == line_width(line) <= layout.width
