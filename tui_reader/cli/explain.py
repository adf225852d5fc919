"""``explain``: why an article is among what a search finds, or is not."""

from __future__ import annotations

import argparse
import asyncio

from msgspec import to_builtins

from tui_reader.cli.context import CommandError, Context
from tui_reader.cli.printing import say, say_json
from tui_reader.model.explanation import Explanation
from tui_reader.model.view import Place, View
from tui_reader.strings import Words


def explain(context: Context, chosen: argparse.Namespace) -> int:
    """Each part of the search, whether it is so, and where. 1 where the article is not among what is found."""
    with context.archive() as archive:
        view = View(Place.SEARCH, query=chosen.query)
        if asyncio.run(archive.article(chosen.id)) is None:
            raise CommandError(context.words("cli.error.no_article", id=str(chosen.id)))
        told = asyncio.run(archive.explained(view, chosen.id))
    if chosen.json:
        say_json(to_builtins(told))
    else:
        for line in lines(told, context.words):
            say(line)
    return 0 if told.found else 1


def lines(told: Explanation, words: Words) -> list[str]:
    """An explanation as plain lines; words found stand in brackets."""
    said = [words("explain.understood", query=told.query), told.title]
    for reason in told.reasons:
        sign = "✓" if reason.holds == reason.wanted else "–"
        said.append(f"{sign} {'' if reason.wanted else '-'}{reason.said}")
        for place in reason.places:
            text = place.text
            for start, end in reversed(place.hits):
                text = f"{text[:start]}[{text[start:end]}]{text[end:]}"
            said.append(f"    {words(f'explain.{place.part}')}: {text}")
    said.append(words("explain.found" if told.found else "explain.not_found"))
    return said
