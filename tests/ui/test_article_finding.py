"""Find in the article: all of it marked, n and N go from one to the next, Esc goes back, Enter stays."""

from __future__ import annotations

import unicodedata

import pytest
from textual.events import Key

from tests.ui.conftest import NOW, Newsroom, Open, Reader
from tui_reader.model.document import Converted, Document, Paragraph, Span
from tui_reader.model.style import Layer
from tui_reader.store import content
from tui_reader.store.database import open_database

LONG = "Hạ tầng số phải đi trước một bước, nhất là ở vùng núi và hải đảo xa xôi của đất nước. " * 4


def write(newsroom: Newsroom, entry_id: int, *paragraphs: str) -> None:
    """Give an article its text."""
    blocks = tuple(Paragraph((Span(text),)) for text in paragraphs)
    body = "\n\n".join(paragraphs)
    db = open_database(newsroom.paths.store)
    made = Converted(Document(blocks), body, "", body[:80], len(body.split()))
    content.save_converted(db, [(entry_id, made)], version=1, now=NOW)
    db.close()


def marked(reader: Reader, role: str = "found") -> list[str]:
    """The words drawn in a style, in the rows of the article that are in sight."""
    view = reader.screen.desk.article
    ground = view.brush(role).bgcolor
    found = []
    for y in range(view.size.height):
        text = "".join(s.text for s in view.render_line(y) if s.style and s.style.bgcolor == ground)
        found += [text] if text else []
    return found


@pytest.fixture
def article(newsroom: Newsroom) -> int:
    one, _ = newsroom.articles("Quảng Ninh", "Huế")
    filler = [f"{n}. {LONG}" for n in range(20)]
    write(
        newsroom,
        one,
        "Mở đầu có chữ Đà Nẵng.",
        *filler,
        "Ở giữa lại có Đà Nẵng, và da nang.",
        *filler,
        "Đà Nẵng.",
    )
    return one


async def test_matches_are_counted_marked_and_gone_through(article: int, reading: Open) -> None:
    async with reading() as reader:
        await reader.press("enter", "slash", *"da nang")
        assert "1 / 4" in reader.text()
        assert marked(reader, "focused") == ["Đà Nẵng"], "folded: neither marks nor đ are needed"
        await reader.press("enter", "n")
        assert "2 / 4" in reader.text()
        assert "Ở giữa lại có" in reader.text()
        assert marked(reader) == ["da nang"], "the other one in sight is marked too"
        await reader.press("N", "N")
        assert "4 / 4" in reader.text(), "before the first comes the last"
        assert reader.shown == article


async def test_escape_goes_back_to_the_place_before(article: int, reading: Open) -> None:
    async with reading() as reader:
        await reader.press("enter", "space")
        before = reader.screen.desk.article.top
        await reader.press("slash", *"da nang", "enter", "n", "escape")
        assert reader.screen.desk.article.top == before
        assert not reader.screen.late.over_text.find.open
        assert not marked(reader)
        assert reader.pane == "article"


async def test_enter_stays_and_the_mark_key_returns(article: int, reading: Open) -> None:
    async with reading() as reader:
        await reader.press("enter", "slash", *"ở giữa", "enter", "enter")
        assert not reader.screen.late.over_text.find.open
        assert "Ở giữa lại có" in reader.text()
        await reader.press("apostrophe")
        assert reader.screen.desk.article.top == 0


async def test_marks_that_were_typed_count_where_they_stand_so(article: int, reading: Open) -> None:
    async with reading() as reader:
        await reader.press("enter", "slash")
        for letter in unicodedata.normalize("NFD", "đà nẵng"):
            reader.screen.late.over_text.find.early(_key(letter))
        await reader.settle()
        assert "1 / 3" in reader.text(), "da nang has none of them"


async def test_a_match_over_the_end_of_a_line_is_marked_on_both(newsroom: Newsroom, reading: Open) -> None:
    one, *_ = newsroom.articles("One")
    write(newsroom, one, "aaaa " * 15 + "zebra crossing here")
    async with reading(size=(48, 20)) as reader:
        await reader.press("enter", "slash", *"aaaa aaaa zebra crossing here")
        assert len(marked(reader, "focused")) == 2


async def test_nothing_found_says_so_and_enter_leaves(article: int, reading: Open) -> None:
    async with reading() as reader:
        await reader.press("enter", "slash", *"zebra")
        assert "zebra" in reader.text()
        await reader.press("enter")
        assert not reader.screen.late.over_text.find.open
        assert reader.screen.desk.article.top == 0


async def test_tab_looks_for_the_same_everywhere(article: int, reading: Open) -> None:
    async with reading() as reader:
        await reader.press("enter", "slash", *"hue", "tab")
        assert not reader.screen.late.over_text.find.open
        assert reader.screen.finding.open
        assert reader.pane == "list"
        assert "hue" in reader.text()


async def test_another_article_ends_it(article: int, reading: Open) -> None:
    async with reading() as reader:
        await reader.press("enter", "slash", *"da nang", "enter", "J")
        assert not reader.screen.late.over_text.find.open


async def test_a_very_long_text_is_searched_in_slices_without_laying_it_out(
    newsroom: Newsroom, reading: Open
) -> None:
    one, *_ = newsroom.articles("One")
    write(newsroom, one, *[LONG] * 1500, "kết thúc")
    async with reading() as reader:
        view = reader.screen.desk.article
        await reader.press("enter", "slash", *"ket thuc")
        for _ in range(500):
            if "1 / 1" in reader.text():
                break
            await reader.pilot.pause(0.01)
        assert "1 / 1" in reader.text()
        assert marked(reader, "focused") == ["kết thúc"]
        assert view.top > 1000


@pytest.mark.parametrize("layer", [Layer.LAYOUT, Layer.OSC66])
async def test_matches_are_marked_in_letters_of_any_size(article: int, reading: Open, layer: Layer) -> None:
    async with reading(layer=layer) as reader:
        await reader.press("enter", "slash", *"da nang", "enter", *["plus"] * 4, "n")
        assert "2 / 4" in reader.text()
        rows = marked(reader, "focused")
        assert rows[0].replace(" ", "") == "ĐàNẵng"
        assert len(rows) == (1 if layer is Layer.LAYOUT else reader.screen.desk.article.sizes.body.s)


def _key(letter: str) -> Key:
    return Key(letter, letter)
