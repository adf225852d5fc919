"""Two killable processes in which everything of strangers' is parsed: a hang or a crash costs one job (hostile.md finding 5)."""

from __future__ import annotations

import asyncio
import multiprocessing
import pickle
import sys
import time
from collections import deque
from concurrent.futures import ThreadPoolExecutor
from multiprocessing.connection import Connection
from multiprocessing.context import BaseContext
from multiprocessing.process import BaseProcess

from tui_reader.engine.worker_process import RESULT_LIMIT, serve
from tui_reader.model.errors import ParseError

MEMORY = 768 * 1024 * 1024
"""Most bytes of address space of a worker."""
_GROWN = 300 * 1024 * 1024
"""A worker that has once used this much is replaced after its job: freed memory seldom goes back to the system."""
_START = 20.0  # seconds a process may take to start on a busy machine, on top of its job's deadline


class Workers:
    """Runs the functions of ``engine.jobs`` by name. Jobs wait in line; urgent ones in front of the others."""

    def __init__(self, count: int = 2, *, memory: int = MEMORY) -> None:
        context = _context()
        self._idle = [_Worker(context, memory) for _ in range(count)]
        self._all = tuple(self._idle)
        self._waiting: deque[asyncio.Future[_Worker]] = deque()
        self._quiet = asyncio.Event()
        self._quiet.set()
        self._threads = ThreadPoolExecutor(count, thread_name_prefix="worker")

    async def quiet(self) -> None:
        """Wait until nobody waits for a worker: for work that can wait."""
        await self._quiet.wait()

    async def run(self, job: str, *arguments: object, deadline: float, urgent: bool = False) -> object:
        """What the job returns. ``deadline`` in seconds of its own time, waiting not counted.

        Raises ParseError: the job's own, took_too_long, worker_died, too_large, unknown.
        """
        worker = await self._take(urgent)
        loop = asyncio.get_running_loop()
        work = loop.run_in_executor(self._threads, worker.run, job, arguments, deadline)
        try:
            return await asyncio.shield(work)
        except asyncio.CancelledError:
            worker.kill()
            await asyncio.wait([work])
            if not work.cancelled():
                work.exception()
            raise
        finally:
            self._give_back(worker)

    async def warm(self) -> None:
        """Start the processes, so that the first job need not wait for them."""
        loop = asyncio.get_running_loop()
        await asyncio.gather(*(loop.run_in_executor(self._threads, worker.start) for worker in self._all))

    def pids(self) -> list[int]:
        """The processes that run now."""
        return [worker.pid for worker in self._all if worker.pid]

    def close(self) -> None:
        """Kill them all; what they had in hand is still owed."""
        for worker in self._all:
            worker.kill()
        self._threads.shutdown()

    async def _take(self, urgent: bool) -> _Worker:
        if self._idle:
            return self._idle.pop()
        turn: asyncio.Future[_Worker] = asyncio.get_running_loop().create_future()
        (self._waiting.appendleft if urgent else self._waiting.append)(turn)
        self._quiet.clear()
        try:
            return await turn
        except asyncio.CancelledError:
            if turn.done() and not turn.cancelled():
                self._give_back(turn.result())
            elif turn in self._waiting:
                self._waiting.remove(turn)
            raise
        finally:
            if not self._waiting:
                self._quiet.set()

    def _give_back(self, worker: _Worker) -> None:
        while self._waiting:
            turn = self._waiting.popleft()
            if not turn.done():
                turn.set_result(worker)
                return
        self._idle.append(worker)


class _Worker:
    """One process and the pipe to it; ``run`` blocks and belongs into a thread."""

    def __init__(self, context: BaseContext, memory: int) -> None:
        self._context = context
        self._memory = memory
        self._process: BaseProcess | None = None
        self._pipe: Connection | None = None

    @property
    def pid(self) -> int:
        return (self._process.pid or 0) if self._process else 0

    def run(self, job: str, arguments: tuple[object, ...], deadline: float) -> object:
        starting = 0.0 if self._alive() else _START
        try:
            data = self._exchange((job, arguments, deadline), starting + deadline)
            result, code, facts, used = pickle.loads(data)
        except TimeoutError:
            self._end()
            raise ParseError("took_too_long", seconds=round(deadline)) from None
        except (OSError, EOFError, AttributeError, pickle.UnpicklingError) as error:
            self._end()
            raise ParseError("worker_died") from error
        if used > _GROWN:
            self._end()
        if code:
            raise ParseError(code, **facts)
        return result

    def start(self) -> None:
        """Start the process unless it runs."""
        if self._alive():
            return
        self._end()
        ours, theirs = self._context.Pipe()
        process = self._context.Process(target=serve, args=(theirs, self._memory), daemon=True)  # type: ignore[attr-defined]  # typeshed has it on the concrete contexts
        process.start()
        theirs.close()
        self._process, self._pipe = process, ours

    def kill(self) -> None:
        """End the process at once; whoever waits for it learns by the closed pipe."""
        process = self._process
        if process is not None and process.pid is not None:
            process.kill()

    def _exchange(self, order: tuple[str, tuple[object, ...], float], seconds: float) -> bytes:
        self.start()
        pipe = self._pipe
        assert pipe is not None
        until = time.monotonic() + seconds
        pipe.send(order)
        if not pipe.poll(max(0.0, until - time.monotonic())):
            raise TimeoutError
        return pipe.recv_bytes(RESULT_LIMIT + 1024)

    def _alive(self) -> bool:
        return self._process is not None and self._process.is_alive()

    def _end(self) -> None:
        process, pipe = self._process, self._pipe
        self._process = self._pipe = None
        if process is not None:
            process.kill()
            process.join(5)
            process.close()
        if pipe is not None:
            pipe.close()


def _context() -> BaseContext:
    """Fork from a clean server where there is one: 10 ms a start, and safe beside our threads (performance.md §4)."""
    if sys.platform == "win32" or "forkserver" not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["tui_reader.engine.preload"])
    return context
