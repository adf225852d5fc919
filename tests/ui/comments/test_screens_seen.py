"""What the comment pane, the opinion box, the outbox and the followed discussions look like, in three windows.

The screens are kept as text beside this file and were looked at by a person. After a wished change of looks all are
written anew with ``RENEW=1 pytest tests/ui/comments/test_screens_seen.py``, and looked at again.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from tests.ui.conftest import NOW, Newsroom, Open, Reader
from tests.ui.test_opinions import became
from tui_reader.content.convert import convert
from tui_reader.model.comment import CommentData, CommentState, Discussion
from tui_reader.model.entry import CommentsRef, Content
from tui_reader.model.outbox import LetterState, Verdict
from tui_reader.store import comment_pages, comments
from tui_reader.store.database import open_database

KEPT = Path(__file__).parent / "screens_seen"
SITE = "https://baobenlau.example"
SHOTS = ("pane", "folded", "box", "notes", "outbox", "letter", "followed")
WINDOWS = [("vi", (80, 24)), ("en", (120, 40)), ("vi", (200, 50))]
SAID = (
    ("1", "", "Lan Anh", 120, 12, "<p>Hạ tầng số phải đi trước một bước, nhất là ở những xã vùng cao.</p>"),
    ("2", "1", "Minh", 60, None, "<blockquote>nhất là ở những xã vùng cao</blockquote><p>Đồng ý.</p>"),
    ("3", "2", "Tòa soạn", 50, None, "Cảm ơn bạn đọc. Xem <a href='https://a.example/b'>bản đồ</a>."),
    ("4", "1", "", 45, None, ""),
    ("5", "4", "Hà", 40, -2, "<details><summary>Đoạn kết phim</summary><p>Anh ta sống.</p></details>"),
    (
        "6",
        "",
        "Nguyễn Thị Minh Khai",
        35,
        3,
        "<p>Bao giờ thì xong?</p><pre><code>ping -c 4 8.8.8.8</code></pre>",
    ),
    ("7", "99", "Quân", 20, None, "Chắc là năm sau."),
)
"""Number, what it answers, who, minutes ago, likes, text."""


@pytest.fixture(autouse=True)
def hanoi(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Times are told as on a clock in Hà Nội, wherever the test runs."""
    monkeypatch.setenv("TZ", "Asia/Ho_Chi_Minh")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


@pytest.mark.parametrize(
    ("lang", "size"), WINDOWS, ids=lambda one: one if isinstance(one, str) else str(one[0])
)
async def test_the_screens_look_as_they_were_seen(
    newsroom: Newsroom, reading: Open, lang: str, size: tuple[int, int]
) -> None:
    newsroom.lang = lang
    hints = (("wordpress", f"{SITE}/wp-json/wp/v2/comments?post=7"),)
    about = CommentsRef(page=f"{SITE}/1#c", count=27, hints=hints)
    title = "Phủ sóng 5G toàn tỉnh trước tháng 6"
    [one] = newsroom.articles(title, feed="Báo Bến Lau", paragraphs=2, comments=about)
    _talk(newsroom, one)
    async with reading(size=size) as reader:
        seen = await _walk(newsroom, reader)
    for name, text in seen.items():
        kept = KEPT / f"{name}-{lang}-{size[0]}x{size[1]}.txt"
        if os.environ.get("RENEW"):
            kept.parent.mkdir(exist_ok=True)
            kept.write_text(text, encoding="utf-8")
        assert text == kept.read_text(encoding="utf-8"), name


async def _walk(newsroom: Newsroom, reader: Reader) -> dict[str, str]:
    """Through all of them, in their order."""
    found: dict[str, str] = {}

    async def look() -> None:
        reader.screen.desk.status.say("")  # what it says stands there as long as it takes to read
        await reader.settle()
        found[SHOTS[len(found)]] = "".join(f"{line.rstrip()}\n" for line in reader.text().split("\n"))

    await reader.press("enter", "c", "j", "j")
    await look()
    await reader.press("z", "M", "S")
    await look()
    await reader.press("z", "R", "C", *"Toi_dong_y")
    await look()
    await reader.press("ctrl+s", "enter")
    [answer] = await reader.library.opinions.all()
    became(newsroom, answer.id, Verdict(LetterState.REFUSED, "too_short", "Viết dài hơn nhé"))
    await reader.press("g", "g", "C", *"Y_kien_rieng", "ctrl+s", "enter")
    [own, answer] = await reader.library.opinions.all()
    became(newsroom, own.id, Verdict(LetterState.UNSURE, "not_seen"))
    await reader.screen.lists.count()
    reader.screen.reading.again(own.entry_id)
    await reader.settle()
    await reader.press("G")
    await look()
    await reader.press("g", "o")
    await look()
    await reader.press("down", "enter")
    await look()
    await reader.press("escape", "g", "c")
    await look()
    return found


def _talk(newsroom: Newsroom, entry_id: int) -> None:
    """The discussion, the reader's last visit in the middle of it."""
    made = []
    for number, parent, author, minutes, score, body in SAID:
        data = CommentData(
            f"x#comment-{number}",
            f"x#comment-{parent}" if parent else "",
            author,
            created=NOW - timedelta(minutes=minutes),
            edited=NOW - timedelta(minutes=30) if author == "Minh" else None,
            body=body,
            score=score,
            state=CommentState.OK if author else CommentState.DELETED,
            by_article_author=author == "Tòa soạn",
        )
        done = convert(Content(body), images=(), title="", lead="")
        made.append((data, done.document, done.body))
    further = f"{SITE}/wp-json/wp/v2/comments?post=7&page=2"
    there = Discussion(entry_id, "wordpress", further.replace("=2", "=1"), 27, more=True, next_page=further)
    with closing(open_database(newsroom.paths.store)) as db:
        for begin, end, when in ((0, 5, 38), (5, 7, 18)):
            at = NOW - timedelta(minutes=when)
            comment_pages.save_comments(db, there, made[begin:end], at)
            if not begin:
                comments.seen(db, entry_id, at)


def test_every_screen_kept_is_shown() -> None:
    shown = {f"{name}-{lang}-{size[0]}x{size[1]}" for name in SHOTS for lang, size in WINDOWS}
    assert {path.stem for path in KEPT.iterdir()} == shown
