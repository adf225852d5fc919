"""What fuzzing once found stays mended, the samples pass, and the runner keeps what it finds."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.fuzz.entries import ENTRIES
from tests.fuzz.mutating import run
from tests.fuzz.one import Watch
from tests.fuzz.seeds import found, seeds

FOUND = [pytest.param(name, file, id=f"{name} {file.name}") for name in ENTRIES for file in found(name)]


@pytest.mark.parametrize(("name", "file"), FOUND)
def test_what_was_found_is_mended(name: str, file: Path) -> None:
    ENTRIES[name](file.read_bytes())


@pytest.mark.parametrize("name", ENTRIES)
def test_every_sample_and_a_few_of_its_accidents_break_no_promise(name: str) -> None:
    samples = list(seeds(name))
    assert len(samples) > 30
    for sample in samples:
        ENTRIES[name](sample)
    assert run(ENTRIES[name], samples, 0.5, 20_000, seed=7)


def test_what_breaks_a_promise_is_kept_once_for_each_place(tmp_path: Path) -> None:
    def entry(data: bytes) -> None:
        assert b"\x1b" not in data, "an escape"
        assert b"<![CDATA[" not in data, "a section"

    watch = Watch(entry, tmp_path)
    run(watch, [b"<p>a</p>"], 60, 1000, seed=1, enough=lambda: len(list(tmp_path.iterdir())) == 2)
    kept = [file.read_bytes() for file in tmp_path.iterdir()]
    assert len(kept) == 2
    assert any(b"\x1b" in data for data in kept)


def test_an_entry_point_sees_what_a_defence_let_through(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tests.fuzz.entries.scrub", lambda text: text)
    with pytest.raises(AssertionError, match="unsafe text"):
        ENTRIES["scrub"](b"a\x1b[31mb")


@pytest.mark.parametrize("inside", ["(a OR (b ", "-(a ", "-(a OR (b ", "-(is:unread OR (is:starred ", "-"])
def test_the_deepest_query_that_is_understood_is_not_too_deep_for_the_store(inside: str) -> None:
    for deep in range(1, 40):
        ENTRIES["query"]((inside * deep + "c" + ")" * inside.count("(") * deep).encode())
