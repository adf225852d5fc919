"""Adding by address: looked for, shown with its last articles, followed; no step back loses what was typed."""

from __future__ import annotations

from datetime import timedelta

import msgspec
import pytest

from tests.ui.conftest import NOW, Newsroom, Open, Reader
from tui_reader.model import messages
from tui_reader.model.discovery import KEY, Candidate, Discovery, Sample
from tui_reader.model.view import Place, View
from tui_reader.store import memory
from tui_reader.store.database import open_database
from tui_reader.ui.add_dialog import AddDialog
from tui_reader.ui.found_feeds import FoundFeeds
from tui_reader.ui.starter import Starter

SITE = "https://bao.example"


def candidate(name: str, **facts: object) -> Candidate:
    newest = tuple(Sample(f"{name} {n}", NOW - timedelta(hours=n)) for n in (1, 2, 3))
    return msgspec.structs.replace(
        Candidate(f"{SITE}/{name}.rss", f"Báo {name}", "RSS", 20, newest, "vi", SITE), **facts
    )


def sought(reader: Reader) -> messages.Discover:
    """The search last asked for."""
    return next(one for one in reversed(reader.library.asked) if isinstance(one, messages.Discover))


def added(reader: Reader) -> list[messages.Add]:
    return [one for one in reader.library.asked if isinstance(one, messages.Add)]


async def find(newsroom: Newsroom, reader: Reader, found: Discovery, text: str = "bao.example") -> None:
    """Type an address, and let the engine have found this."""
    if reader.alone:
        await reader.press("ctrl+n")
    await reader.press(*text, "enter")
    request = sought(reader)
    await answer(newsroom, reader, request, found)


async def answer(newsroom: Newsroom, reader: Reader, request: messages.Discover, found: Discovery) -> None:
    database = open_database(newsroom.paths.store)
    key = f"{KEY}test:{request.id}"
    memory.remember(database, key, msgspec.json.encode(found).decode())
    database.close()
    reader.library.tell(messages.Finished(request.id, new=len(found.candidates), key=key))
    await reader.settle()


SIZES = [(48, 20), (80, 24), (120, 40)]


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("lang", ["en", "vi"])
async def test_an_address_that_is_a_feed_is_shown_and_followed_in_two_enters(
    newsroom: Newsroom, reading: Open, size: tuple[int, int], lang: str
) -> None:
    newsroom.lang = lang
    newsroom.articles("One")
    async with reading(size=size) as reader:
        await find(newsroom, reader, Discovery(f"{SITE}/a.rss", (candidate("a"),), is_feed=True))
        text = reader.text()
        for said in ("Báo a", "a.rss", "a 1", "a 2", "a 3"):
            assert said in text, text
        assert not added(reader)
        await reader.press("enter")
        assert [(one.location, one.undoable) for one in added(reader)] == [(f"{SITE}/a.rss", True)]
        [there] = newsroom.articles("There", feed="New")
        reader.library.tell(messages.Finished(added(reader)[0].id, feed=newsroom.feed("New"), new=1))
        await reader.settle()
        assert reader.alone
        assert reader.screen.lists.view == View(Place.FEED, newsroom.feed("New"))
        assert reader.current == there


async def test_it_says_where_it_is_looking_and_escape_stops_that_and_keeps_the_text(
    newsroom: Newsroom, reading: Open
) -> None:
    newsroom.lang = "vi"
    newsroom.articles("One")
    async with reading() as reader:
        await reader.press("ctrl+n", *"bao.example/tin", "enter")
        assert "Đang tìm nguồn ở bao.example…" in reader.text()
        number = sought(reader).id
        await reader.press("escape")
        assert messages.Cancel(len(reader.library.asked), number) in reader.library.asked
        dialog = reader.app.screen
        assert isinstance(dialog, AddDialog)
        assert dialog.address == "bao.example/tin"
        await reader.press("escape")
        assert reader.alone
        await reader.press("ctrl+n")
        assert "bao.example/tin" in reader.text(), "what was typed is there again"


async def test_several_are_marked_put_into_a_folder_and_followed_together(
    newsroom: Newsroom, reading: Open
) -> None:
    newsroom.feed("Old", folder="Tin/Sáng")
    newsroom.articles("One")
    found = Discovery(f"{SITE}/", tuple(candidate(name) for name in "abcd"), page=f"{SITE}/")
    async with reading() as reader:
        await find(newsroom, reader, found)
        await reader.press("space", "down", "down", "space")
        assert reader.text().count("[x]") == 2
        await reader.press("tab", *"tin/s", "right", "enter")
        assert [(one.location, one.folder) for one in added(reader)] == [
            (f"{SITE}/a.rss", "Tin/Sáng"),
            (f"{SITE}/c.rss", "Tin/Sáng"),
        ]
        for request in added(reader):
            reader.library.tell(messages.Finished(request.id, feed=newsroom.feed(request.location), new=3))
        await reader.settle()
        assert reader.notice == "2 feeds added."
        assert reader.screen.lists.view == View(Place.UNREAD)


async def test_all_are_marked_by_one_key_but_comments_and_what_is_followed(
    newsroom: Newsroom, reading: Open
) -> None:
    own = newsroom.feed("Own")
    newsroom.articles("One")
    found = (candidate("a"), candidate("b", feed=own), candidate("c", comments=True), candidate("d"))
    async with reading() as reader:
        await find(newsroom, reader, Discovery(f"{SITE}/", found))
        assert "followed" in reader.text()
        await reader.press("a", "enter")
        assert [one.location for one in added(reader)] == [f"{SITE}/a.rss", f"{SITE}/d.rss"]


async def test_a_feed_that_is_followed_already_is_shown(newsroom: Newsroom, reading: Open) -> None:
    own = newsroom.feed("Own")
    newsroom.articles("One", feed="Own")
    async with reading() as reader:
        await find(newsroom, reader, Discovery(f"{SITE}/", (candidate("a", feed=own),), is_feed=True))
        await reader.press("enter")
        assert not added(reader)
        assert reader.screen.lists.view == View(Place.FEED, own)


async def test_escape_goes_back_from_what_was_found_to_the_address(newsroom: Newsroom, reading: Open) -> None:
    newsroom.articles("One")
    async with reading() as reader:
        await find(newsroom, reader, Discovery(f"{SITE}/", (candidate("a"),)))
        await reader.press("escape")
        dialog = reader.app.screen
        assert isinstance(dialog, AddDialog)
        assert dialog.address == "bao.example"
        assert not dialog.query_one(FoundFeeds).display
        await reader.press("x")
        assert dialog.address == "bao.examplex"


async def test_a_wrong_address_keeps_the_dialog_open_with_the_text_and_the_reason(
    newsroom: Newsroom, reading: Open
) -> None:
    newsroom.articles("One")
    async with reading() as reader:
        await reader.press("ctrl+n", *"nowhere.example", "enter")
        facts: dict[str, str | int] = {"host": "nowhere.example"}
        reader.library.tell(messages.Finished(sought(reader).id, code="no_such_host", facts=facts))
        await reader.settle()
        assert "There is no server named nowhere.example." in reader.text()
        dialog = reader.app.screen
        assert isinstance(dialog, AddDialog)
        assert dialog.address == "nowhere.example"
        await reader.press("backspace")
        assert "There is no server" not in reader.text(), "mending it takes the reason away"


async def test_where_nothing_is_found_it_says_so(newsroom: Newsroom, reading: Open) -> None:
    newsroom.lang = "vi"
    newsroom.articles("One")
    async with reading() as reader:
        await find(newsroom, reader, Discovery(f"{SITE}/"))
        assert "Không thấy nguồn nào ở bao.example." in reader.text()
        assert isinstance(reader.app.screen, AddDialog)


async def test_where_a_page_has_no_feed_it_can_be_kept_as_an_article(
    newsroom: Newsroom, reading: Open
) -> None:
    newsroom.lang = "vi"
    newsroom.articles("One")
    async with reading() as reader:
        await find(newsroom, reader, Discovery(f"{SITE}/bai", page=f"{SITE}/bai"))
        assert "Lưu riêng trang này thành bài?" in " ".join(reader.text().split())
        await reader.press("enter")
        assert reader.alone
        request = reader.library.asked[-1]
        assert isinstance(request, messages.KeepPage)
        assert request.location == f"{SITE}/bai"


async def test_a_path_is_added_as_it_is(newsroom: Newsroom, reading: Open) -> None:
    newsroom.articles("One")
    async with reading() as reader:
        await find(newsroom, reader, Discovery("/tmp/bai.md", local=True), "/tmp/bai.md")
        assert reader.alone
        assert [one.location for one in added(reader)] == ["/tmp/bai.md"]


async def test_a_feed_that_was_only_named_is_looked_at_when_the_cursor_rests_on_it(
    newsroom: Newsroom, reading: Open
) -> None:
    newsroom.articles("One")
    named = Candidate(f"{SITE}/z.rss", "Mục z")
    async with reading() as reader:
        await find(newsroom, reader, Discovery(f"{SITE}/", (candidate("a"), named)))
        await reader.press("down")
        assert "Not looked at yet." in reader.text()
        await reader.pilot.pause(0.5)
        await reader.settle()
        assert sought(reader).location == f"{SITE}/z.rss"
        looked = candidate("z", title="")
        await answer(newsroom, reader, sought(reader), Discovery(looked.location, (looked,), is_feed=True))
        assert "z 1" in reader.text()
        assert "Mục z" in reader.text()


async def test_an_empty_address_still_offers_newspapers(newsroom: Newsroom, reading: Open) -> None:
    newsroom.articles("One")
    async with reading() as reader:
        await reader.press("ctrl+n", "enter")
        assert isinstance(reader.app.screen, Starter)


async def test_hostile_names_are_literal_text(newsroom: Newsroom, reading: Open) -> None:
    newsroom.articles("One")
    async with reading() as reader:
        evil = candidate("a", title="[/x] [red]", newest=(Sample("[@click=app.quit]x[/]", NOW),))
        await find(newsroom, reader, Discovery(f"{SITE}/", (evil,)))
        assert "[/x] [red]" in reader.text()
        assert "[@click=app.quit]x[/]" in reader.text()
