"""What was being added when the reader quit is taken up by the next start; what is on its way is said."""

from __future__ import annotations

from tests.ui.conftest import Newsroom, Open
from tui_reader.model import messages
from tui_reader.ui.unfinished import KEY, unfinished

ADDRESS = "http://paper.example/feed.xml"


async def test_an_address_being_added_is_named_and_asked_for_again_after_quitting(
    newsroom: Newsroom, reading: Open
) -> None:
    newsroom.articles("One")
    async with reading(open_files=(ADDRESS,)) as reader:
        assert reader.notice == "Adding paper.example …"
        assert [one for one in reader.library.asked if isinstance(one, messages.KeepPage)]
    async with reading() as reader:
        [asked] = [one for one in reader.library.asked if isinstance(one, messages.KeepPage)]
        assert asked.location == ADDRESS
        reader.library.tell(messages.Finished(asked.id, feed=newsroom.feed()))
        await reader.settle()
        assert unfinished(await reader.library.recall(KEY)) == []
    async with reading() as reader:
        assert not [one for one in reader.library.asked if isinstance(one, messages.KeepPage)]


async def test_what_the_engine_could_not_end_is_kept(newsroom: Newsroom, reading: Open) -> None:
    newsroom.articles("One")
    async with reading(open_files=(ADDRESS,)) as reader:
        [asked] = [one for one in reader.library.asked if isinstance(one, messages.KeepPage)]
        reader.library.tell(messages.Finished(asked.id, code="engine_stopped"))
        await reader.settle()
        assert [one.location for one in unfinished(await reader.library.recall(KEY))] == [ADDRESS]


def test_a_memory_that_cannot_be_read_asks_for_nothing() -> None:
    assert unfinished("{") == unfinished("[1]") == unfinished(None) == []
