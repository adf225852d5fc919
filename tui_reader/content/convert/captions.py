"""Captions as newspapers write them: the credit split off, alt text that says the same again left out."""

from __future__ import annotations

import re
from functools import lru_cache

from msgspec import Struct
from msgspec.structs import replace

from tui_reader.content.convert.inline import cut, joined
from tui_reader.model.document import Block, Figure, Paragraph, Span, Spans, plain
from tui_reader.model.fold import fold_words
from tui_reader.model.scrub import scrub_line

_LONGEST_CREDIT = 80  # characters; "Photograph: Somebody With A Long Name/Some Agency/Getty Images"
_LONGEST_CAPTION = 600
_CREDIT = re.compile(
    r"(?:^|(?<=[\s.,;(\[|–—-]))(?:"
    r"(?:Nguồn ảnh|Ảnh minh họa|Ảnh|Đồ họa|Nguồn|Photos?|Photograph|Pictures?|Images?|Foto|Credit|Source|Courtesy"
    r"|Photo credit|Image credit|Picture credit|Photography|Photo by|Image by|Picture by|Photograph by)\s*[:：]\s*"
    r"|(?:Photo|Image|Picture|Photograph|Illustration)\s+by\s+|©\s*)",
    re.IGNORECASE,
)
_SIGN = re.compile("[:：©]|[bB][yY]")  # every mark has one
_LONGEST_MARK = 30  # characters; "Photograph by" with some white space
_ENDS = " .;|\n)]"  # what may stand behind a credit
_SENTENCE = re.compile(r"[.!?…]\s+\S")
_ALIKE = 0.85  # of the words of two texts that say the same
_BEGINNING = 150  # characters; enough words to tell by


class Caption(Struct, frozen=True):
    """The words under a picture that have not found it yet; stands among blocks only while an article is read."""

    spans: Spans
    credit: str = ""


def attach(figure: Figure, caption: Caption) -> Figure:
    """The figure with a caption it did not have, or with one more line of it."""
    spans = joined([part for part in (figure.caption, caption.spans) if part])
    signed = dict.fromkeys(filter(None, (figure.credit, caption.credit)))
    return replace(figure, caption=spans, credit=" / ".join(signed))


def settle(figure: Figure) -> Figure:
    """The figure as it is kept: credit apart, the fuller of caption and alt as caption, no alt that repeats it."""
    image, caption, credit = figure.image, figure.caption, figure.credit
    if image and not caption and image.caption:
        caption = (Span(image.caption),)
    if not credit:
        caption, credit = split_credit(caption)
    if image is None:
        return Figure(None, caption, credit)
    alt = image.alt
    if alt and caption and says_the_same(alt, plain(caption)):
        if len(_key(alt)) > len(_key(plain(caption))):
            fuller, found = split_credit((Span(alt),))
            caption, credit = fuller or caption, credit or found
        alt = ""
    elif alt and not caption:
        words, found = split_credit((Span(alt),))
        if found and words:
            alt, credit = plain(words), credit or found
    return Figure(replace(image, alt=alt, caption="", credit=""), caption, credit or image.credit)


def split_credit(spans: Spans) -> tuple[Spans, str]:
    """A caption and the credit it ended with ("… Ảnh: TTXVN", "(Photo: AP)"), or the caption whole and ``""``."""
    text = plain(spans)
    found = _last_mark(text)
    if found is None:
        return spans, ""
    credit = text[found.end() :].strip(" .;|\n")
    while credit.endswith((")", "]")) and credit.count(")") + credit.count("]") > credit.count(
        "("
    ) + credit.count("["):
        credit = credit[:-1].strip(" .;|")
    if not credit or len(credit) > _LONGEST_CREDIT or _SENTENCE.search(credit):
        return spans, ""
    rest = text[: found.start()].rstrip().rstrip("([|–—-/;,").rstrip()
    return cut(spans, 0, len(rest)), scrub_line(credit, _LONGEST_CREDIT)


def _last_mark(text: str) -> re.Match[str] | None:
    """Where the last credit begins; what is too long to be one is not looked for."""
    end = len(text.rstrip(_ENDS))
    start = max(0, end - _LONGEST_CREDIT - 2 * _LONGEST_MARK)
    tail = text[start:]
    if ":" not in tail and "©" not in tail and "：" not in tail and "by" not in tail.lower():
        return None
    sign = _SIGN.search(text, start)
    if sign is None:
        return None
    return next(reversed(list(_CREDIT.finditer(text, max(start, sign.start() - _LONGEST_MARK)))), None)


def bare_credit(text: str) -> str:
    """A credit without the word for it: "Ảnh: TTXVN" is "TTXVN"."""
    rest, credit = split_credit((Span(text),))
    return credit if credit and not rest else text


def ends_with_credit(block: Block) -> bool:
    """Whether a paragraph after a picture is surely its caption: short, and signed like one."""
    if not isinstance(block, Paragraph):
        return False
    text = plain(block.spans)
    return len(text) <= _LONGEST_CAPTION and bool(split_credit(block.spans)[1]) and text.count("\n") < 3


def says_the_same(alt: str, caption: str) -> bool:
    """Whether one of two texts tells all the other does; case, marks and punctuation do not count."""
    a, b = sorted((_key(alt), _key(caption)), key=len)
    return (len(a) >= 12 and b.startswith(a)) or _nearly(a, b)


def is_twin(paragraph: Spans, *told: str) -> bool:
    """Whether a paragraph after a picture says what one of the texts told of it says, nearly word for word, a credit aside."""
    text = plain(paragraph).lstrip()
    if _is_long(text):  # whatever is its credit; most say too much else from the beginning
        told = tuple([words for words in told if _may_say(text, words)])
    if not told:
        return False
    text = plain(split_credit(paragraph)[0])
    return any(_may_say(text, words) and _nearly(_key(text), _key(words)) for words in told)


def _is_long(text: str) -> bool:
    """Whether more than its beginning is left when a credit is split off."""
    end = len(text.rstrip(_ENDS)) - _LONGEST_CREDIT - 2 * _LONGEST_MARK
    return any(c.isalnum() for c in text[_BEGINNING : min(end, 2 * _BEGINNING)])


def _may_say(text: str, words: str) -> bool:
    """Whether a text says little enough else at its beginning."""
    said = set(_key(text[:_BEGINNING]).split()[:-1]) if len(text) > _BEGINNING else set()
    known = set(_key(words).split())
    return bool(known) and _ALIKE * len(known | said) <= len(known)


def _nearly(a: str, b: str) -> bool:
    if a == b:
        return bool(a)
    one, other = set(a.split()), set(b.split())
    return len(one | other) >= 5 and len(one & other) >= _ALIKE * len(one | other)


@lru_cache(64)  # a picture's words are compared with each other and with the paragraph after it
def _key(text: str) -> str:
    return fold_words(text[: 2 * _LONGEST_CAPTION])
