"""Extraction: our article, plain trafilatura's and all text of the page, against a folder of judged test pages.

The folder (TUI_READER_PAGES) is that of mozilla/readability's ``test/test-pages``: a folder a page, with
``source.html`` and ``expected.html``. Judged by words: how many of ours are expected (precision), how many of the
expected are ours (recall), as bags; F1 of each page, then the means over the pages.
"""

from __future__ import annotations

import os
import re
import statistics
import sys
import time
from collections import Counter
from pathlib import Path

import lxml.html

from tui_reader.content.convert import convert
from tui_reader.content.document import text_of
from tui_reader.content.page import read_page
from tui_reader.model.entry import Content

ADDRESS = "http://fakehost/test/page.html"
_WORD = re.compile(r"\w+")

Score = tuple[float, float, float]


def main() -> None:
    """Print a line a way of extracting."""
    given = os.environ.get("TUI_READER_PAGES", "")
    pages = sorted(path.parent for path in Path(given).glob("*/source.html")) if given else []
    if not pages:
        print(
            "extraction: no test pages; TUI_READER_PAGES names the folder test/test-pages of mozilla/readability"
        )
        return
    ways = {"tui-reader": _ours, "trafilatura": _trafilatura, "all text of the page": _everything}
    scores: dict[str, list[Score]] = {name: [] for name in ways}
    seconds = dict.fromkeys(ways, 0.0)
    for page in pages:
        html = (page / "source.html").read_text("utf-8", "replace")
        expected = _words(_text((page / "expected.html").read_text("utf-8", "replace")))
        for name, way in ways.items():
            started = time.perf_counter()
            found = way(html)
            seconds[name] += time.perf_counter() - started
            scores[name].append(score(_words(found), expected))
        if os.environ.get("TUI_READER_PAGES_EACH"):
            print(f"  {page.name:<40}", *(f"{scores[name][-1][2]:.3f}" for name in ways), file=sys.stderr)
    print(f"extraction, {len(pages)} pages of {given.rstrip('/').rpartition('/')[2]}, means over pages")
    for name, each in scores.items():
        precision, recall, f1 = (statistics.mean(part) for part in zip(*each, strict=True))
        middle = statistics.median(one[2] for one in each)
        print(
            f"  {name:<22} precision {precision:.3f}  recall {recall:.3f}  F1 {f1:.3f}  median F1 {middle:.3f}"
            f"  {1000 * seconds[name] / len(pages):6.1f} ms a page"
        )


def score(found: Counter[str], expected: Counter[str]) -> Score:
    """Precision, recall and F1 of two bags of words; nothing expected and nothing found is right."""
    common = sum((found & expected).values())
    precision = common / found.total() if found else float(not expected)
    recall = common / expected.total() if expected else 1.0
    return precision, recall, 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def _ours(html: str) -> str:
    page = read_page(html, ADDRESS)
    made = convert(Content(page.html, base=page.base), title=page.title, lead=page.lead)
    return "\n".join(map(text_of, made.document.blocks))


def _trafilatura(html: str) -> str:
    from trafilatura import extract

    return extract(html, include_comments=False) or ""


def _everything(html: str) -> str:
    return _text(html)


def _text(html: str) -> str:
    root = lxml.html.document_fromstring(
        html.encode("utf-8", "replace"), lxml.html.HTMLParser(encoding="utf-8")
    )
    for element in list(root.iter("script", "style", "noscript", "template", "head")):
        parent = element.getparent()
        if parent is not None:
            parent.remove(element)
    return " ".join(map(str, root.itertext()))


def _words(text: str) -> Counter[str]:
    return Counter(_WORD.findall(text.casefold()))
