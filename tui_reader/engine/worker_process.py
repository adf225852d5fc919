"""What runs inside a worker: takes jobs from its pipe, never opens a connection, writes no file, dies at its deadline."""

from __future__ import annotations

import gc
import logging
import os
import pickle
import signal
import sys
from collections.abc import Callable
from multiprocessing.connection import Connection
from queue import Empty, SimpleQueue
from threading import Thread
from typing import Any

from tui_reader.engine.door import Door
from tui_reader.model.crash import described, say_no_values
from tui_reader.model.errors import Fact, ReaderError

Answer = tuple[object, str, dict[str, Fact], int]
"""What the job gave, or the code and facts of its error; then the memory the worker has used so far, in bytes."""

RESULT_LIMIT = 64 * 1024 * 1024
"""Most bytes of one answer."""
_GRACE = 2.0  # seconds; the engine kills first, this is for orphans whose interpreter hangs in C
_COLLECT = 20
"""Jobs between two looks for rings of garbage: hardly any job leaves one, and looking all the time takes a twentieth of it."""
_IDLE = 0.6
"""Seconds without an order after which a worker imports what it does not need for feeds: the first come sooner, if at all."""
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
_NEVER = (
    "subprocess.Popen",
    "os.system",
    "os.exec",
    "os.posix_spawn",
    "os.fork",
    "os.remove",
    "os.rename",
    "os.rmdir",
)


def serve(pipe: Connection, memory: int) -> None:
    """Work until the engine closes its end. ``memory``: most bytes of address space, where the system has such a limit."""
    _harden(memory)
    say_no_values(sys.stderr.write)
    try:
        _work(pipe)
    except Exception as error:  # multiprocessing would print what the error says, and that may be an article
        sys.stderr.write(" < ".join(described(error)) + "\n")
        sys.exit(1)


def _work(pipe: Connection) -> None:
    from tui_reader.engine.feed_jobs import FEED_JOBS  # preloaded by the fork server, where there is one

    orders: SimpleQueue[bytes | None] = SimpleQueue()
    Thread(target=_receive, args=(pipe, orders), daemon=True).start()
    done = 0
    while (order := _next(orders)) is not None:
        name, arguments, seconds = pickle.loads(order)
        _alarm(seconds + _GRACE)
        try:
            answer: Answer = ((FEED_JOBS.get(name) or _all_jobs()[name])(*arguments), "", {}, 0)
        except ReaderError as error:
            answer = (None, error.code, error.facts, 0)
        except MemoryError:
            answer = (None, "worker_died", {}, 0)
        except Exception as error:
            answer = (None, "unknown", {"why": type(error).__name__}, 0)
        try:
            _reply(pipe, answer)
        except OSError:
            return  # the engine is gone
        _alarm(0)
        del answer, arguments, order
        done += 1
        if not done % _COLLECT:
            gc.collect()


def _next(orders: SimpleQueue[bytes | None]) -> bytes | None:
    """The next order; where none comes for a while, that is the time for what the first of another kind would wait for."""
    if "tui_reader.engine.jobs" not in sys.modules:
        try:
            return orders.get(timeout=_IDLE)
        except Empty:
            _all_jobs()
    return orders.get()


def _all_jobs() -> dict[str, Callable[..., Any]]:
    """All that workers do, imported at the first call."""
    if "tui_reader.engine.jobs" not in sys.modules:
        import feedparser  # noqa: F401  # late where it is used, too

        import tui_reader.engine.jobs  # noqa: F401

        gc.freeze()
    from tui_reader.engine.jobs import JOBS

    return JOBS


def _receive(pipe: Connection, orders: SimpleQueue[bytes | None]) -> None:
    """Take orders out of the pipe as they come: who gives them must never wait for us while we wait to be read."""
    try:
        while True:
            orders.put(pipe.recv_bytes())
    except (EOFError, OSError):
        pass  # the engine is gone
    finally:
        orders.put(None)


def _reply(pipe: Connection, answer: Answer) -> None:
    try:
        data = pickle.dumps((*answer[:3], _used()), protocol=pickle.HIGHEST_PROTOCOL)
        if len(data) > RESULT_LIMIT:
            raise MemoryError
    except (MemoryError, RecursionError, pickle.PicklingError):
        data = pickle.dumps((None, "too_large", {"size": RESULT_LIMIT}, _used()))
    pipe.send_bytes(data)


def _harden(memory: int) -> None:
    sys.dont_write_bytecode = True
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the one who started us
    try:
        import resource  # not on Windows

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
        _, highest = resource.getrlimit(resource.RLIMIT_AS)
        if highest == resource.RLIM_INFINITY or highest > memory:
            resource.setrlimit(resource.RLIMIT_AS, (memory, highest))
    except (ImportError, ValueError, OSError):
        pass  # macOS refuses RLIMIT_AS; the deadline and the recycling of grown workers remain
    Door(shut=True).install()
    sys.addaudithook(_judge)
    logging.disable()  # what libraries say of what they parse quotes it
    gc.freeze()
    gc.disable()


def _judge(event: str, arguments: tuple[object, ...]) -> None:
    """Reading is a worker's work; everything else that touches the machine is not."""
    if event == "open":
        flags = arguments[2]
        if isinstance(flags, int) and flags & _WRITING and arguments[0] != os.devnull:
            raise PermissionError("a worker writes no files")
    elif event in _NEVER:
        raise PermissionError(f"a worker does not do {event}")


def _alarm(seconds: float) -> None:
    """The default action of SIGALRM ends the process, whoever holds the interpreter lock."""
    if hasattr(signal, "setitimer"):
        signal.setitimer(signal.ITIMER_REAL, seconds)


def _used() -> int:
    try:
        import resource

        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        return peak if sys.platform == "darwin" else peak * 1024
    except ImportError:
        return 0
