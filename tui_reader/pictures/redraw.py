"""Checks a stranger's picture and draws it anew as our own PNG, large and small. Runs in a worker only.

What may come and how large: hostile.md H55–58. Nothing of the original's bytes goes on: no metadata, no colour profile,
no second frame.
"""

from __future__ import annotations

import io
import warnings
from typing import Final

from msgspec import Struct
from PIL import (  # each named: asked for a format it does not know yet, Pillow would import all it has
    GifImagePlugin,  # noqa: F401
    Image,
    JpegImagePlugin,  # noqa: F401
    PngImagePlugin,  # noqa: F401
    UnidentifiedImageError,
    WebPImagePlugin,  # noqa: F401
)

from tui_reader.model.errors import ParseError
from tui_reader.model.picture import SMALL

FORMATS: Final = ("PNG", "JPEG", "GIF", "WEBP")
"""Pillow can open more, some with programs of others (EPS): those are never tried."""
MOST_PIXELS: Final = 40_000_000
LONGEST_SIDE: Final = 20_000
LARGE: Final = 1_600
"""Longest side kept, in pixels: no terminal shows more."""
_LEAST: Final = 2
"""Pixels; whatever is no larger counts visitors and shows nothing."""
_GROUND: Final = (255, 255, 255)
"""Behind what is transparent: diagrams are drawn for paper."""
_ORIENTATION: Final = 0x0112  # Exif 2.32, tag Orientation
_TURNED: Final = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
_SIDEWAYS: Final = 5
"""From this orientation on width and height change places."""


class Redrawn(Struct, frozen=True):
    """Our own copies, as PNG, and what the original was."""

    large: bytes
    small: bytes
    width: int
    height: int
    type: str
    """MIME type of the original."""


def redraw(body: bytes) -> Redrawn:
    """The picture as ours. Raises ParseError: picture_format, picture_too_large, picture_broken, picture_empty."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            return _redraw(body)
    except (ParseError, MemoryError):
        raise
    except UnidentifiedImageError as error:
        raise ParseError("picture_format") from error
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise ParseError("picture_too_large") from error
    except (
        Exception
    ) as error:  # decoders raise whatever they meet: OSError, SyntaxError, struct.error, a warning
        raise ParseError("picture_broken") from error


def _redraw(body: bytes) -> Redrawn:
    with Image.open(io.BytesIO(body), formats=FORMATS) as image:
        width, height = image.size
        if width * height > MOST_PIXELS or max(width, height) > LONGEST_SIDE:
            raise ParseError("picture_too_large")
        if min(width, height) <= _LEAST:
            raise ParseError("picture_empty")
        kind = Image.MIME.get(image.format or "", "")
        image.draft("RGB", (LARGE, LARGE))  # a JPEG is decoded no larger than it is needed
        orientation = image.getexif().get(_ORIENTATION, 1)
        large = _scaled(_plain(image), LARGE)
    if orientation in _TURNED:
        large = large.transpose(_TURNED[orientation])
        if orientation >= _SIDEWAYS:
            width, height = height, width
    return Redrawn(_png(large), _png(_scaled(large, SMALL)), width, height, kind)


def _plain(image: Image.Image) -> Image.Image:
    """The first frame as RGB on white."""
    if image.mode.startswith("I;16"):
        return image.point(lambda value: value / 256).convert("L").convert("RGB")
    if image.mode in ("RGBA", "LA", "PA") or "transparency" in image.info:
        clear = image.convert("RGBA")
        ground = Image.new("RGB", clear.size, _GROUND)
        ground.paste(clear, mask=clear.getchannel("A"))
        return ground
    return image.convert("RGB")


def _scaled(image: Image.Image, side: int) -> Image.Image:
    """No side longer than so many pixels."""
    if max(image.size) <= side:
        return image
    ratio = side / max(image.size)
    size = (max(1, round(image.width * ratio)), max(1, round(image.height * ratio)))
    return image.resize(size, Image.Resampling.LANCZOS, reducing_gap=2.0)


def _png(image: Image.Image) -> bytes:
    file = io.BytesIO()
    Image.frombytes("RGB", image.size, image.tobytes()).save(file, "PNG", compress_level=6)
    return file.getvalue()
