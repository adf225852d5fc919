"""The feed server as a child process: started, asked, told what to serve next, ended."""

from __future__ import annotations

import json
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.bench.corpus import file_name, twin_name
from tests.bench.feed_server import HOSTS


class FeedServer:
    """A running server. ``location`` is where a feed is found, on one of the many hosts."""

    def __init__(self, port: int, hosts: int = HOSTS) -> None:
        self.port = port
        self._hosts = hosts

    def location(self, number: int, manner: str = "") -> str:
        """The address of feed ``number``; ``manner`` is a way to be bad, as in ``feed_server``."""
        before = f"{manner}/" if manner else ""
        return f"{self._host(number)}/{before}{file_name(number)}"

    def twin(self, number: int) -> str:
        """The address of the same feed for a reader that knows no JSON."""
        return f"{self._host(number)}/{twin_name(number)}"

    def _host(self, number: int) -> str:
        return f"http://127.0.0.{number % self._hosts + 1}:{self.port}"

    def control(self, **asked: float) -> dict[str, int]:
        """Change how it serves; what it counted since the last call."""
        query = "&".join(f"{name}={value}" for name, value in asked.items())
        with urllib.request.build_opener(urllib.request.ProxyHandler({})).open(
            f"http://127.0.0.1:{self.port}/control?{query}", timeout=10
        ) as answer:
            counts: dict[str, int] = json.loads(answer.read())
        return counts


@contextmanager
def feed_server(folders: list[Path], *, hosts: int = HOSTS, delay: float = 0.1) -> Iterator[FeedServer]:
    """Serve the folders while the block runs."""
    command = [sys.executable, "-m", "tests.bench.feed_server", *map(str, folders)]
    command += ["--hosts", str(hosts), "--delay", str(delay)]
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    assert process.stdin is not None
    assert process.stdout is not None
    try:
        yield FeedServer(int(process.stdout.readline()), hosts)
    finally:
        process.stdin.close()
        process.wait(10)
        process.stdout.close()
