"""``export --articles``: what a query finds as a book, a page or Markdown, whole and never over another file."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

import pytest

from tests.cli.program import tui_reader
from tests.engine.fault_server import fault_server
from tests.engine.trips import publish


@pytest.fixture
async def kept(tmp_path: Path) -> Path:
    """A home with three whole articles of two pictures each."""
    async with fault_server() as server:
        publish(server, 3)
        await tui_reader(tmp_path, "add", server.url("feed"), "--all")
        await tui_reader(tmp_path, "trip")
    return tmp_path


async def test_the_articles_of_a_query_become_the_file_its_ending_names(kept: Path) -> None:
    book, page, text = (kept / f"x.{form}" for form in ("epub", "html", "md"))
    for file in (book, page, text):
        done = await tui_reader(kept, "--offline", "export", "--articles", "Bài", str(file))
        assert (done.status, str(file) in done.out, done.err) == (0, True, "")
    with zipfile.ZipFile(book) as archive:
        names = archive.namelist()
        assert names[0] == "mimetype"
        assert archive.getinfo("mimetype").compress_type == zipfile.ZIP_STORED
        assert len([name for name in names if name.startswith("article-")]) == 3
        assert len([name for name in names if name.startswith("picture-")]) == 6
    shown = page.read_text()
    assert re.findall(r'<a href="#(article-\d)">(Bài \d)</a>', shown) == [
        ("article-1", "Bài 2"),
        ("article-2", "Bài 1"),
        ("article-3", "Bài 0"),
    ]
    assert shown.count('src="data:image/png;base64,') == 6
    assert shown.count("<!DOCTYPE") == 1
    assert [line for line in text.read_text().split("\n") if line.startswith("# ")] == [
        "# Bài 2",
        "# Bài 1",
        "# Bài 0",
    ]


async def test_a_limit_is_kept_and_no_file_written_over(kept: Path) -> None:
    file = kept / "x.md"
    await tui_reader(kept, "--offline", "export", "--articles", "", str(file), "--limit", "1")
    before = file.read_text()
    assert before.count("# Bài") == 1
    again = await tui_reader(kept, "--offline", "export", "--articles", "", str(file))
    assert (again.status, file.read_text()) == (1, before)
    assert str(file) in again.err


@pytest.mark.parametrize(
    ("lang", "said"), [("en", "the file's ending says"), ("vi", "đuôi tệp cho biết ghi thành gì")]
)
async def test_what_cannot_be_is_said_and_nothing_written(kept: Path, lang: str, said: str) -> None:
    odd = await tui_reader(kept, "--offline", "export", "--articles", "Bài", str(kept / "x.docx"), lang=lang)
    assert (odd.status, said in odd.err) == (1, True)
    none = await tui_reader(kept, "--offline", "export", "--articles", "không-có", str(kept / "x.epub"))
    assert none.status == 1
    assert none.err.strip()
    assert not any((kept / f"x.{form}").exists() for form in ("docx", "epub"))
