"""``e``: the entire text or as the feed sent it, fetched where it is not here; the place kept, the list unmoved."""

from __future__ import annotations

import pytest

from tests.ui.conftest import NOW, Newsroom, Open, Reader
from tests.ui.told import told
from tui_reader.model import messages
from tui_reader.model.document import Converted, Document, Paragraph, Span
from tui_reader.model.entry import Content
from tui_reader.store import content, pages
from tui_reader.store.database import open_database
from tui_reader.ui.add_dialog import Chosen

ADDED = "Chỉ có trong toàn văn."


def page_of(newsroom: Newsroom, entry_id: int, *, shown: bool = True, paragraphs: int = 1) -> None:
    """The article's page arrives: what the feed sent, then more."""
    db = open_database(newsroom.paths.store)
    delivered = content.document(db, entry_id, origin="delivered")
    assert delivered is not None
    added = tuple(Paragraph((Span(f"{ADDED} {n}"),)) for n in range(paragraphs))
    document = Document((*delivered.blocks, *added))
    made = Converted(document, "toàn văn", "", "", 400)
    found = pages.Found(Content("<p>x</p>"), "https://news.example/1")
    pages.save(db, entry_id, found, made, version=1, now=NOW, shown=shown)
    db.close()


async def asked_for(reader: Reader) -> messages.FetchFullText:
    await reader.press("e")
    asked = reader.library.asked[-1]
    assert isinstance(asked, messages.FetchFullText)
    return asked


@pytest.mark.parametrize("lang", ["en", "vi"])
async def test_a_lead_says_at_its_end_what_e_does_and_that_it_failed(
    newsroom: Newsroom, reading: Open, lang: str
) -> None:
    newsroom.lang = lang
    (one,) = newsroom.articles("One", paragraphs=1)
    said = told(lang)
    async with reading() as reader:
        await reader.press("enter")
        assert said("article.only_summary") in reader.text()
        asked = await asked_for(reader)
        assert asked.entry == one
        assert reader.notice == said("article.fetching_full")
        db = open_database(newsroom.paths.store)
        pages.failed(db, one, "not_found", NOW)
        db.close()
        reader.library.tell(messages.Finished(asked.id, code="not_found", entry=one))
        await reader.settle()
        assert reader.notice == said("article.no_full_text")
        assert said("article.no_full_text") in reader.text().rsplit("\n", 2)[0]
        assert said("article.only_summary") not in reader.text()


async def test_a_long_text_says_nothing_of_the_kind(newsroom: Newsroom, reading: Open) -> None:
    newsroom.articles("One", paragraphs=3)
    async with reading(size=(120, 60)) as reader:
        await reader.press("enter")
        assert told("en")("article.only_summary") not in reader.text()


async def test_the_whole_text_arrives_in_place_and_e_switches_there_and_back(
    newsroom: Newsroom, reading: Open
) -> None:
    (one,) = newsroom.articles("One", paragraphs=1)
    async with reading(size=(120, 60)) as reader:
        await reader.press("enter")
        asked = await asked_for(reader)
        page_of(newsroom, one)
        reader.library.tell(messages.EntryReady(one))
        reader.library.tell(messages.Finished(asked.id, entry=one))
        await reader.settle()
        assert ADDED in reader.text()
        assert told("en")("article.only_summary") not in reader.text()
        await reader.press("e")
        assert ADDED not in reader.text()
        assert reader.notice == told("en")("article.as_sent")
        await reader.press("e")
        assert ADDED in reader.text()
        assert len(reader.library.asked) == 1, "nothing is fetched a second time"


async def test_the_choice_is_remembered(newsroom: Newsroom, reading: Open) -> None:
    (one,) = newsroom.articles("One", paragraphs=1)
    page_of(newsroom, one)
    async with reading(size=(120, 60)) as reader:
        await reader.press("enter", "e")
    async with reading(size=(120, 60)) as reader:
        await reader.press("enter")
        assert ADDED not in reader.text()


async def test_the_place_in_the_text_is_kept(newsroom: Newsroom, reading: Open) -> None:
    (one,) = newsroom.articles("One", paragraphs=30)
    async with reading() as reader:
        await reader.press("enter", "space")
        place = reader.screen.desk.article.position
        assert place.fingerprint
        asked = await asked_for(reader)
        page_of(newsroom, one, paragraphs=40)
        reader.library.tell(messages.EntryReady(one))
        reader.library.tell(messages.Finished(asked.id, entry=one))
        await reader.settle()
        assert reader.screen.desk.article.position == place
        await reader.press("e")
        assert reader.screen.desk.article.position == place


async def test_from_the_list_it_is_the_article_under_the_cursor_and_the_list_does_not_move(
    newsroom: Newsroom, reading: Open
) -> None:
    _, two, _ = newsroom.articles("One", "Two", "Three", paragraphs=1)
    async with reading() as reader:
        await reader.press("j")
        before = reader.current, reader.pane, list(reader.screen.desk.entries.ids)
        assert (await asked_for(reader)).entry == two
        page_of(newsroom, two)
        reader.library.tell(messages.EntriesReady((two + 1, two)))
        await reader.settle()
        assert (reader.current, reader.pane, list(reader.screen.desk.entries.ids)) == before
        assert ADDED in reader.text()


async def test_pressing_twice_asks_once(newsroom: Newsroom, reading: Open) -> None:
    newsroom.articles("One", paragraphs=1)
    async with reading() as reader:
        await reader.press("e", "e")
        assert len(reader.library.asked) == 1


async def test_offline_it_is_said_that_it_comes_later(newsroom: Newsroom, reading: Open) -> None:
    (one,) = newsroom.articles("One", paragraphs=1)
    newsroom.lang = "vi"
    async with reading() as reader:
        asked = await asked_for(reader)
        reader.library.tell(messages.Finished(asked.id, code="offline", entry=one))
        await reader.settle()
        assert reader.notice == "Không có mạng. Có mạng sẽ tải toàn văn."


async def test_pressing_the_notice_does_what_it_says(newsroom: Newsroom, reading: Open) -> None:
    newsroom.articles("One", paragraphs=1)
    async with reading() as reader:
        await reader.press("enter", "tab", "enter")
        assert isinstance(reader.library.asked[-1], messages.FetchFullText)


async def test_a_page_without_a_feed_is_kept_as_an_article(newsroom: Newsroom, reading: Open) -> None:
    newsroom.articles("One")
    async with reading() as reader:
        reader.screen.late.subscribing.discovering._answered(Chosen(save="https://bao.example/bai-1"))
        await reader.settle()
        assert reader.library.asked == [messages.KeepPage(1, "https://bao.example/bai-1")]


async def test_an_address_given_at_the_start_is_read_as_an_article_where_it_is_one(
    newsroom: Newsroom, reading: Open
) -> None:
    newsroom.articles("One")
    async with reading(open_files=["https://bao.example/bai-1"]) as reader:
        assert reader.library.asked == [messages.KeepPage(1, "https://bao.example/bai-1", unless_feed=True)]
