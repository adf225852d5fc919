"""``trip``: has the articles of a query whole for a time without network, in the foreground, with how far it is."""

from __future__ import annotations

import argparse
import asyncio
import sys

from tui_reader.cli.bringing import options
from tui_reader.cli.context import Context
from tui_reader.cli.printing import say, say_json
from tui_reader.cli.report import NOTHING_CAME, STOPPED
from tui_reader.engine.run import run_once
from tui_reader.model.messages import Event, Keeping, KeepOffline
from tui_reader.model.trip import MEGABYTE, Standing, Trip
from tui_reader.model.view import Place, View


def trip(context: Context, chosen: argparse.Namespace) -> int:
    """Exit status 0 where all is here or the budget is used up, 1 where something is still owed, 130 stopped."""
    view = View(Place.SEARCH, query=chosen.query) if chosen.query else View(Place.UNREAD)
    with context.archive() as archive:
        if chosen.stop:
            asyncio.run(archive.trips.stop())
        else:
            ids = list(asyncio.run(archive.snapshot(view)).ids)
            budget = chosen.budget * MEGABYTE
            asyncio.run(archive.trips.begin(ids, budget, pictures=not chosen.no_pictures))
    done = None
    if not chosen.stop:
        meter = _Meter(context, shown=not chosen.json and sys.stderr.isatty())
        done = run_once(context.paths, [KeepOffline(1)], options=options(context), on_event=meter.hear)[0]
        meter.clear()
    with context.archive() as archive:
        known = asyncio.run(archive.trips.last()) or Trip(0, standing=Standing.DONE)
    _tell(context, known, as_json=chosen.json)
    if done is not None and done.code == "cancelled":
        return STOPPED
    return NOTHING_CAME if known.standing is Standing.RUNNING else 0


def _tell(context: Context, known: Trip, *, as_json: bool) -> None:
    if as_json:
        say_json(
            {
                "articles": known.total,
                "ready": known.done,
                "bytes": known.spent,
                "standing": str(known.standing),
                "without_pictures": known.without,
            }
        )
        return
    size = context.words.size(known.spent)
    name = "trip.progress" if known.standing is Standing.RUNNING else f"trip.{known.outcome}"
    say(context.words(name, n=known.done, m=known.total, size=size, without=known.without))


class _Meter:
    """One line on a terminal, written over and over."""

    def __init__(self, context: Context, *, shown: bool) -> None:
        self._words, self._shown = context.words, shown

    def hear(self, event: Event) -> None:
        if isinstance(event, Keeping) and not event.entry and self._shown:
            size = self._words.size(event.spent)
            text = self._words("trip.progress", n=event.total - event.left, m=event.total, size=size)
            print(f"\r\x1b[K{text}", end="", file=sys.stderr, flush=True)

    def clear(self) -> None:
        if self._shown:
            print("\r\x1b[K", end="", file=sys.stderr, flush=True)
