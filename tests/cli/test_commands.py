"""The command line as scripts use it: what it prints, where errors go, how it exits."""

from __future__ import annotations

import asyncio
import os
from pathlib import Path

import pytest
from rich.cells import cell_len

from tests.cli.program import tui_reader
from tests.conftest import ROOT
from tests.engine.fault_server import fault_server
from tui_reader.paths import Paths

SEEDS = ROOT / "seeds"
FEED = SEEDS / "feeds" / "rss2-vi.xml"
TITLE = "Bộ trưởng Bộ Thông tin và Truyền thông làm việc với tỉnh Quảng Ninh"


async def test_a_file_is_added_listed_found_and_shown(tmp_path: Path, user_document: Path) -> None:
    added = await tui_reader(tmp_path, "add", user_document, "--json")
    assert added.lines == [{"feed": 1, "entry": 1, "title": TITLE, "new": 1, "added": True}]
    for query in ("quang ninh", "doan cong tac", '"Nguyễn Văn Đọc"', "title:truyền"):
        assert [row["title"] for row in (await tui_reader(tmp_path, "list", query, "--json")).lines] == [
            TITLE
        ]
    shown = await tui_reader(tmp_path, "show", "1", lang="vi")
    assert shown.out.splitlines()[:2] == [TITLE, "Tệp trên máy · Thứ Năm, 25/07/2019 – 02:22"]
    assert "Lên đầu trang" not in shown.out
    article = (await tui_reader(tmp_path, "show", "1", "--format", "json")).lines[0]
    assert article["published"] == "2019-07-24T19:22:00Z"
    assert [block["type"] for block in article["document"]["blocks"]].count("figure") == 5


async def test_a_feed_brings_its_articles_and_their_comments(tmp_path: Path) -> None:
    assert (
        await tui_reader(tmp_path, "add", FEED, "--folder", "Sông nước/Báo", "--title", "Của tôi")
    ).status == 0
    feed = (await tui_reader(tmp_path, "feeds", "--json")).lines[0]
    assert (feed["title"], feed["unread"], feed["trouble"]) == ("Của tôi", 4, None)
    with_comments = (await tui_reader(tmp_path, "list", "has:comments", "--json")).lines
    comments = (await tui_reader(tmp_path, "comments", str(with_comments[0]["id"]), "--json")).lines
    assert len(comments) == 12
    assert max(comment["depth"] for comment in comments) >= 3
    exported = await tui_reader(tmp_path, "export")
    assert 'text="Sông nước"' in exported.out
    again = await tui_reader(tmp_path, "add", FEED)
    assert again.out == "Already there: Của tôi\n"


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


async def test_feeds_and_articles_are_printed_in_columns(tmp_path: Path) -> None:
    for location, title in (
        (SEEDS / "articles", "Ghi chép"),
        (FEED, "新聞"),
        (SEEDS / "feeds" / "atom-en.xml", ""),
    ):
        await tui_reader(tmp_path, "add", location, "--title", title)
    heading, *lines = (await tui_reader(tmp_path, "feeds", lang="vi")).out.splitlines()
    assert " ".join(heading.split()) == "số chưa đọc tất cả nguồn địa chỉ"
    at = cell_len(heading[: heading.index("địa chỉ")])
    assert {cell_len(line[: line.index("/")]) for line in lines} == {at}
    listed = (await tui_reader(tmp_path, "list", lang="vi")).out.splitlines()
    titles = [row["title"] for row in (await tui_reader(tmp_path, "list", "--json")).lines]
    assert len({cell_len(line[: line.index(title)]) for line, title in zip(listed, titles, strict=True)}) == 1


async def test_an_exported_list_comes_in_again_with_folders(tmp_path: Path) -> None:
    await tui_reader(tmp_path / "one", "import", SEEDS / "starter.opml")
    opml = tmp_path / "mine.opml"
    await tui_reader(tmp_path / "one", "export", opml)
    await tui_reader(tmp_path / "two", "import", opml)
    assert (await tui_reader(tmp_path / "two", "export")).out == opml.read_text(encoding="utf-8")


async def test_parse_prints_what_a_refresh_would_understand(tmp_path: Path, user_document: Path) -> None:
    missing = tmp_path / "nowhere.xml"
    done = await tui_reader(tmp_path, "parse", FEED, user_document, missing)
    assert done.status == 1
    assert done.err.count("\n") == 1
    feed, page = done.lines
    assert feed["feed"] == {"title": "Báo Bến Lau", "link": "https://baobenlau.example/"}
    first = feed["entries"][0]
    assert first["published"].endswith("Z")
    assert first["comments"]["feed"].endswith("comments-vi.xml")
    assert all(image["caption"] for image in first["images"])
    assert page["entries"][0]["title"] == TITLE
    assert page["entries"][0]["content"].count("<figcaption>") == 5
    assert set(first) == {
        *(
            "id",
            "title",
            "link",
            "published",
            "updated",
            "author",
            "authors",
            "summary",
            "content",
            "images",
            "comments",
        )
    }


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


USAGE = [
    (["lst"], "there is no command “lst”; did you mean “list”?"),
    (["list", "--limit", "x"], "--limit cannot be “x”; expected: 0, 1, 2 …"),
    (["list", "a is:purple"], "not understood here: a is:^purple – “is:” does not know “purple”"),
    (
        ["list", "foo:bar"],
        "not understood here: ^foo:bar – There is no field “foo”; there are feed:, folder:",
    ),
    (
        ["list", "mưa feeed:bar"],
        "not understood here: mưa ^feeed:bar – There is no field “feeed”. Did you mean “feed”",
    ),
    (["show"], "something is missing: ID"),
    (["feeds", "--bogus"], "there is no option --bogus"),
    (["--bogus"], "there is no option --bogus"),
    (["show", "1", "--format", "pdf"], "--format cannot be “pdf”"),
]


@pytest.mark.parametrize(("arguments", "told"), USAGE, ids=[" ".join(a) for a, _ in USAGE])
async def test_wrong_usage_is_one_plain_line_and_status_2(
    tmp_path: Path, arguments: list[str], told: str
) -> None:
    done = await tui_reader(tmp_path, *arguments)
    assert (done.status, done.out) == (2, "")
    assert done.err.startswith(f"tui-reader: {told}")
    assert done.err.count("\n") == 1


FAILURES = [
    (["show", "99"], "there is no article 99"),
    (["refresh", "nothing"], "there is no feed “nothing”"),
    (["--offline", "add", "https://news.example/rss"], "Offline"),
    ([], "the reader needs a terminal"),
    (["nowhere.txt"], "there is no file nowhere.txt"),
]


@pytest.mark.parametrize(("arguments", "told"), FAILURES, ids=[" ".join(a) or "none" for a, _ in FAILURES])
async def test_what_cannot_be_done_is_one_plain_line_and_status_1(
    tmp_path: Path, arguments: list[str], told: str
) -> None:
    done = await tui_reader(tmp_path, *arguments)
    assert (done.status, done.out) == (1, "")
    assert told in done.err
    assert done.err.count("\n") == 1


@pytest.mark.parametrize("lang", ["en", "vi"])
async def test_help_is_there_in_both_languages(tmp_path: Path, lang: str) -> None:
    overview = await tui_reader(tmp_path, "--help", lang=lang)
    assert overview.status == 0
    for command in (
        "add",
        "feeds",
        "refresh",
        "list",
        "show",
        "comments",
        "import",
        "export",
        "parse",
        "engine",
    ):
        assert f"  {command}" in overview.out
        assert (await tui_reader(tmp_path, command, "--help", lang=lang)).status == 0


async def test_a_titles_escapes_never_reach_the_terminal(tmp_path: Path) -> None:
    page = tmp_path / "bad.html"
    page.write_text(
        "<title>Evil \x1b]52;c;aGk=\x07 [red]\u202e title \x9b31m</title><p>Text \x1b[31m red</p>"
    )
    await tui_reader(tmp_path, "add", page)
    for command in (
        ["list"],
        ["list", "--json"],
        ["show", "1"],
        ["show", "1", "--format", "json"],
        ["parse", str(page)],
    ):
        done = await tui_reader(tmp_path, *command)
        assert not set(done.out) & set("\x1b\x07\x9b\u202e\x00"), command
        assert "[red]" in done.out


async def test_the_settings_are_shown_without_any_secret(tmp_path: Path) -> None:
    paths = Paths.of(tmp_path, {})
    paths.config_file.parent.mkdir(parents=True, exist_ok=True)
    paths.config_file.write_text(
        'proxy = "http://me:hunter2@proxy.example:3128"\n[feeds."bao.example"]\nuser = "an"\npassword = "hunter2"\n'
        'headers = { "X-A" = "env:TOKEN", "X-B" = "hunter2" }\ncookies = { "a" = ["pass", "hunter2"] }\n'
    )
    done = await tui_reader(tmp_path, "config")
    assert 'proxy = "http://…@proxy.example:3128"' in done.out
    for line in (
        '[feeds."bao.example"]',
        'user = "an"',
        'password = "…"',
        'headers = { "X-A" = "env:TOKEN", "X-B" = "…" }',
        'cookies = { "a" = ["pass", "…"] }',
    ):
        assert line in done.out.splitlines()
    as_json = await tui_reader(tmp_path, "config", "--json")
    assert as_json.lines[0]["feeds"]["bao.example"]["headers"] == {"X-A": "env:TOKEN", "X-B": "…"}
    assert "hunter2" not in done.out + done.err + as_json.out + as_json.err


async def test_an_address_without_scheme_is_tried_by_http_where_https_is_not_spoken_and_that_is_told(
    tmp_path: Path,
) -> None:
    async with fault_server() as server:
        done = await tui_reader(tmp_path, "add", f"127.0.0.1:{server.port}/feed/plain", lang="vi")
        assert done.status == 0, done.err
        assert done.out.endswith(" (qua http: không được mã hóa)\n")
    [feed] = (await tui_reader(tmp_path, "feeds", "--json")).lines
    assert feed["location"].startswith("http://127.0.0.1:")


async def test_letters_an_encoding_lacks_are_printed_as_numbers(tmp_path: Path) -> None:
    await tui_reader(tmp_path, "add", FEED)
    plain = {"PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}
    listed = await tui_reader(tmp_path, "list", environment=plain)
    assert (listed.status, listed.err) == (0, "")
    assert "\\u" in listed.out
    as_json = await tui_reader(tmp_path, "list", "--json", environment=plain)
    usual = await tui_reader(tmp_path, "list", "--json")
    assert as_json.lines == usual.lines


async def test_a_full_disk_under_the_output_is_one_plain_line(tmp_path: Path) -> None:
    await tui_reader(tmp_path, "add", FEED)
    for arguments in (("list",), ("list", "--json"), ("show", "1"), ("--help",)):
        full = os.open("/dev/full", os.O_WRONLY)
        done = await tui_reader(tmp_path, *arguments, stdout=full)
        os.close(full)
        assert done.status == 1
        assert done.err.count("\n") == 1
        assert done.err.startswith("tui-reader: cannot go on printing")


async def test_config_keys_prints_the_table_in_force_and_explains_what_is_not(tmp_path: Path) -> None:
    await asyncio.to_thread((tmp_path / "config").mkdir, parents=True)
    (tmp_path / "config" / "config.toml").write_text(
        'key_preset = "newsboat"\n[keys]\n"star" = ["*", "alt+x"]\n"my.late" = { keys = ["Z"], do = ["go.later"] }\n'
    )
    done = await tui_reader(tmp_path, "config", "keys")
    lines = {line.split()[0]: line for line in done.out.splitlines()}
    assert lines["star"].split()[1] == "*"
    assert lines["unread_only"].split()[1] == "l"
    assert lines["my.late"].split()[1:] == ["Z", "LAC", "late"]
    assert "alt+x; x comes near" in done.err
    assert "alt+x; x comes near" in (await tui_reader(tmp_path, "config")).err
    as_json = await tui_reader(tmp_path, "config", "keys", "--json")
    assert {"action": "undo", "keys": ["U"], "works_in": ["L", "A", "C"], "title": "Undo"} in as_json.lines


async def test_explain_tells_why_an_article_is_found(tmp_path: Path, user_document: Path) -> None:
    await tui_reader(tmp_path, "add", user_document)
    [row] = (await tui_reader(tmp_path, "list", "--json")).lines
    done = await tui_reader(tmp_path, "explain", "quang ninh -zebra ", str(row["id"]), lang="vi")
    assert done.status == 0, done.err
    assert done.out.startswith("Đã hiểu là: quang ninh -zebra\n")
    assert "[Quảng]" in done.out
    assert "[Ninh]" in done.out
    assert "✓ -zebra" in done.out
    other = await tui_reader(tmp_path, "explain", "is:read", str(row["id"]), "--json")
    assert (other.status, other.lines[0]["found"]) == (1, False)
    assert (await tui_reader(tmp_path, "explain", "is:zebra", str(row["id"]))).status == 2
    assert (await tui_reader(tmp_path, "explain", "a", "999")).status == 1
