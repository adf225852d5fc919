"""``add``: follows what is found at an address where that is one thing; else says what was found, for the person to choose."""

from __future__ import annotations

import argparse
import asyncio
from collections.abc import Awaitable, Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlsplit

from tui_reader.cli import records
from tui_reader.cli.bringing import options
from tui_reader.cli.context import CommandError, Context, UsageError
from tui_reader.cli.printing import say, say_json
from tui_reader.cli.report import explained
from tui_reader.engine.run import nothing_more, run_once
from tui_reader.model.discovery import Candidate, Discovery
from tui_reader.model.feed import FeedKind
from tui_reader.model.messages import Add, Discover, Finished, KeepPage, Request
from tui_reader.model.urls import host, is_web
from tui_reader.strings import format as write


def add(context: Context, chosen: argparse.Namespace) -> int:
    """``add URL|PATH [--first|--all|--page]``: a page that offers no feed is kept as an article.

    Exit status 1 with the candidates where there are several and none was chosen.
    """
    if not chosen.location.strip():
        raise UsageError(context.words("cli.error.missing", name="URL|PATH"))
    location = chosen.location if is_web(chosen.location) else _absolute(chosen.location)
    context.paths.ensure()
    if Path(location).is_absolute():
        return _added(context, chosen, _run(context, [Add(1, location, chosen.folder, chosen.title, True)]))
    if chosen.page:
        return _added(context, chosen, _run(context, [KeepPage(1, location)]))
    search = _Search(context, chosen)
    answers = _run(context, [Discover(1, location)], search.go_on)
    found = search.found
    if found is None:
        raise CommandError(explained(context, answers[0].code, answers[0].facts))
    if search.asked and not (search.keeps_page and answers[-1].code):
        return _added(context, chosen, answers[1:])
    if not found.good:
        raise CommandError(context.words("cli.error.none_at", host=host(found.location) or location))
    for number, candidate in enumerate(found.candidates, 1):
        _tell(context, number, candidate, as_json=chosen.json)
    if _is_elsewhere(found):
        raise CommandError(context.words("cli.error.found_elsewhere", location=location))
    raise CommandError(context.words("cli.error.which_found", n=len(found.good), host=host(found.location)))


def _is_elsewhere(found: Discovery) -> bool:
    """Whether what was found is only near what was named; of a site it is what was meant."""
    return found.guessed and urlsplit(found.location).path.strip("/") != ""


class _Search:
    """What was found at an address, and what is asked for then: all by one engine, which fetches nothing twice."""

    def __init__(self, context: Context, chosen: argparse.Namespace) -> None:
        self._context, self._chosen = context, chosen
        self.found: Discovery | None = None
        self.asked = False
        """Whether there was something to follow or to keep."""
        self.keeps_page = False

    async def go_on(self, answers: Sequence[Finished]) -> Sequence[Request]:
        """What is to be followed, where that is clear; nothing where the person must choose."""
        if self.found is not None or answers[0].code:
            return ()
        with self._context.archive() as archive:
            found = self.found = await archive.discovered(answers[0].key)
        requests = self._wanted(found)
        self.asked = bool(requests)
        return requests

    def _wanted(self, found: Discovery) -> list[Request]:
        chosen, good = self._chosen, found.good
        if found.local:
            locations = [found.location]
        elif good and (chosen.first or chosen.all or (len(good) == 1 and not _is_elsewhere(found))):
            locations = [one.location for one in (good if chosen.all else good[:1])]
        else:
            self.keeps_page = not good and bool(found.page)
            return [KeepPage(2, found.page)] if self.keeps_page else []
        title = chosen.title if len(locations) == 1 else ""
        return [
            Add(number, location, chosen.folder, title, undoable=True)
            for number, location in enumerate(locations, 2)
        ]


def _run(
    context: Context,
    requests: Sequence[Request],
    then: Callable[[Sequence[Finished]], Awaitable[Sequence[Request]]] = nothing_more,
) -> list[Finished]:
    context.look_at_store()
    return run_once(context.paths, requests, options=options(context), then=then)


def _added(context: Context, chosen: argparse.Namespace, answers: Sequence[Finished]) -> int:
    """Tell what came of each; the first that failed is the command's failure."""
    for done in answers:
        if not done.code:
            _tell_added(context, done, as_json=chosen.json)
    failed = next((done for done in answers if done.code), None)
    if failed is not None:
        raise CommandError(explained(context, failed.code, failed.facts))
    return 0


def _tell_added(context: Context, done: Finished, *, as_json: bool) -> None:
    """What came of one: a line, or a JSON object."""
    with context.archive() as archive:
        feed = asyncio.run(archive.feed(done.feed))
        article = asyncio.run(archive.article(done.entry)) if done.entry else None
    one_article = article is not None and (feed is None or feed.kind in (FeedKind.FILES, FeedKind.PAGES))
    title = article.entry.data.title if article and one_article else feed.title if feed else ""
    if as_json:
        say_json(
            {
                "feed": done.feed or None,
                "entry": done.entry or None,
                "title": title,
                "new": done.new,
                "added": done.added,
            }
        )
    else:
        said = [context.words("cli.added" if done.added else "cli.already", title=title)]
        if feed is not None and feed.location.startswith("http:"):
            said.append(context.words("feeds.over_http"))
        say(" ".join(said))


def _tell(context: Context, number: int, candidate: Candidate, *, as_json: bool) -> None:
    """One candidate: a line, and below it its last articles; or one JSON object."""
    if as_json:
        say_json(records.candidate(candidate))
        return
    words = context.words
    items = "" if candidate.items is None else words("feeds.items", n=candidate.items)
    facts = [candidate.kind, candidate.language, items]
    facts += [words("feeds.followed")] if candidate.feed else []
    facts += [words("feeds.of_comments")] if candidate.comments else []
    told = " · ".join(fact for fact in facts if fact)
    say(f"{number:>3}  {candidate.title or candidate.location}" + (f"  ({told})" if told else ""))
    say(f"     {candidate.location}")
    for sample in candidate.newest:
        when = write.row_age(words, sample.at, datetime.now(UTC), None) if sample.at else ""
        say(f"     {when:>8}  {sample.title}")


def _absolute(given: str) -> str:
    """A path as this process sees it; what is not there is left to the engine, as an address without its scheme."""
    path = Path(given).expanduser()
    return str(path.absolute()) if path.exists() else given
