"""What tests change inside the program's own processes: watches over them, and defences taken away to see judges fail.

A test asks for a change by name; every Python the program starts makes it before anything else (``sitecustomize``).
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent.parent
_NETWORK = (
    "socket.connect",
    "socket.bind",
    "socket.send",
    "socket.getaddrinfo",
    "socket.gethostby",
    "socket.getnameinfo",
)


def changed(folder: Path, *changes: str) -> dict[str, str]:
    """The environment in which the program runs with these changes (calls in this module's words)."""
    folder.mkdir(exist_ok=True)
    calls = "\n".join(f"inside.{change}" for change in changes)
    (folder / "sitecustomize.py").write_text(
        f"import sys\nsys.path.insert(0, {str(ROOT)!r})\nfrom tests.terminal import inside\n{calls}\n"
    )
    return {"PYTHONPATH": str(folder)}


def log_network(log: str) -> None:
    """Write down, a line each, what any process of the program wants of a network, whether it gets it or not."""
    file = os.open(log, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)

    def watch(event: str, arguments: tuple[Any, ...]) -> None:
        if event.startswith(_NETWORK):
            first = arguments[0] if arguments else None
            family = getattr(getattr(first, "family", None), "name", "")
            if family != "AF_UNIX":
                os.write(file, f"{os.getpid()} {event} {family} {arguments[1:]!r}\n".encode())

    sys.addaudithook(watch)
    os.write(file, f"{os.getpid()} began\n".encode())


def no_scrub() -> None:
    """Take away the first layer: what is brought in is kept as it came."""
    if _is_reader():
        return
    from tui_reader.model import scrub

    def as_it_is(text: str, limit: int = 1000) -> str:
        return text

    scrub.scrub = scrub.scrub_line = as_it_is


def no_filter() -> None:
    """Take away the second layer: the screen's lines go out as they are."""
    if _is_reader():
        from tui_reader.ui.line_filter import Scrubber

        Scrubber.apply = lambda self, segments, background: segments  # type: ignore[method-assign]


def log_screens(log: str) -> None:
    """Write down, a line each, the first time a widget or screen of ours is drawn, and an action is done."""
    if not _is_reader():
        return
    from textual.widget import Widget

    from tui_reader.ui.ground import Ground
    from tui_reader.ui.lighting import RoleView
    from tui_reader.ui.list.entry_list import EntryList
    from tui_reader.ui.parts import Parts
    from tui_reader.ui.reading.line_view import LineView
    from tui_reader.ui.scroll_bar import QuietScrollBar

    file = os.open(log, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    known: set[str] = set()

    def note(*lines: str) -> None:
        for line in lines:
            if line not in known:
                known.add(line)
                os.write(file, f"{line}\n".encode())

    def noting(draw: Callable[[Any, Any], Any]) -> Callable[[Any, Any], Any]:
        def drawn(self: Widget, crop: Any) -> Any:
            for shown in self.ancestors_with_self:  # what only holds others is drawn by them
                note(*(f"{one.__module__}.{one.__qualname__}" for one in type(shown).__mro__[:-1]))
            return draw(self, crop)

        return drawn

    # all that draw their lines in a way of their own
    for kind in (Widget, Ground, RoleView, LineView, EntryList, QuietScrollBar):
        setattr(kind, "render_lines", noting(kind.render_lines))  # noqa: B010 - a type checker wants each of its own kind
    do = Parts.do

    def done(self: Parts, action: str, count: int | None = None) -> None:
        note(action)
        do(self, action, count)

    Parts.do = done  # type: ignore[method-assign]


def crash_on_redraw(secret: str) -> None:
    """Ctrl-L meets an error while an article is in its hands."""
    if _is_reader():
        from tui_reader.ui.places import Places

        def redraw(self: Places) -> None:
            article = secret
            raise RuntimeError(f"could not draw {article}")

        Places._redraw = redraw  # type: ignore[method-assign]


def never_close(seconds: int) -> None:
    """What the program puts away at its end takes for ever; after an error it is waited for so long."""
    if _is_reader():
        import asyncio

        from tui_reader.library.front_desk import Library
        from tui_reader.ui import app

        async def close(self: Library) -> None:
            await asyncio.sleep(3600)

        Library.close = close  # type: ignore[method-assign]
        app._LAST_WORK = seconds


def crash_on_mark(secret: str) -> None:
    """A star meets an error in what the screen set to work, with an article in its hands."""
    if _is_reader():
        from tui_reader.library.archive import Archive

        async def act(self: Archive, *arguments: Any, **named: Any) -> Any:
            article = secret
            raise RuntimeError(f"could not mark {article}")

        Archive.act = act  # type: ignore[method-assign]


def crash_on_input(secret: str) -> None:
    """Ctrl-L meets an error where bytes become keys, in the toolkit's own thread."""
    if _is_reader():
        from textual._xterm_parser import XTermParser

        feed = XTermParser.feed

        def feed_all_but_one(self: XTermParser, data: str) -> Any:
            if "\x0c" in data:
                article = secret
                raise RuntimeError(f"could not read {article}")
            return feed(self, data)

        XTermParser.feed = feed_all_but_one  # type: ignore[method-assign]


def crash_in_command(secret: str) -> None:
    """Listing articles meets an error with an article in its hands."""
    from tui_reader.library import answers

    def snapshot(*arguments: Any) -> Any:
        raise RuntimeError(f"could not list {secret}")

    answers.snapshot = snapshot  # type: ignore[assignment]  # whatever it is asked


def crash_in_engine(secret: str) -> None:
    """The engine meets an error with an article in its hands: in a thread, in a task nobody waits for, and at its heart."""
    if "engine" not in sys.orig_argv:
        return
    from tui_reader.engine.service import Service

    def handle(self: Service, request: object) -> None:
        import asyncio
        import gc
        import logging
        import threading

        def fail() -> None:
            raise RuntimeError(f"could not fetch {secret}")

        async def fail_later() -> None:
            fail()

        logging.getLogger("library.of.others").warning("cannot parse %s", secret)
        logging.getLogger("library.of.others").warning("cannot parse " + secret)
        threading.Thread(target=fail).start()
        asyncio.get_running_loop().create_task(fail_later())
        asyncio.get_running_loop().call_later(0.2, fail)
        asyncio.get_running_loop().call_later(
            0.3, gc.collect
        )  # a failed task is told of when it is thrown away
        asyncio.get_running_loop().call_later(0.5, asyncio.get_running_loop().stop)

    Service.handle = handle  # type: ignore[method-assign]


def crash_in_worker(secret: str) -> None:
    """A worker meets an error with an article in its hands where no job is to blame; and a library says what it parses."""
    if "multiprocessing.forkserver" not in " ".join(sys.orig_argv):
        return
    from tui_reader.engine import worker_process

    def reply(*arguments: Any) -> None:
        import logging

        logging.getLogger("library.of.others").error("cannot parse %s", secret)
        raise RuntimeError(f"could not answer {secret}")

    worker_process._reply = reply  # type: ignore[assignment]  # whatever it is to answer


def watch_loop(log: str) -> None:
    """Write down, a line each, when the reader's loop answered nothing for 100 ms: how long, how much of it the thread
    worked, and where it was (files and lines, no values)."""
    if not _is_reader():
        return
    import asyncio.base_events
    import threading
    import time

    run = asyncio.base_events.BaseEventLoop.run_forever

    def watched(self: asyncio.base_events.BaseEventLoop) -> None:
        clock = time.pthread_getcpuclockid(threading.get_ident())
        threading.Thread(target=_watch, args=(self, threading.get_ident(), clock, log), daemon=True).start()
        run(self)

    asyncio.base_events.BaseEventLoop.run_forever = watched  # type: ignore[method-assign]


def _watch(loop: Any, thread: int, clock: int, log: str) -> None:
    import threading
    import time

    file = os.open(log, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    answered = threading.Event()
    while not loop.is_closed():
        answered.clear()
        began, worked, where = time.monotonic(), time.clock_gettime(clock), ""
        try:
            loop.call_soon_threadsafe(answered.set)
        except RuntimeError:  # the loop has ended
            return
        while not answered.wait(0.05):
            where = where or _place_of(sys._current_frames().get(thread))
            if loop.is_closed() or time.monotonic() - began > 30:
                break
        took = time.monotonic() - began
        if took > 0.1:
            os.write(file, f"{took:.3f} {time.clock_gettime(clock) - worked:.3f} {where}\n".encode())
        time.sleep(0.02)


def _place_of(frame: Any) -> str:
    """Where it is, and through which of our own functions it came there."""
    places: list[str] = []
    while frame is not None and len(places) < 8:
        if not places or "tui_reader/ui" in frame.f_code.co_filename:
            places.append(f"{Path(frame.f_code.co_filename).name}:{frame.f_lineno} {frame.f_code.co_name}")
        frame = frame.f_back
    return " < ".join(places) or "?"


def worker_dies_once(job: str, marker: str) -> None:
    """The worker that is given this job first dies of it; ``marker``: a folder that tells that it did."""
    if "multiprocessing.forkserver" not in " ".join(sys.orig_argv):
        return
    from tui_reader.engine import feed_jobs, jobs

    jobs_of_its_kind = feed_jobs.FEED_JOBS if job in feed_jobs.FEED_JOBS else jobs.JOBS
    work = jobs_of_its_kind[job]

    def dying(*arguments: Any) -> Any:
        try:
            os.mkdir(marker)
        except FileExistsError:
            return work(*arguments)
        os._exit(1)

    jobs_of_its_kind[job] = dying


def _is_reader() -> bool:
    """Whether this process is the one with the screen: no engine, no worker, no other command."""
    given = set(sys.orig_argv)
    return "tui_reader" in given and not given & {"engine", "add", "import", "refresh"}
