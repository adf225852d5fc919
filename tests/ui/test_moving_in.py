"""Lists of feeds from the screen: by the palette, with a path; what came of it is said."""

from __future__ import annotations

import msgspec

from tests.ui.conftest import Newsroom, Open
from tui_reader.model import messages
from tui_reader.model.subscription_list import Imported
from tui_reader.store import memory
from tui_reader.store.database import open_database
from tui_reader.ui.prompt import Prompt


async def test_a_list_is_taken_over_and_what_was_left_out_is_told(newsroom: Newsroom, reading: Open) -> None:
    newsroom.articles("One")
    async with reading() as reader:
        await reader.press("colon", *"take over feeds", "enter")
        assert isinstance(reader.app.screen, Prompt)
        await reader.press(*"/tmp/a.opml", "enter")
        request = reader.library.asked[-1]
        assert isinstance(request, messages.TakeOver)
        assert request.path == "/tmp/a.opml"
        told = Imported(3, 1, {"command": 2, "local": 1})
        database = open_database(newsroom.paths.store)
        memory.remember(database, "discovered:t", msgspec.json.encode(told).decode())
        database.close()
        reader.library.tell(messages.Finished(request.id, new=3, key="discovered:t"))
        await reader.settle()
        assert "3 feeds taken over" in reader.notice
        assert "3 entries left out (2 commands, 1 files on this machine)" in reader.notice


async def test_a_path_that_cannot_be_read_is_there_again(newsroom: Newsroom, reading: Open) -> None:
    newsroom.articles("One")
    async with reading() as reader:
        await reader.press("colon", *"take over feeds", "enter", *"/none", "enter")
        reader.library.tell(
            messages.Finished(len(reader.library.asked), code="file_missing", facts={"path": "/none"})
        )
        await reader.settle()
        assert "/none" in reader.notice
        await reader.press("colon", *"take over feeds", "enter")
        assert "/none" in reader.text()


async def test_the_feeds_are_written_where_the_reader_says(newsroom: Newsroom, reading: Open) -> None:
    newsroom.articles("One")
    async with reading() as reader:
        await reader.press("colon", *"write the feeds", "enter", "ctrl+u", *"/tmp/b.opml", "enter")
        request = reader.library.asked[-1]
        assert request == messages.WriteList(request.id, "/tmp/b.opml")
        reader.library.tell(messages.Finished(request.id))
        await reader.settle()
        assert reader.notice == "The feeds are in /tmp/b.opml."
