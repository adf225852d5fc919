"""The command line as scripts use it: what it prints, where errors go, how it exits."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.program import FEED, TITLE, tui_reader


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
