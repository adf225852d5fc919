"""The article view in a running app: places kept, keys' methods, clicks, late texts."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

from msgspec.structs import replace
from textual.app import App, ComposeResult
from textual.events import MouseScrollDown
from textual.message import Message
from textual.pilot import Pilot

from tests.ui.reading.conftest import Make
from tui_reader.model.article import Article
from tui_reader.model.document import Document, Heading, Paragraph, Span
from tui_reader.model.entry import EntryRow, EntryState
from tui_reader.model.position import Position
from tui_reader.model.style import PRESETS
from tui_reader.resources import directory
from tui_reader.strings import words
from tui_reader.ui.reading.article_view import ArticleView

NOW = datetime(2019, 7, 25, 4, 0, tzinfo=UTC)


class Host(App[None]):
    """Nothing but the view; remembers what it said."""

    CSS_PATH = directory("styles") / "article.tcss"

    def __init__(self) -> None:
        super().__init__()
        self.view = ArticleView(words_=words("vi"), zone=Make.vietnam, clock=lambda: NOW)
        self.said: list[Message] = []

    def compose(self) -> ComposeResult:
        yield self.view

    def on_article_view_link_chosen(self, event: ArticleView.LinkChosen) -> None:
        self.said.append(event)

    def on_article_view_resumed(self, event: ArticleView.Resumed) -> None:
        self.said.append(event)

    def on_article_view_related_chosen(self, event: ArticleView.RelatedChosen) -> None:
        self.said.append(event)

    def on_article_view_comments_wanted(self, event: ArticleView.CommentsWanted) -> None:
        self.said.append(event)

    def on_article_view_top_wanted(self, event: ArticleView.TopWanted) -> None:
        self.said.append(event)

    def rows(self) -> list[str]:
        """What the view shows now."""
        height = self.view.size.height
        return [self.view.render_line(y).text.rstrip() for y in range(height)]

    def row(self, text: str) -> int:
        return next(y for y, row in enumerate(self.rows()) if text in row)


async def until(pilot: Pilot[None], true: Callable[[], bool]) -> None:
    """Wait for something to become so."""
    for _ in range(500):
        if true():
            return
        await pilot.pause(0.01)
    raise AssertionError("it never became so")


async def shown(
    host: Host, pilot: Pilot[None], article: Article | None, place: Position | None = None
) -> None:
    await pilot.pause()
    host.view.show(article, place)
    await until(pilot, lambda: host.view.settled)
    await pilot.pause()


def topmost(host: Host) -> int:
    """The block on top of the window."""
    layout = host.view.layout_now
    assert layout is not None
    return layout.pieces[layout.anchor(host.view.top).piece].block


async def test_an_article_shows_its_head_as_the_language_writes_it() -> None:
    host = Host()
    async with host.run_test(size=(80, 24)) as pilot:
        await shown(host, pilot, Make.article(Make.paragraph("Thân bài.")))
        text = "\n".join(host.rows()).replace("\u00a0", " ")
        assert "Nhân Dân · Thứ Năm, 25/07/2019 – 02:22 · 3 phút đọc" in text
        assert "Thân bài." in text


async def test_nothing_chosen_says_what_to_do() -> None:
    host = Host()
    async with host.run_test(size=(60, 10)) as pilot:
        await shown(host, pilot, None)
        assert words("vi")("empty.article") in "\n".join(host.rows())


async def test_an_article_still_being_prepared_says_so_after_a_while_and_then_arrives() -> None:
    host = Host()
    async with host.run_test(size=(60, 20)) as pilot:
        late = replace(Make.article(), document=None)
        await shown(host, pilot, late)
        assert words("vi")("article.preparing") not in "\n".join(host.rows())
        await until(pilot, lambda: words("vi")("article.preparing") in "\n".join(host.rows()))
        await shown(host, pilot, replace(late, document=Document((Make.paragraph("Đã đến."),))))
        assert "Đã đến." in "\n".join(host.rows())


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


async def test_tab_goes_from_link_to_link_and_enter_presses() -> None:
    host = Host()
    async with host.run_test(size=(60, 20)) as pilot:
        far = Paragraph((Span("Xem "), Span("bài này", href="https://x/2"), Span(".")))
        near = Paragraph((Span("Và "), Span("bài kia", href="https://x/1"), Span(".")))
        await shown(host, pilot, Article(Make.entry(), Document((near, *Make.numbered(20).blocks, far))))
        assert host.view.press() is False
        assert host.view.next_stop()
        assert host.view.press()
        assert host.view.next_stop()
        await pilot.pause()
        assert "bài này" in "\n".join(host.rows())
        assert host.view.press()
        assert host.view.next_stop(-1)
        await pilot.pause()
        assert [event.href for event in host.said if isinstance(event, ArticleView.LinkChosen)] == [
            "https://x/1",
            "https://x/2",
        ]
        assert "bài kia" in "\n".join(host.rows())
        while host.view.next_stop():
            pass
        assert host.view.press()
        await pilot.pause()
        assert host.view.top == 0
        assert any(isinstance(event, ArticleView.TopWanted) for event in host.said)


async def test_sections_are_headings_and_pictures() -> None:
    host = Host()
    async with host.run_test(size=(60, 12)) as pilot:
        blocks = (*Make.numbered(5).blocks, Heading(2, (Span("Phần hai"),)), *Make.numbered(5).blocks)
        await shown(host, pilot, Article(Make.entry(), Document(blocks)))
        assert host.view.next_section()
        await pilot.pause()
        assert "Phần hai" in "\n".join(host.rows()[:3])
        assert host.view.next_section(-1) is False


async def test_a_click_follows_a_link_but_a_drag_does_not() -> None:
    host = Host()
    async with host.run_test(size=(60, 20)) as pilot:
        link = Paragraph((Span("Xem "), Span("bài này", href="https://x/1"), Span(" nhé.")))
        await shown(host, pilot, Make.article(link))
        y = host.row("bài này")
        x = host.rows()[y].index("bài này") + 2
        await pilot.mouse_down(host.view, offset=(x, y))
        await pilot.mouse_up(host.view, offset=(x + 8, y))
        await pilot.pause()
        assert not host.said
        await pilot.click(host.view, offset=(x, y))
        await pilot.pause()
        assert [event.href for event in host.said if isinstance(event, ArticleView.LinkChosen)] == [
            "https://x/1"
        ]


async def test_related_articles_and_comments_are_buttons() -> None:
    host = Host()
    async with host.run_test(size=(60, 30)) as pilot:
        related = EntryRow(7, 1, "Tuổi Trẻ", "Phủ sóng 5G", "", Make.published, EntryState())
        await shown(host, pilot, replace(Make.article(Make.paragraph("Ngắn.")), related=(related,)))
        for label in ("Phủ sóng 5G", "Bình\u00a0luận 3"):
            y = host.row(label)
            await pilot.click(host.view, offset=(host.rows()[y].index(label) + 1, y))
            await pilot.pause()
        assert [type(event).__name__ for event in host.said] == ["RelatedChosen", "CommentsWanted"]


async def test_the_wheel_scrolls() -> None:
    host = Host()
    async with host.run_test(size=(60, 20)) as pilot:
        await shown(host, pilot, Article(Make.entry(), Make.numbered(30)))
        await pilot._post_mouse_events([MouseScrollDown], host.view, offset=(5, 5))
        await pilot.pause()
        assert host.view.top > 0


async def test_selected_text_is_copied_without_its_setting() -> None:
    host = Host()
    async with host.run_test(size=(60, 20)) as pilot:
        text = "Hạ tầng số phải đi trước một bước, nhất là ở vùng núi và hải đảo."
        await shown(host, pilot, Make.article(Make.paragraph(text)))
        host.view.style_to(PRESETS[3])
        await until(pilot, lambda: host.view.settled)
        host.view.text_select_all()
        await pilot.pause()
        assert text in (host.screen.get_selected_text() or "")


async def test_hostile_titles_and_texts_are_drawn_literally() -> None:
    host = Host()
    async with host.run_test(size=(60, 20)) as pilot:
        evil = "[/x] [red]\x1b]52;c;YQ==\x07 \u202e[@click=app.quit]"
        article = Make.article(Make.paragraph(evil))
        article = replace(
            article, entry=replace(article.entry, data=replace(article.entry.data, title=evil, tags=(evil,)))
        )
        await shown(host, pilot, article)
        text = "\n".join(host.rows())
        assert "[/x] [red]" in text
        assert "\x1b" not in text
        assert "\u202e" not in text
        assert "\x07" not in text


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
