"""``doctor``: what is not as it should be, with what can be done about it; a line a thing, aligned, or JSON."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from datetime import UTC, datetime

from rich.cells import cell_len

from tui_reader.cli.context import Context
from tui_reader.cli.doctor_here import settings, terminal
from tui_reader.cli.printing import Json, say, say_json
from tui_reader.library.doctor import examine
from tui_reader.library.feed_health import advice, login_lines, sentence
from tui_reader.library.finding_of import Finding
from tui_reader.model.health import state_of
from tui_reader.strings.format import feed_name

SOMETHING_WRONG = 1
_SIGNS = {True: "✓", False: "!"}


def doctor(context: Context, chosen: argparse.Namespace) -> int:
    """Exit status 0 where all is well, 1 where something needs a look."""
    now = datetime.now(UTC)
    found = [
        *examine(context.paths.store, context.paths.pictures, now, repair=chosen.repair),
        *settings(context),
        *terminal(),
    ]
    for finding in found:
        if chosen.json:
            say_json(_record(context, finding, now))
    if not chosen.json:
        _print(context, found, now)
    return 0 if all(finding.well for finding in found) else SOMETHING_WRONG


def _print(context: Context, found: list[Finding], now: datetime) -> None:
    words = context.words
    areas = {finding.area: words(f"doctor.area.{finding.area}") for finding in found}
    width = max(cell_len(name) for name in areas.values())
    before = ""
    for finding in found:
        name = "" if finding.area == before else areas[finding.area]
        before = finding.area
        first, *more = _told(context, finding, now)
        say(f"{name}{' ' * (width - cell_len(name))}  {_SIGNS[finding.well]} {first}")
        for line in more:
            say(f"{' ' * width}    {line}")
    if all(finding.well for finding in found):
        say(words("doctor.all_fine"))


def _told(context: Context, finding: Finding, now: datetime) -> Iterator[str]:
    """The sentence, then what can be done."""
    words, feed = context.words, finding.feed
    if feed is not None:
        name = feed_name(words, feed.title)
        yield words("doctor.feed", feed=name, why=sentence(words, feed, now, None))
    elif finding.mended:
        yield f"{words.explain(finding.code, finding.facts)}: {words('doctor.repaired')}"
    else:
        yield words.explain(finding.code, finding.facts)
    fix = _fix(context, finding, now)
    if fix:
        yield fix
    if feed is not None and state_of(feed, now) == "needs_login":
        yield from (f"  {line}" for line in login_lines(feed))


def _fix(context: Context, finding: Finding, now: datetime) -> str:
    if finding.feed is not None:
        return advice(context.words, state_of(finding.feed, now), str(context.paths.config_file))
    return context.words("doctor.repair") if finding.mendable else ""


def _record(context: Context, finding: Finding, now: datetime) -> dict[str, Json]:
    """``sentence`` and ``fix`` are for people, the rest for scripts."""
    feed = finding.feed
    first = next(_told(context, finding, now))
    code = state_of(feed, now) if feed is not None else finding.code.rpartition(".")[2]
    record: dict[str, Json] = {
        "area": finding.area,
        "ok": finding.well,
        "code": code,
        "sentence": first,
        "fix": _fix(context, finding, now) or None,
        "repaired": finding.mended,
    }
    if feed is not None:
        record |= {"feed": feed.id, "title": feed.title, "location": feed.location}
    return record
