"""Where comments cannot be had, the pane says why and what can be done, and keeps showing what is here."""

from __future__ import annotations

from datetime import UTC, timedelta

import pytest

from tests.ui.comments.conftest import NOW, Make
from tests.ui.told import told
from tui_reader.model.comment import Discussion, Thread
from tui_reader.model.style import PRESETS
from tui_reader.ui.comments.drawing import Manner
from tui_reader.ui.comments.items import sentence


def said(thread: Thread, lang: str = "en") -> str:
    """What the pane says beside the comments."""
    manner = Manner(PRESETS[0], 60, told(lang), NOW, UTC)
    return sentence(thread, Make.entry(), manner).replace("\u00a0", " ")


def troubled(code: str, **more: object) -> Thread:
    return Thread(Discussion(1, "wordpress", fetched_at=NOW, trouble=code, **more))  # type: ignore[arg-type]  # fields


@pytest.mark.parametrize(
    ("code", "english", "vietnamese"),
    [
        ("refused", "does not let its comments be read from here. o opens", "không cho đọc bình luận từ đây"),
        ("needs_login", "only to who is logged in", "người đăng nhập"),
        ("not_found", "no discussion here any more", "không còn phần bình luận này"),
        ("gone", "has taken this discussion away", "đã gỡ phần bình luận"),
        ("comments_changed", "answer has changed", "nên ở đây chưa đọc được. Nhấn o"),
        ("comments_unreadable", "cannot be read here. o opens", "Nhấn o để xem trên web"),
        ("server_trouble", "has trouble at the moment. r", "đang trục trặc. Nhấn r"),
        ("too_many", "asks for fewer visits. r tries again later", "Để lúc khác nhấn r"),
        ("no_answer", "Comments could not be fetched", "Không tải được bình luận"),
    ],
)
def test_each_trouble_has_its_sentence_and_a_way_on(code: str, english: str, vietnamese: str) -> None:
    assert english in said(troubled(code))
    assert vietnamese in said(troubled(code), "vi")
    assert "feed" not in said(troubled(code))


def test_who_is_asked_to_wait_is_told_until_when() -> None:
    thread = troubled("too_many", retry_at=NOW + timedelta(minutes=20))
    assert said(thread) == "The site asks for fewer visits. r tries again after 04:20."
    assert said(troubled("too_many", retry_at=NOW - timedelta(minutes=1))).endswith("r tries again later.")


def test_trouble_is_told_below_the_comments_that_are_here() -> None:
    thread = Make.thread([Make.comment(1, "Lan Anh", "Hay.")], trouble="refused")
    assert "does not let its comments be read" in said(thread)
    assert said(thread).endswith("What was fetched stays.")
    assert "stays" not in said(troubled("refused")), "where nothing was, nothing stays"


def test_a_flat_source_says_so_and_one_comment_alone_does_not() -> None:
    two = [Make.comment(1, "Lan Anh", "Hay."), Make.comment(2, "Minh", "Ừ.")]
    assert "know no answers" in said(Make.thread(two, threaded=False))
    assert said(Make.thread(two[:1], threaded=False)) == ""
    assert said(Make.thread(two, threaded=True)) == ""
    assert said(Make.thread(two, threaded=False, more=True, total=9)) == ""
