"""The box in the comment pane: an opinion, an answer, a draft, pasted text."""

from __future__ import annotations

from textual.events import Paste

from tests.ui.comments.conftest import Make
from tests.ui.comments.host import Host, shown, until
from tui_reader.ui.comments.box import Writing


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
