"""Articles had whole: by d one, by D a list's within a budget; what of each is here stands in its row."""

from __future__ import annotations

import pytest

from tests.ui.conftest import NOW, Newsroom, Open, Reader
from tests.ui.reading.illustrated import arrives, figure, text, written
from tui_reader.model import messages
from tui_reader.model.comment import CommentData
from tui_reader.model.entry import Kept
from tui_reader.model.trip import MEGABYTE, Standing
from tui_reader.store import debt, keeping
from tui_reader.store.database import open_database
from tui_reader.strings import words
from tui_reader.ui.list.entry_row import kept_signs


def owed(newsroom: Newsroom) -> dict[int, int]:
    """Articles owed whole, with their priority."""
    db = open_database(newsroom.paths.store)
    rows = db.rows("SELECT entry_id, priority FROM debt WHERE kind = ?", (debt.KEEP,))
    db.close()
    return dict(rows)


def told(reader: Reader) -> int:
    return sum(isinstance(one, messages.KeepOffline) for one in reader.library.asked)


@pytest.mark.parametrize("lang", ["en", "vi"])
async def test_d_owes_one_article_and_tells_what_came(newsroom: Newsroom, reading: Open, lang: str) -> None:
    newsroom.lang = lang
    first, second = newsroom.articles("Một", "Hai")
    async with reading() as reader:
        await reader.press("j", "d")
        assert owed(newsroom) == {second: keeping.BY_HAND}
        assert told(reader) == 1
        assert reader.notice == words(lang)("trip.keeping")
        reader.library.tell(messages.Keeping(entry=second))
        await reader.settle()
        assert words(lang)("trip.text") in reader.notice
    assert first not in owed(newsroom)


@pytest.mark.parametrize("lang", ["en", "vi"])
async def test_a_list_is_owed_within_the_budget_chosen_and_how_far_it_is_stands_below(
    newsroom: Newsroom, reading: Open, lang: str
) -> None:
    newsroom.lang = lang
    ids = newsroom.articles(*(f"Bài {n}" for n in range(3)))
    w = words(lang)
    async with reading() as reader:
        await reader.press("D")
        assert not reader.alone
        assert w("offline.trip_ask", n=3, size=w.size(60_000)) in reader.text()
        await reader.press("down", "enter")
        assert owed(newsroom) == dict.fromkeys(ids, keeping.TRIP)
        reader.library.tell(messages.Keeping(3, 2, MEGABYTE, Standing.RUNNING))
        await reader.settle()
        assert w("trip.progress", n=1, m=3, size=w.size(MEGABYTE)) in reader.text()
        reader.library.tell(messages.Keeping(3, 0, 3 * MEGABYTE, Standing.DONE))
        await reader.settle()
        assert reader.notice == w("trip.done", n=3, m=3, size=w.size(3 * MEGABYTE))
        assert reader.screen.desk.status.trip == ""


@pytest.mark.parametrize("lang", ["en", "vi"])
async def test_more_than_the_room_for_pictures_is_told_before_and_after(
    newsroom: Newsroom, reading: Open, lang: str
) -> None:
    newsroom.lang = lang
    written(newsroom, *(figure(n) for n in range(700)), *text())
    w = words(lang)
    async with reading() as reader:
        await reader.press("D")
        offered = reader.text()
        assert w("trip.within", size=w.size(200 * MEGABYTE)) in offered
        assert w("trip.within", size=w.size(500 * MEGABYTE)) not in offered, "that is all the room there is"
        assert w("trip.all_room", room=w.size(500 * MEGABYTE)) in offered
        await reader.press("escape")
        reader.library.tell(messages.Keeping(3, 2, MEGABYTE, Standing.RUNNING))
        reader.library.tell(messages.Keeping(3, 0, 3 * MEGABYTE, Standing.DONE, without=2))
        await reader.settle()
        assert reader.notice == w("trip.crowded", m=3, size=w.size(3 * MEGABYTE), without=2)


async def test_text_alone_wants_no_pictures_and_a_budget_is_kept(newsroom: Newsroom, reading: Open) -> None:
    written(newsroom, *(figure(n) for n in range(90)), *text())
    async with reading() as reader:
        await reader.press("D", "enter")
        trip = await reader.library.trips.last()
        assert trip is not None
        assert not trip.pictures
        await reader.library.trips.stop()
        await reader.press("D", "down", "enter")
        trip = await reader.library.trips.last()
        assert trip is not None
        assert (trip.budget, trip.pictures) == (50 * MEGABYTE, True), "90 pictures are more than 50 MB"


async def test_asked_for_again_it_is_stopped(newsroom: Newsroom, reading: Open) -> None:
    newsroom.articles("Một", "Hai")
    async with reading() as reader:
        await reader.press("D", "end", "enter")
        assert len(owed(newsroom)) == 2
        await reader.press("D")
        assert words("en")("trip.stop") in reader.text()
        await reader.press("down", "enter")
        assert owed(newsroom) == {}
        assert reader.notice == words("en")("trip.stopped", n=0, m=2, size=words("en").size(0))


async def test_offline_it_is_noted_for_later(newsroom: Newsroom, reading: Open) -> None:
    newsroom.offline = True
    newsroom.articles("Một")
    async with reading() as reader:
        await reader.press("d")
        assert reader.notice == words("en")("trip.later")
        assert len(owed(newsroom)) == 1


async def test_an_empty_list_has_nothing_to_fetch(newsroom: Newsroom, reading: Open) -> None:
    newsroom.feed()
    async with reading() as reader:
        await reader.press("D")
        assert reader.alone
        assert reader.notice == words("en")("trip.empty")


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_each_row_and_the_head_of_an_article_show_what_of_it_is_here(
    newsroom: Newsroom, reading: Open, size: tuple[int, int]
) -> None:
    newsroom.articles("Không có gì thêm")
    whole = written(newsroom, figure(1, 600, 400), *text())
    newsroom.talk(whole, CommentData("1", "", "Lan", "", NOW, None, "Hay."))
    arrives(newsroom.paths, 1)
    async with reading(size=size) as reader:
        rows = [line for line in reader.text().split("\n") if "≡" in line]
        assert sum("≡▣❞" in line for line in rows) == 1
        assert sum("≡  " in line for line in rows) >= 1
        await reader.press("j", "enter")
        assert "minute ≡▣❞" in reader.text()
        await reader.press("I")
        w = words("en")
        what = ", ".join((w("trip.text"), w("trip.pictures"), w("trip.comments")))
        assert w("trip.here", what=what) in reader.text()


def test_the_signs_are_three_cells_whatever_is_here() -> None:
    assert kept_signs(Kept.NONE) == "   "
    assert kept_signs(Kept.FULL_TEXT | Kept.COMMENTS) == "≡ ❞"
    assert kept_signs(Kept.FULL_TEXT | Kept.PICTURES | Kept.COMMENTS, ascii_only=True) == "tpc"


async def test_what_is_put_aside_for_later_is_to_be_had_whole_without_a_word_more(
    newsroom: Newsroom, reading: Open
) -> None:
    [one, two] = newsroom.articles("Một", "Hai")
    async with reading() as reader:
        await reader.press("a")
        assert owed(newsroom) == {one: keeping.LATER}
        assert reader.notice == words("en")("notice.later", n=1)
        await reader.press("D", "end", "enter")
        assert owed(newsroom) == {one: keeping.TRIP, two: keeping.TRIP}, "a trip takes it over"
