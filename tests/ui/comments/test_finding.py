"""Finding in the comments: also in what is folded away, which is opened for what is found there and no further."""

from __future__ import annotations

from datetime import timedelta

from tests.ui.conftest import NOW, Newsroom, Open, Reader
from tui_reader.model.comment import CommentData

SAID = (
    ("1", "", "Lan Anh", "Hạ tầng số."),
    ("2", "1", "Minh", "Đồng ý."),
    ("3", "2", "Hà", "Cần thêm cầu."),
    ("4", "", "Hoàng", "Cần thêm số liệu."),
    ("5", "4", "Thu", "Ở đâu?"),
)


def thread(newsroom: Newsroom) -> int:
    """Two threads with answers."""
    [one] = newsroom.articles("One")
    said = (
        CommentData(
            number, parent, author=author, body=text, created=NOW - timedelta(minutes=60 - int(number))
        )
        for number, parent, author, text in SAID
    )
    newsroom.talk(one, *said)
    return one


async def look_for(reader: Reader, text: str) -> None:
    """Into the comments, everything folded, and type into the box."""
    await reader.press("c", "z", "M", "slash")
    await reader.pilot.press(*text)
    await reader.settle()


def seen(reader: Reader) -> list[str]:
    """Whose comments are to be seen."""
    view = reader.screen.desk.comments.view
    assert view.items is not None
    return [view.nodes[one.index].comment.data.author for one in view.items.items if one.index >= 0]


async def test_what_hides_the_match_is_unfolded_and_nothing_else(newsroom: Newsroom, reading: Open) -> None:
    thread(newsroom)
    async with reading(size=(160, 40)) as reader:
        await look_for(reader, "cau")
        assert "1 / 1" in reader.text()
        assert "Cần thêm cầu." in reader.text()
        assert seen(reader) == ["Lan Anh", "Minh", "Hà", "Hoàng"], "the other thread stays folded"


async def test_going_on_folds_again_what_was_opened_for_the_match_before(
    newsroom: Newsroom, reading: Open
) -> None:
    thread(newsroom)
    async with reading(size=(160, 40)) as reader:
        await look_for(reader, "can them")
        assert "1 / 2" in reader.text()
        await reader.press("down")
        assert "2 / 2" in reader.text()
        assert seen(reader) == ["Lan Anh", "Hoàng"]
        await reader.press("up")
        assert seen(reader) == ["Lan Anh", "Minh", "Hà", "Hoàng"]


async def test_enter_stays_at_the_match_with_the_rest_folded(newsroom: Newsroom, reading: Open) -> None:
    thread(newsroom)
    async with reading(size=(160, 40)) as reader:
        await look_for(reader, "dong y")
        await reader.press("enter")
        assert reader.pane == "comments"
        await reader.press("enter")
        view = reader.screen.desk.comments.view
        assert view.node is not None
        assert view.node.comment.data.body == "Đồng ý."
        assert seen(reader) == ["Lan Anh", "Minh", "Hoàng"]
        await reader.press("q")
        assert reader.pane != "comments"


async def test_escape_leaves_the_comments_as_they_were(newsroom: Newsroom, reading: Open) -> None:
    thread(newsroom)
    async with reading(size=(160, 40)) as reader:
        await look_for(reader, "dong y")
        assert "Minh" in seen(reader)
        await reader.press("escape")
        assert seen(reader) == ["Lan Anh", "Hoàng"]
        assert reader.pane == "comments"


async def test_what_is_found_stays_found_in_another_width(newsroom: Newsroom, reading: Open) -> None:
    thread(newsroom)
    async with reading(size=(160, 40)) as reader:
        await look_for(reader, "cau")
        await reader.pilot.resize_terminal(100, 30)
        await reader.settle()
        assert "1 / 1" in reader.text()
        assert "Cần thêm cầu." in reader.text()
