"""Finds who wrote an entry, as feeds write people: several, `mail (Name)`, `Name <mail>`, only a mail address."""

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache

from tui_reader.model.entry import Author
from tui_reader.model.scrub import is_blank
from tui_reader.model.urls import clean, is_web
from tui_reader.sources.feedparser_door import records, text
from tui_reader.sources.one_line import line

_MOST = 50
_LONGEST = 8000  # characters: more than a name may keep, or an address
_MAIL_THEN_NAME = re.compile(r"^\(?([^\s()<>]+@[^\s()<>]+)\)?\s*[(<]?([^()<>]*)[)>]?$")
_NAME_THEN_MAIL = re.compile(r"^([^()<>@]*?)\s*[(<]\s*(?:mailto:)?([^\s()<>]+@[^\s()<>]+?)\s*[)>]$")


def authors_of(raw: Mapping[str, object]) -> tuple[Author, ...]:
    """The authors of an entry or a feed, each once, in order."""
    listed = [
        person(text(item, "name"), text(item, "email"), text(item, "href"))
        for item in records(raw, "authors")[:_MOST]
    ]
    found = [author for author in listed if author is not None]
    if not found and (single := person(text(raw, "author"))):
        found = [single]
    return tuple(dict.fromkeys(found))


def people_of(said: Iterable[str]) -> tuple[Author, ...]:
    """The authors of texts that name one each."""
    return tuple(dict.fromkeys(author for author in map(person, said) if author is not None))


def person(name: str, email: str = "", url: str = "") -> Author | None:
    """One author of a name as written, its mail address told apart; None where nobody is named."""
    return _person(name[:_LONGEST], email[:_LONGEST], url[:_LONGEST])


@lru_cache(512)
def _person(name: str, email: str, url: str) -> Author | None:
    """As `person`; kept at hand, for a feed has few and names them often."""
    name = line(name, markup="&" in name or "</" in name, limit=200)
    if "@" in name and (match := _MAIL_THEN_NAME.match(name)):
        email, name = email or match[1], match[2].strip()
    elif "@" in name and (match := _NAME_THEN_MAIL.match(name)):
        name, email = match[1].strip(), email or match[2]
    email = line(email, limit=200)
    url = clean(url)
    if is_blank(name):
        name = email.partition("@")[0] if email else ""
    return Author(name, url if is_web(url) else "", email) if not is_blank(name) else None
