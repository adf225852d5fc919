"""What the user's own document and the sample articles look like, at three sizes of the window, some steps and layers.

The article's pane is kept as text beside this file and was looked at by a person. After a wished change of looks all
are written anew with ``RENEW=1 pytest tests/ui/reading/test_pages_seen.py``, and looked at again.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.ui.conftest import NOW, Newsroom, Open
from tui_reader.content.convert import convert
from tui_reader.model.style import Layer
from tui_reader.model.update import Changes, New, keys_of
from tui_reader.resources import directory
from tui_reader.sources.local import read_article
from tui_reader.store import content, entries
from tui_reader.store.database import open_database

KEPT = Path(__file__).parent / "pages_seen"
SAMPLES = {
    "document": "000_46c361403cd36819.txt",
    "lanterns": "articles/lang-lam-den-trung-thu.html",
    "tides": "articles/reading-a-tide-table.md",
}
SMALL, USUAL, WIDE = (80, 24), (120, 40), (200, 50)


class Page(NamedTuple):
    """What is shown: a sample in a window, some steps up or down, by a layer."""

    sample: str
    size: tuple[int, int]
    step: int = 0
    layer: Layer = Layer.LAYOUT
    sextants: bool = True

    @property
    def name(self) -> str:
        shape = f"{self.layer}{'' if self.sextants else '-halves'}"
        return f"{self.sample}-{self.size[0]}x{self.size[1]}{self.step:+d}-{shape}"


PAGES = (
    *(Page("document", size) for size in (SMALL, USUAL, WIDE)),
    Page("document", USUAL, -3),
    Page("document", USUAL, 3),
    Page("document", USUAL, 2, Layer.BLOCKS),
    Page("document", SMALL, 4, Layer.BLOCKS),
    Page("document", WIDE, 4, Layer.BLOCKS, sextants=False),
    Page("document", USUAL, 4, Layer.OSC66),
    Page("document", SMALL, 2, Layer.OSC66),
    Page("document", WIDE, 1, Layer.DEC),
    Page("lanterns", SMALL),
    Page("lanterns", USUAL),
    Page("lanterns", WIDE, 2),
    Page("lanterns", USUAL, 3, Layer.BLOCKS),
    Page("lanterns", WIDE, 1, Layer.DEC),
    Page("tides", SMALL, 1),
    Page("tides", USUAL),
    Page("tides", USUAL, 4, Layer.BLOCKS),
    Page("tides", WIDE),
)


@pytest.fixture(autouse=True)
def hanoi(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Dates are told as on a clock in Hà Nội, wherever the test runs."""
    monkeypatch.setenv("TZ", "Asia/Ho_Chi_Minh")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
async def test_a_page_looks_as_it_was_seen(newsroom: Newsroom, reading: Open, page: Page) -> None:
    newsroom.lang = "vi" if page.sample != "tides" else "en"
    _keep(newsroom, directory("seeds") / SAMPLES[page.sample])
    async with reading(size=page.size, layer=page.layer, sextants=page.sextants) as reader:
        await reader.press("enter", *["plus" if page.step > 0 else "minus"] * abs(page.step))
        if page.layer is Layer.DEC:
            await reader.press("F")
        pane = reader.screen.desk.article.region
        lines = reader.text().split("\n")[pane.y : pane.bottom]
        seen = "".join(f"{line[pane.x : pane.right].rstrip()}\n" for line in lines)
    kept = KEPT / f"{page.name}.txt"
    if os.environ.get("RENEW"):
        kept.parent.mkdir(exist_ok=True)
        kept.write_text(seen, encoding="utf-8")
    assert seen == kept.read_text(encoding="utf-8")


def test_every_page_kept_is_shown() -> None:
    assert {path.stem for path in KEPT.iterdir()} == {page.name for page in PAGES}


def _keep(newsroom: Newsroom, path: Path) -> None:
    """The sample as an article of the store, as the engine would keep it."""
    data = read_article(path)
    assert data.content is not None
    lead = data.summary.value if data.summary is not None else ""
    made = convert(data.content, images=data.images, title=data.title, lead=lead)
    feed = newsroom.feed("Bài đọc thử")
    db = open_database(newsroom.paths.store)
    new = entries.save(db, feed, Changes(new=(New(data, keys_of(data)),)), NOW).new
    content.save_converted(db, [(one, made) for one in new], version=1, now=NOW)
    db.close()
