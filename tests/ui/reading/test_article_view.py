"""The article view in a running app: what it shows, links and buttons, late texts."""

from __future__ import annotations

from msgspec.structs import replace

from tests.ui.reading.conftest import Make
from tests.ui.reading.host import Host, shown, until
from tui_reader.model.article import Article
from tui_reader.model.document import Document, Paragraph, Span
from tui_reader.model.entry import EntryRow, EntryState
from tui_reader.model.style import PRESETS
from tui_reader.strings import words
from tui_reader.ui.reading.article_view import ArticleView


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
