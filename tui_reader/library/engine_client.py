"""The reader's end of the protocol: starts the engine process, speaks to it, starts it again when it dies."""

from __future__ import annotations

import asyncio
import time
from collections import deque
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import IO

from msgspec import Struct

from tui_reader.model.errors import EngineError
from tui_reader.model.messages import (
    PROTOCOL,
    Event,
    Finished,
    Ready,
    Request,
    Stop,
)
from tui_reader.model.wire import LINE_LIMIT, decode, encode


class Patience(Struct, frozen=True):
    """When to start again, and when to give up; in seconds."""

    first_wait: float = 0.2
    """Before the first new start; doubled at each of the next."""
    crashes: int = 3
    within: float = 60.0
    goodbye: float = 2.0
    """How long an engine that was told to stop may take."""


class EngineClient:
    """``on_event`` is called on the loop for every event. ``on_stopped``: the engine died too often; see ``restart``.

    A request that an engine took to its grave is asked once more of the next one, then answered with "engine_stopped".
    """

    def __init__(
        self,
        command: Sequence[str],
        on_event: Callable[[Event], None],
        *,
        on_stopped: Callable[[], None] = lambda: None,
        log: Path | None = None,
        patience: Patience | None = None,
    ) -> None:
        self._command = tuple(command)
        self._on_event = on_event
        self._on_stopped = on_stopped
        self._log = log
        self._patience = patience or Patience()
        self._process: asyncio.subprocess.Process | None = None
        self._running: asyncio.Task[None] | None = None
        self._crashes: deque[float] = deque(maxlen=self._patience.crashes)
        self._open: dict[int, tuple[Request, int]] = {}
        self._last_id = 0
        self._starting = False

    @property
    def pid(self) -> int:
        """The engine's process, 0 while there is none."""
        return self._process.pid if self._process is not None else 0

    def next_id(self) -> int:
        """A number no request had before."""
        self._last_id += 1
        return self._last_id

    async def start(self) -> None:
        """Start the engine; ``Ready`` follows as an event."""
        if self._running is None or self._running.done():
            self._starting = True
            try:
                await self._launch()
            finally:
                self._starting = False
            self._running = asyncio.create_task(self._run())
            await self._ask_again()  # what was asked meanwhile

    async def restart(self) -> None:
        """Try again after ``on_stopped``."""
        self._crashes.clear()
        await self.start()

    async def send(self, request: Request) -> None:
        """Ask; while the engine is being started, or started again, the request waits for it."""
        self._open[request.id] = (request, 0)
        if self._starting:
            return
        if self._running is None or self._running.done():
            self._answer_for(request.id)
            return
        await self._write(request)

    async def close(self) -> None:
        """Tell the engine to stop, wait a moment, then end it."""
        running, process = self._running, self._process
        self._running = None
        if running is not None:
            running.cancel()
            await asyncio.wait([running])
        if process is None:
            return
        self._process = process
        await self._write(Stop(self.next_id()))
        if process.stdin is not None:
            process.stdin.close()
        try:
            await asyncio.wait_for(process.wait(), self._patience.goodbye)
        except TimeoutError:
            _kill(process)
            await process.wait()
        self._process = None

    async def _run(self) -> None:
        """Read events as long as there is an engine; start another when it dies."""
        wait = self._patience.first_wait
        while True:
            process = self._process
            assert process is not None
            if await self._listen(process):
                wait = self._patience.first_wait
            await process.wait()
            self._process = None
            if self._gave_up():
                for number in list(self._open):
                    self._answer_for(number)
                self._on_stopped()
                return
            await asyncio.sleep(wait)
            wait *= 2
            await self._launch()
            await self._ask_again()

    async def _listen(self, process: asyncio.subprocess.Process) -> bool:
        """Hand on events until the pipe ends; whether the engine ever was ready."""
        assert process.stdout is not None
        ready = False
        while True:
            try:
                line = await process.stdout.readline()
            except ValueError:  # a line beyond the limit: not our engine's
                _kill(process)
                return ready
            if not line:
                return ready
            try:
                event = decode(line)
            except EngineError:
                continue
            if isinstance(event, Ready):
                if event.protocol != PROTOCOL:
                    self._crashes.extend([time.monotonic()] * self._patience.crashes)
                    _kill(process)
                    return False
                ready = True
            elif isinstance(event, Finished):
                self._open.pop(event.id, None)
            if isinstance(event, Event):
                self._on_event(event)

    async def _launch(self) -> None:
        log: IO[bytes] | int = asyncio.subprocess.DEVNULL
        if self._log is not None:
            try:
                log = self._log.open("ab")
            except OSError:
                pass  # a home that cannot be written has no log, but an engine
        try:
            self._process = await asyncio.create_subprocess_exec(
                *self._command,
                stdin=asyncio.subprocess.PIPE,
                stdout=asyncio.subprocess.PIPE,
                stderr=log,
                limit=2 * LINE_LIMIT,
                start_new_session=True,  # Ctrl-C and the terminal's end are the reader's affair; ours is the pipe's end
            )
        finally:
            if not isinstance(log, int):
                log.close()

    async def _write(self, request: Request) -> None:
        process = self._process
        if process is None or process.stdin is None:
            return
        try:
            process.stdin.write(encode(request))
            await process.stdin.drain()
        except (ConnectionError, RuntimeError):
            pass  # it has just died: the request is still open and will be asked again

    async def _ask_again(self) -> None:
        for number, (request, times) in list(self._open.items()):
            if times:
                self._answer_for(number)
            else:
                self._open[number] = (request, times + 1)
                await self._write(request)

    def _answer_for(self, number: int) -> None:
        self._open.pop(number, None)
        self._on_event(Finished(number, code="engine_stopped", failed=1))

    def _gave_up(self) -> bool:
        now = time.monotonic()
        self._crashes.append(now)
        enough = len(self._crashes) == self._patience.crashes
        return enough and now - self._crashes[0] <= self._patience.within


def _kill(process: asyncio.subprocess.Process) -> None:
    try:
        process.kill()
    except ProcessLookupError:
        pass
