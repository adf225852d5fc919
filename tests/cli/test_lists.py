"""Lists of feeds by command: brought in, given out, refreshed."""

from __future__ import annotations

from pathlib import Path

from tests.cli.program import FEED, SEEDS, tui_reader
from tests.engine.fault_server import fault_server


async def test_importing_the_starter_list_fetches_nothing_and_knows_what_it_has(tmp_path: Path) -> None:
    first = await tui_reader(tmp_path, "import", SEEDS / "starter.opml", "--json")
    again = await tui_reader(tmp_path, "import", SEEDS / "starter.opml", "--json")
    assert first.lines[0]["imported"] == again.lines[0]["known"] > 10
    assert again.lines[0]["imported"] == 0
    assert (await tui_reader(tmp_path, "list")).out == "No articles.\n"


async def test_export_says_which_feeds_it_leaves_out(tmp_path: Path) -> None:
    await tui_reader(tmp_path, "add", SEEDS / "articles", "--title", "Ghi chép")
    await tui_reader(tmp_path, "add", FEED)
    done = await tui_reader(tmp_path, "export", lang="vi")
    assert done.err == "tui-reader: không xuất, vì chỉ có trên máy này: Ghi chép\n"
    assert "<opml" in done.out
    assert "Ghi chép" not in done.out
    assert done.status == 0


async def test_an_exported_list_comes_in_again_with_folders(tmp_path: Path) -> None:
    await tui_reader(tmp_path / "one", "import", SEEDS / "starter.opml")
    opml = tmp_path / "mine.opml"
    await tui_reader(tmp_path / "one", "export", opml)
    await tui_reader(tmp_path / "two", "import", opml)
    assert (await tui_reader(tmp_path / "two", "export")).out == opml.read_text(encoding="utf-8")


async def test_refresh_brings_in_what_it_can_and_says_what_it_could_not(tmp_path: Path) -> None:
    async with fault_server() as server:
        for path in ("feed/good", "feed/other"):
            await tui_reader(tmp_path, "add", server.url(path))
        opml = tmp_path / "bad.opml"
        outlines = "".join(
            f'<outline text="{p}" xmlUrl="{server.url(p)}"/>' for p in ("status/500", "status/410")
        )
        opml.write_text(f'<opml version="2.0"><body>{outlines}</body></opml>')
        await tui_reader(tmp_path, "import", opml)
        done = await tui_reader(tmp_path, "refresh", lang="vi")
        assert done.status == 0
        assert "4 nguồn" in done.out
        assert "2 nguồn có trục trặc" in done.out
        assert "Máy chủ đang trục trặc (500)." in done.err
        assert "Tòa soạn đã ngừng nguồn này." in done.err
        only_bad = await tui_reader(tmp_path, "refresh", "status/500")
        assert only_bad.status == 1
        lines = (await tui_reader(tmp_path, "refresh", "--json")).lines
        assert {line["trouble"] for line in lines[:-1]} == {None, "server_trouble"}, (
            "gone: looked after rarely"
        )
        assert {line["sentence"] for line in lines[:-1]} == {None, "The server has trouble (500)."}
    listed = (await tui_reader(tmp_path, "list", "--json", "--limit", "4")).lines
    assert len(listed) == 4


async def test_an_address_without_scheme_is_tried_by_http_where_https_is_not_spoken_and_that_is_told(
    tmp_path: Path,
) -> None:
    async with fault_server() as server:
        done = await tui_reader(tmp_path, "add", f"127.0.0.1:{server.port}/feed/plain", lang="vi")
        assert done.status == 0, done.err
        assert done.out.endswith(" (qua http: không được mã hóa)\n")
    [feed] = (await tui_reader(tmp_path, "feeds", "--json")).lines
    assert feed["location"].startswith("http://127.0.0.1:")
