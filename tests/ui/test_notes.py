"""Notes at the foot of an article: there by Enter on the number, back by Enter on the arrow."""

from __future__ import annotations

from tests.ui.conftest import Newsroom, Open
from tui_reader.model.document import Listing, Paragraph, Span


async def test_enter_jumps_to_the_note_and_back(newsroom: Newsroom, reading: Open) -> None:
    one, *_ = newsroom.articles("One")
    filler = [Paragraph((Span("chữ " * 300),))] * 6
    first = Paragraph((Span("Câu"), Span("¹", href="#7:0"), Span(" nữa"), Span("²", href="#7:12")))
    notes = Listing(
        tuple(
            (Paragraph((Span(f"Ghi chú {n}. "), Span("↩", href=f"#0:{at}"))),) for n, at in ((1, 3), (2, 8))
        ),
        ordered=True,
    )
    newsroom.text(one, first, *filler, notes)
    async with reading() as reader:
        view = reader.screen.desk.article
        await reader.press("enter", "tab", "tab")
        assert reader.notice == "→ in this article"
        await reader.press("enter")
        assert "Ghi chú 2." in reader.text()
        assert reader.notice == "→ in this article", "so does the way back"
        assert view.top > 10
        assert view.focused_link == "#0:8", "the way back has the focus"
        await reader.press("enter")
        assert "Câu¹ nữa²" in reader.text()
        assert view.focused_link == "#7:12", "of two numbers the one that was followed"
        await reader.press("apostrophe")
        assert "Ghi chú 2." in reader.text()
