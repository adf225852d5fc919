"""What is found in a text stands on the right cells of its lines, however they are set."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from tui_reader.model.document import (
    Block,
    Cell,
    Code,
    Document,
    Figure,
    Heading,
    ImageRef,
    Listing,
    Paragraph,
    Quote,
    Span,
    Table,
)
from tui_reader.model.scale import USUAL, Scale, Sizes
from tui_reader.model.style import PRESETS, ReadingStyle
from tui_reader.strings import words
from tui_reader.ui.reading.layout import lay_out
from tui_reader.ui.reading.lines import line_text
from tui_reader.ui.reading.match_cells import spans_of
from tui_reader.ui.reading.searching import Search

LONG = "Hạ tầng số phải đi trước một bước, nhất là ở vùng núi và hải đảo của đất nước"


def found(block: Block, text: str, style: ReadingStyle = PRESETS[0], sizes: Sizes = USUAL) -> list[str]:
    """What stands on the cells of each match, without the spaces of its setting."""
    layout = lay_out(Document((block,)), style, 44, None, words("vi"), sizes=sizes)
    search = Search(layout.readable)
    search.look_for(text)
    assert search.go_on(60)
    cells = []
    for match in search.matches:
        lines = layout.laid(match.piece).lines
        for span in spans_of(lines, search.text(match.piece), [(match.start, match.end)], search.wanted):
            cells.append(line_text(lines[span.row])[span.start : span.end].replace(" ", ""))
    return cells


def paragraph(text: str) -> Paragraph:
    return Paragraph((Span(text),))


@pytest.mark.parametrize(
    "block",
    [
        paragraph(LONG),
        Heading(2, (Span(LONG),)),
        Quote((paragraph(LONG),)),
        Listing(((paragraph("đầu"),), (paragraph(LONG),)), ordered=True),
        Figure(ImageRef("https://a.example/1.png"), (Span(LONG),), "Minh Hà"),
        Table(((Cell((Span("núi"),)), Cell((Span("vùng núi và"),))),)),
        Code("x = 1\ny = 'vùng núi và'"),
    ],
)
@pytest.mark.parametrize(
    "style", [PRESETS[0], replace(PRESETS[0], letter=1), replace(PRESETS[0], justify=True)]
)
def test_words_are_marked_in_every_kind_of_block(block: Block, style: ReadingStyle) -> None:
    assert "".join(found(block, "vung nui", style)) == "vùngnúi"


def test_large_letters_are_marked_whole() -> None:
    sizes = Sizes(Scale(2), Scale(2))
    assert "".join(found(paragraph(LONG), "vung nui", sizes=sizes)) == "vùngnúi"


def test_of_a_line_that_is_cut_what_can_be_seen_is_marked() -> None:
    assert found(Code("needle " + "x" * 60 + " needle"), "needle") == ["needle", "needle"]
