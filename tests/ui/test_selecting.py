"""Selecting text by keys: v begins, moving extends, y copies, Esc lets go."""

from __future__ import annotations

import pytest

from tests.ui.conftest import Newsroom, Open
from tui_reader.model.comment import CommentData
from tui_reader.model.document import Paragraph, Span
from tui_reader.model.style import Layer


def article(newsroom: Newsroom, *paragraphs: str) -> None:
    one, *_ = newsroom.articles("Title")
    newsroom.text(one, *(Paragraph((Span(text),)) for text in paragraphs))


@pytest.mark.parametrize("layer", [Layer.LAYOUT, Layer.OSC66, Layer.BLOCKS])
async def test_lines_are_selected_from_the_first_in_sight_and_copied(
    newsroom: Newsroom, reading: Open, layer: Layer
) -> None:
    article(newsroom, "Đoàn một.", "Đoàn hai.", "Đoàn ba.")
    async with reading(layer=layer) as reader:
        await reader.press("enter", *(["plus"] * 4 if layer is not Layer.LAYOUT else []), "v", "j", "j", "j")
        await reader.press("y")
        copied = reader.app.clipboard
        assert copied.startswith("Title\n")
        assert copied.rstrip().endswith("Đoàn hai.")
        assert not reader.screen.get_selected_text()


@pytest.mark.parametrize("layer", [Layer.LAYOUT, Layer.OSC66, Layer.BLOCKS])
async def test_a_selection_begins_at_the_word_found_and_grows_by_words(
    newsroom: Newsroom, reading: Open, layer: Layer
) -> None:
    article(newsroom, "Một hai ba bốn năm sáu.")
    async with reading(layer=layer, sextants=True) as reader:
        await reader.press(*["plus"] * (4 if layer is not Layer.LAYOUT else 0))
        await reader.press("enter", "slash", *"ba bon", "enter", "v", "h", "h", "y")
        assert reader.app.clipboard == "ba bốn"
        await reader.press("v", "h", "l", "y")
        assert reader.app.clipboard == "ba bốn năm sáu."


async def test_from_here_again_begins_where_the_selection_ended(newsroom: Newsroom, reading: Open) -> None:
    article(newsroom, "Một hai.", "Ba bốn.", "Năm sáu.")
    async with reading() as reader:
        await reader.press("enter", "slash", *"mot", "enter", "v", "v", "j", "j", "y")
        assert reader.app.clipboard.split() == ["Ba", "bốn.", "Năm", "sáu."]


async def test_escape_lets_go_and_stays_in_the_article(newsroom: Newsroom, reading: Open) -> None:
    article(newsroom, "Một hai.")
    async with reading() as reader:
        await reader.press("enter", "v", "j")
        assert reader.screen.get_selected_text()
        await reader.press("escape")
        assert not reader.screen.get_selected_text()
        assert reader.pane == "article"
        await reader.press("j", "y")
        assert reader.notice == "Link copied."


async def test_a_comment_under_the_cursor_can_be_selected(newsroom: Newsroom, reading: Open) -> None:
    one, *_ = newsroom.articles("One")
    newsroom.talk(one, CommentData("1", author="An", body="Ý kiến."))
    async with reading(size=(160, 40)) as reader:
        await reader.press("enter", "c", "j", "v", "j", "y")
        assert "Ý kiến." in reader.app.clipboard


async def test_a_long_selection_scrolls_along(newsroom: Newsroom, reading: Open) -> None:
    article(newsroom, *[f"Đoạn {n}. " + "chữ " * 60 for n in range(60)])
    async with reading() as reader:
        await reader.press("enter", "v", "G")
        view = reader.screen.desk.article
        assert view.at_end
        await reader.press("y")
        assert "Đoạn 0." in reader.app.clipboard
        assert "Đoạn 59." in reader.app.clipboard
