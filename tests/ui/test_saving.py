"""Saving an article to a new file, and copying it in other forms."""

from __future__ import annotations

import zipfile
from contextlib import closing
from pathlib import Path

import pytest

from tests.ui.conftest import Newsroom, Open, Reader
from tui_reader.library import saving
from tui_reader.model.document import Heading, Paragraph, Span
from tui_reader.model.errors import StoreError
from tui_reader.model.file_names import file_name
from tui_reader.store.database import open_database

BODY = "Đoàn công tác làm việc với tỉnh."


@pytest.fixture
def downloads(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The reader's own downloads folder."""
    folder = tmp_path / "reader" / "Downloads"
    folder.mkdir(parents=True)
    monkeypatch.setenv("HOME", str(folder.parent))
    return folder


def article(newsroom: Newsroom, title: str = "Hạ tầng số: 24/7") -> int:
    one, *_ = newsroom.articles(title)
    newsroom.text(one, Heading(2, (Span("Mở đầu"),)), Paragraph((Span(BODY),)))
    return one


async def choose(reader: Reader, steps: int) -> None:
    await reader.press(*["down"] * steps, "enter")


@pytest.mark.parametrize(
    ("steps", "ending", "said"),
    [(0, "txt", "Mở đầu"), (1, "md", "## Mở đầu"), (2, "html", "<h2>Mở đầu</h2>")],
)
async def test_an_article_is_saved_in_each_form_under_its_title(
    newsroom: Newsroom, reading: Open, downloads: Path, steps: int, ending: str, said: str
) -> None:
    article(newsroom)
    async with reading(size=(160, 40)) as reader:
        await reader.press("enter", "ctrl+s")
        await choose(reader, steps)
        await reader.press("enter")
        path = downloads / f"Hạ tầng số 24 7.{ending}"
        text = path.read_text(encoding="utf-8")
        assert said in text
        assert BODY in text
        assert "https://news.example/1" in text
        assert reader.notice.startswith("Saved to ")


async def test_an_article_is_saved_as_a_book(newsroom: Newsroom, reading: Open, downloads: Path) -> None:
    article(newsroom)
    async with reading(size=(160, 40)) as reader:
        await reader.press("enter", "ctrl+s")
        await choose(reader, 3)
        await reader.press("enter")
        with zipfile.ZipFile(downloads / "Hạ tầng số 24 7.epub") as book:
            assert BODY in book.read("article-1.xhtml").decode()


async def test_chosen_articles_become_one_book_in_the_order_of_the_list(
    newsroom: Newsroom, reading: Open, downloads: Path
) -> None:
    made = newsroom.articles("One", "Two", "Three", "Four")
    with closing(open_database(newsroom.paths.store)) as db, db.transaction():
        db.execute("DELETE FROM document WHERE entry_id = ?", (made[2],))
    async with reading(size=(160, 40)) as reader:
        await reader.press("x", "j", "j", "x", "j", "x", "ctrl+s", "enter")
        with zipfile.ZipFile(downloads / "3 articles, 2026-11-20.epub") as book:
            titles = [book.read(f"article-{n}.xhtml").decode() for n in (1, 2)]
            assert "article-3.xhtml" not in book.namelist()
        assert ["<h1>One</h1>" in titles[0], "<h1>Four</h1>" in titles[1]] == [True, True]
        assert reader.notice.startswith("Saved to ")
        assert reader.notice.endswith("1 without text here was left out.")
        assert reader.screen.desk.entries.selection is None


async def test_a_book_of_too_many_articles_is_not_begun(
    newsroom: Newsroom, reading: Open, downloads: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tui_reader.ui.book_saving.MOST", 1)
    newsroom.articles("One", "Two")
    async with reading() as reader:
        await reader.press("V", "ctrl+s")
        assert reader.alone
        assert reader.notice == "A book holds at most 1 articles. Select fewer."


async def test_saving_again_never_overwrites(newsroom: Newsroom, reading: Open, downloads: Path) -> None:
    article(newsroom, "One")
    (downloads / "One.txt").write_text("mine")
    async with reading() as reader:
        await reader.press("ctrl+s")
        await choose(reader, 0)
        await reader.press("enter")
        assert (downloads / "One.txt").read_text() == "mine"
        assert BODY in (downloads / "One (2).txt").read_text(encoding="utf-8")
        await reader.press("ctrl+s")
        await choose(reader, 0)
        await reader.press("ctrl+u", *str(downloads / "One.txt"), "enter")
        assert (downloads / "One.txt").read_text() == "mine"
        assert "already a file" in reader.notice


@pytest.mark.parametrize(
    ("steps", "said"),
    [
        (0, "One\nhttps://news.example/1"),
        (1, "[One](<https://news.example/1>)"),
        (2, f"“{BODY}”\n— One, Daily"),
        (3, "## Mở đầu"),
        (4, "Mở đầu\n"),
    ],
)
async def test_an_article_is_copied_in_each_form(
    newsroom: Newsroom, reading: Open, steps: int, said: str
) -> None:
    article(newsroom, "One")
    async with reading() as reader:
        await reader.press("enter", "Y")
        await choose(reader, steps)
        assert reader.alone
        assert said in reader.app.clipboard
        assert reader.notice == "Copied."


@pytest.mark.hostile("H54")
@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("../../.bashrc", "bashrc"),
        ("/etc/passwd", "etc passwd"),
        ("-rf *", "rf"),
        ("CON", "CON_"),
        ("nul.txt", "nul.txt_"),
        ("a\0b\tc", "ab c"),
        ("\u202egpj.exe", "gpj.exe"),
        (" . ", "article-1"),
        ("", "article-1"),
        ("Đ" * 500, "Đ" * 60),
    ],
)
def test_a_file_name_is_safe_whatever_the_title(title: str, name: str) -> None:
    assert file_name(title, "article-1") == name
    assert not set(file_name(title, "article-1")) & set('/\\:*?"<>|\0\x1b')


@pytest.mark.hostile("H54")
def test_nothing_is_written_through_a_link_or_into_what_is_no_folder(tmp_path: Path) -> None:
    (tmp_path / "link.txt").symlink_to(tmp_path / "elsewhere.txt")
    with pytest.raises(StoreError, match="file_exists"):
        saving.save_new(str(tmp_path / "link.txt"), "text")
    assert not (tmp_path / "elsewhere.txt").exists()
    with pytest.raises(StoreError, match="file_unwritable"):
        saving.save_new(str(tmp_path / "nowhere" / "a.txt"), "text")
    with pytest.raises(StoreError, match="file_unwritable"):
        saving.save_new("a\0b", "text")
