"""The page of the feeds: what it says of each, what can be done for one, by keys and by mouse, in both languages."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.ui.conftest import NOW, Newsroom, Open, Reader
from tui_reader.model import messages
from tui_reader.model.feed import FeedData, Trouble
from tui_reader.model.pace import Pace
from tui_reader.store import feeds
from tui_reader.store.database import open_database

_HOUR = timedelta(hours=1)


def fetched(
    room: Newsroom,
    name: str,
    *codes: str,
    pace: Pace | None = None,
    moved_to: str = "",
    note: str = "",
    status: int = 0,
    added: timedelta = timedelta(days=365),
) -> int:
    """A feed with a result an hour for each code (empty: it went well); the last one an hour ago."""
    feed_id = room.feed(name)
    db = open_database(room.paths.store)
    db.execute("UPDATE feed SET added_at = ? WHERE id = ?", (int((NOW - added).timestamp()), feed_id))
    for number, code in enumerate(codes):
        facts: dict[str, str | int] = {"code": str(status), "host": f"{name}.example", "n": 2}
        feeds.finish(
            db,
            feed_id,
            owner="x",
            now=NOW - _HOUR * (len(codes) - number),
            data=None if code else FeedData(name, f"https://{name}.example/"),
            validators=None,
            trouble=Trouble(code, facts) if code else None,
            due_at=NOW + _HOUR,
            pace=pace,
            moved_to=moved_to,
            status=status or (0 if code else 200),
            size=0 if code else 12_345,
            milliseconds=340,
            new=0 if code else 3,
            note=note,
        )
    db.close()
    return feed_id


def kept(reader: Reader, feed_id: int) -> object:
    return next((feed for feed in reader.screen.lists.sources.feeds if feed.id == feed_id), None)


async def test_every_feed_is_there_with_how_it_is_and_those_in_need_first(
    newsroom: Newsroom, reading: Open
) -> None:
    fetched(newsroom, "Alpha", "", pace=Pace(3600, int(NOW.timestamp())))
    fetched(newsroom, "Zeta", *["server_trouble"] * 3, status=503)
    async with reading() as reader:
        await reader.press("g", "f")
        text = reader.text()
        assert "2 feeds · 1 needs a look" in text
        assert text.index("Zeta") < text.index("Alpha")
        assert "The server has trouble (503)." in text
        assert "3 tries in a row" in text, "the facts of the feed under the cursor stand beside it"
        await reader.press("down")
        assert "About 168 articles a week" in reader.text()
        await reader.press("q")
        assert "needs a look" not in reader.text()
        assert reader.pane == "list"


async def test_the_last_results_are_told_with_time_status_size_and_duration(
    newsroom: Newsroom, reading: Open
) -> None:
    fetched(newsroom, "Alpha", "", "no_answer", "not_found", status=404)
    newsroom.lang = "vi"
    async with reading(size=(120, 40)) as reader:
        await reader.press("g", "f")
        rows = [line for line in reader.text().splitlines() if " ms  " in line]
        assert len(rows) == 3
        assert "404" in rows[0]
        assert "Không còn nguồn ở địa chỉ này (404)." in rows[0]
        assert "12 KB" in rows[2]
        assert "3 bài mới" in rows[2]


async def test_the_sources_show_one_row_that_opens_exactly_the_feeds_in_need_and_goes_when_all_are_mended(
    newsroom: Newsroom, reading: Open
) -> None:
    newsroom.lang = "vi"
    newsroom.articles("One", feed="Alpha")
    bad = [fetched(newsroom, name, *["no_answer"] * 3) for name in ("Beta", "Gamma")]
    async with reading(size=(200, 50)) as reader:
        assert "Nguồn cần xem lại (2)" in reader.text()
        await reader.press("tab", "g", "g", *["down"] * 8, "enter")
        text = reader.text()
        assert "Beta" in text
        assert "Gamma" in text
        assert "Alpha" not in text
        for feed_id in bad:
            fetched_well(newsroom, feed_id)
        reader.library.tell(messages.FeedChanged(bad[0]))
        await reader.settle()
        assert "Không có nguồn nào cần xem lại." in reader.text()
        await reader.press("q")
        assert "Nguồn cần xem lại" not in reader.text()


def fetched_well(room: Newsroom, feed_id: int) -> None:
    db = open_database(room.paths.store)
    feeds.finish(
        db, feed_id, owner="x", now=NOW, data=None, validators=None, trouble=None, due_at=NOW + _HOUR
    )
    db.close()


async def test_two_failures_or_a_bad_hour_need_no_look_a_day_does(newsroom: Newsroom, reading: Open) -> None:
    newsroom.articles("One")
    feed_id = fetched(newsroom, "Beta", "no_answer", "no_answer")
    async with reading(size=(200, 50)) as reader:
        assert "eed a look" not in reader.text()
        db = open_database(newsroom.paths.store)
        with db.transaction():
            db.execute(
                "UPDATE feed SET trouble_since = ?, changed = ? WHERE id = ?",
                (int((NOW - timedelta(days=1)).timestamp()), db.change(), feed_id),
            )
        db.close()
        reader.library.tell(messages.FeedChanged(feed_id))
        await reader.settle()
        assert "! Need a look (1)" in reader.text()


async def test_enter_takes_the_new_address_of_a_feed_that_has_moved(
    newsroom: Newsroom, reading: Open
) -> None:
    feed_id = fetched(newsroom, "Alpha", "", moved_to="https://new.example/feed")
    async with reading() as reader:
        await reader.press("g", "f", "enter")
        assert "The feed has moved to https://new.example/feed." in " ".join(reader.text().split())
        await reader.press("enter")
        feed = kept(reader, feed_id)
        assert feed is not None
        assert feed.location == "https://new.example/feed"  # type: ignore[attr-defined]
        assert reader.library.asked[-1] == messages.Refresh(len(reader.library.asked), (feed_id,))


async def test_an_address_another_feed_has_is_refused_and_nothing_is_changed(
    newsroom: Newsroom, reading: Open
) -> None:
    fetched(newsroom, "Alpha", "")
    feed_id = fetched(newsroom, "Beta", "", moved_to="https://0.example/feed")
    async with reading() as reader:
        await reader.press("g", "f", "enter", "enter")
        assert reader.notice == "This address is followed already: Alpha."
        feed = kept(reader, feed_id)
        assert feed is not None
        assert feed.location == "https://1.example/feed"  # type: ignore[attr-defined]


@pytest.mark.parametrize("size", [(80, 24), (48, 20), (120, 40), (200, 50)])
@pytest.mark.parametrize("lang", ["en", "vi"])
async def test_the_page_works_at_every_size_and_is_left_as_it_was_entered(
    newsroom: Newsroom, reading: Open, size: tuple[int, int], lang: str
) -> None:
    newsroom.lang = lang
    one, *_ = newsroom.articles("One", "Two")
    fetched(newsroom, "Beta", *["needs_login"] * 3, status=401)
    async with reading(size=size) as reader:
        await reader.press("enter")
        assert reader.pane == "article"
        await reader.press("g", "f", "l")
        assert '[feeds."1.example"]' in reader.text()
        await reader.press("escape", "escape")
        assert reader.pane == "article"
        assert reader.shown == one


async def test_a_feed_that_is_gone_is_kept_without_being_asked_and_asked_again(
    newsroom: Newsroom, reading: Open
) -> None:
    feed_id = fetched(newsroom, "Alpha", *["gone"] * 3, status=410)
    async with reading() as reader:
        await reader.press("g", "f", "enter", "enter")
        assert reader.notice == "Not asked any more; its articles stay."
        feed = kept(reader, feed_id)
        assert feed is not None
        assert feed.paused  # type: ignore[attr-defined]
        await reader.press("enter")
        feed = kept(reader, feed_id)
        assert feed is not None
        assert not feed.paused  # type: ignore[attr-defined]


async def test_unsubscribing_on_the_page_is_undone_by_u(newsroom: Newsroom, reading: Open) -> None:
    feed_id = fetched(newsroom, "Alpha", *["gone"] * 3)
    async with reading() as reader:
        await reader.press("g", "f", "enter", "down", "enter")
        assert kept(reader, feed_id) is None
        await reader.press("u")
        assert kept(reader, feed_id) is not None
        assert "Alpha" in reader.text()


async def test_silence_is_judged_by_the_feed_s_own_rhythm_and_may_be_accepted(
    newsroom: Newsroom, reading: Open
) -> None:
    day = 86_400
    silent = Pace(day, int(NOW.timestamp()) - 30 * day)
    feed_id = fetched(newsroom, "Daily paper", "", pace=silent)
    fetched(newsroom, "Monthly", "", pace=Pace(30 * day, int(NOW.timestamp()) - 30 * day))
    fetched(newsroom, "Found dead", "", pace=silent, added=timedelta(days=3))
    async with reading(size=(200, 50)) as reader:
        assert "! Need a look (1)" in reader.text()
        await reader.press("g", "f")
        assert "Silent for 30 days; before, about 7 articles a week." in reader.text()
        await reader.press("enter", "enter")
        assert reader.notice == "Left as it is until it writes again."
        await reader.press("q", "q")
        assert "eed a look" not in reader.text()
        feed = kept(reader, feed_id)
        assert feed is not None
        assert feed.settings.silent_since == silent.newest  # type: ignore[attr-defined]


async def test_r_asks_again_for_the_feed_under_the_cursor(newsroom: Newsroom, reading: Open) -> None:
    newsroom.articles("One")
    feed_id = fetched(newsroom, "Beta", *["no_answer"] * 3)
    async with reading() as reader:
        await reader.press("enter", "g", "f", "r")
        assert reader.library.asked[-1] == messages.Refresh(len(reader.library.asked), (feed_id,))
        assert not [
            one for one in reader.library.asked if isinstance(one, messages.FetchComments) and not one.unasked
        ]


async def test_what_leads_to_articles_closes_the_page(newsroom: Newsroom, reading: Open) -> None:
    newsroom.articles("One")
    async with reading() as reader:
        for keys in (["g", "a"], ["n"], ["B"]):
            await reader.press("g", "f")
            assert reader.screen.late.health.is_open
            await reader.press(*keys)
            assert not reader.screen.late.health.is_open
        await reader.press("g", "f", "m")
        assert reader.screen.late.health.is_open
        assert reader.notice == "This does not work here."


async def test_a_click_does_what_enter_does_and_the_title_leads_back(
    newsroom: Newsroom, reading: Open
) -> None:
    fetched(newsroom, "Alpha", "")
    fetched(newsroom, "Beta", "", moved_to="https://new.example/feed")
    async with reading(size=(80, 24)) as reader:
        await reader.press("g", "f")
        row = next(y for y, line in enumerate(reader.text().splitlines()) if "Beta" in line)
        await reader.pilot.click(offset=(6, row))
        await reader.settle()
        assert "https://new.example/feed" in reader.text()
        row = next(y for y, line in enumerate(reader.text().splitlines()) if "Use the new address" in line)
        await reader.pilot.click(offset=(6, row))
        await reader.settle()
        assert "New address: https://new.example/feed" in reader.text()
        await reader.pilot.click(offset=(2, 0))
        await reader.settle()
        assert "Alpha" in reader.text(), "back at all the feeds"
        await reader.pilot.click(offset=(2, 0))
        await reader.settle()
        assert not reader.screen.late.health.is_open


async def test_a_hostile_title_is_text_on_the_page(newsroom: Newsroom, reading: Open) -> None:
    fetched(newsroom, "[/x] \x1b[31mBad", *["no_answer"] * 3)
    async with reading() as reader:
        await reader.press("g", "f")
        assert "[/x]" in reader.text()
        assert "\x1b" not in reader.text()
