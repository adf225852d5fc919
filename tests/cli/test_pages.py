"""Whole articles on the command line: refreshed ones have their pages, any page is kept, the delivered text stays."""

from __future__ import annotations

from pathlib import Path

from tests.cli.program import tui_reader
from tests.engine.fault_server import fault_server
from tests.engine.test_pages import PAGE, feed

WHOLE, LEAD = "Chuyến phà rời bến lúc chín giờ", "Một câu dẫn ngắn."


async def test_a_refresh_brings_the_pages_of_leads_and_show_prints_either_text(tmp_path: Path) -> None:
    async with fault_server() as server:
        server.pages["/feed"] = ("text/xml", feed(server.url("bai-1")))
        server.pages["/bai-1"] = ("text/html; charset=utf-8", PAGE.encode())
        assert (await tui_reader(tmp_path, "add", server.url("feed"))).status == 0
        assert (await tui_reader(tmp_path, "refresh")).status == 0
    shown = (await tui_reader(tmp_path, "show", "1")).out
    delivered = (await tui_reader(tmp_path, "show", "1", "--delivered")).out
    assert (WHOLE in shown, LEAD in shown) == (True, False)
    assert (WHOLE in delivered, LEAD in delivered) == (False, True)


async def test_pages_are_left_alone_where_the_settings_say_so(tmp_path: Path) -> None:
    (tmp_path / "config").mkdir()
    (tmp_path / "config" / "config.toml").write_text('full_text = "never"\n', "utf-8")
    async with fault_server() as server:
        server.pages["/feed"] = ("text/xml", feed(server.url("bai-1")))
        await tui_reader(tmp_path, "add", server.url("feed"))
        await tui_reader(tmp_path, "refresh")
        assert not server.asked("/bai-1")


async def test_any_page_is_kept_as_an_article_whatever_feeds_it_offers(tmp_path: Path) -> None:
    linking = PAGE.replace("<title>", '<link rel="alternate" type="application/rss+xml" href="/feed"><title>')
    async with fault_server() as server:
        server.otherwise = 404
        server.pages["/bai-1"] = ("text/html; charset=utf-8", linking.encode())
        server.pages["/feed"] = ("text/xml", feed(server.url("bai-1")))
        server.pages["/wall"] = ("text/html", b"<body><p>Log in to read.</p></body>")
        added = await tui_reader(tmp_path, "add", "--page", server.url("bai-1"), "--json")
        wall = await tui_reader(tmp_path, "add", "--page", server.url("wall"), lang="vi")
    assert [one["title"] for one in added.lines] == ["Chuyến phà"]
    assert WHOLE in (await tui_reader(tmp_path, "show", str(added.lines[0]["entry"]))).out
    assert (wall.status, "Không thấy bài nào trên trang này." in wall.err) == (1, True)


async def test_a_page_of_a_site_without_feeds_is_kept_without_being_asked_to(tmp_path: Path) -> None:
    async with fault_server() as server:
        server.otherwise = 404
        server.pages["/bai-1"] = ("text/html; charset=utf-8", PAGE.encode())
        added = await tui_reader(tmp_path, "add", server.url("bai-1"), "--json")
    assert [one["title"] for one in added.lines] == ["Chuyến phà"]
