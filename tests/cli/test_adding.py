"""``add``, ``edit`` and ``folder`` as scripts use them."""

from __future__ import annotations

from datetime import UTC, datetime
from email.utils import format_datetime
from pathlib import Path

from tests.cli.program import tui_reader
from tests.conftest import ROOT
from tests.engine.answers import rss
from tests.engine.fault_server import FaultServer, fault_server

LINK = '<link rel="alternate" type="application/rss+xml" title="{title}" href="{href}">'


def site(server: FaultServer, *feeds: str) -> str:
    """A site whose front page names these feeds."""
    server.otherwise = 404
    links = "".join(LINK.format(title=name, href=f"/{name}.rss") for name in feeds)
    server.pages["/"] = ("text/html", f"<html><head>{links}</head></html>".encode())
    for name in feeds:
        server.pages[f"/{name}.rss"] = ("application/rss+xml", rss(name))
    return server.url("/")


async def test_a_site_with_one_feed_is_followed_with_several_they_are_shown(tmp_path: Path) -> None:
    async with fault_server() as server:
        one = await tui_reader(tmp_path, "add", site(server, "một"), "--folder", "Tin")
        assert (one.status, one.out) == (0, "Added: Nguồn một (over http: not encrypted)\n")
        address = site(server, "một", "hai", "ba")
        several = await tui_reader(tmp_path, "add", address)
        assert several.status == 1
        assert several.err.count("\n") == 1
        assert "3 feeds were found at 127.0.0.1" in several.err
        for said in ("Nguồn hai", "Bài 0 của hai", "(RSS · 3 articles · followed)"):
            assert said in several.out
        told = await tui_reader(tmp_path, "add", address, "--json")
        assert told.status == 1
        assert [line["title"] for line in told.lines] == ["Nguồn một", "Nguồn hai", "Nguồn ba"]
        assert len(told.lines[1]["newest"]) == 3
        every = await tui_reader(tmp_path, "add", address, "--all", "--json")
        assert every.status == 0
        assert [line["new"] for line in every.lines] == [0, 3, 3]
        server.pages = {"/": ("text/html", b"<html><p>nothing</p></html>")}
        none = await tui_reader(tmp_path, "add", address)
        assert (none.status, none.err) == (1, "tui-reader: no feed was found at 127.0.0.1\n")


async def test_following_what_was_found_asks_for_it_once(tmp_path: Path) -> None:
    async with fault_server() as server:
        assert (await tui_reader(tmp_path, "add", site(server, "một"))).status == 0
        server.pages["/a"] = ("text/xml", rss("a"))
        assert (await tui_reader(tmp_path, "add", server.url("a"))).status == 0
        assert [len(server.asked(path)) for path in ("/", "/một.rss", "/a")] == [1, 1, 1]
        again = await tui_reader(tmp_path, "add", server.url("a"))
        assert again.out.startswith("Already there: ")


async def test_adding_asks_for_no_page_that_it_does_not_wait_for(tmp_path: Path) -> None:
    async with fault_server() as server:
        lead = rss("a", items=1).replace(b"https://news.example/a/0", server.url("lead").encode())
        now = f"<pubDate>{format_datetime(datetime.now(UTC))}</pubDate></item>".encode()
        server.pages["/a"] = ("text/xml", lead.replace(b"</item>", now))
        for _ in range(2):
            assert (await tui_reader(tmp_path, "add", server.url("a"))).status == 0
        assert not server.asked("/lead")
        await tui_reader(tmp_path, "refresh")
        assert len(server.asked("/lead")) == 1, "who refreshes waits for it"


async def test_nothing_at_all_is_no_place(tmp_path: Path) -> None:
    for blank in ("", "  "):
        done = await tui_reader(tmp_path, "add", blank)
        assert (done.status, done.err) == (2, "tui-reader: something is missing: URL|PATH\n")
    assert (await tui_reader(tmp_path, "feeds", "--json")).lines == []


async def test_a_feed_without_articles_is_added_not_already_there(tmp_path: Path) -> None:
    (tmp_path / "notes").mkdir()
    home = tmp_path / "home"
    first = await tui_reader(home, "add", tmp_path / "notes")
    again = await tui_reader(home, "add", tmp_path / "notes")
    assert (first.out, again.out) == ("Added: notes\n", "Already there: notes\n")


async def test_a_feed_is_changed_and_its_folder_named_and_taken_apart(tmp_path: Path) -> None:
    await tui_reader(tmp_path, "add", ROOT / "seeds" / "feeds" / "rss2-vi.xml", "--folder", "Tin/Sáng")
    changed = await tui_reader(
        tmp_path,
        "edit",
        "1",
        "--title",
        "Của tôi",
        "--interval",
        "2h",
        "--mute",
        "--header",
        "X-Key: 1",
        "--json",
    )
    line = changed.lines[0]
    assert (line["title"], line["interval"], line["muted"]) == ("Của tôi", 7200, True)
    assert (await tui_reader(tmp_path, "list")).out == "No articles.\n", "a muted feed stands in no list"
    await tui_reader(tmp_path, "edit", "1", "--unmute")
    named = await tui_reader(tmp_path, "folder", "Tin/Sáng", "--title", "Sớm", "--inside", "")
    assert (named.status, named.err) == (0, "")
    listed = (await tui_reader(tmp_path, "feeds", "--folder", "Sớm", "--json")).lines
    assert [(line["title"], line["folder"]) for line in listed] == [("Của tôi", "Sớm")]
    assert (await tui_reader(tmp_path, "folder", "Sớm", "--remove")).status == 0
    assert (await tui_reader(tmp_path, "feeds", "--json")).lines[0]["folder"] is None
    assert (await tui_reader(tmp_path, "folder", "Sớm", "--remove")).status == 1
    left = await tui_reader(tmp_path, "edit", "Của tôi", "--unsubscribe")
    assert "Unsubscribed from Của tôi" in left.out
    assert (await tui_reader(tmp_path, "feeds", "--json")).lines == []


async def test_wrong_wishes_are_one_line_each(tmp_path: Path) -> None:
    await tui_reader(tmp_path, "add", ROOT / "seeds" / "feeds" / "rss2-vi.xml")
    for wish, status in (
        (["--interval", "soon"], 2),
        (["--header", "Host: x"], 2),
        (["--full-text", "sometimes"], 2),
        (["--address", "javascript:x"], 1),
        (["--mute", "--unmute"], 2),
    ):
        done = await tui_reader(tmp_path, "edit", "1", *wish)
        assert (done.status, done.err.count("\n"), done.out) == (status, 1, ""), wish


async def test_a_page_that_names_no_feed_is_not_taken_for_another_of_its_site(tmp_path: Path) -> None:
    async with fault_server() as server:
        server.otherwise = 404
        server.pages["/broken.xml"] = ("text/html", b"<html><body>moved</body></html>")
        server.pages["/feed"] = ("application/rss+xml", rss("một"))
        asked = await tui_reader(tmp_path, "add", server.url("/broken.xml"))
        assert asked.status == 1
        assert "names none" in asked.err
        assert "/feed" in asked.out
        first = await tui_reader(tmp_path, "add", server.url("/broken.xml"), "--first")
        assert (first.status, "Nguồn một" in first.out) == (0, True)
