"""A page's tree, made only of what the page vocabulary lets through, and how much of each part is the article's text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TypeAlias

import lxml.html
from lxml import etree

from tui_reader.content.convert import tags
from tui_reader.content.convert.markup import tame

LONGEST_PAGE = 3 * 1024 * 1024
"""Characters of a page that are looked at; the largest newspaper pages have 2 million, scripts included."""
_WORD = re.compile(r"\w+")
_UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af"
"""Thai, Lao, Burmese, Khmer, Chinese, Japanese, Korean: written without spaces, or with few."""
_LETTER = re.compile(f"[{_UNSPACED}]")
_WORD_OR_LETTER = re.compile(f"[{_UNSPACED}]|(?:(?![{_UNSPACED}])\\w)+")
_RUN = 3  # words in a row that must be the same

Element: TypeAlias = lxml.html.HtmlElement


def tree_of(html: str) -> Element | None:
    """The page's body; None where there is nothing in it."""
    tamed = f"<html><body>{tame(html[:LONGEST_PAGE], tags.PAGE)}</body></html>"
    parser = lxml.html.HTMLParser(encoding="utf-8", huge_tree=True, no_network=True, remove_comments=True)
    try:
        root = lxml.html.document_fromstring(tamed.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError):
        return None
    return root.find("body")


def words_of(text: str) -> list[str]:
    """The words of a text, without case; letter by letter where words are not parted by spaces."""
    return (_WORD_OR_LETTER if _LETTER.search(text) else _WORD).findall(text.casefold())


class Told:
    """Texts held to be the article's; tells how many words of another text are among them."""

    def __init__(self, texts: Sequence[str]) -> None:
        self._runs: set[tuple[str, ...]] = set()
        self._short: set[tuple[str, ...]] = set()
        for text in texts:
            words = words_of(text)
            if len(words) < _RUN:
                self._short.add(tuple(words))
            self._runs.update(zip(*(words[n:] for n in range(_RUN)), strict=False))

    def count(self, words: list[str]) -> int:
        """How many of these words stand in the texts in this order."""
        if len(words) < _RUN:
            return len(words) if tuple(words) in self._short else 0
        covered, until = 0, 0
        for at, run in enumerate(zip(*(words[n:] for n in range(_RUN)), strict=False)):
            if run in self._runs:
                covered += at + _RUN - max(at, until)
                until = at + _RUN
        return covered


class Weight:
    """Words in an element, and how many of them are told to be the article's, in links, and in blocks that are told."""

    __slots__ = ("linked", "told", "words")

    def __init__(self) -> None:
        self.words = self.told = self.linked = 0


Weights = dict[Element, Weight]


def weigh(root: Element, told: Told) -> Weights:
    """The weight of every element that begins a block, in one walk; inline elements count in the block they are in."""
    weights: Weights = {root: Weight()}
    texts: list[tuple[Element, list[str]]] = [(root, [])]
    links = 0
    for event, element in etree.iterwalk(root, events=("start", "end")):
        if event == "start":
            links += element.tag == "a"
            if element is not root and element.tag in tags.PAGE.blocks:
                weights[element] = Weight()
                texts.append((element, []))
            text = element.text
        else:
            links -= element.tag == "a"
            if element is not root and element.tag in tags.PAGE.blocks:
                _close(weights, texts, told)
            text = element.tail if element is not root else None
        if text and not text.isspace():
            texts[-1][1].append(text)
            if links:
                weights[texts[-1][0]].linked += len(words_of(text))
    _close(weights, texts, told)
    return weights


def _close(weights: Weights, texts: list[tuple[Element, list[str]]], told: Told) -> None:
    element, parts = texts.pop()
    weight = weights[element]
    if parts:
        words = words_of("".join(parts))
        weight.words += len(words)
        weight.told += told.count(words)
    if texts:
        outer = weights[texts[-1][0]]
        outer.words += weight.words
        outer.told += weight.told
        outer.linked += weight.linked
