"""Local articles: one file as one entry, a folder as a feed, and nothing that waits, leads out or is no text."""

import os
import socket
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.unprivileged import unprivileged
from tui_reader.model.entry import Author, EntryData
from tui_reader.model.errors import ParseError, ReaderError, RetrieveError
from tui_reader.model.update import Retrieved
from tui_reader.sources.comment_feed import parse_comments
from tui_reader.sources.local import fingerprint_of, read_article, read_file, read_folder
from tui_reader.sources.parse import parse

PAGES = Path(__file__).parent / "data" / "pages"
NOW = datetime(2026, 11, 1, tzinfo=UTC)


def article(path: Path, text: str) -> EntryData:
    path.write_text(text, "utf-8")
    [entry] = read_file(path).entries
    return entry


def test_markdown_takes_title_date_and_authors_from_its_front_matter(tmp_path: Path) -> None:
    entry = article(
        tmp_path / "a.md",
        '---\ntitle: "Đọc con nước"\ndate: 2026-10-14\nauthors:\n  - Lâm Chí Khang\n  - Yến\n'
        "tags: [nghề, nước]\nlang: vi\n---\n\nBa *câu* hỏi.\n",
    )
    assert entry.title == "Đọc con nước"
    assert entry.published == datetime(2026, 10, 14, tzinfo=UTC)
    assert entry.authors == (Author("Lâm Chí Khang"), Author("Yến"))
    assert entry.tags == ("nghề", "nước")
    assert entry.content is not None
    assert (entry.content.type, entry.content.value, entry.content.language) == (
        "text/markdown",
        "Ba *câu* hỏi.\n",
        "vi",
    )


def test_toml_front_matter_is_read_too(tmp_path: Path) -> None:
    entry = article(
        tmp_path / "a.md", '+++\ntitle = "T"\ndate = 2026-10-14T07:00:00+07:00\nauthor = "An"\n+++\nText.'
    )
    assert (entry.title, entry.published, entry.authors) == (
        "T",
        datetime(2026, 10, 14, tzinfo=UTC),
        (Author("An"),),
    )


@pytest.mark.parametrize(
    ("text", "title", "rest"),
    [
        ("# A *title* #\n\nText.", "A title", "Text."),
        ("A title\n=======\nText.", "A title", "Text."),
        ("Text first.\n\n# Later", "Text first.", "Text first.\n\n# Later"),
        ("---\nno fence closed\n# x", "---", "---\nno fence closed\n# x"),
        ("---\n\n# Rule first\n", "---", "---\n\n# Rule first\n"),
    ],
)
def test_the_first_heading_is_the_title_and_nothing_else_goes(
    tmp_path: Path, text: str, title: str, rest: str
) -> None:
    entry = article(tmp_path / "a.md", text)
    assert entry.content is not None
    assert (entry.title or "---", entry.content.value) == (title if title != "---" else "a", rest)


def test_a_saved_page_gives_its_article_without_the_furniture(tmp_path: Path) -> None:
    text = "Một đoạn văn đủ dài để là bài báo. " * 10
    entry = article(
        tmp_path / "a.html",
        '<!DOCTYPE html><html lang="vi"><head><title>Tít - Báo</title><meta property="og:title" content="Tít &amp; tựa">'
        '<meta name="description" content="Sa pô."><meta name="author" content="Minh Hà">'
        '<meta property="article:published_time" content="2026-09-15T20:10:00+07:00">'
        '<link rel="canonical" href="https://bao.example/1"></head><body><nav>Trang chủ</nav><header>Đầu</header>'
        f'<article><h1>Tít &amp; tựa</h1><p>{text}</p><img src="a.jpg"><form>Tìm</form><aside>Quảng cáo</aside>'
        "<script>x()</script></article><footer>Cuối</footer></body></html>",
    )
    assert entry.title == "Tít & tựa"
    assert entry.published == datetime(2026, 9, 15, 13, 10, tzinfo=UTC)
    assert (entry.authors, entry.link, entry.language) == (
        (Author("Minh Hà"),),
        "https://bao.example/1",
        "vi",
    )
    assert entry.summary is not None
    assert entry.summary.value == "Sa pô."
    assert entry.content is not None
    assert entry.content.base == (tmp_path / "a.html").as_uri()
    assert '<img src="a.jpg">' in entry.content.value
    for word in ("Trang chủ", "Đầu", "Cuối", "Tìm", "Quảng cáo", "x()", "<h1>"):
        assert word not in entry.content.value


def test_html_without_any_marks_is_all_of_its_body(tmp_path: Path) -> None:
    entry = article(tmp_path / "a.htm", "<title>T</title><p>One<p>Two")
    assert entry.title == "T"
    assert entry.content is not None
    assert entry.content.value.replace("\n", "") == "<p>One</p><p>Two</p>"


def test_an_article_is_known_by_its_absolute_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.txt").write_text("Hello")
    monkeypatch.chdir(tmp_path)
    assert read_article(Path("a.txt")).guid == str(tmp_path / "a.txt")


def test_an_empty_file_is_an_article_named_after_itself(tmp_path: Path) -> None:
    entry = article(tmp_path / "empty note.txt", "")
    assert entry.title == "empty note"


@pytest.mark.hostile("H70")
def test_a_file_named_by_bytes_that_are_no_text_is_read(tmp_path: Path) -> None:
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xff\x1b[31m.txt"))
    try:
        path.write_text("")
    except OSError:
        pytest.skip("this file system takes UTF-8 names only")
    entry = read_article(path)
    entry.guid.encode("utf-8")
    assert "\x1b" not in entry.title


def test_markdown_that_begins_with_a_tag_stays_markdown(tmp_path: Path) -> None:
    entry = article(tmp_path / "a.md", '<p align="center">logo</p>\n\n# Project\n')
    assert entry.content is not None
    assert entry.content.type == "text/markdown"


@pytest.mark.hostile("H70")
@pytest.mark.parametrize(
    ("make", "code"),
    [
        (lambda path: None, "file_missing"),
        (lambda path: path.mkdir(), "not_a_file"),
        (lambda path: os.mkfifo(path), "not_a_file"),
        (lambda path: path.symlink_to("/dev/zero"), "not_a_file"),
        (lambda path: path.symlink_to(path), "file_unreadable"),
        (lambda path: os.truncate(_touched(path), 10 * 1024**3), "too_large"),
        (lambda path: path.write_bytes(bytes(range(256)) * 20), "unsupported_kind"),
        (lambda path: socket.socket(socket.AF_UNIX).bind(str(path)), "not_a_file"),
    ],
    ids=["missing", "folder", "pipe", "device", "loop", "sparse", "binary", "socket"],
)
def test_what_is_no_article_says_why_at_once(tmp_path: Path, make: object, code: str) -> None:
    path = tmp_path / "x.txt"
    make(path)  # type: ignore[operator]
    with pytest.raises(ReaderError) as caught:
        read_file(path)
    assert caught.value.code == code


def _touched(path: Path) -> Path:
    path.touch()
    return path


@pytest.mark.hostile("H70")
def test_a_file_that_may_not_be_read_says_so(tmp_path: Path) -> None:
    path = _touched(tmp_path / "x.txt")
    path.chmod(0)
    program = (
        "import sys; from pathlib import Path; from tui_reader.model.errors import RetrieveError\n"
        "from tui_reader.sources.local import read_file\n"
        "try: read_file(Path(sys.argv[1]))\n"
        "except RetrieveError as error: print(error.code)"
    )
    command = unprivileged([sys.executable, "-c", program, str(path)])
    assert subprocess.run(command, capture_output=True, text=True, check=True).stdout == "file_unreadable\n"


def test_another_kind_of_file_is_refused(tmp_path: Path) -> None:
    path = _touched(tmp_path / "x.pdf")
    with pytest.raises(ParseError) as caught:
        read_file(path)
    assert (caught.value.code, caught.value.facts) == ("unsupported_kind", {"name": "x.pdf"})


def test_a_folder_is_a_feed_of_its_articles_newest_first(tmp_path: Path) -> None:
    outside = tmp_path / "outside.txt"
    outside.write_text("outside")
    folder = tmp_path / "Bài lưu"
    (folder / "sub").mkdir(parents=True)
    (folder / ".hidden").mkdir()
    for number, name in enumerate(["a.txt", "b.md", "sub/c.html", "d.jpg", ".e.txt", ".hidden/f.txt"]):
        (folder / name).write_text(f"{name} text")
        os.utime(folder / name, (1_700_000_000 + number, 1_700_000_000 + number))
    (folder / "out.txt").symlink_to(outside)
    (folder / "in.txt").symlink_to(folder / "a.txt")
    (folder / "sub" / "up").symlink_to(folder)
    parsed = read_folder(folder)
    assert parsed.feed.title == "Bài lưu"
    assert [Path(entry.guid).name for entry in parsed.entries] == ["c.html", "b.md", "a.txt", "in.txt"]
    assert parsed.left_out == 0


def test_a_bad_file_spoils_no_folder(tmp_path: Path) -> None:
    (tmp_path / "good.txt").write_text("good")
    (tmp_path / "bad.txt").write_bytes(bytes(range(256)) * 20)
    assert [entry.title for entry in read_folder(tmp_path).entries] == ["good"]


def test_a_folder_gives_its_newest_and_counts_the_rest(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tui_reader.sources.local.NEWEST", 3)
    for number in range(5):
        (tmp_path / f"{number}.txt").write_text(str(number))
        os.utime(tmp_path / f"{number}.txt", (1_700_000_000 + number, 1_700_000_000 + number))
    parsed = read_folder(tmp_path)
    assert [entry.title for entry in parsed.entries] == ["4", "3", "2"]
    assert parsed.left_out == 2


def test_a_folder_that_is_gone_says_so(tmp_path: Path) -> None:
    with pytest.raises(RetrieveError) as caught:
        read_folder(tmp_path / "gone")
    assert caught.value.code == "file_missing"
    assert fingerprint_of(tmp_path / "gone") == ""


def test_the_fingerprint_changes_with_the_articles_and_only_then(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("a")
    first = fingerprint_of(tmp_path)
    (tmp_path / "picture.jpg").write_text("x")
    assert fingerprint_of(tmp_path) == first
    (tmp_path / "b.txt").write_text("b")
    second = fingerprint_of(tmp_path)
    assert second != first
    (tmp_path / "b.txt").write_text("longer")
    third = fingerprint_of(tmp_path)
    assert third not in (first, second)
    (tmp_path / "b.comments.xml").write_text("<rss/>")
    assert fingerprint_of(tmp_path) != third
    (tmp_path / "b.txt").unlink()
    assert fingerprint_of(tmp_path) == first


def test_a_comment_feed_beside_an_article_is_its_discussion(tmp_path: Path) -> None:
    (tmp_path / "a.comments.xml").write_text("<rss/>")
    assert article(tmp_path / "a.md", "# T").comments.feed == str(tmp_path / "a.comments.xml")


def test_the_comments_of_a_saved_page_are_read_from_the_page_itself(tmp_path: Path) -> None:
    entry = article(tmp_path / "page.txt", (PAGES / "tuoitre.txt").read_text("utf-8"))
    assert entry.comments.count == 2
    body = Path(entry.comments.feed).read_bytes()
    found = parse_comments(
        Retrieved(entry.comments.feed, body), entry_guid=entry.guid, entry_link=""
    ).comments
    assert [comment.author for comment in found] == ["Lan Anh", "Quang Huy"]


def test_a_retrieved_article_file_is_read_as_one(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Hello there")
    for location in (str(tmp_path / "a.txt"), (tmp_path / "a.txt").as_uri()):
        parsed = parse(Retrieved(location, b"Hello there"), now=NOW)
        assert [entry.title for entry in parsed.entries] == ["Hello there"]


@pytest.mark.parametrize(
    ("heading", "title"),
    [
        ("the_big_news snake_case", "the_big_news snake_case"),
        ("A *strong* `co_de` [link](http://x.example/a_b) and ![pic](p.png)", "A strong co_de link and pic"),
        ("2 \\* 3 &amp; <b>more</b>", "2 * 3 & more"),
    ],
)
def test_a_markdown_heading_reads_as_its_text_would(tmp_path: Path, heading: str, title: str) -> None:
    assert article(tmp_path / "a.md", f"# {heading}\n\nText.\n").title == title


@pytest.mark.parametrize(
    "page",
    [
        "<title>T</title><figure><img src=a.png><figcaption>Caption.</figcaption></figure><p>One.</p>",
        "<title>T</title><figure><img src=a.png><figcaption>Caption.</figcaption></figure>",
        "<title>T</title><section>Caption.</section>between<figure>x</figure>tail<p>One.</p>",
    ],
)
def test_a_page_that_begins_with_a_tag_of_html_5_loses_nothing(tmp_path: Path, page: str) -> None:
    entry = article(tmp_path / "a.html", page)
    assert entry.content is not None
    for said in ("Caption.", *(word for word in ("One.", "between", "tail") if word in page)):
        assert said in entry.content.value
    assert "<title>" not in entry.content.value
