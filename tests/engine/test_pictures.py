"""Pictures fetched by the real engine: from a loopback server and from beside a local feed, never from where they must not."""

from __future__ import annotations

import asyncio
import shutil
import sys
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PIL import Image

from tests.conftest import ROOT
from tests.engine.answers import Request, send
from tests.engine.conftest import Talk, talking
from tests.engine.fault_server import FaultServer
from tests.engine.faults import fault, is_let_go
from tests.patience import wait_until
from tests.pictures.made import SVG, picture
from tui_reader.model.action import Kind
from tui_reader.model.messages import Add, EntryReady, FetchPicture, Finished, PictureReady, SetOffline
from tui_reader.model.picture import Picture, small_name
from tui_reader.model.view import Place, View
from tui_reader.paths import Paths
from tui_reader.store import journal, lists, pictures
from tui_reader.store.database import open_database

START = """
import sys
from pathlib import Path
from tui_reader.engine import pictures
from tui_reader.engine.run import Options, serve
from tui_reader.paths import Paths
from tui_reader.sources.retrieve import Limits
pictures.MOST_OF_ARTICLE = int(sys.argv[3])
sys.exit(serve(Paths.of(Path(sys.argv[1]), {}), Options(
    limits=Limits(seconds=60.0, connect=1.0, per_host=50), picture_bytes=int(sys.argv[2]))))
"""


def command(paths: Paths, most: int = 500_000_000, of_article: int = 60_000_000) -> list[str]:
    return [sys.executable, "-c", START, str(paths.data.parent), str(most), str(of_article)]


@pytest.fixture
async def engine(paths: Paths) -> AsyncIterator[Talk]:
    async with talking(paths, command(paths)) as talk:
        yield talk


@fault
async def late_picture(
    server: FaultServer, request: Request, rest: str, writer: asyncio.StreamWriter
) -> bool:
    """A picture that comes only when the test lets go."""
    if not await is_let_go(server, request):
        return False
    return await send(writer, 200, picture(), {"Content-Type": "image/png"})


async def follow(engine: Talk, server: FaultServer, *urls: str) -> int:
    """Subscribe to a feed of one article with these pictures; the article, converted."""
    shown = "".join(f'<figure><img src="{url}" alt="Bức số {n}"></figure>' for n, url in enumerate(urls))
    item = f"<item><guid>1</guid><title>Bài ảnh</title><description><![CDATA[{shown}]]></description></item>"
    feed = f'<?xml version="1.0"?><rss version="2.0"><channel><title>Báo</title>{item}</channel></rss>'
    server.pages["/feed"] = ("text/xml", feed.encode())
    added = await engine.ask(lambda number: Add(number, server.url("feed")))
    assert added.code == ""
    await engine.until(EntryReady, lambda event: event.entry == added.entry)
    return added.entry


async def fetch(engine: Talk, entry_id: int, url: str) -> Finished:
    return await engine.ask(lambda number: FetchPicture(number, entry_id, url))


def known(paths: Paths, url: str) -> Picture | None:
    db = open_database(paths.store)
    try:
        return pictures.picture(db, url)
    finally:
        db.close()


async def test_a_picture_is_fetched_checked_and_kept_as_ours(
    paths: Paths, engine: Talk, server: FaultServer
) -> None:
    server.pages["/a.jpg"] = ("image/jpeg", picture("JPEG", (2000, 1000)))
    url = server.url("a.jpg")
    entry = await follow(engine, server, url)
    assert not server.asked("/a.jpg"), "nothing is fetched before it is looked at"
    assert (await fetch(engine, entry, url)).code == ""
    assert engine.heard(PictureReady) == [PictureReady(entry, url)]
    kept = known(paths, url)
    assert kept is not None
    assert (kept.width, kept.height) == (2000, 1000)
    for name in (kept.path, small_name(kept.path)):
        with Image.open(paths.pictures / name) as image:
            assert (image.format, image.mode) == ("PNG", "RGB")
    assert (await fetch(engine, entry, url)).code == ""
    assert len(server.asked("/a.jpg")) == 1, "what is here is not fetched again"


async def test_the_same_picture_asked_for_twice_at_once_is_fetched_once(
    engine: Talk, server: FaultServer
) -> None:
    server.pages["/a.png"] = ("image/png", picture())
    url = server.url("a.png")
    entry = await follow(engine, server, url)
    answers = await asyncio.gather(*(fetch(engine, entry, url) for _ in range(5)))
    assert {answer.code for answer in answers} == {""}
    assert len(server.asked("/a.png")) == 1


@pytest.mark.parametrize(
    ("body", "code"), [(SVG, "picture_format"), (picture()[:200], "picture_broken"), (None, "picture_gone")]
)
async def test_what_is_no_picture_is_remembered_and_not_asked_for_again(
    paths: Paths, engine: Talk, server: FaultServer, body: bytes | None, code: str
) -> None:
    if body is None:
        server.otherwise = 404
    else:
        server.pages["/a.png"] = ("image/png", body)
    url = server.url("a.png")
    entry = await follow(engine, server, url)
    for _ in range(2):
        assert (await fetch(engine, entry, url)).code == code
    assert len(server.asked("/a.png")) == 1
    kept = known(paths, url)
    assert kept is not None
    assert (kept.trouble, kept.path) == (code, "")


async def test_h59_a_picture_that_is_passed_on_into_the_readers_network_is_refused(
    engine: Talk, server: FaultServer
) -> None:
    server.pages["/secret.png"] = ("image/png", picture())
    url = server.url(f"to/302?u={server.url('secret.png', 'localhost')}")
    entry = await follow(engine, server, url, server.url("secret.png", "localhost"))
    assert (await fetch(engine, entry, url)).code == "private_address"
    direct = await fetch(engine, entry, server.url("secret.png", "localhost"))
    assert direct.code == "private_address"
    assert not server.asked("/secret.png")


async def test_h59_no_more_than_four_are_under_way(engine: Talk, server: FaultServer) -> None:
    urls = [server.url(f"late-picture/{n}") for n in range(9)]
    entry = await follow(engine, server, *urls)
    fetching = asyncio.gather(*(fetch(engine, entry, url) for url in urls))
    await asyncio.to_thread(wait_until, lambda: server.running == 4, "four pictures under way")
    # What goes to the same server and back meanwhile gives a fifth every chance to be asked for, too.
    await engine.ask(lambda number: Add(number, server.url("feed/other")))
    assert server.running == 4
    server.let_go.set()
    assert {answer.code for answer in await fetching} == {""}


async def test_h59_an_article_gets_only_so_many_bytes(paths: Paths, server: FaultServer) -> None:
    body = picture("JPEG", (900, 600))
    urls = []
    for n in range(6):
        server.pages[f"/{n}.jpg"] = ("image/jpeg", body)
        urls.append(server.url(f"{n}.jpg"))
    async with talking(paths, command(paths, of_article=2 * len(body))) as engine:
        entry = await follow(engine, server, *urls)
        codes = [(await fetch(engine, entry, url)).code for url in urls]
    assert codes == ["", ""] + ["picture_enough"] * 4
    assert sum(len(server.asked(f"/{n}.jpg")) for n in range(6)) == 2


async def test_an_address_that_is_no_picture_of_the_article_is_not_fetched(
    engine: Talk, server: FaultServer
) -> None:
    server.pages["/other.png"] = ("image/png", picture())
    entry = await follow(engine, server, server.url("a.png"))
    assert (await fetch(engine, entry, server.url("other.png"))).code == "bad_address"
    assert not server.asked("/other.png")


async def test_with_the_door_shut_nothing_is_fetched_and_what_is_here_is_still_here(
    engine: Talk, server: FaultServer
) -> None:
    server.pages["/a.png"] = server.pages["/b.png"] = ("image/png", picture())
    here, away = server.url("a.png"), server.url("b.png")
    entry = await follow(engine, server, here, away)
    assert (await fetch(engine, entry, here)).code == ""
    await engine.ask(lambda number: SetOffline(number, True))
    assert (await fetch(engine, entry, here)).code == ""
    assert (await fetch(engine, entry, away)).code == "offline"
    await engine.ask(lambda number: SetOffline(number, False))
    assert (await fetch(engine, entry, away)).code == "", "being offline is no fault of the picture"


async def test_a_feed_from_the_web_names_no_file(paths: Paths, engine: Talk, server: FaultServer) -> None:
    inside = paths.data / "own.png"
    inside.write_bytes(picture())
    entry = await follow(engine, server, inside.as_uri(), server.url("a.png"))
    assert (await fetch(engine, entry, inside.as_uri())).code == "bad_address"
    assert known(paths, inside.as_uri()) is None


async def test_the_bundled_pictures_beside_a_local_feed_are_shown_offline(paths: Paths, engine: Talk) -> None:
    await engine.ask(lambda number: SetOffline(number, True))
    seeds = paths.data / "seeds"
    shutil.copytree(ROOT / "seeds", seeds)
    added = await engine.ask(lambda number: Add(number, str(seeds / "feeds" / "rss2-vi.xml")))
    assert added.code == ""
    db = open_database(paths.store)
    try:
        for entry_id in lists.snapshot(db, View(Place.UNREAD)).ids:
            await engine.ready(entry_id)
        rows = db.rows("SELECT entry_id, url FROM image WHERE origin = 'document'")
        assert len(rows) > 5
        for entry_id, url in rows:
            assert (await fetch(engine, entry_id, url)).code == "", url
    finally:
        db.close()


def entry_with(db_paths: Paths, url: str, entry_id: int, position: int) -> None:
    """A picture of an article as the store has it."""
    db = open_database(db_paths.store)
    db.execute(
        "INSERT INTO image (entry_id, origin, position, url, caption, credit, alt, width, height)"
        " VALUES (?, 'document', ?, ?, '', '', '', 0, 0)",
        (entry_id, position, url),
    )
    db.close()


async def test_the_cache_keeps_its_budget_and_starred_pictures_go_last(
    paths: Paths, server: FaultServer
) -> None:
    body = picture("PNG", (64, 64))
    for name in "abcd":
        server.pages[f"/{name}.png"] = ("image/png", body)
    async with talking(paths, command(paths, most=900)) as engine:
        entry = await follow(engine, server, server.url("a.png"))
        db = open_database(paths.store)
        journal.apply(db, Kind.STAR, [entry], datetime.now(UTC))
        db.close()
        assert (await fetch(engine, entry, server.url("a.png"))).code == ""
        first = known(paths, server.url("a.png"))
        assert first is not None
        size = sum((paths.pictures / n).stat().st_size for n in (first.path, small_name(first.path)))
        assert size < 900 < 3 * size, "the budget of this test holds one or two"
        server.pages["/feed2"] = ("text/xml", server.pages["/feed"][1].replace(b"a.png", b"b.png"))
        other = (await engine.ask(lambda number: Add(number, server.url("feed2")))).entry
        await engine.ready(other)
        for position, name in enumerate("bcd"):
            if position:
                entry_with(paths, server.url(f"{name}.png"), other, position)
            assert (await fetch(engine, other, server.url(f"{name}.png"))).code == ""
    kept = {path.name for path in paths.pictures.rglob("*.png")}
    assert Path(first.path).name in kept
    assert sum(path.stat().st_size for path in paths.pictures.rglob("*.png")) <= 900
    gone = known(paths, server.url("b.png"))
    assert gone is not None
    assert (gone.path, gone.width) == ("", 64), "what was let go keeps its size"
