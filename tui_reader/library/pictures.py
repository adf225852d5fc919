"""A kept picture as cells of the terminal, made in the database thread: it reads a file, and the loop must not wait."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from PIL import Image, PngImagePlugin  # noqa: F401

from tui_reader.model.picture import Cells, fit, small_name
from tui_reader.store import pictures
from tui_reader.store.database import Database


def cells(database: Database, folder: Path, url: str, columns: int, rows: int, now: datetime) -> Cells | None:
    """The picture in at most so many cells, its proportions kept; None where it is not here. Only our own PNGs are opened."""
    known = pictures.picture(database, url)
    if known is None or not known.path:
        return None
    wide, high = fit(known.width, known.height, columns, rows)
    try:
        with Image.open(folder / small_name(known.path), formats=("PNG",)) as image:
            scaled = image.convert("RGB").resize((wide, 2 * high), Image.Resampling.LANCZOS)
    except (OSError, SyntaxError, ValueError):  # the folder was emptied, or the disk is bad: fetched again
        return None
    if not database.read_only:
        pictures.used(database, url, now)
    return Cells(wide, high, scaled.tobytes())
