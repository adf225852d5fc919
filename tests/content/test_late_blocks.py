"""A long document is read from its beginning, as far as it is asked for, and is the same document in the end."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tui_reader.content.document import decode, encode, is_long
from tui_reader.content.late_blocks import LateBlocks, opened
from tui_reader.model.document import Document, Figure, ImageRef, Listing, Mark, Paragraph, Quote, Span
from tui_reader.model.errors import ParseError
from tui_reader.store.encoding import FirstPart, pack_parts


def long_document() -> Document:
    paragraphs = [Paragraph((Span(f"{n}. " + "Hạ tầng số phải đi trước. " * 20),)) for n in range(300)]
    picture = Figure(ImageRef("https://x.example/a.jpg", width=3, height=2), (Span("Cầu", Mark.BOLD),), "Hà")
    return Document(
        (*paragraphs, Quote((picture,)), Listing(((picture, Paragraph((Span("x"),))),)), picture),
        (("Đọc thêm", "https://x.example/"),),
    )


def in_bites(blob: bytes, bite: int) -> tuple[bytes, Callable[[], bytes], list[int]]:
    """The blob as it is unpacked: its beginning, what gives more, and how much was given."""
    given = [bite]

    def more() -> bytes:
        some = blob[given[0] : given[0] + bite]
        given[0] += len(some)
        return some

    return blob[:bite], more, given


def test_a_document_is_kept_as_lines_only_where_it_is_long() -> None:
    short = Document((Paragraph((Span("Một"),)),))
    assert is_long(encode(long_document(), packed=False))
    assert not is_long(encode(short, packed=False))
    assert decode(encode(long_document(), packed=False)) == long_document()


@settings(deadline=None, max_examples=30)
@given(st.integers(64, 100_000))
def test_it_is_the_same_in_bites_of_any_size(bite: int) -> None:
    blob = encode(long_document(), packed=False)
    first, more, _ = in_bites(blob, bite)
    document = opened(first, len(blob), more)
    assert isinstance(document.blocks, LateBlocks)
    assert document == long_document()
    assert not document.blocks.damaged


def test_its_first_blocks_are_there_before_the_rest_is_read() -> None:
    blob = encode(long_document(), packed=False)
    first, more, given = in_bites(blob, 8192)
    document = opened(first, len(blob), more)
    assert document.related == long_document().related
    assert len(document.blocks) == 303
    assert isinstance(document.blocks, LateBlocks)
    assert document.blocks.figures == 3
    assert document.blocks[5] == long_document().blocks[5]
    assert given[0] == 8192
    assert document.blocks[-1] == long_document().blocks[-1]
    assert given[0] == len(blob)
    assert document.blocks[3:5] == long_document().blocks[3:5]


def test_the_share_of_what_is_read_follows_its_bytes() -> None:
    blob = encode(long_document(), packed=False)
    first, more, _ = in_bites(blob, 8192)
    blocks = opened(first, len(blob), more).blocks
    assert isinstance(blocks, LateBlocks)
    assert blocks[9] == long_document().blocks[9]
    assert 0.02 < blocks.share(10) < 0.05
    assert tuple(blocks)
    assert blocks.share(len(blocks)) == pytest.approx(1)


@pytest.mark.parametrize("cut", [3, 9])
def test_a_beginning_that_is_damaged_is_told_at_once(cut: int) -> None:
    blob = encode(long_document(), packed=False)[:cut]
    with pytest.raises(ParseError):
        opened(blob, len(blob), lambda: b"")


def test_a_count_that_cannot_be_is_told_at_once() -> None:
    with pytest.raises(ParseError):
        opened(b'\x01l[999999999999,0,[]]\n["r"]\n', 28, lambda: b"")


@pytest.mark.parametrize(
    "harm", [lambda blob: blob[:60_000], lambda blob: blob[:60_000] + b"\xff" + blob[60_001:]]
)
def test_where_the_rest_is_damaged_the_beginning_is_read_and_it_says_so(
    harm: Callable[[bytes], bytes],
) -> None:
    blob = encode(long_document(), packed=False)
    first, more, _ = in_bites(harm(blob), 8192)
    blocks = opened(first, len(blob), more).blocks
    assert blocks[50] == long_document().blocks[50]
    assert len(tuple(blocks)) == len(blocks) == 303
    assert isinstance(blocks, LateBlocks)
    assert blocks.damaged
    assert blocks[-1] == Paragraph(())


@given(st.binary(max_size=3000), st.binary(max_size=3000))
def test_the_first_part_of_a_cell_is_unpacked_alone(part: bytes, other: bytes) -> None:
    first = FirstPart(pack_parts(part, other, b"x"))
    assert first.length == len(part)
    assert first.beginning + b"".join(iter(first.more, b"")) == part
