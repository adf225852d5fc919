"""E: a feed's and a folder's form; what is changed there is kept, told, and undone by u."""

from __future__ import annotations

import threading

import pytest

from tests.ui.conftest import Newsroom, Open, Reader
from tui_reader.model.feed import Feed, folder_paths
from tui_reader.model.feed_settings import FeedSettings, FullText
from tui_reader.model.view import Place, View
from tui_reader.store import subscriptions
from tui_reader.store.database import open_database
from tui_reader.ui.feed_dialog import FeedDialog
from tui_reader.ui.folder_dialog import FolderDialog


async def kept(reader: Reader, feed_id: int) -> Feed:
    found = await reader.library.feed(feed_id)
    assert found is not None
    return found


async def folders(reader: Reader) -> list[str]:
    return sorted(folder_paths((await reader.library.sources()).folders).values())


async def stand_on(reader: Reader, title: str, key: str = "j") -> None:
    """Put the cursor of the sources on the line with this title."""
    for _ in range(40):
        line = reader.screen.desk.sources.line
        if line is not None and line.title == title:
            return
        await reader.press(key)
    raise AssertionError(f"no line {title}")


@pytest.mark.parametrize("size", [(48, 20), (80, 24), (120, 40)])
@pytest.mark.parametrize("lang", ["en", "vi"])
async def test_every_row_is_reached_and_its_value_is_seen(
    newsroom: Newsroom, reading: Open, size: tuple[int, int], lang: str
) -> None:
    newsroom.lang = lang
    newsroom.articles("One")
    async with reading(size=size, view=View(Place.FEED, newsroom.feed())) as reader:
        await reader.press("E")
        dialog = reader.app.screen
        assert isinstance(dialog, FeedDialog)
        seen = set()
        for _ in range(9):
            assert dialog.focused is not None
            seen.add(dialog.focused.id)
            region = dialog.focused.region
            assert reader.app.size.region.contains_region(region), dialog.focused.id
            await reader.press("down")
        assert seen == {
            "name", "folder", "location", "muted", "interval", "full_text", "pictures", "comments", "headers"
        }  # fmt: skip


async def test_everything_is_changed_in_one_go_and_u_takes_it_back(newsroom: Newsroom, reading: Open) -> None:
    newsroom.articles("One")
    feed_id = newsroom.feed()
    async with reading(view=View(Place.FEED, feed_id)) as reader:
        before = await kept(reader, feed_id)
        await reader.press("E", "ctrl+u", *"Báo tôi", "down", *"Tin/Sáng", "down", "down", "right")
        await reader.press(
            "down", "right", "down", "right", "down", "right", "right", "down", "right", "enter"
        )
        assert reader.alone
        after = await kept(reader, feed_id)
        assert (after.name, after.muted) == ("Báo tôi", True)
        assert after.settings == FeedSettings(900, FullText.ALWAYS, pictures=False, comments=True)
        assert await folders(reader) == ["Tin", "Tin/Sáng"]
        assert reader.notice == "Daily changed. u undoes."
        await reader.press("u")
        undone = await kept(reader, feed_id)
        assert (undone.name, undone.folder_id, undone.muted, undone.settings) == (
            before.name,
            None,
            False,
            FeedSettings(),
        )


async def test_an_interval_is_the_readers_to_choose_and_headers_are_kept(
    newsroom: Newsroom, reading: Open
) -> None:
    newsroom.articles("One")
    feed_id = newsroom.feed()
    async with reading(view=View(Place.FEED, feed_id)) as reader:
        await reader.press("E", *["down"] * 8, *"X-Key: a=b; Accept-Language: vi", "enter")
        assert (await kept(reader, feed_id)).settings.headers == {"X-Key": "a=b", "Accept-Language": "vi"}
        await reader.press("E", *["down"] * 8, *"; Host: evil", "enter")
        assert isinstance(reader.app.screen, FeedDialog)
        assert "Headers are written as" in reader.text()
        assert "Host: evil" in reader.text(), "what was typed is still there"


async def test_a_wrong_or_taken_address_keeps_the_form_open(newsroom: Newsroom, reading: Open) -> None:
    newsroom.articles("One")
    other = newsroom.feed("Other")
    feed_id = newsroom.feed()
    async with reading(view=View(Place.FEED, feed_id)) as reader:
        taken = (await kept(reader, other)).location
        await reader.press("E", "down", "down", "ctrl+u", *"javascript:x", "enter")
        assert isinstance(reader.app.screen, FeedDialog)
        await reader.press("ctrl+u", *taken, "enter")
        assert "This address is followed already: Other." in reader.text()
        await reader.press("ctrl+u", *"https://moved.example/rss", "enter")
        assert reader.alone
        assert (await kept(reader, feed_id)).location == "https://moved.example/rss"


async def test_a_feed_is_left_and_comes_back_with_u(newsroom: Newsroom, reading: Open) -> None:
    one, _ = newsroom.articles("One", "Two")
    feed_id = newsroom.feed()
    newsroom.articles("Other", feed="Other")
    async with reading(view=View(Place.FEED, feed_id)) as reader:
        await reader.press("s", "E", "ctrl+d")
        assert await reader.library.feed(feed_id) is None
        assert "its starred articles stay" in reader.notice
        starred = await reader.library.snapshot(View(Place.STARRED))
        assert list(starred.ids) == [one]
        await reader.press("u")
        assert (await kept(reader, feed_id)).total == 2


async def test_escape_changes_nothing(newsroom: Newsroom, reading: Open) -> None:
    newsroom.articles("One")
    feed_id = newsroom.feed()
    async with reading(view=View(Place.FEED, feed_id)) as reader:
        await reader.press("E", *"xyz", "down", "down", "down", "right", "escape")
        assert reader.alone
        assert ((await kept(reader, feed_id)).name, (await kept(reader, feed_id)).muted) == ("Daily", False)


async def test_a_muted_feed_leaves_the_list_and_its_count(newsroom: Newsroom, reading: Open) -> None:
    here, _ = newsroom.articles("Noise", "More", feed="Loud")
    [calm] = newsroom.articles("Calm", feed="Calm")
    async with reading() as reader:
        assert (await reader.library.sources()).counts.unread == 3
        await reader.press("B")
        await stand_on(reader, "Loud")
        await reader.press("E", "down", "down", "down", "right", "enter")
        assert reader.notice.startswith("Loud muted")
        # the row one stands on stays until the list is left
        assert list(reader.screen.desk.entries.ids) == [here, calm]
        assert reader.screen.lists.sources.counts.unread == 1
        await reader.press("u")
        assert (await reader.library.sources()).counts.unread == 3


async def test_a_folder_is_named_moved_and_taken_apart(newsroom: Newsroom, reading: Open) -> None:
    newsroom.feed("A", folder="Tin")
    newsroom.feed("B", folder="Báo")
    newsroom.articles("One", feed="A")
    async with reading() as reader:
        await reader.press("B")
        await stand_on(reader, "Tin")
        await reader.press("E")
        assert isinstance(reader.app.screen, FolderDialog)
        await reader.press("ctrl+u", *"Mới", "down", *"Báo", "enter")
        assert await folders(reader) == ["Báo", "Báo/Mới"]
        await reader.press("u")
        assert await folders(reader) == ["Báo", "Tin"]
        await stand_on(reader, "Tin", key="k")
        await reader.press("E", "ctrl+u", *"Báo", "enter")
        assert "There is a folder" in reader.text()
        await reader.press("ctrl+d")
        assert reader.alone
        assert await folders(reader) == ["Báo"]
        await reader.press("u")
        assert await folders(reader) == ["Báo", "Tin"]


@pytest.mark.parametrize("then", ["escape", "enter", "ctrl+d"])
async def test_a_refusal_that_comes_when_the_form_is_closed_is_told_below(
    newsroom: Newsroom, reading: Open, then: str
) -> None:
    """As random keys found it: the form closed while the store was busy with what it was to keep."""
    newsroom.articles("One")
    feed_id = newsroom.feed()
    async with reading(view=View(Place.FEED, feed_id)) as reader:
        await reader.press("E", *"new")
        busy = threading.Event()
        reader.library._thread._executor.submit(busy.wait)
        await reader.pilot.press("enter", then)
        db = open_database(newsroom.paths.store)
        subscriptions.unsubscribe(db, feed_id, reader.library.now())
        db.close()
        busy.set()
        await reader.settle()
        no_such_feed = reader.screen.desk.words.explain("store.no_such_feed", {"name": feed_id})
        assert reader.notice == no_such_feed if then == "escape" else no_such_feed in reader.text()
        assert reader.app.is_running
