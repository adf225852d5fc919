"""The titles a page offers to read on with, from the boxes it calls so, as a list the converter keeps apart from the text."""

from __future__ import annotations

from html import escape

from tui_reader.content.page.furniture import is_related
from tui_reader.content.page.tree import Element, Weights
from tui_reader.model import urls
from tui_reader.model.scrub import scrub_line

_MOST = 10
_SHORTEST = 4  # words of a title
_LONGEST = 200  # characters
_LARGEST_BOX = 600  # words


def related_of(body: Element, weights: Weights, base: str) -> str:
    """An ``<aside class="related">`` of links, empty where the page offers none."""
    found: dict[str, str] = {}
    for element, weight in weights.items():
        if len(found) >= _MOST or not weight.linked or weight.words > _LARGEST_BOX or not is_related(element):
            continue
        for link in element.iter("a"):
            title = scrub_line(" ".join(link.text_content().split()), _LONGEST)
            url = urls.clean(link.get("href", ""), base)
            if len(title.split()) >= _SHORTEST and urls.is_web(url) and url != base and len(found) < _MOST:
                found.setdefault(url, title)
    if not found:
        return ""
    items = "".join(
        f'<li><a href="{escape(url)}">{escape(title, quote=False)}</a></li>' for url, title in found.items()
    )
    return f'\n<div class="related"><ul>{items}</ul></div>'
