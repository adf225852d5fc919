"""Documents survive the store, and can be asked for their words, pictures and links."""

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from tui_reader.content import document as room
from tui_reader.content import figures_and_links
from tui_reader.model.document import (
    Block,
    Cell,
    Code,
    Document,
    Embed,
    Figure,
    Heading,
    ImageRef,
    Listing,
    Mark,
    Paragraph,
    Quote,
    Rule,
    Span,
    Table,
)
from tui_reader.model.errors import ParseError

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
SPANS = st.lists(
    st.builds(Span, TEXT, st.integers(0, 255).map(Mark), st.sampled_from(["", "https://x.example/"])),
    max_size=3,
).map(tuple)
IMAGES = st.builds(ImageRef, TEXT, TEXT, TEXT, TEXT, st.integers(0, 9000), st.integers(0, 9000))
CELLS = st.builds(
    Cell, SPANS, st.booleans(), st.integers(1, 9), st.integers(1, 9), st.sampled_from(["", "left", "right"])
)
LEAVES: st.SearchStrategy[Block] = st.one_of(
    st.builds(Paragraph, SPANS, st.booleans()),
    st.builds(Heading, st.integers(1, 6), SPANS),
    st.builds(Figure, st.none() | IMAGES, SPANS, TEXT),
    st.builds(Code, TEXT, TEXT),
    st.builds(Table, st.lists(st.lists(CELLS, max_size=2).map(tuple), max_size=2).map(tuple), SPANS),
    st.builds(Rule),
    st.builds(Embed, st.sampled_from(["video", "post"]), TEXT, TEXT),
)


def nested(inner: st.SearchStrategy[Block]) -> st.SearchStrategy[Block]:
    blocks = st.lists(inner, max_size=2).map(tuple)
    return st.builds(Quote, blocks, TEXT) | st.builds(
        Listing, st.lists(blocks, max_size=2).map(tuple), st.booleans(), st.integers(-5, 99)
    )


BLOCKS = st.recursive(LEAVES, nested, max_leaves=6)
SAMPLE = Document(
    (
        Paragraph(
            (
                Span("See "),
                Span("this ", Mark.NONE, "https://a.example/"),
                Span("page", Mark.BOLD, "https://a.example/"),
            )
        ),
        Quote((Figure(ImageRef("https://i.example/1.jpg", "alt"), (Span("Caption."),), "AP"),), "Her"),
        Listing(((Figure(ImageRef("https://i.example/2.jpg", "only alt")),),)),
        Table(
            ((Cell((Span("one"),)), Cell((Span("two", Mark.NONE, "https://b.example/"),))),), (Span("Table"),)
        ),
        Embed("video", "https://v.example/", "Film"),
    ),
    (("Next", "https://c.example/"),),
)


@given(
    st.builds(
        Document,
        st.lists(BLOCKS, max_size=4).map(tuple),
        st.lists(st.tuples(TEXT, TEXT), max_size=2).map(tuple),
    )
)
def test_any_document_comes_back_as_it_was(document: Document) -> None:
    assert room.decode(room.encode(document)) == document


def test_a_long_document_is_packed_and_comes_back() -> None:
    document = Document((Paragraph((Span("Quảng Ninh " * 2000),)),))
    blob = room.encode(document)
    assert len(blob) < 1000
    assert room.decode(blob) == document


def test_a_block_of_a_later_version_becomes_a_paragraph_of_its_words() -> None:
    blob = b'\x02j[[["poll","Who?",[["A",3],["B",4]]],["p",["text"],0,"new field"]],[],"new part"]'
    assert room.decode(blob).blocks == (Paragraph((Span("Who? A B"),)), Paragraph((Span("text"),)))


@pytest.mark.parametrize(
    "blob", [b"", b"\x01j", b"\x01zgarbage", b"\x01j[1]", b'\x01j[[["h"]],[]]', b"\x01j{}", b"\x01jnull"]
)
def test_a_damaged_blob_is_an_error_of_ours(blob: bytes) -> None:
    with pytest.raises(ParseError):
        room.decode(blob)


def test_a_fingerprint_is_of_kind_and_words_not_of_looks() -> None:
    plain = Paragraph((Span("Some words"),))
    marked = Paragraph((Span("Some ", Mark.BOLD), Span("words", Mark.NONE, "https://a.example/")), lead=True)
    assert room.fingerprint(plain) == room.fingerprint(marked) == "f6ce9859a251ef47"
    assert room.fingerprint(plain) != room.fingerprint(Heading(1, plain.spans))
    assert room.fingerprint(plain) != room.fingerprint(Paragraph((Span("Other words"),)))


def test_pictures_without_words_are_told_apart_by_address() -> None:
    one, two = (Figure(ImageRef(f"https://i.example/{n}.jpg")) for n in (1, 2))
    assert room.fingerprint(one) != room.fingerprint(two)
    assert room.fingerprint(replace(one, credit="AP")) == room.fingerprint(replace(two, credit="AP"))


def test_words_pictures_and_links_are_found_at_any_depth() -> None:
    assert [figure.image and figure.image.url for figure in figures_and_links.figures(SAMPLE)] == [
        "https://i.example/1.jpg",
        "https://i.example/2.jpg",
    ]
    assert figures_and_links.captions(SAMPLE) == ["Caption. AP", "only alt"]
    assert figures_and_links.links(SAMPLE) == [
        ("this page", "https://a.example/"),
        ("two", "https://b.example/"),
        ("Film", "https://v.example/"),
        ("Next", "https://c.example/"),
    ]
    assert [room.text_of(block) for block in SAMPLE.blocks] == [
        "See this page",
        "Caption.\nAP\nHer",
        "only alt",
        "Table\none\ttwo",
        "Film",
    ]
    assert len(room.fingerprints(SAMPLE)) == 5


def test_the_reader_side_does_not_import_lxml_or_markdown() -> None:
    code = (
        "import sys, tui_reader.content.document; print(sorted({'lxml', 'markdown_it'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
