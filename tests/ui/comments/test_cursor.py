"""The cursor of the comment pane: from comment to comment, new ones, threads, folds, more."""

from __future__ import annotations

import pytest
from msgspec.structs import replace
from textual.geometry import Size

from tests.ui.comments.conftest import Make
from tests.ui.comments.host import VI, Host, shown, until
from tui_reader.model.document import Document, Paragraph, Span
from tui_reader.ui.comments.thread_view import ThreadView


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


async def test_another_thread_given_out_of_sight_and_the_first_again_is_shown_as_it_was(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """As random keys found it: the items on screen were of one thread, the comments asked for of another."""
    host = Host()
    async with host.run_test(size=(62, 18)) as pilot:
        await shown(host, pilot, Make.talk(), Make.entry())
        host.view.to_item(3)
        where = host.at()
        with monkeypatch.context() as narrow:
            narrow.setattr(ThreadView, "size", Size(0, 0))
            host.pane.show(None, Make.entry())
            host.pane.show(Make.talk(), Make.entry())
        host.pane.show(Make.talk(), Make.entry())
        await until(pilot, lambda: host.view.settled and host.at() != "")
        assert host.at() == where
        assert len(host.view.nodes) == len(Make.talk().nodes)
