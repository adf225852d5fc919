"""Finds the feeds of a site: by the shape of its address, by what its page names, by trying the usual places one by one."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Sequence

from msgspec.structs import replace

from tui_reader.engine.parts import Parts
from tui_reader.engine.recent import Recent
from tui_reader.model.discovery import Candidate, Discovery, Page, PageLink
from tui_reader.model.errors import ParseError, ReaderError, RetrieveError
from tui_reader.model.feed import Validators
from tui_reader.model.update import Retrieved
from tui_reader.model.urls import canonical, clean, host, is_web
from tui_reader.sources.feed_shapes import guesses, shapes
from tui_reader.store import feeds
from tui_reader.store.database import Database

MOST_LOOKED = 12
"""Feeds looked at before they are shown; the others of a page are listed by the names it gives them."""

_NOTHING_THERE = frozenset(("not_found", "gone", "http_error", "too_many_redirects", "bad_redirect"))
"""Ends of a request after which the same host may be asked for another address; after others it is left in peace."""


async def discover(parts: Parts, recent: Recent, location: str) -> Discovery:
    """What can be followed at an address somebody typed. Raises ReaderError where the address itself cannot be read."""
    url, sure = address_of(location)
    try:
        found = await _Search(parts, recent, url).run()
    except RetrieveError as error:
        if sure or not _speaks_no_tls(error):
            raise
        found = await _Search(parts, recent, "http" + url.removeprefix("https")).run()
    return await parts.keeper.read(_with_followed, found)


def _speaks_no_tls(error: RetrieveError) -> bool:
    """Whether nobody answers on https, so that plain http, which was not excluded, may be meant."""
    return error.code in ("no_answer", "http_error") or "WRONG_VERSION" in str(error.facts.get("why", ""))


def address_of(location: str) -> tuple[str, bool]:
    """The address meant, and whether its scheme was said or is only taken for granted. Raises RetrieveError."""
    location = location.strip()
    if location.lower().startswith("feed:"):
        location = location[5:].removeprefix("//")
    sure = "://" in location
    url = clean(location if sure else f"https://{location}")
    if not is_web(url):
        raise RetrieveError("bad_address", url=location[:200])
    return url, sure


class _Search:
    """One search, starting from ``url``, which the reader named."""

    def __init__(self, parts: Parts, recent: Recent, url: str) -> None:
        self._parts, self._recent, self._url = parts, recent, url
        self._asked: set[str] = set()

    async def run(self) -> Discovery:
        known = await self._look_at([PageLink(feed) for feed in shapes(self._url)])
        if known:
            return Discovery(self._url, _each_once(known))
        there = await self._survey(self._url)
        if isinstance(there, Candidate):
            return Discovery(self._url, (replace(there, location=self._url),), is_feed=True)
        if there is None:
            return Discovery(self._url)
        named = await self._of_page(there)
        found = named or await self._of_neighbours(there)
        return Discovery(self._url, _each_once(found), page=there.location, guessed=not named)

    async def _of_neighbours(self, page: Page) -> list[Candidate]:
        """Where the page sends one, the usual places, the site's front page; the first that has something."""
        if page.refresh and (there := await self._try(page.refresh)) and (found := await self._of(there)):
            return found
        for guess in (*guesses(page.location, page.generator), clean("/", page.location)):
            if canonical(guess) == canonical(page.location):
                continue
            try:
                there = await self._survey(guess)
            except RetrieveError as error:
                if error.code in _NOTHING_THERE:
                    continue
                return []  # a server that is silent, overrun or forbids is not asked ten times more
            except ParseError:
                continue
            # Many sites answer every address with their front page: what that names was seen already.
            if there is not None and (found := await self._of(there)):
                return found
        return []

    async def _of(self, there: Candidate | Page) -> list[Candidate]:
        return [there] if isinstance(there, Candidate) else await self._of_page(there)

    async def _of_page(self, page: Page) -> list[Candidate]:
        """The feeds a page names, those of a list of feeds it links to instead of the link."""
        fresh = [link for link in page.links if canonical(link.url) not in self._asked]
        return await self._look_at(fresh)

    async def _look_at(self, links: Sequence[PageLink]) -> list[Candidate]:
        looked = await asyncio.gather(*(self._look(link) for link in links[:MOST_LOOKED]))
        rest = [_named(link) for link in links[MOST_LOOKED:]]
        return sorted([one for found in looked for one in found] + rest, key=lambda one: one.comments)

    async def _look(self, link: PageLink) -> list[Candidate]:
        """The feed of a link with its newest entries; nothing where there is none, only its name where nobody knows."""
        try:
            there = await self._survey(link.url)
        except RetrieveError as error:
            gone = error.code in _NOTHING_THERE or error.code in ("private_address", "no_such_host")
            return [] if gone or not link.declared else [_named(link)]
        except ParseError:
            return []
        if isinstance(there, Page):
            return [] if link.declared else await self._of_page(there)
        if there is None:
            return []
        return [replace(there, title=there.title or link.title, comments=there.comments or link.comments)]

    async def _try(self, url: str) -> Candidate | Page | None:
        try:
            return await self._survey(url)
        except ReaderError:
            return None

    async def _survey(self, url: str) -> Candidate | Page | None:
        """What stands at an address, each asked for once. None: neither page nor feed, or seen already."""
        if canonical(url) in self._asked:
            return None
        self._asked.add(canonical(url))
        parts = self._parts
        got = await parts.retriever.retrieve(url, Validators(), typed=host(url) == host(self._url))
        assert isinstance(got, Retrieved)
        self._asked.add(canonical(got.location))
        try:
            there = await parts.workers.run(
                "survey", got, parts.now(), deadline=parts.parse_seconds, urgent=True
            )
        except ParseError as error:
            if error.code == "not_a_feed":
                return None
            raise
        if isinstance(there, Candidate):
            self._recent.keep(url, got)
            return replace(there, location=got.moved_to or url)
        assert isinstance(there, Page)
        return there


def _named(link: PageLink) -> Candidate:
    return Candidate(link.url, link.title, comments=link.comments)


def _each_once(found: Iterable[Candidate]) -> tuple[Candidate, ...]:
    """Without the same address twice, and without the same feed once more in another format."""
    seen: set[object] = set()
    kept: list[Candidate] = []
    for one in found:
        same = (one.title, one.newest) if one.newest else None
        if canonical(one.location) in seen or same in seen:
            continue
        seen |= {canonical(one.location), *([same] if same else [])}
        kept.append(one)
    return tuple(kept)


def _with_followed(database: Database, found: Discovery) -> Discovery:
    """Each candidate with the id of its feed where it is followed already."""
    known = [(one, feeds.find_feed(database, one.location)) for one in found.candidates]
    return replace(found, candidates=tuple(replace(one, feed=feed.id if feed else 0) for one, feed in known))
