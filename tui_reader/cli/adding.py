"""``add``: follows what is found at an address where that is one thing; else says what was found, for the person to choose."""

from __future__ import annotations

import argparse
import asyncio
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlsplit

from tui_reader.cli import records
from tui_reader.cli.bringing import options
from tui_reader.cli.context import CommandError, Context
from tui_reader.cli.printing import say, say_json
from tui_reader.cli.report import explained
from tui_reader.engine.run import run_once
from tui_reader.model.discovery import Candidate, Discovery
from tui_reader.model.feed import FeedKind
from tui_reader.model.messages import Add, Discover, Finished, KeepPage
from tui_reader.model.urls import host, is_web
from tui_reader.strings import format as write


def add(context: Context, chosen: argparse.Namespace) -> int:
    """``add URL|PATH [--first|--all|--page]``: a page that offers no feed is kept as an article.

    Exit status 1 with the candidates where there are several and none was chosen.
    """
    location = chosen.location if is_web(chosen.location) else _absolute(chosen.location)
    context.paths.ensure()
    if Path(location).is_absolute():
        return _add(context, chosen, [location])
    if chosen.page:
        done = _kept(context, location)
        if done.code:
            raise CommandError(explained(context, done.code, done.facts))
        return _added(context, done, location, as_json=chosen.json)
    found = _discover(context, location)
    if found.local:
        return _add(context, chosen, [found.location])
    good = found.good
    if not good and found.page and not (done := _kept(context, found.page)).code:
        return _added(context, done, found.page, as_json=chosen.json)
    if not good:
        raise CommandError(context.words("cli.error.none_at", host=host(found.location) or location))
    elsewhere = (
        found.guessed and urlsplit(found.location).path.strip("/") != ""
    )  # of a site it is what was meant
    if (len(good) > 1 or elsewhere) and not (chosen.first or chosen.all):
        for number, candidate in enumerate(found.candidates, 1):
            _tell(context, number, candidate, as_json=chosen.json)
        if elsewhere:
            raise CommandError(context.words("cli.error.found_elsewhere", location=location))
        raise CommandError(context.words("cli.error.which_found", n=len(good), host=host(found.location)))
    return _add(context, chosen, [one.location for one in (good if chosen.all else good[:1])])


def _discover(context: Context, location: str) -> Discovery:
    done = run_once(context.paths, [Discover(1, location)], options=options(context))[0]
    if done.code:
        raise CommandError(explained(context, done.code, done.facts))
    with context.archive() as archive:
        return asyncio.run(archive.discovered(done.key))


def _add(context: Context, chosen: argparse.Namespace, locations: Sequence[str]) -> int:
    title = chosen.title if len(locations) == 1 else ""
    requests = [
        Add(number, location, chosen.folder, title, undoable=True)
        for number, location in enumerate(locations, 1)
    ]
    answers = run_once(context.paths, requests, options=options(context))
    failed = [done for done in answers if done.code]
    for done, location in zip(answers, locations, strict=True):
        if not done.code:
            _added(context, done, location, as_json=chosen.json)
    if failed:
        raise CommandError(explained(context, failed[0].code, failed[0].facts))
    return 0


def _kept(context: Context, location: str) -> Finished:
    """The page itself, as an article."""
    return run_once(context.paths, [KeepPage(1, location)], options=options(context))[0]


def _added(context: Context, done: Finished, location: str, *, as_json: bool) -> int:
    """Tell what came of it."""
    with context.archive() as archive:
        feed = asyncio.run(archive.feed(done.feed))
        article = asyncio.run(archive.article(done.entry)) if done.entry else None
    one_article = article is not None and (feed is None or feed.kind in (FeedKind.FILES, FeedKind.PAGES))
    title = article.entry.data.title if article and one_article else feed.title if feed else location
    if as_json:
        say_json({"feed": done.feed or None, "entry": done.entry or None, "title": title, "new": done.new})
    else:
        said = [context.words("cli.added" if done.new else "cli.already", title=title)]
        if feed is not None and feed.location.startswith("http:"):
            said.append(context.words("feeds.over_http"))
        say(" ".join(said))
    return 0


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
