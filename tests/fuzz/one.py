"""One entry point fuzzed in a process of its own: ``python -m tests.fuzz.one NAME SECONDS FOLDER``.

Whatever breaks a promise is written into the folder, once for each place it comes from, and the run goes on; what takes too
long or too much memory ends the process, which leaves its input there as well. The last line printed is a JSON object.
"""

from __future__ import annotations

import faulthandler
import hashlib
import importlib
import os
import resource
import signal
import sys
import traceback
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

LONGEST = 20
"""Seconds one input may take: the deadline of a worker is 10 (model of hostile.md, P5), and instrumented code is slower."""
MEMORY = 1024
"""MB a process may have, twice what a worker may: what watches it lies in there as well."""
MOST = 64 * 1024
"""Bytes of an input."""


class Watch:
    """An entry point that keeps what broke it and goes on."""

    def __init__(self, entry: Callable[[bytes], None], folder: Path) -> None:
        self._entry, self._folder = entry, folder
        self._places: set[str] = set()

    def __call__(self, data: bytes) -> None:
        try:
            self._entry(data)
        except Exception as error:
            self._keep(data, error)

    def _keep(self, data: bytes, error: Exception) -> None:
        last = traceback.extract_tb(error.__traceback__)[-1]
        place = f"{type(error).__name__} {Path(last.filename).name}:{last.lineno}"
        if place in self._places:
            return
        self._places.add(place)
        name = hashlib.sha256(data).hexdigest()[:12]
        (self._folder / name).write_bytes(data)
        print(f"FOUND {name} {place} {str(error)[:200]}", file=sys.stderr)
        traceback.print_exception(error, limit=-4, file=sys.stderr)


def main(name: str, seconds: int, folder: Path) -> int:
    """Fuzz one entry point; the way it was done and how far it came."""
    atheris = _atheris()
    if atheris is None:
        from tests.fuzz.entries import ENTRIES
    else:
        with atheris.instrument_imports(include=["tui_reader", "feedparser"]):
            from tests.fuzz.entries import ENTRIES
    watch = Watch(ENTRIES[name], folder)
    if atheris is None:
        _blindly(watch, name, seconds)
    else:
        _guided(atheris, watch, name, seconds, folder)
    return 0


def _atheris() -> ModuleType | None:
    """The guided fuzzer, where it came for this Python."""
    try:
        return importlib.import_module("atheris")
    except ImportError:
        return None


def _guided(atheris: ModuleType, watch: Watch, name: str, seconds: int, folder: Path) -> None:
    """libFuzzer, led by what the code was seen to do. It never returns."""
    from tests.fuzz.seeds import seeds

    corpus = folder / "corpus"
    corpus.mkdir(exist_ok=True)
    for data in seeds(name):
        (corpus / hashlib.sha256(data).hexdigest()[:12]).write_bytes(data)
    limits = (
        f"-max_total_time={seconds}",
        f"-timeout={LONGEST}",
        f"-rss_limit_mb={MEMORY}",
        f"-max_len={MOST}",
    )
    arguments = [
        "fuzz",
        *limits,
        f"-artifact_prefix={folder}/",
        "-print_final_stats=1",
        "-verbosity=0",
        str(corpus),
    ]
    print("way: atheris", file=sys.stderr)
    atheris.Setup(arguments, watch)
    atheris.Fuzz()


def _blindly(watch: Watch, name: str, seconds: int) -> None:
    """The seeded loop. An input that takes too long kills the process, which says where it was."""
    from tests.fuzz.mutating import run
    from tests.fuzz.seeds import seeds

    resource.setrlimit(resource.RLIMIT_AS, (MEMORY << 20, resource.RLIM_INFINITY))
    faulthandler.enable()

    def limited(data: bytes) -> None:
        signal.alarm(LONGEST)
        watch(data)
        signal.alarm(0)

    print("way: mutations", file=sys.stderr)
    calls = run(limited, list(seeds(name)), seconds, MOST, seed=int(os.environ.get("FUZZ_SEED", "1")))
    print(f"stat::number_of_executed_units: {calls}", file=sys.stderr)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], int(sys.argv[2]), Path(sys.argv[3])))
