"""What the comment pane shows in a running app."""

from __future__ import annotations

import time

from msgspec.structs import replace

from tests.ui.comments.conftest import Make
from tests.ui.comments.host import VI, Host, shown, until
from tui_reader.model.comment import CommentState, Discussion, Thread
from tui_reader.model.style import PRESETS


async def test_the_pane_looks_like_its_sketch() -> None:
    host = Host()
    async with host.run_test(size=(62, 18)) as pilot:
        await shown(host, pilot, Make.talk(), Make.entry())
        assert [row.rstrip() for row in host.rows()] == [
            " Bình luận · 2 mới · đang có 5/27             lưu 2 giờ trước",
            "",
            "  ▌Ý kiến của bạn ▏Viết ý kiến…",
            "",
            "   Lan Anh · 2 giờ · ▲ 12",
            "     Hạ tầng số phải đi trước một bước.",
            "     │ Minh · 1 giờ · mới",
            "     │   Đồng ý, nhất là vùng núi.",
            "     │ │ Hà · 1 giờ · mới",
            "     │ │   Chi phí trạm phát rất cao.",
            "     │ Nhân Dân · Tác giả bài viết · 1 giờ",
            "     │   Cảm ơn bạn đọc.",
            "",
            "   Thu · 1 giờ",
            "     Ý khác.",
            "",
            "   Xem thêm bình luận (đang có 5/27)",
            "",
        ]


async def test_empty_places_speak_in_words() -> None:
    host = Host()
    async with host.run_test(size=(90, 12)) as pilot:
        fetched = Discussion(1, "feed", fetched_at=Make.now)
        cases = [
            (None, None, VI("comments.no_article")),
            (None, Make.entry(), VI("comments.none_known")),
            (None, Make.entry(comments=7), VI("comments.not_fetched_n", n=7)),
            (Thread(Discussion(1, "feed")), Make.entry(), VI("comments.not_fetched")),
            (Thread(fetched), Make.entry(), VI("comments.none")),
            (Thread(replace(fetched, closed=True)), Make.entry(), VI("comments.closed")),
            (
                Thread(replace(fetched, trouble="no_answer")),
                Make.entry(),
                VI("comments.trouble", why=VI.explain("no_answer", {})),
            ),
        ]
        for thread, entry, sentence in cases:
            await shown(host, pilot, thread, entry)
            assert sentence.replace("\u00a0", " ") in " ".join(row.strip() for row in host.rows())


async def test_states_are_told_in_words_and_own_notes_are_yours() -> None:
    host = Host()
    async with host.run_test(size=(120, 24)) as pilot:
        comments = [
            Make.comment(1, "", "", state=CommentState.DELETED),
            Make.comment(2, "An", "", state=CommentState.REMOVED),
            Make.comment(3, "", "Ghi chú.", state=CommentState.OWN),
            Make.comment(4, "Bình", "Mồ côi.", 99, edited=Make.now),
        ]
        await shown(host, pilot, Make.thread(comments), Make.entry())
        text = host.text()
        assert "đã xóa · 1 giờ" in text
        assert "An · 1 giờ\n" in text
        assert "đã bị trang gỡ" in text
        assert "Bạn · 1 giờ" in text
        assert "đã sửa · trả lời một bình luận chưa có ở đây" in " ".join(text.split())


async def test_the_back_button_stands_in_the_title_when_the_pane_is_alone() -> None:
    host = Host()
    async with host.run_test(size=(60, 20)) as pilot:
        await shown(host, pilot, Make.talk(), Make.entry())
        host.pane.alone(True)
        await pilot.pause()
        assert host.rows()[0].startswith(" ‹ Bài")
        await pilot.click(host.pane, offset=(3, 0))
        await pilot.pause()
        assert host.said == [("back",)]


async def test_comments_follow_aa() -> None:
    host = Host()
    async with host.run_test(size=(120, 40)) as pilot:
        await shown(host, pilot, Make.talk(), Make.entry())
        pages = []
        for size in range(-3, 4):
            host.pane.style_to(PRESETS[size])
            await until(pilot, lambda: host.view.settled)
            pages.append(host.text())
        assert len(set(pages)) == 7


async def test_five_thousand_comments_open_as_fast_as_fifty() -> None:
    host = Host()
    async with host.run_test(size=(60, 24)) as pilot:
        await pilot.pause()
        taken = {}
        for count in (50, 5000):
            comments = [
                Make.comment(n, f"Người {n}", "Ý kiến dài vừa phải. " * 8, n - 1 if n % 4 else 0)
                for n in range(1, count + 1)
            ]
            thread = Make.thread(comments)
            begun = time.perf_counter()
            host.pane.show(thread, Make.entry(count))
            taken[count] = time.perf_counter() - begun
            assert "Người 1 " in host.text()
        assert taken[5000] < 1  # a bound for any machine; the figure itself is the bench's
        assert not host.view.settled
        await until(pilot, lambda: host.view.settled)
