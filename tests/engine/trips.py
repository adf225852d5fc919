"""A newspaper to be taken on a trip, the engine that fetches it, and what the store has of it."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Sequence

from tests.engine.answers import Request, send
from tests.engine.conftest import Talk
from tests.engine.fault_server import FaultServer
from tests.engine.faults import fault, is_let_go
from tests.pictures.made import picture
from tui_reader.model.entry import Entry, Kept
from tui_reader.model.messages import (
    Add,
    DebtLeft,
    Keeping,
    KeepOffline,
)
from tui_reader.model.trip import Standing
from tui_reader.model.view import Place, View
from tui_reader.paths import Paths
from tui_reader.store import content, entries, keeping, lists, pictures, threads
from tui_reader.store.database import open_database

START = """
import sys
from pathlib import Path
from tui_reader.engine import pages
from tui_reader.engine.run import Options, serve
from tui_reader.paths import Paths
from tui_reader.sources.retrieve import Limits
pages._PAUSE = 0.01
sys.exit(serve(Paths.of(Path(sys.argv[1]), {}), Options(
    offline=sys.argv[2] == "offline", picture_bytes=int(sys.argv[3]), limits=Limits(seconds=60.0, connect=1.0, per_host=50))))
"""

SENTENCE = "Chuyến phà rời bến lúc chín giờ và trở về lúc trưa cùng thư từ của cả đảo. "


def command(paths: Paths, door: str = "online", room: int = 500_000_000) -> list[str]:
    return [sys.executable, "-c", START, str(paths.data.parent), door, str(room)]


@fault
async def held_picture(
    server: FaultServer, request: Request, rest: str, writer: asyncio.StreamWriter
) -> bool:
    """The first four come at once, the pictures of two articles; all others only when the test lets go."""
    asked = [one for one in server.requests if one.path.startswith("/held-picture/")]
    if len(asked) > 4 and not await is_let_go(server, request):
        return False
    return await send(writer, 200, picture(), {"Content-Type": "image/png"})


def publish(server: FaultServer, count: int, name: str = "anh") -> None:
    """A newspaper of leads; behind each stand a page with two pictures, and a discussion."""
    items = ""
    for n in range(count):
        shown = "".join(f'<figure><img src="/{name}/{n}-{k}" alt=""></figure>' for k in range(2))
        body = f"<html><body><article><h1>Bài {n}</h1><p>{SENTENCE * 4}</p>{shown}<p>{SENTENCE * 4}</p></article></body></html>"
        server.pages[f"/bai/{n}"] = ("text/html; charset=utf-8", body.encode())
        talk = f"<item><guid>c{n}</guid><title>x</title><description>Ý kiến {n}</description></item>"
        server.pages[f"/y-kien/{n}"] = (
            "text/xml",
            f'<?xml version="1.0"?><rss version="2.0"><channel><title>c</title>{talk}</channel></rss>'.encode(),
        )
        if name == "anh":
            for k in range(2):
                server.pages[f"/{name}/{n}-{k}"] = ("image/png", picture(size=(640, 480 + n * 2 + k)))
        items += (
            f"<item><title>Bài {n}</title><link>{server.url(f'bai/{n}')}</link><guid>{n}</guid>"
            f"<description>Một câu dẫn.</description><wfw:commentRss>{server.url(f'y-kien/{n}')}</wfw:commentRss></item>"
        )
    head = '<?xml version="1.0"?><rss version="2.0" xmlns:wfw="http://wellformedweb.org/CommentAPI/"><channel><title>Báo</title>'
    server.pages["/feed"] = ("text/xml", f"{head}{items}</channel></rss>".encode())


async def follow(engine: Talk, server: FaultServer, count: int) -> None:
    added = await engine.ask(lambda number: Add(number, server.url("feed")))
    assert added.code == ""
    await engine.until(DebtLeft, lambda event: event.left == 0)


class Store:
    """What the reader and the tests ask of the store."""

    def __init__(self, paths: Paths) -> None:
        self.db = open_database(paths.store)

    def __enter__(self) -> Store:
        return self

    def __exit__(self, *_: object) -> None:
        self.db.close()

    @property
    def ids(self) -> list[int]:
        return list(lists.ids(self.db, View(Place.ALL)))

    def entry(self, entry_id: int) -> Entry:
        found = entries.entry(self.db, entry_id)
        assert found is not None
        return found

    def whole(self, entry_id: int) -> bool:
        """Whether text, pictures and comments of an article are here."""
        wanted = Kept.FULL_TEXT | Kept.PICTURES | Kept.COMMENTS
        said = self.entry(entry_id).kept & wanted == wanted
        known = pictures.of_entry(self.db, entry_id)
        true = (
            content.origins(self.db, entry_id)[:1] == ("extracted",)
            and len(known) == 2
            and all(one.path for one in known.values())
            and len(threads.thread(self.db, entry_id).nodes) == 1
        )
        assert said == true, "what the list says is what is there"
        return said


async def begin(
    engine: Talk, paths: Paths, budget: int = 0, *, shown: bool = True, only: Sequence[int] = ()
) -> list[int]:
    """As the reader does: written down first, then said."""
    with Store(paths) as store:
        ids = [*only] or store.ids
        keeping.begin(store.db, ids, budget, pictures=shown)
    await engine.ask(KeepOffline)
    return ids


def over(event: Keeping) -> bool:
    return event.standing not in ("", Standing.RUNNING)
