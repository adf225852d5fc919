"""Why an article is among what a search finds, over a real store."""

from __future__ import annotations

import pytest

from tests.ui.conftest import NOW, Newsroom
from tui_reader.library.explaining import explain, shown_passage
from tui_reader.model.document import Paragraph, Span
from tui_reader.model.view import Place, View
from tui_reader.paths import Paths
from tui_reader.store import search
from tui_reader.store.database import Database, open_database


@pytest.fixture
def newsroom(paths: Paths) -> Newsroom:
    return Newsroom(paths)


@pytest.fixture
def rain(newsroom: Newsroom) -> tuple[Database, int]:
    """A store with one article, indexed."""
    [one] = newsroom.articles("Mưa lớn ở miền Trung")
    newsroom.text(
        one, Paragraph((Span("Trời mưa to. " + "x " * 300 + "Nước sông Bồ lên nhanh sau trận mưa."),))
    )
    db = open_database(newsroom.paths.store)
    search.index(db, [one])
    return db, one


def view(query: str) -> View:
    return View(Place.SEARCH, query=query)


def test_every_part_says_whether_it_is_so_and_where(rain: tuple[Database, int]) -> None:
    db, one = rain
    told = explain(db, view('mưa "sông bồ" là:chưa đọc -nắng (bão OR title:miền) '), one, NOW)
    assert told.found
    assert told.query == 'mưa "sông bồ" is:unread -nắng bão OR title:miền'
    assert [(part.said, part.holds, part.wanted) for part in told.reasons] == [
        ("mưa", True, True),
        ('"sông bồ"', True, True),
        ("is:unread", True, True),
        ("nắng", False, False),
        ("bão", False, True),
        ("title:miền", True, True),
    ]
    assert [place.part for place in told.reasons[0].places] == ["title", "body"]
    assert [place.part for place in told.reasons[5].places] == ["title"]
    place = told.reasons[1].places[0]
    start, end = place.hits[0]
    assert place.text[start:end] == "sông Bồ"


def test_an_article_that_is_not_found_is_told_apart(rain: tuple[Database, int]) -> None:
    db, one = rain
    assert not explain(db, view("mưa là:đã đọc"), one, NOW).found


def test_the_passage_shown_is_of_the_text_and_none_where_only_the_title_says_it(
    rain: tuple[Database, int],
) -> None:
    db, one = rain
    found = shown_passage(db, view("sông mưa "), one, NOW)
    assert found is not None
    assert "sông Bồ lên nhanh sau trận mưa" in found.text
    assert shown_passage(db, view("miền trung "), one, NOW) is None
