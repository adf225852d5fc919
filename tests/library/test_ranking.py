"""The best of what is found first: by title, age and the feeds one reads; of the newest hits, or of all."""

from __future__ import annotations

import asyncio

import pytest

from tests.ui.conftest import NOW, Newsroom
from tui_reader.library.archive import Archive
from tui_reader.model.view import Place, View
from tui_reader.paths import Paths
from tui_reader.query.ranking import Candidate, score
from tui_reader.query.snippets import Term
from tui_reader.store import search
from tui_reader.store.database import open_database

RAIN, DELTA = Term("mưa"), Term("đồng bằng")


def judged(title: str, *terms: Term, days: float = 1, feed: float = 0.0) -> float:
    return score(Candidate(1, title, days, feed), terms)


@pytest.mark.parametrize(
    ("better", "worse"),
    [
        (judged("Mưa lớn", RAIN), judged("Nắng to", RAIN)),
        (judged("Mưa lớn", RAIN), judged("Mua gạo", RAIN)),
        (judged("Mưa ở đồng bằng", RAIN, DELTA), judged("Mưa lớn", RAIN, DELTA)),
        (judged("Mưa đồng bằng", RAIN, DELTA), judged("Mưa rất lâu sau mới tới đồng bằng", RAIN, DELTA)),
        (judged("Mưa", RAIN, days=0), judged("Mưa", RAIN, days=90)),
        (judged("Mưa", RAIN, feed=1), judged("Mưa", RAIN)),
        (judged("Mưa lớn", RAIN, days=900), judged("Nắng to", RAIN, days=0)),
    ],
)
def test_what_answers_better_has_the_higher_score(better: float, worse: float) -> None:
    assert better > worse


@pytest.fixture
def kept(paths: Paths) -> tuple[Newsroom, list[int]]:
    room = Newsroom(paths)
    made = room.articles("Tin vắn", "Mưa lớn", "Chuyện khác", "Mưa ở đồng bằng")
    with_rain = room.articles("Giá gạo")
    db = open_database(paths.store)
    search.index(db, [*made, *with_rain])
    db.close()
    return room, made


def query(text: str, best: str) -> View:
    return View(Place.SEARCH, query=text, best=best)


async def test_the_newest_hits_are_put_in_order_and_newest_first_stays_as_it_was(
    kept: tuple[Newsroom, list[int]],
) -> None:
    room, (brief, rain, other, delta) = kept
    archive = Archive(room.paths, now=lambda: NOW)
    archive.open()
    plain = await archive.snapshot(query("chuyển đổi số ", ""))
    assert list(plain.ids)[:4] == [brief, rain, other, delta]
    best = await archive.snapshot(query("chuyển đổi số OR mưa ", "newest"))
    assert list(best.ids)[:2] == [rain, delta]
    assert set(best.ids) == set(plain.ids)
    archive.shut()


@pytest.mark.parametrize("text", ["mưa ", "đồng bằng OR mưa ", "số -mưa ", "is:unread ", "!? "])
@pytest.mark.parametrize("place", [Place.SEARCH, Place.UNREAD])
async def test_ranking_everything_finds_the_same_as_the_search(
    kept: tuple[Newsroom, list[int]], text: str, place: Place
) -> None:
    room, _ = kept
    archive = Archive(room.paths, now=lambda: NOW)
    archive.open()
    told: list[int] = []
    everything = await archive.ranked(View(place, query=text, best="all"), told.append)
    few = await archive.snapshot(View(place, query=text, best="newest"))
    assert sorted(everything.ids) == sorted(few.ids)
    assert told[-1:] == [100]
    archive.shut()


async def test_ranking_everything_can_be_stopped_and_the_store_goes_on(
    kept: tuple[Newsroom, list[int]], monkeypatch: pytest.MonkeyPatch
) -> None:
    room, _ = kept
    monkeypatch.setattr("tui_reader.library.ranking._FIRST", 1)
    archive = Archive(room.paths, now=lambda: NOW)
    archive.open()
    begun = asyncio.Event()
    task = asyncio.create_task(archive.ranked(query("mưa ", "all"), lambda _: begun.set()))
    await begun.wait()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert (await archive.snapshot(query("mưa ", ""))).ids
    archive.shut()
