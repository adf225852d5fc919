"""The engine's end of the protocol: a thread that reads stdin, one that writes stdout; the loop waits for neither."""

from __future__ import annotations

import asyncio
import os
import queue
import threading
from collections.abc import Callable

from tui_reader.model.errors import EngineError
from tui_reader.model.messages import Event, Request
from tui_reader.model.wire import LINE_LIMIT, decode, encode


class Pipe:
    """Requests come out of ``receive``, events go into ``send``."""

    def __init__(self, stdin: int, stdout: int, log: Callable[[str], None]) -> None:
        self._stdin = stdin
        self._stdout = stdout
        self._log = log
        self._requests: asyncio.Queue[Request | Event | None] = asyncio.Queue()
        self._lines: queue.SimpleQueue[bytes | None] = queue.SimpleQueue()
        self._writer = threading.Thread(target=self._write, name="stdout", daemon=True)

    def start(self) -> None:
        """Begin to read and write."""
        self._loop = asyncio.get_running_loop()
        threading.Thread(target=self._read, name="stdin", daemon=True).start()
        self._writer.start()

    async def receive(self) -> Request | Event | None:
        """The next message; None when the reader is gone."""
        return await self._requests.get()

    def send(self, event: Event) -> None:
        """Queue an event."""
        try:
            self._lines.put(encode(event))
        except EngineError as error:
            self._log(str(error))

    def close(self, seconds: float = 2.0) -> None:
        """Write what is queued; a reader that no longer reads is not waited for long."""
        self._lines.put(None)
        self._writer.join(seconds)

    def _read(self) -> None:
        with os.fdopen(self._stdin, "rb", buffering=LINE_LIMIT) as stream:
            while line := stream.readline(LINE_LIMIT):
                try:
                    message = decode(line)
                except EngineError as error:
                    self._log(str(error))
                    continue
                self._hand_over(message)
        self._hand_over(None)

    def _hand_over(self, message: Request | Event | None) -> None:
        try:
            self._loop.call_soon_threadsafe(self._requests.put_nowait, message)
        except RuntimeError:
            pass  # the loop has ended before us

    def _write(self) -> None:
        try:
            while (line := self._lines.get()) is not None:
                data, last = self._joined(line)
                while data:
                    data = data[os.write(self._stdout, data) :]
                if last:
                    return
        except OSError:
            self._hand_over(None)

    def _joined(self, line: bytes) -> tuple[memoryview, bool]:
        """The line with all that already wait behind it, and whether that is the end: each write costs the same."""
        lines = [line]
        try:
            while (more := self._lines.get_nowait()) is not None:
                lines.append(more)
        except queue.Empty:
            return memoryview(b"".join(lines)), False
        return memoryview(b"".join(lines)), True
