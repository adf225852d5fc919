"""A long article is planned from its beginning: its first screen asks for little, and nothing else is different."""

from __future__ import annotations

from tests.ui.reading.conftest import Make
from tests.ui.reading.host import Host, shown
from tui_reader.content.document import encode
from tui_reader.content.late_blocks import LateBlocks, opened
from tui_reader.model.article import Article
from tui_reader.model.document import Block, Document, Figure, Heading, ImageRef, Paragraph, Span
from tui_reader.model.style import PRESETS
from tui_reader.strings import words
from tui_reader.ui.reading.layout import Layout, lay_out, text_lines
from tui_reader.ui.reading.lines import line_text
from tui_reader.ui.reading.pieces import Anchor

VI = words("vi")
SAID = "Hạ tầng số phải đi trước một bước, nhất là ở vùng núi và hải đảo. " * 6


def long_blocks(count: int = 900) -> list[Block]:
    blocks: list[Block] = [Paragraph((Span(f"{n}. {SAID}"),)) for n in range(count)]
    blocks[count - 100] = Heading(2, (Span("Gần cuối"),))
    blocks[count - 50] = Paragraph((Span("Xem "), Span("trang kia", href="https://x.example/")))
    blocks[count - 20] = Figure(ImageRef("https://x.example/a.jpg"), (Span("Cầu."),))
    return blocks


def late(blocks: list[Block], cut: int = 0) -> Document:
    """As the store gives it; ``cut`` bytes lost at its end."""
    blob = encode(Document(tuple(blocks)), packed=False)
    at = [8192]

    def more() -> bytes:
        some = blob[at[0] : len(blob) - cut][:8192]
        at[0] += len(some)
        return some

    return opened(blob[:8192], len(blob), more)


def made(document: Document) -> int:
    """How many blocks were asked for."""
    assert isinstance(document.blocks, LateBlocks)
    return len(document.blocks._blocks)


def laid(document: Document) -> Layout:
    return lay_out(document, PRESETS[0], 70, None, VI)


def test_the_first_screen_of_a_long_article_asks_for_as_little_as_that_of_one_ten_times_longer() -> None:
    asked: list[tuple[int, int]] = []
    for count in (300, 3000):
        document = late(long_blocks(count))
        layout = laid(document)
        layout.prepare(Anchor(0, 0), 40, above=40)
        assert [layout.line(row) for row in range(40)]
        assert layout.progress(0, 40) == 0
        assert layout.position_at(3).fingerprint
        asked.append((made(document), len(layout.pieces)))
    assert asked[0] == asked[1]
    assert asked[0][0] < 60


def test_its_height_is_estimated_well_and_exact_in_the_end() -> None:
    layout = laid(late(long_blocks()))
    guessed = layout.height
    assert not layout.exact
    lines = text_lines(layout)
    assert layout.exact
    assert abs(guessed - layout.height) < layout.height / 10
    assert lines == text_lines(laid(Document(tuple(long_blocks()))))


def test_settling_never_moves_what_was_laid_out_before() -> None:
    layout = laid(late(long_blocks()))
    before = [layout.line(row) for row in range(60)]
    while not layout.settle(0.0):
        assert [layout.line(row) for row in range(0, 60, 7)] == before[::7]
        assert layout.height >= layout.planned


def test_a_place_far_down_is_found_without_what_follows_it() -> None:
    document = late(long_blocks())
    whole = laid(Document(tuple(long_blocks())))
    lines = text_lines(whole)
    row = next(row for row in range(len(lines) // 2, len(lines)) if lines[row])
    place = whole.position_at(row)
    layout = laid(document)
    anchor = layout.anchor_of(place)
    assert anchor is not None
    assert line_text(layout.line(layout.row(anchor))) == line_text(whole.line(row))
    assert made(document) < 600


def test_rows_beyond_what_is_planned_are_planned_when_they_are_asked_for() -> None:
    layout = laid(late(long_blocks()))
    row = layout.height // 2
    assert layout.planned < row
    assert layout.line(row) == layout.line(row)
    assert layout.planned > row
    assert layout.line(10**7) == ()
    assert layout.whole


def test_what_can_be_pressed_jumped_to_and_found_is_all_there() -> None:
    assert [mark.text for mark in laid(late(long_blocks())).headings] == ["Gần cuối", "Cầu."]
    assert [stop.href for stop in laid(late(long_blocks())).stops][:1] == ["https://x.example/"]
    assert len(laid(late(long_blocks())).readable) == len(laid(Document(tuple(long_blocks()))).readable)


def test_where_the_rest_is_damaged_a_sentence_stands_at_the_end() -> None:
    lines = text_lines(laid(late(long_blocks(), cut=100_000)))
    assert "đã hỏng" in " ".join(map(line_text, lines[-3:]))


# in the running view


def long_article(make: type[Make]) -> Article:
    article = make.article()
    return Article(article.entry, late(long_blocks()))


async def test_the_end_is_the_end_at_once_and_the_top_is_still_there(make: type[Make]) -> None:
    host = Host()
    async with host.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        host.view.show(long_article(make))
        host.view.go_bottom()
        assert host.view.at_end
        await pilot.pause()
        assert any("↑" in row for row in host.rows())
        await shown(host, pilot, host.view.article)
        assert host.view.at_end
        host.view.go_top()
        await pilot.pause()
        assert any("0. Hạ tầng" in row for row in host.rows())


async def test_laying_out_the_rest_moves_nothing_the_reader_looks_at(make: type[Make]) -> None:
    host = Host()
    async with host.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        host.view.show(long_article(make))
        host.view.move(200)
        before = host.rows()
        assert not host.view.settled
        await shown(host, pilot, host.view.article)
        assert host.view.settled
        assert host.rows() == before
        assert host.view.virtual_size.height == host.view.column.height


async def test_the_next_section_and_link_of_a_long_article_are_reached_at_once(make: type[Make]) -> None:
    host = Host()
    async with host.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        host.view.show(long_article(make))
        assert host.view.next_section()
        assert any("Gần cuối" in row for row in host.rows())
        assert host.view.next_stop()
        assert host.view.focused_link == "https://x.example/"
        assert any("trang kia" in row for row in host.rows())
