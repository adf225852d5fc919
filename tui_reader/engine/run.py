"""Starts the engine: as the reader's second process, or in the foreground for one piece of work."""

from __future__ import annotations

import asyncio
import gc
import os
import signal
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager, contextmanager

from msgspec import Struct, field

from tui_reader import __version__
from tui_reader.engine.door import Door
from tui_reader.engine.keeper import Keeper
from tui_reader.engine.log import log, open_log
from tui_reader.engine.parts import (
    BACKUP_BYTES,
    CONVERT_SECONDS,
    PARSE_SECONDS,
    PICTURE_BYTES,
    SETTLE_SECONDS,
    Parts,
    Wishes,
)
from tui_reader.engine.pipe import Pipe
from tui_reader.engine.service import Service
from tui_reader.engine.workers import Workers
from tui_reader.model.access import Access
from tui_reader.model.crash import say_no_values
from tui_reader.model.errors import StoreError
from tui_reader.model.messages import PROTOCOL, Event, Finished, KeepOffline, Ready, Refresh, Request, Stop
from tui_reader.model.running import Running
from tui_reader.paths import Paths
from tui_reader.sources.retrieve import Limits, Retriever

USER_AGENT = f"tui_reader/{__version__} (terminal feed reader)"
_NICE = 5
_ALLOCATIONS = 20_000
"""Objects made and not thrown away between two looks for rings of garbage: some megabytes."""
_LOOK_UPS = 32
"""Threads for look-ups of names: one server of names that does not answer must not hold up the others."""


class Options(Struct, frozen=True):
    """What a start may differ in; the limits are smaller in tests."""

    offline: bool = False
    newest_per_feed: int = 2000
    connections: int = 128
    proxy: str = ""
    access: Mapping[str, Access] = field(default_factory=dict)
    """How single feeds or hosts are asked."""
    automatic: str = "off"
    """Whether feeds are fetched when they are due, unasked: "off", "on", "always" (over a metered network, too)."""
    keep_days: int = 0
    limits: Limits | None = None
    parse_seconds: float = PARSE_SECONDS
    convert_seconds: float = CONVERT_SECONDS
    pages_unasked: bool = False
    """Whether articles' own pages are fetched by themselves."""
    settle_seconds: float = SETTLE_SECONDS
    picture_bytes: int = PICTURE_BYTES
    """How large the cache of pictures may be."""
    backup_bytes: int = BACKUP_BYTES
    """How much room the copies of the store may take; 0: none are made."""
    read_together: bool = True
    """Whether an article whose very page was read in another feed counts as read."""
    run: Mapping[str, Running] = field(default_factory=dict)
    """Commands that new articles are given to, by name."""


def run(paths: Paths, reread: Callable[[], Options]) -> int:
    """Be the reader's second process until stdin ends; the exit status. ``reread``: the settings, whenever asked for."""
    return serve(paths, reread(), reread)


def serve(paths: Paths, options: Options, reread: Callable[[], Options] | None = None) -> int:
    """As ``run``."""
    _collect_seldom()
    stdin, stdout = _take_pipes()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the reader; we end when our stdin does
    if hasattr(os, "nice"):
        os.nice(_NICE)
    open_log(paths.log)
    say_no_values(lambda line: log.error("%s", line.rstrip()))
    try:
        return asyncio.run(_serve(paths, options, reread, stdin, stdout))
    except StoreError as error:
        log.error("the store: %s", error)
        return 1


def refresh_once(
    paths: Paths,
    feeds: Sequence[int] | None = None,
    *,
    force: bool = True,
    options: Options | None = None,
    on_event: Callable[[Event], None] = lambda event: None,
) -> Finished:
    """Refresh in the foreground, for a person or cron. Raises StoreError."""
    chosen = None if feeds is None else tuple(feeds)
    return run_once(paths, [Refresh(1, chosen, force)], options=options, on_event=on_event)[0]


async def nothing_more(_: Sequence[Finished]) -> Sequence[Request]:
    """For ``run_once``: what was asked for is all."""
    return ()


def run_once(
    paths: Paths,
    requests: Sequence[Request],
    *,
    options: Options | None = None,
    on_event: Callable[[Event], None] = lambda event: None,
    then: Callable[[Sequence[Finished]], Awaitable[Sequence[Request]]] = nothing_more,
) -> list[Finished]:
    """Do these requests in the foreground, one after the other, debt included; their answers. Raises StoreError.

    ``then``: what else to do after these answers, and after those; what was fetched meanwhile is still at hand for it.
    SIGINT or SIGTERM stops at once, claims let go: what was not done to its end is answered with "cancelled".
    """
    _collect_seldom()
    open_log(paths.log)
    return asyncio.run(_once(paths, requests, options or Options(), on_event, then))


def _collect_seldom() -> None:
    """What the start made stays; of what comes, hardly anything is garbage in rings, and looking for it as often as usual
    takes a tenth of the engine's time in a refresh."""
    gc.freeze()
    gc.set_threshold(_ALLOCATIONS, *gc.get_threshold()[1:])
    gc.enable()


async def _serve(
    paths: Paths, options: Options, reread: Callable[[], Options] | None, stdin: int, stdout: int
) -> int:
    pipe = Pipe(stdin, stdout, log.warning)
    async with _parts(paths, options, pipe.send, reread) as parts:
        service = Service(parts)
        pipe.start()
        pipe.send(Ready(PROTOCOL, __version__, os.getpid(), options.offline))
        service.start(automatic=options.automatic)
        while (message := await pipe.receive()) is not None:
            if isinstance(message, Stop):
                pipe.send(Finished(message.id))
                break
            if isinstance(message, Request):
                service.handle(message)
        await service.stop()
    pipe.close()
    return 0


async def _once(
    paths: Paths,
    requests: Sequence[Request],
    options: Options,
    on_event: Callable[[Event], None],
    then: Callable[[Sequence[Finished]], Awaitable[Sequence[Request]]],
) -> list[Finished]:
    answers: dict[int, Finished] = {}
    asked = list(requests)

    def emit(event: Event) -> None:
        if isinstance(event, Finished):
            answers[event.id] = event
        on_event(event)

    def answer(request: Request) -> Finished:
        return answers.get(request.id, Finished(request.id, code="cancelled"))

    async def work() -> None:
        todo: Sequence[Request] = requests
        while todo:
            for request in todo:
                service.handle(request)
                await service.idle()
            todo = await then([answer(request) for request in todo])
            asked.extend(todo)
        await service.idle()
        if any(isinstance(request, Refresh) for request in asked):
            await service.pages_fetched()
            await service.stories_found()
            await service.commands_run()
        if any(isinstance(request, KeepOffline) for request in asked):
            await service.kept()

    async with _parts(paths, options, emit) as parts:
        service = Service(parts)
        # Cron is how some bring everything in; who adds a feed does not wait for its articles' pages.
        waits = any(isinstance(request, Refresh | KeepOffline) for request in requests)
        service.start(watch=False, pages=waits)
        working = asyncio.create_task(work())
        with _told_to_stop(working.cancel):
            await asyncio.wait([working])
            await service.cancel()
            await service.stop()
        if not working.cancelled():
            working.result()
    return [answer(request) for request in asked]


@contextmanager
def _told_to_stop(stop: Callable[[], object]) -> Iterator[None]:
    """Have ``stop`` called for Ctrl-C and for SIGTERM, where the system has such things."""
    loop, heard = asyncio.get_running_loop(), []
    for number in (signal.SIGINT, signal.SIGTERM):
        try:
            loop.add_signal_handler(number, stop)
        except (NotImplementedError, RuntimeError, ValueError):  # Windows, or not the main thread
            continue
        heard.append(number)
    try:
        yield
    finally:
        for number in heard:
            loop.remove_signal_handler(number)


@asynccontextmanager
async def _parts(
    paths: Paths,
    options: Options,
    emit: Callable[[Event], None],
    reread: Callable[[], Options] | None = None,
) -> AsyncIterator[Parts]:
    """Everything the engine works with, taken down in order."""
    asyncio.get_running_loop().set_default_executor(ThreadPoolExecutor(_LOOK_UPS, thread_name_prefix="aside"))
    door = Door(options.offline)
    door.install()
    keeper = Keeper(paths.store)
    database = await keeper.open()
    workers = Workers()
    limits = options.limits or Limits(at_once=options.connections)
    retriever = Retriever(USER_AGENT, door.is_shut, options.proxy, limits, access=options.access)
    wishes = Wishes(
        options.newest_per_feed,
        keep_days=options.keep_days,
        pages_unasked=options.pages_unasked,
        picture_bytes=options.picture_bytes,
        backup_bytes=options.backup_bytes,
        read_together=options.read_together,
        run=options.run,
    )

    def put_in_force() -> None:
        now = reread() if reread else options
        wishes.newest_per_feed, wishes.keep_days = now.newest_per_feed, now.keep_days
        wishes.pages_unasked, wishes.picture_bytes = now.pages_unasked, now.picture_bytes
        wishes.backup_bytes, wishes.read_together = now.backup_bytes, now.read_together
        wishes.run = now.run
        retriever.configure(now.proxy, now.access, now.connections)

    try:
        if database.read_only:
            raise StoreError(database.why_read_only, path=str(paths.store))
        yield Parts(
            keeper,
            workers,
            retriever,
            door,
            emit,
            wishes=wishes,
            parse_seconds=options.parse_seconds,
            convert_seconds=options.convert_seconds,
            settle_seconds=options.settle_seconds,
            reread=put_in_force,
            pictures=paths.pictures,
        )
    finally:
        workers.close()
        await retriever.close()
        await keeper.close()


def _take_pipes() -> tuple[int, int]:
    """Our ends of the protocol, moved away from 0 and 1: no worker inherits them, no stray print speaks in them."""
    stdin, stdout = os.dup(0), os.dup(1)
    nothing = os.open(os.devnull, os.O_RDWR)
    os.dup2(nothing, 0)
    os.dup2(nothing, 1)
    os.close(nothing)
    return stdin, stdout
