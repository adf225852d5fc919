"""Reads the comments that stand in a page: in its JSON-LD, as microdata, as microformats."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape, unescape

from lxml import etree

from tui_reader.content.page.head import records as json_ld
from tui_reader.content.page.tree import Element, tree_of
from tui_reader.discussion import json_values as json
from tui_reader.discussion.json_values import Json
from tui_reader.discussion.source import About, Answer
from tui_reader.model.comment import CommentData

_BELOW = ("comment", "suggestedAnswer", "acceptedAnswer")
_KINDS = re.compile(r"(?:^|/)(?:Comment|Answer)$")
_MARKUP = re.compile(
    r"<(?:p|br|a|div|em|i|b|strong|blockquote|ul|ol|pre|span)\b[^<>]{0,2000}>|</p>", re.IGNORECASE
)
_ESCAPED = re.compile(r"&lt;(?:p|br|a|div|em|i|b|strong|blockquote|ul|ol|pre|span)\b", re.IGNORECASE)
_CLASSES = frozenset(("p-comment", "u-comment"))


def recorded(answer: Answer, about: About) -> tuple[list[CommentData], int | None]:
    """The comments of the page's JSON-LD, and how many it says there are."""
    found: dict[str, CommentData] = {}
    total: int | None = None
    for record in json_ld(answer.text):
        total = total if total is not None else json.number(record.get("commentCount"))
        waiting = [(one, "") for one in _below(record)]
        while waiting and len(found) < json.MOST:
            one, parent = waiting.pop(0)
            made = _of_record(one, parent, answer, about)
            if made is not None and made.source_id not in found:
                found[made.source_id] = made
                waiting += [(answer_, made.source_id) for answer_ in _below(one)]
    return list(found.values()), total


def _below(record: Json) -> list[Json]:
    """The comments directly below a record; of one alone no list is made."""
    found: list[Json] = []
    for name in _BELOW:
        value = record.get(name)
        found += json.records(value if isinstance(value, list) else [value])
    return found


def _of_record(one: Json, parent: str, answer: Answer, about: About) -> CommentData | None:
    kind = one.get("@type", "Comment")
    if not _KINDS.search(kind if isinstance(kind, str) else "Comment"):
        return None
    body, body_type = _body(json.text(one, "text", "description", "commentText"))
    author = one.get("author") or one.get("creator")
    author = author[0] if isinstance(author, list) and author else author
    name = author if isinstance(author, str) else json.text(json.record(author), "name")
    said = json.record(one.get("parentItem")).get("@id") or json.record(one.get("parentItem")).get("url")
    written = json.identifier(one.get("@id")) or json.identifier(one.get("url"))
    if not body and not name:
        return None
    return json.comment(
        written or json.made_up(name, body, str(one.get("dateCreated") or one.get("datePublished") or "")),
        body,
        parent_id=parent or _parent(json.identifier(said), answer, about),
        author=unescape(name),
        author_url=json.address(json.record(author).get("url"), answer.location),
        created=json.moment(one.get("dateCreated")) or json.moment(one.get("datePublished")),
        edited=json.moment(one.get("dateModified")),
        score=_score(one),
        by_article_author=bool(name) and name in about.authors,
        url=json.address(one.get("url"), answer.location),
        body_type=body_type,
    )


def _parent(said: str, answer: Answer, about: About) -> str:
    """What it says it answers, unless that is the article."""
    return "" if said.partition("#")[0] == said and said in (answer.location, about.link, "") else said


def _score(one: Json) -> int | None:
    up, down = json.number(one.get("upvoteCount")), json.number(one.get("downvoteCount"))
    return None if up is None and down is None else (up or 0) - (down or 0)


def _body(text: str) -> tuple[str, str]:
    """Plain text by the schema; many write HTML, and many of those escape it."""
    if _ESCAPED.search(text):
        text = unescape(text)
    if _MARKUP.search(text):
        return text, "text/html"
    return unescape(text).strip(), "text/plain"


def marked(answer: Answer, about: About) -> list[CommentData]:
    """The comments that the page's elements are marked as; one inside another answers it."""
    body = tree_of(answer.text)
    if body is None:
        return []
    found: list[CommentData] = []
    names: dict[Element, str] = {}
    for element in body.iter():
        if not _is_comment(element) or len(found) >= json.MOST:
            continue
        made = _of_element(
            element, next((names[up] for up in element.iterancestors() if up in names), ""), answer
        )
        if made is not None:
            names[element] = made.source_id
            found.append(made)
    return found


def _is_comment(element: Element) -> bool:
    if not isinstance(element.tag, str):
        return False
    if set(element.get("itemprop", "").split()) & {"comment"}:
        return True
    classes = set(element.get("class", "").split())
    return bool(classes & _CLASSES) and ("h-cite" in classes or "p-comment" in classes)


def _of_element(element: Element, parent: str, answer: Answer) -> CommentData | None:
    own = list(_own(element))
    text = next((one for one in own if _says(one, "text", "commentText", "e-content", "p-content")), None)
    author = next((one for one in own if _says(one, "author", "creator", "p-author")), None)
    name = (
        next((one for one in own if _says(one, "name", "p-name")), author) if author is not None else author
    )
    when = next((one for one in own if _says(one, "dateCreated", "datePublished", "dt-published")), None)
    if text is None:
        return None
    body = _inside(text)
    said = " ".join("".join(name.itertext()).split()) if name is not None else ""
    written = "" if when is None else when.get("datetime") or when.get("content") or "".join(when.itertext())
    anchor = element.get("id", "")
    return json.comment(
        anchor or json.made_up(said, body, written),
        body,
        parent_id=parent,
        author=said,
        created=json.moment(written),
        url=f"{answer.location.partition('#')[0]}#{anchor}" if anchor else "",
    )


def _own(element: Element) -> Iterator[Element]:
    """What is below a comment and not below one that answers it."""
    waiting = list(element)[::-1]
    while waiting:
        one = waiting.pop()
        if isinstance(one.tag, str) and not _is_comment(one):
            yield one
            waiting += list(one)[::-1]


def _says(element: Element, *names: str) -> bool:
    said = {*element.get("itemprop", "").split(), *element.get("class", "").split()}
    return bool(said & set(names))


def _inside(element: Element) -> str:
    """The HTML inside an element."""
    parts = [escape(element.text or "", quote=False)]
    parts += [etree.tostring(child, encoding="unicode", method="html") for child in element]
    return "".join(parts)
