"""Each sample in data/ becomes what its twin says; the twins were read by a person, line by line."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from tui_reader.content.convert import convert
from tui_reader.content.document import decode, encode
from tui_reader.model.document import Converted, Document, ImageRef
from tui_reader.model.entry import Content
from tui_reader.model.scrub import scrub

DATA = Path(__file__).parent / "data"
TYPES = {".html": "text/html", ".md": "text/markdown", ".txt": "text/plain"}
SAMPLES = sorted(p for p in DATA.iterdir() if p.suffix in TYPES and not p.name.endswith(".expected.txt"))


def converted(sample: Path) -> Converted:
    """The sample converted; a comment on top may give ``title:``, ``lead:`` or ``images:`` (url|caption|credit||…)."""
    with sample.open(encoding="utf-8", newline="") as file:
        text = file.read()
    said = dict(re.findall(r"<!-- (title|lead|images): (.*?) -->", text))
    images = [
        ImageRef(url, caption=caption, credit=credit)
        for url, caption, credit in (
            (*picture.split("|"), "", "")[:3]
            for picture in said.get("images", "").split("||")
            if picture.strip("|")
        )
    ]
    content = Content(text, TYPES[sample.suffix], "", "https://site.example/dir/page")
    return convert(content, images=images, title=said.get("title", ""), lead=said.get("lead", ""))


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda p: p.name)
def test_a_sample_becomes_what_its_twin_says(sample: Path, outline: Callable[[Document], str]) -> None:
    expected = sample.with_name(sample.name + ".expected.txt").read_text(encoding="utf-8")
    assert outline(converted(sample).document) == expected


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda p: p.name)
def test_a_sample_survives_being_stored(sample: Path) -> None:
    document = converted(sample).document
    assert decode(encode(document)) == document


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda p: p.name)
def test_everything_a_sample_leaves_behind_is_scrubbed(
    sample: Path, outline: Callable[[Document], str]
) -> None:
    done = converted(sample)
    for text in (outline(done.document), done.body, done.captions, done.excerpt, *map(repr, done.images)):
        assert scrub(text) == text
        assert "never" not in text
