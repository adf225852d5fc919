"""Newspapers to begin with are offered from the bundled list; only what was chosen is fetched, and only when asked."""

from __future__ import annotations

from tests.engine.fault_server import FaultServer
from tests.library.conftest import Fill, Open
from tui_reader.library.starter import Offer, offers
from tui_reader.model.urls import is_web


def test_the_bundled_list_names_two_dozen_papers_in_folders() -> None:
    offered = offers()
    assert len(offered) == 24
    assert len({offer.location for offer in offered}) == 24
    assert {offer.folder for offer in offered} == {
        "Báo tiếng Việt",
        "Kinh doanh, công nghệ, khoa học",
        "World news",
        "Technology and science",
    }
    assert all(is_web(offer.location) and is_web(offer.site) and offer.title for offer in offered)


async def test_what_is_followed_is_not_offered_again_and_nothing_is_fetched_by_offering(
    fill: Fill, reading: Open
) -> None:
    fill("A", feed="https://vnexpress.net/rss/tin-moi-nhat.rss")
    async with reading() as one:
        offered = await one.library.starter()
        assert len(offered) == 23
        assert "VnExpress" not in {offer.title for offer in offered}
        assert len((await one.library.sources()).feeds) == 1


async def test_exactly_what_was_chosen_is_followed_and_fetched(
    fill: Fill, reading: Open, server: FaultServer
) -> None:
    fill("A", feed=server.url("feed/other"))
    chosen = [Offer(server.url(f"feed/{n}"), f"Báo {n}", "Báo") for n in (1, 2)]
    async with reading(engine=True) as one:
        followed = await one.library.follow_starter(chosen)
        assert followed.fresh == 2
        await one.until(lambda: one.answer(followed.request))
        sources = await one.library.sources()
        assert {feed.title: feed.total for feed in sources.feeds if feed.folder_id} == {
            "Báo 1": 3,
            "Báo 2": 3,
        }
        assert [folder.title for folder in sources.folders] == ["Báo"]
        assert {request.path for request in server.requests} == {"/feed/1", "/feed/2"}
        again = await one.library.follow_starter(chosen)
        assert again.fresh == 0


async def test_offline_is_followed_and_not_fetched(fill: Fill, reading: Open, server: FaultServer) -> None:
    fill("A")
    async with reading(engine=True, offline=True) as one:
        followed = await one.library.follow_starter([Offer(server.url("feed/1"), "Báo 1")])
        assert (followed.fresh, followed.request) == (1, 0)
        assert "Báo 1" in [feed.title for feed in (await one.library.sources()).feeds]
    assert server.requests == []
