"""One killable process and the thread that keeps it busy: it always knows whose bytes it is at, and for how long."""

from __future__ import annotations

import asyncio
import pickle
import threading
import time
from collections import deque
from multiprocessing.connection import Connection
from multiprocessing.context import BaseContext
from multiprocessing.process import BaseProcess
from typing import Protocol

from tui_reader.engine.worker_process import RESULT_LIMIT, serve
from tui_reader.model.errors import Fact

Result = tuple[object, str, dict[str, Fact]]
"""What a job gave, or the code and facts of its error."""

_GROWN = 300 * 1024 * 1024
"""A worker that has once used this much is replaced after its job: freed memory seldom goes back to the system."""
_START = 20.0  # seconds a process may take to start on a busy machine, on top of its job's deadline
_AHEAD = 2
"""Light orders in a worker at once: the second lies ready when the first is done, however busy we are then."""


class Order:
    """A job to be done, and the answer somebody waits for."""

    def __init__(
        self,
        job: str,
        arguments: tuple[object, ...],
        deadline: float,
        light: bool,
        loop: asyncio.AbstractEventLoop,
    ) -> None:
        self.job = job
        self.arguments = arguments
        self.deadline = deadline
        self.light = light
        self.answer: asyncio.Future[Result] = loop.create_future()
        self._loop = loop

    def done(self, result: Result) -> None:
        """From the worker's thread: give the answer to who still waits for it."""
        try:
            self._loop.call_soon_threadsafe(self._tell, result)
        except RuntimeError:
            pass  # the loop has ended before us

    def _tell(self, result: Result) -> None:
        if not self.answer.done():
            self.answer.set_result(result)


class Orders(Protocol):
    """Where orders come from."""

    def next(self) -> Order | None: ...
    def next_light(self) -> Order | None: ...


class Worker:
    """Works off a line of orders from when it is told to ``begin``."""

    def __init__(self, context: BaseContext, memory: int, line: Orders) -> None:
        self._context = context
        self._memory = memory
        self._line = line
        self._process: BaseProcess | None = None
        self._pipe: Connection | None = None
        self._in_hand: deque[Order] = deque()
        """What the process is at, and what lies ready behind it."""
        self._sent = 0
        """How many of them it was sent."""
        self._given_up: Order | None = None
        self._closed = False
        self._hand = threading.Lock()
        self._starting = threading.Lock()
        self._thread: threading.Thread | None = None

    @property
    def pid(self) -> int:
        process = self._process
        return (process.pid or 0) if process else 0

    def begin(self) -> None:
        """Take orders from now on."""
        if self._thread is None:
            self._thread = threading.Thread(target=self._work, name="worker", daemon=True)
            self._thread.start()

    def start(self) -> None:
        """Start the process unless it runs."""
        with self._starting:
            if self._process is not None and self._process.is_alive():
                return
            self._end()
            ours, theirs = self._context.Pipe()
            process = self._context.Process(target=serve, args=(theirs, self._memory), daemon=True)  # type: ignore[attr-defined]  # typeshed has it on the concrete contexts
            process.start()
            theirs.close()
            self._process, self._pipe = process, ours

    def give_up(self, order: Order) -> None:
        """Nobody waits for it any more: where the process is at it, it ends at once; else it is done for nothing."""
        with self._hand:
            if self._in_hand and self._in_hand[0] is order:
                self._given_up = order
                self._kill()

    def close(self) -> None:
        """End the process, and the thread with it, its line being closed."""
        self._closed = True
        self._kill()
        if self._thread is not None:
            self._thread.join(5)
        self._end()

    def _work(self) -> None:
        while (order := self._line.next()) is not None:
            self._in_hand.append(order)
            while self._in_hand and not self._closed:
                try:
                    self._one()
                except (OSError, EOFError, AttributeError, pickle.UnpicklingError):
                    self._died()

    def _one(self) -> None:
        """Have the first in hand done, with the next one lying ready behind it."""
        first = self._in_hand[0]
        until = time.monotonic() + first.deadline
        if not self._sent:
            until += 0.0 if self._process is not None else _START
            self.start()
        if first.light and len(self._in_hand) < _AHEAD and (order := self._line.next_light()) is not None:
            self._in_hand.append(order)
        pipe = self._pipe
        assert pipe is not None
        while self._sent < len(self._in_hand):
            order = self._in_hand[self._sent]
            pipe.send((order.job, order.arguments, order.deadline))
            self._sent += 1
        if not pipe.poll(max(0.0, until - time.monotonic())):
            self._fail("took_too_long", seconds=round(first.deadline))
            return
        result, code, facts, used = pickle.loads(pipe.recv_bytes(RESULT_LIMIT + 1024))
        with self._hand:
            self._in_hand.popleft()
            self._sent -= 1
        if used > _GROWN:
            self._end()
        first.done((result, code, facts))

    def _died(self) -> None:
        """The first in hand is the culprit, unless it was killed for one that was just done."""
        given_up, self._given_up = self._given_up, None
        if given_up is None or given_up is self._in_hand[0]:
            self._fail("worker_died")
        else:
            self._end()

    def _fail(self, code: str, **facts: Fact) -> None:
        """What lay ready behind the first in hand goes to a new process."""
        self._end()
        with self._hand:
            first = self._in_hand.popleft()
        first.done((None, code, facts))

    def _kill(self) -> None:
        process = self._process
        try:
            if process is not None and process.pid is not None:
                process.kill()
        except ValueError:
            pass  # it was ended a moment ago

    def _end(self) -> None:
        process, pipe = self._process, self._pipe
        self._process = self._pipe = None
        self._sent = 0
        if process is not None:
            process.kill()
            process.join(5)
            process.close()
        if pipe is not None:
            pipe.close()
