"""The place of the reader in an article: kept through Aa and resize, opened again, gone back to."""

from __future__ import annotations

from msgspec.structs import replace
from textual.events import MouseScrollDown

from tests.ui.reading.conftest import Make
from tests.ui.reading.host import Host, shown, until
from tui_reader.model.article import Article
from tui_reader.model.document import Document, Heading, Span
from tui_reader.model.entry import EntryRow, EntryState
from tui_reader.model.position import Position
from tui_reader.model.style import PRESETS
from tui_reader.ui.reading.article_view import ArticleView


def topmost(host: Host) -> int:
    """The block on top of the window."""
    layout = host.view.layout_now
    assert layout is not None
    return layout.pieces[layout.anchor(host.view.top).piece].block


async def test_pages_go_on_to_the_end_and_then_say_no() -> None:
    host = Host()
    async with host.run_test(size=(60, 20)) as pilot:
        await shown(host, pilot, Article(Make.entry(), Make.numbered(30)))
        assert host.view.progress == 0
        assert host.view.page(-1) is False
        pages = 0
        while host.view.page(1):
            await pilot.pause()
            pages += 1
        assert pages > 3
        assert host.view.progress == 100
        assert host.view.left == ""
        assert "Lên đầu trang" in "\n".join(host.rows())


async def test_the_text_on_top_stays_on_top_through_aa_and_resize() -> None:
    host = Host()
    async with host.run_test(size=(100, 24)) as pilot:
        await shown(host, pilot, Article(Make.entry(), Make.numbered(200, words=120)))
        host.view.to_row(700)
        await pilot.pause()
        before = host.view.position
        assert before.fingerprint
        for size in (3, -3, 0):
            host.view.style_to(PRESETS[size])
            await until(pilot, lambda: host.view.settled)
            assert host.view.position.fingerprint == before.fingerprint
        await pilot.resize_terminal(60, 24)
        await until(pilot, lambda: host.view.settled)
        assert host.view.position.fingerprint == before.fingerprint


async def test_a_kept_place_is_opened_again_and_said() -> None:
    host = Host()
    async with host.run_test(size=(80, 24)) as pilot:
        article = Article(Make.entry(), Make.numbered(60))
        await shown(host, pilot, article)
        host.view.to_row(91)
        await pilot.pause()
        place, top = host.view.position, host.rows()[0]
        await shown(host, pilot, Make.article(Make.paragraph("Bài khác."), entry_id=2))
        await shown(host, pilot, article, Position.parse(str(place)))
        assert host.rows()[0] == top
        resumed = [event for event in host.said if isinstance(event, ArticleView.Resumed)]
        assert [event.text for event in resumed] == [f"Đọc tiếp từ {host.view.progress}%"]


async def test_an_updated_article_keeps_the_place_also_when_that_paragraph_is_gone() -> None:
    host = Host()
    async with host.run_test(size=(80, 24)) as pilot:
        document = Make.numbered(60)
        await shown(host, pilot, Article(Make.entry(), document))
        host.view.to_row(72 * 2)
        await pilot.pause()
        kept, block = host.view.position, topmost(host)
        more = (Make.paragraph("Mới thêm ở đầu bài. " * 20), *document.blocks)
        await shown(host, pilot, Article(Make.entry(), Document(more)))
        assert host.view.position == kept
        await shown(host, pilot, Article(Make.entry(), Document((*more[: block + 1], *more[block + 2 :]))))
        assert topmost(host) == block


async def test_top_and_back_to_where_i_was_and_forth() -> None:
    host = Host()
    async with host.run_test(size=(80, 24)) as pilot:
        await shown(host, pilot, Article(Make.entry(), Make.numbered(60)))
        host.view.to_row(90)
        await pilot.pause()
        place = host.view.position
        host.view.go_top()
        await pilot.pause()
        assert host.view.top == 0
        host.view.go_back()
        await pilot.pause()
        assert host.view.position == place
        host.view.go_back()
        await pilot.pause()
        assert host.view.top == 0


async def test_sections_are_headings_and_pictures() -> None:
    host = Host()
    async with host.run_test(size=(60, 12)) as pilot:
        blocks = (*Make.numbered(5).blocks, Heading(2, (Span("Phần hai"),)), *Make.numbered(5).blocks)
        await shown(host, pilot, Article(Make.entry(), Document(blocks)))
        assert host.view.next_section()
        await pilot.pause()
        assert "Phần hai" in "\n".join(host.rows()[:3])
        assert host.view.next_section(-1) is False


async def test_the_wheel_scrolls() -> None:
    host = Host()
    async with host.run_test(size=(60, 20)) as pilot:
        await shown(host, pilot, Article(Make.entry(), Make.numbered(30)))
        await pilot._post_mouse_events([MouseScrollDown], host.view, offset=(5, 5))
        await pilot.pause()
        assert host.view.top > 0


async def test_who_is_at_the_end_of_a_short_article_stays_there_when_related_ones_arrive() -> None:
    host = Host()
    async with host.run_test(size=(60, 16)) as pilot:
        article = Article(Make.entry(), Document((Make.paragraph("Một đoạn ngắn. " * 12),)))
        await shown(host, pilot, article)
        host.view.go_bottom()
        await pilot.pause()
        assert host.view.top > 0
        await shown(
            host,
            pilot,
            replace(article, related=(EntryRow(7, 1, "Báo", "Bài khác", "", Make.published, EntryState()),)),
            host.view.position,
        )
        assert "Lên đầu trang" in "\n".join(host.rows())
