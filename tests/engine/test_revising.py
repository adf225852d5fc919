"""Every kept version of an article is made readable by the real engine."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import msgspec

from tests.engine.conftest import Talk
from tests.engine.fault_server import FaultServer
from tui_reader.model.entry import Content, EntryData
from tui_reader.model.messages import ReadRevisions
from tui_reader.model.revision import Version
from tui_reader.model.update import Changed, Changes, New, keys_of
from tui_reader.paths import Paths
from tui_reader.store import entries, feeds, memory
from tui_reader.store.database import open_database

NOW = datetime(2026, 1, 1, tzinfo=UTC)


async def test_versions_are_read_oldest_first_and_their_markup_by_a_worker(
    engine: Talk, paths: Paths, server: FaultServer
) -> None:
    database = open_database(paths.store)
    feed = feeds.add_feed(database, server.url("feed/a"), "feed", now=NOW)
    [one, other] = entries.save(
        database, feed, Changes(new=tuple(map(_new, (said(0), said(9, "b"))))), NOW
    ).new
    for number in (1, 2):
        data = said(number)
        changes = Changes(changed=(Changed(one, data, keys_of(data)),))
        entries.save(database, feed, changes, NOW + timedelta(hours=number))
    answer = await engine.ask(lambda number: ReadRevisions(number, one))
    assert (answer.code, answer.new) == ("", 3)
    found = msgspec.json.decode(memory.take(database, answer.key) or "", type=list[Version])
    assert found == [
        Version(NOW + timedelta(hours=number), "Title", f"The flood took {number} houses.")
        for number in range(3)
    ]
    none = await engine.ask(lambda number: ReadRevisions(number, other))
    assert (none.code, none.key) == ("", "")
    database.close()


def said(number: int, guid: str = "a") -> EntryData:
    text = f"<p>The flood took <b>{number}</b> houses.</p><script>no()</script>"
    return EntryData(guid=guid, title="Title", content=Content(text))


def _new(data: EntryData) -> New:
    return New(data, keys_of(data))
