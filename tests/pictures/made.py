"""Pictures made by code: honest ones, and those that break viewers (hostile.md H55–58)."""

from __future__ import annotations

import io
import struct
import zlib

from PIL import Image

SVG = b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><script>alert(1)</script></svg>'
EPS = b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 100 100\n%%EndComments\n%%EOF\n"
RED, BLUE = (220, 30, 30), (30, 30, 220)


def picture(kind: str = "PNG", size: tuple[int, int] = (300, 200), **said: object) -> bytes:
    """Left half red, right half blue."""
    image = Image.new("RGB", size, RED)
    image.paste(BLUE, (size[0] // 2, 0, *size))
    return saved(image, kind, **said)


def saved(image: Image.Image, kind: str, **said: object) -> bytes:
    file = io.BytesIO()
    image.save(file, kind, **said)
    return file.getvalue()


def frames(count: int) -> bytes:
    """A GIF of so many frames, the first red."""
    first = Image.new("P", (8, 8), 0)
    first.putpalette([*RED, *BLUE])
    rest = [Image.frombytes("P", (8, 8), bytes([n % 2] * 63 + [(n // 2) % 2])) for n in range(1, count)]
    for one in rest:
        one.putpalette([*RED, *BLUE])
    return saved(first, "GIF", save_all=True, append_images=rest)


def png_that_says(width: int, height: int) -> bytes:
    """A few bytes that claim to be so large; what follows would be enough for all its rows."""
    header = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    data = zlib.compress(bytes(min(height, 1_000_000) * 2), 9)
    return b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", header) + _chunk(b"IDAT", data) + _chunk(b"IEND", b"")


def png_with_a_text_bomb() -> bytes:
    """A zTXt chunk that unpacks to 200 MB."""
    whole = picture()
    bomb = _chunk(b"zTXt", b"Comment\x00\x00" + zlib.compress(bytes(200_000_000), 9))
    return whole[:33] + bomb + whole[33:]


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
