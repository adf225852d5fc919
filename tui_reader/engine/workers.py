"""Two killable processes in which everything of strangers' is parsed: a hang or a crash costs one job (hostile.md finding 5)."""

from __future__ import annotations

import asyncio
import threading
from collections import deque

from tui_reader.engine import forks
from tui_reader.engine.worker import Order, Worker
from tui_reader.model.errors import ParseError

MEMORY = 768 * 1024 * 1024
"""Most bytes of address space of a worker."""


class Workers:
    """Runs the functions of ``engine.jobs`` by name. Jobs wait in line; urgent ones in front of the others."""

    def __init__(self, count: int = 2, *, memory: int = MEMORY) -> None:
        context = forks.context()
        self._line = Line()
        self._all = tuple(Worker(context, memory, self._line) for _ in range(count))
        self._quiet = asyncio.Event()
        self._quiet.set()

    async def quiet(self) -> None:
        """Wait until nobody waits for a worker: for work that can wait."""
        await self._quiet.wait()

    async def run(
        self, job: str, *arguments: object, deadline: float, urgent: bool = False, light: bool = False
    ) -> object:
        """What the job returns. ``deadline`` in seconds of its own time, waiting not counted. ``light``: done in
        milliseconds as a rule, so that one may lie ready in a worker while it does another.

        Raises ParseError: the job's own, took_too_long, worker_died, too_large, unknown.
        """
        order = Order(job, arguments, deadline, light, asyncio.get_running_loop())
        self._quiet.clear()
        self._line.add(order, urgent)
        for worker in self._all:
            worker.begin()
        try:
            result, code, facts = await order.answer
        except asyncio.CancelledError:
            if not self._line.remove(order):
                for worker in self._all:
                    worker.give_up(order)
            raise
        finally:
            if not self._line.waiting:
                self._quiet.set()
        if code:
            raise ParseError(code, **facts)
        return result

    async def warm(self) -> None:
        """Start the processes, so that the first job need not wait for them; one that fails is started by its job."""
        starting = [asyncio.to_thread(worker.start) for worker in self._all]
        await asyncio.gather(*starting, return_exceptions=True)

    def pids(self) -> list[int]:
        """The processes that run now."""
        return [worker.pid for worker in self._all if worker.pid]

    def close(self) -> None:
        """Kill them all; what they had in hand is still owed."""
        self._line.close()
        for worker in self._all:
            worker.close()


class Line:
    """Orders that wait, shared by the threads of the workers: none has to go through the loop for its next one."""

    def __init__(self) -> None:
        self.waiting: deque[Order] = deque()
        self._changed = threading.Condition()
        self._closed = False

    def add(self, order: Order, urgent: bool) -> None:
        """Have it done, before all others if it is urgent."""
        with self._changed:
            (self.waiting.appendleft if urgent else self.waiting.append)(order)
            self._changed.notify()

    def remove(self, order: Order) -> bool:
        """Take back what was not begun; False where it is too late for that."""
        with self._changed:
            try:
                self.waiting.remove(order)
            except ValueError:
                return False
            return True

    def next(self) -> Order | None:
        """Wait for an order; None: there will be no more."""
        with self._changed:
            self._changed.wait_for(lambda: self.waiting or self._closed)
            return None if self._closed else self.waiting.popleft()

    def next_light(self) -> Order | None:
        """The first in line, if it is there now and light."""
        with self._changed:
            return self.waiting.popleft() if self.waiting and self.waiting[0].light else None

    def close(self) -> None:
        """Let those go who wait for an order."""
        with self._changed:
            self._closed = True
            self._changed.notify_all()
