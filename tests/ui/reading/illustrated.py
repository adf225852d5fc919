"""Articles with pictures, for tests of the reading view: written, brought, looked at."""

from __future__ import annotations

from collections.abc import Sequence

from tests.pictures.made import picture
from tests.ui.conftest import NOW, Newsroom, Reader
from tui_reader.model import messages
from tui_reader.model.document import Block, Converted, Document, Figure, ImageRef, Paragraph, Span
from tui_reader.model.picture import Picture, file_name
from tui_reader.paths import Paths
from tui_reader.pictures.cache import Cache
from tui_reader.pictures.redraw import redraw
from tui_reader.store import content, pictures
from tui_reader.store.database import open_database
from tui_reader.ui.reading.lines import Run

URL = "https://news.example/{}.jpg"
TEXT = "Chuyến phà rời bến lúc chín giờ và trở về lúc trưa cùng thư từ của cả đảo. "


def figure(number: int, width: int = 0, height: int = 0) -> Figure:
    return Figure(ImageRef(URL.format(number), "", "", "", width, height), (Span(f"Chú thích {number}"),))


def written(newsroom: Newsroom, *blocks: Block) -> int:
    """An article of these blocks."""
    (entry_id,) = newsroom.articles("Bài ảnh", paragraphs=1)
    images = tuple(block.image for block in blocks if isinstance(block, Figure) and block.image)
    made = Converted(Document(blocks), "thân", "", "", 100, images)
    db = open_database(newsroom.paths.store)
    content.save_converted(db, [(entry_id, made)], version=1, now=NOW)
    db.close()
    return entry_id


def text(count: int = 1) -> tuple[Paragraph, ...]:
    return tuple(Paragraph((Span(f"Đoạn {n}. {TEXT * 3}"),)) for n in range(count))


def arrives(paths: Paths, number: int, size: tuple[int, int] = (1200, 800)) -> str:
    """The engine brings a picture."""
    url = URL.format(number)
    made = redraw(picture("JPEG", size))
    bytes_ = Cache(paths.pictures).keep(file_name(url), made.large, made.small)
    db = open_database(paths.store)
    kept = Picture(url, file_name(url), made.width, made.height)
    pictures.save(db, kept, kind=made.type, size=bytes_, now=NOW)
    db.close()
    return url


def asked(reader: Reader) -> list[messages.FetchPicture]:
    return [one for one in reader.library.asked if isinstance(one, messages.FetchPicture)]


async def bring(
    reader: Reader, paths: Paths, request: messages.FetchPicture, **size: tuple[int, int]
) -> None:
    arrives(paths, int(request.url.rpartition("/")[2].partition(".")[0]), **size)
    reader.library.tell(messages.PictureReady(request.entry, request.url))
    reader.library.tell(messages.Finished(request.id, entry=request.entry))
    await reader.settle()


def cells(reader: Reader) -> list[Run]:
    """The parts of pictures on screen."""
    view = reader.screen.desk.article
    rows = [view.column.line(view.top + row) for row in range(view.rows)] if view.column else []
    return [run for line in rows for run in line if run.colours is not None]


def lines(reader: Reader) -> list[str]:
    return reader.text().split("\n")


def places(reader: Reader, of: Sequence[str]) -> list[int]:
    """On which rows of the screen these words stand."""
    return [next(n for n, line in enumerate(lines(reader)) if word in line) for word in of]
