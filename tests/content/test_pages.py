"""Whole pages, built as newspapers and blogs build them: each becomes what its twin says, its furniture left where it was."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tui_reader.content.convert import convert
from tui_reader.content.page import Page, read_page
from tui_reader.model.document import Converted, Document
from tui_reader.model.entry import Content

DATA = Path(__file__).parent / "data" / "pages"
PAGES = sorted(DATA.glob("*.html"))
ADDRESSES = {
    "dantri": "https://dan.example/lao-dong/nguoi-tre-lam-muoi-20261123.htm",
    "discourse": "https://harbour.example/notes/tides?from=feed",
    "nhandan": "https://nhan.example/bac-giang-post876543.html",
    "tuoitre": "https://tuoi.example/hoc-sinh-vung-cao-20261124061500123.htm?utm=rss",
    "vnexpress": "https://bao.example/da-nang-thu-nghiem-xe-buyt-dien-ven-bien-4901234.html",
    "wordpress": "https://workshop.example/2026/11/a-year/?utm_source=rss",
}


def page(path: Path) -> Page:
    return read_page(path.read_text("utf-8"), ADDRESSES[path.stem])


def converted(found: Page) -> Converted:
    return convert(Content(found.html, base=found.base), title=found.title, lead=found.lead)


def described(found: Page, document: Document, outline: Callable[[Document], str]) -> str:
    """The facts of a page, one a line, then its document."""
    facts = {
        "title": found.title,
        "authors": ", ".join(found.authors),
        "published": found.published,
        "updated": found.updated,
        "canonical": found.canonical,
        "article": "yes" if found.is_article else "",
        "language": found.language,
        "image": found.image.url if found.image else "",
        "comments feed": found.talk.feed,
        "comments": "" if found.talk.count is None else str(found.talk.count),
        **{f"hint {kind}": address for kind, address in found.talk.hints},
    }
    return "".join(f"{name}: {value}\n" for name, value in facts.items() if value) + "\n" + outline(document)


@pytest.mark.parametrize("path", PAGES, ids=lambda p: p.stem)
def test_a_page_becomes_what_its_twin_says(path: Path, outline: Callable[[Document], str]) -> None:
    found = page(path)
    expected = path.with_suffix(".expected.txt").read_text("utf-8")
    assert described(found, converted(found).document, outline) == expected
