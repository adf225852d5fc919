"""Which text of a page is its article: trafilatura's judgement; without one its long paragraphs; without those, all."""

from __future__ import annotations

import logging
from copy import deepcopy

from lxml import etree

from tui_reader.content.page.tree import Element

_MOST_ELEMENTS, _MOST_TEXT = 20_000, 1_000_000
"""Elements and characters of a page above which trafilatura is not asked: its time grows faster than they do."""
_ENOUGH = 25  # words below which what it found is not the article
_LONG = 80  # characters of a paragraph


def article_texts(body: Element) -> list[str]:
    """The texts that are the article's, in order."""
    if sum(1 for _ in body.iter()) <= _MOST_ELEMENTS and sum(map(len, body.itertext())) <= _MOST_TEXT:
        texts = _by_trafilatura(body)
        if sum(len(text.split()) for text in texts) >= _ENOUGH:
            return texts
    texts = _long_paragraphs(body)
    return texts if texts else [str(text) for text in body.itertext() if not text.isspace()]


def _by_trafilatura(body: Element) -> list[str]:
    from trafilatura.core import bare_extraction  # 0.3 s and 20 MB: only for a worker that has a page to read

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    page = body.getparent()
    try:
        found = bare_extraction(
            deepcopy(page if page is not None else body),
            include_comments=False,
            include_tables=True,
            include_images=False,
            include_links=False,
        )
    except (ValueError, TypeError, AttributeError, IndexError, etree.LxmlError, RecursionError):
        return []
    if found is None or isinstance(found, dict) or found.body is None:
        return []
    return [text for element in found.body for text in _lines(element)]


def _lines(element: etree._Element) -> list[str]:
    """The texts of one element of trafilatura's body, those inside it apart."""
    texts = ["".join(map(str, element.itertext()))]
    texts += [str(part) for part in element.itertext()] if len(element) else []
    return texts


def _long_paragraphs(body: Element) -> list[str]:
    texts = []
    for element in body.iter("p", "blockquote", "pre"):
        text = element.text_content()
        linked = sum(len(link.text_content()) for link in element.iter("a"))
        if len(text) >= _LONG and linked * 2 < len(text):
            texts.append(text)
    return texts
