"""The bundled material comes by itself once, whole, the saved page first; what was thrown away stays away."""

from __future__ import annotations

import os
import signal
from pathlib import Path

import pytest

from tests.library.conftest import Open
from tests.terminal.inside import changed
from tui_reader.library.first_run import SEEDED, lay_out
from tui_reader.model import messages
from tui_reader.model.view import View
from tui_reader.paths import Paths

ADDED = 6
"""The saved page, four feeds, the folder of articles."""


async def test_the_saved_page_stands_first_whatever_comes_in_when(
    reading: Open, user_document: Path, paths: Paths
) -> None:
    async with reading(engine=True) as one:
        await one.until(lambda: one.all(messages.Finished))
        assert len(one.library._seeding) == ADDED - len(one.all(messages.Finished)), "not done before all is"
        await one.until(lambda: len(one.all(messages.Finished)) == ADDED)
        titles = await one.titles()
        assert "Quảng Ninh" in titles[0], titles
        sources = (await one.library.sources()).feeds
        assert all(feed.total for feed in sources), [(feed.title, feed.total) for feed in sources]
        assert await one.library.recall(SEEDED)
    assert (paths.data / "samples" / user_document.name).read_bytes() == user_document.read_bytes()  # noqa: ASYNC240


async def test_an_interrupted_first_start_is_finished_at_the_next(reading: Open, paths: Paths) -> None:
    async with reading(engine=True) as one:
        await one.until(lambda: one.all(messages.Ready))
        os.kill(one.all(messages.Ready)[0].pid, signal.SIGKILL)
    async with reading(engine=True) as one:
        await one.until(lambda: len(one.all(messages.Finished)) == ADDED)
        assert await one.library.recall(SEEDED)
        assert len(await one.titles()) > ADDED
        once = await one.titles()
    assert len(once) == len(set(once)), "nothing came twice"


@pytest.mark.parametrize("job", ["sniff", "bring_file", "read_feed"])
async def test_a_bundled_article_whose_worker_died_comes_all_the_same(
    reading: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, job: str
) -> None:
    change = f"worker_dies_once({job!r}, {str(tmp_path / 'died')!r})"
    monkeypatch.setenv("PYTHONPATH", changed(tmp_path / "site", change)["PYTHONPATH"])
    async with reading(engine=True) as one:
        await one.until(lambda: len(one.all(messages.Finished)) == ADDED + 1)
        assert (tmp_path / "died").exists()
        assert [done.code for done in one.all(messages.Finished) if done.code] == ["worker_died"]
        assert all(feed.total for feed in (await one.library.sources()).feeds)
        assert await one.library.recall(SEEDED)


async def test_what_an_accident_kept_out_is_asked_for_at_the_next_start(reading: Open) -> None:
    async with reading(engine=True) as one:
        await one.until(lambda: one.library._seeding)
        for number in list(one.library._seeding):
            one.library._seeded(messages.Finished(number, code="took_too_long", failed=1))
        assert not await one.library.recall(SEEDED)
    async with reading(engine=True) as one:
        await one.until(lambda: len(one.all(messages.Finished)) == ADDED)
        assert await one.library.recall(SEEDED)


async def test_half_copied_samples_are_copied_again(reading: Open, paths: Paths) -> None:
    (paths.data / "samples.new").mkdir(parents=True)
    (paths.data / "samples.new" / "half").write_text("x")
    async with reading(engine=True) as one:
        await one.until(lambda: len(one.all(messages.Finished)) == ADDED)
        assert not (paths.data / "samples" / "half").exists()


async def test_what_was_thrown_away_stays_away(reading: Open) -> None:
    async with reading(engine=True) as one:
        await one.until(lambda: len(one.all(messages.Finished)) == ADDED)
        for feed in (await one.library.sources()).feeds:
            await one.library.unsubscribe(feed.id)
        assert await one.titles() == []
    async with reading(engine=True) as one:
        request = await one.library.refresh()
        assert request == 1, "nothing was asked for before"
        await one.until(lambda: one.answer(request))
        assert await one.titles(View()) == []
        assert (await one.library.sources()).feeds == ()


def test_the_saved_page_is_asked_for_before_all_else(paths: Paths, user_document: Path) -> None:
    asked = lay_out(paths.data)
    assert len(asked) == ADDED
    assert Path(asked[0]).name == user_document.name
    assert lay_out(paths.data) == asked, "and the same at a second start"
