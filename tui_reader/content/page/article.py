"""Cuts the article out of a page's tree: the part that is told to be it, its lead and pictures above, no furniture."""

from __future__ import annotations

import lxml.html
from msgspec import Struct

from tui_reader.content.convert import tags
from tui_reader.content.convert.looks import LEAD
from tui_reader.content.page.furniture import is_author, is_byline, is_furniture
from tui_reader.content.page.tree import Element, Told, Weight, Weights, weigh, words_of

_SHORTEST_LEAD = 8  # words of a text above the article that is told to be its own
_LONGEST_LEAD = 120  # words
_LEAD_WORDS = 8  # of the lead that must be the same
_A_SENTENCE = 8  # words
_SMALL_BOX = 80  # words in what is still a picture's box
_EMPTY = Weight()


class Said(Struct, frozen=True):
    """What the page's head says of the article: it must not stand in the text twice, or must stand in it."""

    title: str = ""
    lead: str = ""


def cut_out(body: Element, texts: list[str], said: Said) -> tuple[str, Weights]:
    """The article as HTML, and the weights of the page's parts; empty where nothing was told to be its text."""
    for stamp in body.iter("span"):
        if "location-stamp" in stamp.get("class", ""):  # the dash after it is drawn by a style sheet
            stamp.text = f"{stamp.text_content()} – "
    weights = weigh(body, Told(texts))
    if not weights[body].told:
        return "", weights
    core = _core(weights, weights[body].told)
    parts = [*_above(body, core, weights, said), core, *_below(core, weights)]
    _clear(core, weights)
    for part in parts:
        _tidy(part, said.title)
    return "\n".join(map(_html, parts)), weights


def _core(weights: Weights, told: int) -> Element:
    """The element that holds most of what is told and least of anything else; of equals the innermost."""

    def fitness(weight: Weight) -> float:
        precision, recall = weight.told / max(1, weight.words), weight.told / told
        return 2 * precision * recall / max(1e-9, precision + recall)

    best, most = next(iter(weights)), 0.0
    for element, weight in weights.items():
        if (fit := fitness(weight)) >= most - 1e-9:
            best, most = element, max(fit, most)
    # a paragraph alone is never an article where there are others beside it
    while best.getparent() is not None and best.tag in (
        "p",
        "li",
        "h1",
        "h2",
        "h3",
        "blockquote",
        "ul",
        "ol",
    ):
        best = best.getparent()
        while best not in weights and best.getparent() is not None:
            best = best.getparent()
    return best


def _above(body: Element, core: Element, weights: Weights, said: Said) -> list[Element]:
    """What stands between title and core: the lead, texts told to be the article's, and pictures."""
    lead = words_of(said.lead)[:_LEAD_WORDS]
    outer = set(core.iterancestors())
    found: list[Element] = []
    titled = False
    skipped: Element | None = None
    for element in body.iter():
        if element is core:
            break
        if skipped is not None:
            if skipped in element.iterancestors():
                continue
            skipped = None
        if element in outer or not isinstance(element.tag, str):
            continue
        weight = weights.get(element)
        if element.tag == "h1":
            titled, found = True, []
            skipped = element
            continue
        if (
            weight is not None
            and element.find(".//h1") is None
            and (is_furniture(element, weight) or is_byline(element, weight))
        ):
            skipped = element
        elif _belongs(element, weight, weights, lead) or (titled and _is_picture(element, weight)):
            found.append(element)
            skipped = element
    return found


def _belongs(element: Element, weight: Weight | None, weights: Weights, lead: list[str]) -> bool:
    return weight is not None and (_is_lead(element, weight, lead) or _is_text(element, weight, weights))


def _is_lead(element: Element, weight: Weight, lead: list[str]) -> bool:
    """The opening set apart: called so by its name, or what the page's head gives as its description."""
    if not 0 < weight.words <= _LONGEST_LEAD or element.find(".//img") is not None:
        return False
    if LEAD.search(element.get("class", "")) and weight.words >= _SHORTEST_LEAD:
        return True
    return len(lead) >= _SHORTEST_LEAD and _holds(words_of(element.text_content()), lead)


def _holds(words: list[str], lead: list[str]) -> bool:
    """Whether a text begins with the lead, a place name before it forgiven."""
    return any(words[skip : skip + len(lead)] == lead for skip in range(4))


def _is_text(element: Element, weight: Weight, weights: Weights) -> bool:
    """A block of text told to be the article's, nothing inside it a block of its own with as much."""
    if weight.told < _SHORTEST_LEAD or weight.told * 3 < weight.words * 2:
        return False
    return not any(
        weights[one].words > weight.words // 2 for one in element.iterdescendants() if one in weights
    )


def _below(core: Element, weights: Weights) -> list[Element]:
    """The author's name where it stands below the text and not in it, as newspapers have it."""
    text = words_of(core.text_content())[-40:]
    for sibling in core.itersiblings():
        weight = weights.get(sibling)
        if weight is None or not weight.words:
            continue
        words = words_of(sibling.text_content())
        if is_author(sibling, weight) and " ".join(words) not in " ".join(text):
            return [sibling]
        break
    return []


def _is_picture(element: Element, weight: Weight | None) -> bool:
    if element.tag == "figure":
        return element.find(".//img") is not None
    if element.tag not in ("div", "picture", "p", "a") or element.find(".//img") is None:
        return False
    return (weight or _EMPTY).words <= _SMALL_BOX and sum(1 for _ in element.iter("img")) == 1


def _clear(core: Element, weights: Weights) -> None:
    """Takes the furniture out of the article."""
    waiting = [child for child in core if isinstance(child.tag, str)][::-1]
    begun = False  # whether text was met: what says who wrote it stands above
    while waiting:
        element = waiting.pop()
        weight = weights.get(element)
        if weight is not None:
            if is_furniture(element, weight) or (not begun and is_byline(element, weight)):
                element.drop_tree()
                continue
            begun = begun or (
                weight.told >= _A_SENTENCE and element.tag in ("p", "blockquote", "ul", "ol", "table")
            )
        waiting += [child for child in element if isinstance(child.tag, str)][::-1]


def _tidy(part: Element, title: str) -> None:
    """Takes out the article's own title, which stands above it anyway, as heading and as words for pictures."""
    wanted = words_of(title)
    for heading in list(part.iter("h1", "h2")):
        words = words_of(heading.text_content())
        if (
            words
            and heading is not part
            and (words == wanted or (len(words) >= 4 and wanted[: len(words)] == words))
        ):
            heading.drop_tree()
    for image in part.iter("img"):
        for name in ("alt", "title"):
            words = words_of(image.get(name, ""))
            if wanted and words[: len(wanted)] == wanted and len(words) <= len(wanted) + 2:
                image.set(name, "")


def _html(element: Element) -> str:
    """The element as HTML, the names of a page's parts as the converter knows them."""
    if element.tag in tags.PARTS_OF_PAGE:
        element.tag = "div"
    return str(lxml.html.tostring(element, encoding="unicode", with_tail=False))
