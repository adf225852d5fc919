"""A kept picture as the screen, a file or another program is given it. Only our own PNGs are opened.

All of it is done in the database thread: it reads files, and the loop must not wait.
"""

from __future__ import annotations

import io
from base64 import standard_b64encode
from datetime import datetime
from pathlib import Path

from PIL import Image, JpegImagePlugin, PngImagePlugin  # noqa: F401

from tui_reader.library.saving import save_new
from tui_reader.model.errors import StoreError
from tui_reader.model.picture import SMALL, WHOLE, Cells, Window, fit, small_name
from tui_reader.store import pictures
from tui_reader.store.database import Database

_WIDEST = 800
"""Pixels of a side at most where a terminal is sent the bytes themselves: a photograph is some 500 KB then."""
_QUALITY = 88
"""Of a JPEG: what cameras call fine."""
_BROKEN = (OSError, SyntaxError, ValueError)
"""The folder was emptied, or the disk is bad: the picture is fetched again."""


def cells(database: Database, folder: Path, url: str, columns: int, rows: int, now: datetime) -> Cells | None:
    """The picture in at most so many cells, its proportions kept; None where it is not here."""
    known = pictures.picture(database, url)
    if known is None or not known.path:
        return None
    made = _cells(folder / small_name(known.path), WHOLE, *fit(known.width, known.height, columns, rows))
    if made is not None and not database.read_only:
        pictures.used(database, url, now)
    return made


def part(database: Database, folder: Path, url: str, window: Window, columns: int, rows: int) -> Cells | None:
    """A part of the picture in exactly so many cells; None where it is not here."""
    path = _path(database, folder, url)
    return _cells(path, window, columns, rows) if path is not None else None


def file(database: Database, folder: Path, url: str, side: int) -> str:
    """Path of our PNG, of the small copy where that is as large as needed; empty where it is not here."""
    path = _path(database, folder, url, small=side <= SMALL)
    return str(path.absolute()) if path is not None and path.is_file() else ""


def png(
    database: Database,
    folder: Path,
    url: str,
    size: tuple[int, int],
    window: Window = WHOLE,
    most: int = _WIDEST,
) -> bytes:
    """A part of the picture inside so many pixels, and no larger than a slow line takes in a moment; empty: not here."""
    path = _path(database, folder, url, small=window == WHOLE and max(size) <= SMALL)
    out = io.BytesIO()
    try:
        with Image.open(path or folder, formats=("PNG",)) as image:
            seen = image.crop(window.pixels(*image.size)) if window != WHOLE else image
            seen.thumbnail((min(size[0], most), min(size[1], most)), Image.Resampling.BICUBIC)
            seen.convert("RGB").save(out, "PNG", compress_level=3)
    except _BROKEN:
        return b""
    return out.getvalue()


def inlined(database: Database, folder: Path, url: str) -> str:
    """The picture as a `data:` address, a photograph as JPEG, which is a tenth of our PNG; empty where it is not here."""
    path = _path(database, folder, url)
    out = io.BytesIO()
    try:
        with Image.open(path or folder, formats=("PNG",)) as image:
            image.convert("RGB").save(out, "JPEG", quality=_QUALITY)
        exact = path.read_bytes() if path is not None else b""
    except _BROKEN:
        return ""
    kind, body = ("jpeg", out.getvalue()) if out.tell() < len(exact) else ("png", exact)
    return f"data:image/{kind};base64,{standard_b64encode(body).decode()}"


def save_as(database: Database, folder: Path, url: str, path: str) -> str:
    """Our PNG as a new file; its path as it may be shown. Raises StoreError."""
    kept = _path(database, folder, url)
    try:
        body = kept.read_bytes() if kept is not None else b""
    except OSError:
        body = b""
    if not body:
        raise StoreError("picture_gone")
    return save_new(path, body)


def _path(database: Database, folder: Path, url: str, *, small: bool = False) -> Path | None:
    known = pictures.picture(database, url)
    if known is None or not known.path:
        return None
    return folder / (small_name(known.path) if small else known.path)


def _cells(path: Path, window: Window, columns: int, rows: int) -> Cells | None:
    try:
        with Image.open(path, formats=("PNG",)) as image:
            seen = image.convert("RGB")
            box = window.pixels(*seen.size)
            scaled = seen.resize((columns, 2 * rows), Image.Resampling.LANCZOS, box, reducing_gap=2.0)
    except _BROKEN:
        return None
    return Cells(columns, rows, scaled.tobytes())
