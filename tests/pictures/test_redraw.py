"""What of strangers' pictures is drawn anew, and what is refused (hostile.md H55–H58)."""

from __future__ import annotations

import io
import subprocess

import pytest
from PIL import Image

from tests.pictures.made import (
    BLUE,
    EPS,
    RED,
    SVG,
    frames,
    picture,
    png_that_says,
    png_with_a_text_bomb,
    saved,
)
from tui_reader.model.errors import ParseError
from tui_reader.model.picture import SMALL
from tui_reader.pictures.redraw import LARGE, redraw


def opened(body: bytes) -> Image.Image:
    return Image.open(io.BytesIO(body))


def near(one: object, other: tuple[int, int, int]) -> bool:
    assert isinstance(one, tuple)
    return all(abs(a - b) < 25 for a, b in zip(one, other, strict=True))


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "GIF", "WEBP"])
def test_each_usual_format_becomes_our_png(kind: str) -> None:
    made = redraw(picture(kind))
    large = opened(made.large)
    assert (large.format, large.mode, large.size) == ("PNG", "RGB", (300, 200))
    assert near(large.getpixel((10, 10)), RED)
    assert near(large.getpixel((290, 190)), BLUE)
    assert (made.width, made.height, made.type) == (300, 200, f"image/{kind.lower()}")


def test_a_large_one_is_scaled_and_its_own_size_told() -> None:
    made = redraw(picture("JPEG", (4000, 1000)))
    assert opened(made.large).size == (LARGE, 400)
    assert opened(made.small).size == (SMALL, 80)
    assert (made.width, made.height) == (4000, 1000)


def test_nothing_but_pixels_goes_on() -> None:
    exif = Image.Exif()
    exif[0x010E] = "bí mật"
    made = redraw(picture("JPEG", exif=exif, icc_profile=b"profile" * 40, comment=b"secret"))
    names = {made.large[at + 4 : at + 8] for at in chunks(made.large)}
    assert names == {b"IHDR", b"IDAT", b"IEND"}


def chunks(body: bytes) -> list[int]:
    places, at = [], 8
    while at < len(body):
        places.append(at)
        at += 12 + int.from_bytes(body[at : at + 4])
    return places


def test_a_photograph_held_upright_stands_upright() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6  # the camera was turned: rotate by 90° clockwise to see it
    made = redraw(picture("JPEG", (400, 200), exif=exif))
    assert opened(made.large).size == (200, 400)
    assert (made.width, made.height) == (200, 400)
    assert near(opened(made.large).getpixel((100, 10)), RED)


def test_what_is_transparent_lies_on_white() -> None:
    clear = Image.new("RGBA", (20, 20), (0, 0, 0, 0))
    assert opened(redraw(saved(clear, "PNG")).large).getpixel((5, 5)) == (255, 255, 255)
    grey = Image.new("I;16", (20, 20), 0x8000)
    assert opened(redraw(saved(grey, "PNG")).large).getpixel((5, 5)) == (128, 128, 128)


@pytest.mark.parametrize(
    ("body", "code"),
    [
        pytest.param(
            png_that_says(1, 100_000_000), "picture_too_large", id="H55 a line of 100,000,000 pixels"
        ),
        pytest.param(png_that_says(20_001, 10), "picture_too_large", id="H55 a side too long"),
        pytest.param(png_that_says(20_000, 20_000), "picture_too_large", id="H56 20,000 by 20,000"),
        pytest.param(picture()[:200], "picture_broken", id="H56 cut short"),
        pytest.param(picture("JPEG")[:500], "picture_broken", id="H56 a JPEG cut short"),
        pytest.param(png_with_a_text_bomb(), "picture_broken", id="H57 a text that unpacks to 200 MB"),
        pytest.param(SVG, "picture_format", id="H58 SVG"),
        pytest.param(EPS, "picture_format", id="H58 EPS"),
        pytest.param(b"", "picture_format", id="nothing"),
        pytest.param(b"<html>not found</html>", "picture_format", id="a page"),
        pytest.param(saved(Image.new("RGB", (9, 9)), "BMP"), "picture_format", id="BMP"),
        pytest.param(saved(Image.new("RGB", (1, 1)), "GIF"), "picture_empty", id="H59 a pixel that counts"),
    ],
)
def test_what_must_not_be_decoded_is_refused(body: bytes, code: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def never(*_: object, **__: object) -> None:
        raise AssertionError("a picture started a program")

    monkeypatch.setattr(subprocess, "Popen", never)
    with pytest.raises(ParseError) as caught:
        redraw(body)
    assert caught.value.code == code


def test_h57_of_five_thousand_frames_the_first_is_shown() -> None:
    large = opened(redraw(frames(5000)).large)
    assert getattr(large, "n_frames", 1) == 1
    assert near(large.getpixel((2, 2)), RED)
