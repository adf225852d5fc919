"""The comment pane in a running app."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import timedelta, timezone
from typing import ClassVar

from msgspec.structs import replace
from textual.app import App, ComposeResult
from textual.events import Paste
from textual.pilot import Pilot

from tests.ui.comments.conftest import Make
from tui_reader.model.comment import CommentState, Discussion, Thread
from tui_reader.model.document import Document, Paragraph, Span
from tui_reader.model.entry import Entry
from tui_reader.model.style import PRESETS
from tui_reader.resources import directory
from tui_reader.strings import words
from tui_reader.ui.comments.box import Writing
from tui_reader.ui.comments.pane import CommentPane
from tui_reader.ui.comments.thread_view import ThreadView

VI = words("vi")


class Host(App[None]):
    """Nothing but the pane; remembers what it said."""

    CSS_PATH: ClassVar = [directory("styles") / name for name in ("article.tcss",)]

    def __init__(self) -> None:
        super().__init__()
        zone = timezone(timedelta(hours=7))
        self.pane = CommentPane(VI, zone=zone, clock=lambda: Make.now)
        self.said: list[tuple[str, ...]] = []

    def compose(self) -> ComposeResult:
        yield self.pane

    def on_comment_pane_written(self, event: CommentPane.Written) -> None:
        self.said.append(("written", event.text, event.parent))

    def on_comment_pane_draft_changed(self, event: CommentPane.DraftChanged) -> None:
        self.said.append(("draft", event.text, event.parent))

    def on_comment_pane_draft_wanted(self, event: CommentPane.DraftWanted) -> None:
        self.said.append(("wanted", event.parent))

    def on_comment_pane_more_wanted(self) -> None:
        self.said.append(("more",))

    def on_comment_pane_link_chosen(self, event: CommentPane.LinkChosen) -> None:
        self.said.append(("link", event.href))

    def on_comment_pane_back_wanted(self) -> None:
        self.said.append(("back",))

    @property
    def view(self) -> ThreadView:
        return self.pane.query_one(ThreadView)

    def rows(self) -> list[str]:
        """Title line and thread as shown now."""
        bar = self.pane.query("Bar").first()
        lines = [bar.render_line(0).text.rstrip()]
        view = self.view
        lines.extend(view.render_line(y).text.rstrip() for y in range(view.size.height))
        return [line.replace("\u00a0", " ") for line in lines]

    def text(self) -> str:
        return "\n".join(self.rows())

    def at(self) -> str:
        """The row the cursor is on."""
        return next((row.strip("▌ │") for row in self.rows() if "▌" in row), "")


async def shown(host: Host, pilot: Pilot[None], thread: Thread | None, entry: Entry | None) -> None:
    await pilot.pause()
    host.pane.show(thread, entry)
    await until(pilot, lambda: host.view.settled)
    host.pane.focus()
    await pilot.pause()


async def until(pilot: Pilot[None], true: Callable[[], bool]) -> None:
    """Wait for something to become so."""
    for _ in range(500):
        if true():
            return
        await pilot.pause(0.01)
    raise AssertionError("it never became so")


async def test_the_pane_looks_like_its_sketch() -> None:
    host = Host()
    async with host.run_test(size=(62, 18)) as pilot:
        await shown(host, pilot, Make.talk(), Make.entry())
        assert [row.rstrip() for row in host.rows()] == [
            " Bình luận · 2 mới · đang có 5/27             lưu 2 giờ trước",
            "",
            "  ▌Ý kiến của bạn ▏Viết ý kiến…",
            "",
            "   Lan Anh · 2 giờ trước · ▲ 12",
            "     Hạ tầng số phải đi trước một bước.",
            "     │ Minh · 1 giờ trước · mới",
            "     │   Đồng ý, nhất là vùng núi.",
            "     │ │ Hà · 1 giờ trước · mới",
            "     │ │   Chi phí trạm phát rất cao.",
            "     │ Nhân Dân · Tác giả bài viết · 1 giờ trước",
            "     │   Cảm ơn bạn đọc.",
            "",
            "   Thu · 1 giờ trước",
            "     Ý khác.",
            "",
            "   Xem thêm bình luận (đang có 5/27)",
            "",
        ]


async def test_down_and_up_move_the_cursor_from_comment_to_comment() -> None:
    host = Host()
    async with host.run_test(size=(60, 20)) as pilot:
        await shown(host, pilot, Make.talk(), Make.entry())
        host.pane.move(1)
        host.pane.move(1)
        assert host.at().startswith("Minh")
        host.pane.move(-1)
        assert host.at().startswith("Lan Anh")


async def test_next_new_unfolds_what_hides_it() -> None:
    host = Host()
    async with host.run_test(size=(60, 20)) as pilot:
        await shown(host, pilot, Make.talk(), Make.entry())
        host.pane.fold_all()
        assert "▸ 3 trả lời · 2 mới" in host.text()
        assert "Minh" not in host.text()
        assert host.pane.next_new()
        assert host.at().startswith("Minh")
        assert host.pane.next_new()
        assert host.at().startswith("Hà")
        assert not host.pane.next_new()
        assert host.pane.go_parent()
        assert host.at().startswith("Minh")


async def test_next_thread_and_back_to_where_i_was() -> None:
    host = Host()
    async with host.run_test(size=(60, 20)) as pilot:
        await shown(host, pilot, Make.talk(), Make.entry())
        assert host.pane.next_top()
        assert host.at().startswith("Lan Anh")
        assert host.pane.next_top()
        assert host.at().startswith("Thu")
        assert not host.pane.next_top()
        host.pane.go_back()
        assert host.at().startswith("Lan Anh")


async def test_folding_moves_the_cursor_to_what_stays_in_sight() -> None:
    host = Host()
    async with host.run_test(size=(60, 20)) as pilot:
        await shown(host, pilot, Make.talk(), Make.entry())
        host.pane.next_new()
        host.pane.next_new()
        host.pane.fold_level(1)
        assert host.at().startswith("Lan Anh")
        host.pane.unfold_all()
        assert host.at().startswith("Lan Anh")
        assert host.pane.fold()
        assert "▸ 3 trả lời" in host.text()
        assert host.pane.press()
        assert "▸" not in host.text()


async def test_enter_on_more_asks_for_more_and_says_so_until_it_comes() -> None:
    host = Host()
    async with host.run_test(size=(60, 20)) as pilot:
        await shown(host, pilot, Make.talk(), Make.entry())
        host.pane.go_bottom()
        assert host.at().startswith("Xem thêm bình luận")
        host.pane.press()
        host.pane.fetching()
        await pilot.pause()
        assert host.said == [("more",)]
        assert VI("comments.loading") in host.text()
        await shown(host, pilot, Make.talk(), Make.entry())
        assert VI("comments.loading") not in host.text()


async def test_more_comments_leave_the_cursor_where_it_is() -> None:
    host = Host()
    async with host.run_test(size=(60, 12)) as pilot:
        talk = Make.talk()
        await shown(host, pilot, talk, Make.entry())
        host.pane.move(4)
        before = host.at()
        late = Make.comment(9, "Mới", "Vừa đến.", 2, seen=False)
        comments = [node.comment for node in talk.nodes]
        await shown(host, pilot, Make.thread([*comments, late]), Make.entry())
        assert "Vừa đến." in host.text() or before == host.at()
        assert host.pane.next_top(-1)


async def test_an_opinion_is_written_and_its_draft_kept_meanwhile() -> None:
    host = Host()
    async with host.run_test(size=(60, 24)) as pilot:
        await shown(host, pilot, Make.talk(), Make.entry())
        host.pane.press()
        await pilot.pause()
        assert host.pane.writing
        assert host.said == [("wanted", "")]
        await pilot.press("T", "o", "i", "space", "n", "q", "C")
        await until(pilot, lambda: ("draft", "Toi nqC", "") in host.said)
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert host.said[-1] == ("written", "Toi nqC", "")
        assert not host.pane.writing
        assert host.view.has_focus


async def test_a_reply_says_to_whom_and_tab_makes_it_an_opinion() -> None:
    host = Host()
    async with host.run_test(size=(60, 24)) as pilot:
        await shown(host, pilot, Make.talk(), Make.entry())
        host.pane.move(2)
        host.pane.write()
        await pilot.pause()
        label = host.pane.query("OpinionBox Bar").first()
        assert "Trả lời Minh" in label.render_line(0).text
        await pilot.press("a", "tab")
        await pilot.pause()
        assert "Ý kiến của bạn" in label.render_line(0).text
        await pilot.press("b", "ctrl+s")
        await pilot.pause()
        assert host.said[-1] == ("written", "ab", "")


async def test_escape_leaves_the_box_and_hands_over_the_draft_at_once() -> None:
    host = Host()
    async with host.run_test(size=(60, 24)) as pilot:
        await shown(host, pilot, Make.talk(), Make.entry())
        host.pane.write()
        await pilot.press("x", "escape")
        await pilot.pause()
        assert host.said == [("wanted", ""), ("draft", "x", "")]
        assert not host.pane.writing


async def test_a_kept_draft_comes_back_but_never_over_what_is_written() -> None:
    host = Host()
    async with host.run_test(size=(60, 24)) as pilot:
        await shown(host, pilot, Make.talk(), Make.entry())
        host.pane.write()
        host.pane.draft("đang viết", "")
        await pilot.pause()
        area = host.pane.query_one(Writing)
        assert area.text == "đang viết"
        host.pane.draft("khác", "")
        assert area.text == "đang viết"


async def test_pasted_text_is_only_text_and_comes_out_composed() -> None:
    host = Host()
    async with host.run_test(size=(60, 24)) as pilot:
        await shown(host, pilot, Make.talk(), Make.entry())
        host.pane.write()
        await pilot.pause()
        host.post_message(Paste("a\x1b[31mb\u202e\nvie\u0323\u0302t [/x]"))
        await pilot.pause()
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert host.said[-1] == ("written", "a[31mb\nviệt [/x]", "")


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
        assert "đã xóa · 1 giờ trước" in text
        assert "An · 1 giờ trước\n" in text
        assert "đã bị trang gỡ" in text
        assert "Bạn · 1 giờ trước" in text
        assert "đã sửa · trả lời một bình luận chưa có ở đây" in " ".join(text.split())


async def test_links_in_comments_are_stops_and_can_be_clicked() -> None:
    host = Host()
    async with host.run_test(size=(60, 20)) as pilot:
        linked = replace(
            Make.comment(2, "Minh", ""),
            document=Document((Paragraph((Span("Xem "), Span("bài này", href="https://x/1"), Span("."))),)),
        )
        await shown(host, pilot, Make.thread([Make.comment(1, "An", "Không."), linked]), Make.entry())
        assert host.pane.next_stop()
        assert host.pane.press()
        await pilot.pause()
        y = next(y for y, row in enumerate(host.rows()) if "bài này" in row)
        await pilot.click(host.pane, offset=(host.rows()[y].index("bài này") + 1, y))
        await pilot.pause()
        assert host.said == [("link", "https://x/1")] * 2


async def test_a_click_puts_the_cursor_and_a_second_one_folds() -> None:
    host = Host()
    async with host.run_test(size=(60, 20)) as pilot:
        await shown(host, pilot, Make.talk(), Make.entry())
        y = next(y for y, row in enumerate(host.rows()) if "Lan Anh" in row)
        await pilot.click(host.pane, offset=(20, y))
        assert host.at().startswith("Lan Anh")
        await pilot.click(host.pane, offset=(9, y + 1))
        assert "▸ 3 trả lời" in host.text()


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
