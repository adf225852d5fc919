"""A trip with more pictures than are kept at all: the first ones stay, and how many articles lack theirs is told."""

from __future__ import annotations

from tests.engine.conftest import talking
from tests.engine.fault_server import FaultServer
from tests.engine.trips import Store, begin, command, follow, over, publish
from tui_reader.model.entry import Kept
from tui_reader.model.messages import Keeping
from tui_reader.model.trip import Standing
from tui_reader.paths import Paths
from tui_reader.store import keeping


async def test_a_trip_larger_than_the_room_for_pictures_keeps_the_first_and_tells_how_many_lack_theirs(
    server: FaultServer, paths: Paths
) -> None:
    room = 15_000
    async with talking(paths, command(paths, room=room)) as engine:
        publish(server, 8)
        await follow(engine, server, 8)
        ids = await begin(engine, paths)
        told = await engine.until(Keeping, over)
    with Store(paths) as store:
        here = [bool(store.entry(entry_id).kept & Kept.PICTURES) for entry_id in ids]
        texts = [store.entry(entry_id).kept & Kept.FULL_TEXT for entry_id in ids]
        known = keeping.trip(store.db)
    assert here == sorted(here, reverse=True), "none pushed out another of the trip"
    assert 0 < sum(here) < 8
    assert all(texts), "text and comments of the others come all the same"
    assert told.standing == Standing.DONE
    assert told.without == 8 - sum(here)
    assert known is not None
    assert known.outcome == "crowded"
    assert sum(path.stat().st_size for path in paths.pictures.glob("??/*.png")) <= room
