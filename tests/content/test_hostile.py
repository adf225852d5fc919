"""Texts made to hang or to crash a reader: done in time, and no word lost (hostile.md, H04–H10, H36–H52)."""

import pickle
import time
from collections.abc import Sequence

import pytest

from tui_reader.content.convert import convert
from tui_reader.content.document import decode, encode
from tui_reader.model.document import Block, Listing, Quote
from tui_reader.model.entry import Content

DEADLINE = 60.0

NESTED = {
    "H05 50k divs": "".join(f"<div>w{n} " for n in range(50_000)) + "</div>" * 50_000,
    "H06 20k deep xhtml": "".join(f"<div><p>w{n}</p>" for n in range(20_000)) + "</div>" * 20_000,
    "20k quotes": "".join(f"<blockquote>w{n} " for n in range(20_000)),
    "20k lists": "".join(f"<ul><li>w{n} " for n in range(20_000)),
    "20k tables": "".join(f"<table><tr><td>w{n} " for n in range(20_000)),
    "H04 100k inline": "".join(
        f"<{t}>w{n} " for n in range(20_000) for t in ("b", "i", "span", "font", "x-y")
    ),
    "30k paragraphs": "".join(f"<p>w{n} " for n in range(30_000)),
    "20k unclosed links": "".join(f"<a href='/{n}'>w{n} " for n in range(20_000)),
    "20k list items": "<ul>" + "".join(f"<li>w{n} " for n in range(20_000)),
    "wide table": "<table>" + "".join("<tr>" + f"<td>w{n} " * 500 for n in range(60)),
    "misnested": "<b><table><td>" + "".join(f"<i></b>w{n} " for n in range(20_000)),
}
STUFFED = {
    "H09 100k attributes": "<p " + " ".join(f"a{n}=1" for n in range(100_000)) + ">after</p>",
    "H09 40k data attributes": "<img "
    + " ".join(f"data-a{n}='v'" for n in range(40_000))
    + " src=x.jpg>after",
    "H08 60 KB style": '<p style="' + "a" * 60_000 + '">after</p>',
    "H10 4 MB attribute": '<p title="' + "x" * 4_000_000 + '">after</p>',
    "H10 4 MB comment": "<!--" + "x" * 4_000_000 + "-->after",
    "links of a long paragraph": "<p>"
    + "".join(f'<a href="x{n}" b=1 c d="e">l</a>' for n in range(25_000))
    + "after",
    "open comments": "<!--" * 200_000 + "> after",
    "open quotes": "<a href=\"x 'y>t " * 50_000 + "after",
    "open tags": "<a " * 300_000 + "after",
    "less-than signs": "<" * 500_000 + " after",
    "ampersands": "&" * 1_000_000 + " after",
    "open players": "<video>" * 50_000 + "after",
    "open frames": "<iframe src=x>" * 50_000 + "after",
    "open buttons": "<button>" * 50_000 + "after",
    "breaks": "<br>" * 200_000 + "after",
    "end tags": "<b>" * 200 + "</i>" * 100_000 + "after",
    "caption boxes": '<div class="caption">' * 20_000 + "after<img src=a>",
    "credits": "<figure><img src=a><figcaption>" + "Ảnh: " * 50_000 + "</figcaption></figure>after",
    "a set of commas": '<img srcset="' + "," * 16_000 + '">after',
    "marks": "a" + "\u0301" * 100_000 + "after",
    "white space": " " * 500_000 + "\n" * 500_000 + "after",
    "pictures": "<img src=a.jpg>" * 20_000 + "after",
}


@pytest.mark.parametrize("html", NESTED.values(), ids=NESTED.keys())
def test_deep_or_wide_nesting_loses_no_word(html: str) -> None:
    started = time.perf_counter()
    done = convert(Content(html))
    assert time.perf_counter() - started < DEADLINE
    wanted = {word.partition("<")[0] for word in html.split() if word.startswith("w")} | {"w0"}
    wanted |= {part.partition("<")[0] for part in html.replace(">", " ").split() if part.startswith("w")}
    assert wanted <= set(done.body.split())
    assert depth(done.document.blocks) <= 64
    assert decode(encode(done.document)) == done.document
    assert pickle.loads(pickle.dumps(done)) == done


@pytest.mark.parametrize("html", STUFFED.values(), ids=STUFFED.keys())
def test_a_flood_does_not_hide_what_comes_after_it(html: str) -> None:
    started = time.perf_counter()
    done = convert(Content(html, base="https://x.example/"))
    assert time.perf_counter() - started < DEADLINE
    assert "after" in done.body + done.captions


def test_text_above_the_size_limit_is_cut_and_no_more() -> None:
    done = convert(Content("<p>word</p>" * 3 + "y" * (16 * 1024 * 1024)))
    assert done.body.startswith("word\n\nword\n\nword\n\nyyyy")
    assert len(done.body) < 15 * 1024 * 1024


@pytest.mark.parametrize(
    "flood",
    [
        "[" * 20_000,
        "> " * 5_000 + "x",
        "*a_ " * 20_000,
        "`" * 20_001,
        "| a " * 2_000 + "\n" + "|-" * 2_000 + "|",
    ],
)
def test_markdown_floods_are_done_in_time(flood: str) -> None:
    started = time.perf_counter()
    done = convert(Content("first\n\n" + flood + "\n\nafter", "text/markdown"))
    assert time.perf_counter() - started < DEADLINE
    assert "first" in done.body


def test_markdown_nested_deeper_than_parsed_loses_no_word() -> None:
    deep = "".join("> " * n + f"w{n}\n\n" for n in range(1, 90))
    body = convert(Content(deep, "text/markdown")).body.split()
    assert {f"w{n}" for n in range(1, 90)} <= set(body)


def depth(blocks: Sequence[Block]) -> int:
    deepest = 0
    for block in blocks:
        if isinstance(block, Quote):
            deepest = max(deepest, 1 + depth(block.blocks))
        elif isinstance(block, Listing):
            deepest = max(deepest, *(2 + depth(item) for item in block.items))
    return deepest
