"""``rules``: what is done to articles as they arrive; shown, tried on what is here, kept, switched, dropped."""

from __future__ import annotations

import argparse
import asyncio
import shlex

from tui_reader.cli.context import CommandError, Context, UsageError, complain
from tui_reader.cli.printing import Json, say, say_json
from tui_reader.library.archive import Archive
from tui_reader.model.errors import QueryError
from tui_reader.model.rule import Deed, Rule


def rules(context: Context, chosen: argparse.Namespace) -> int:
    """``rules [QUERY [--do …] [--name NAME]] [--on|--off|--drop NUMBER] [--json]``."""
    with context.archive() as archive:
        if chosen.query is not None and chosen.do is None:
            return _try(context, archive, chosen)
        if chosen.query is not None:
            asyncio.run(archive.rules.keep(_rule(context, chosen)))
        elif chosen.drop is not None:
            asyncio.run(archive.rules.drop(_of(context, archive, chosen.drop)))
        elif (number := chosen.on if chosen.on is not None else chosen.off) is not None:
            asyncio.run(archive.rules.switch(_of(context, archive, number), on=chosen.on is not None))
        _show(context, archive, as_json=chosen.json)
    return 0


def _try(context: Context, archive: Archive, chosen: argparse.Namespace) -> int:
    tried = asyncio.run(archive.rules.tried(chosen.query))
    if chosen.json:
        say_json({"matching": tried.matching, "of": tried.of, "titles": list(tried.titles)})
        return 0
    say(context.words("rule.would_match", n=tried.matching, m=tried.of))
    for title in tried.titles:
        say(f"  {title}")
    return 0


def _rule(context: Context, chosen: argparse.Namespace) -> Rule:
    """``--do read,star,tag:sport``."""
    said = [one.strip() for one in chosen.do.split(",") if one.strip()]
    tag = next((one.partition(":")[2] for one in said if one.startswith("tag:")), "")
    names = {one.partition(":")[0] for one in said}
    unknown = names - set(Deed) or ({"tag"} if "tag" in names and not tag else set())
    if unknown or not names:
        expected = ", ".join("tag:…" if deed is Deed.TAG else deed for deed in Deed)
        value = ", ".join(sorted(unknown)) or chosen.do
        raise UsageError(context.words("cli.error.wrong_value", name="--do", value=value, expected=expected))
    deeds = tuple(deed for deed in Deed if deed in names)
    return Rule(chosen.name or chosen.query, chosen.query, deeds, tag)


def _of(context: Context, archive: Archive, number: int) -> Rule:
    known = asyncio.run(archive.rules.listed())
    if not 1 <= number <= len(known):
        raise CommandError(context.words("cli.error.no_rule", n=number))
    return known[number - 1]


def _show(context: Context, archive: Archive, *, as_json: bool) -> None:
    known, words = asyncio.run(archive.rules.listed()), context.words
    if not known and not context.settings.run and not as_json:
        say(words("cli.no_rules"))
    for place, rule in enumerate(known, 1):
        if as_json:
            deeds: list[Json] = [f"tag:{rule.tag}" if deed is Deed.TAG else str(deed) for deed in rule.deeds]
            say_json(
                {
                    "number": place,
                    "name": rule.name,
                    "query": rule.query,
                    "do": deeds,
                    "enabled": rule.enabled,
                    "matched": rule.matched,
                }
            )
            continue
        does = ", ".join(
            words("rule.does_tag", name=rule.tag) if deed is Deed.TAG else words(f"rule.{deed}")
            for deed in rule.deeds
        )
        state = words("rule.matched", n=rule.matched) if rule.enabled else words("rule.off")
        say(f"{place}. {rule.name} · {rule.query} → {does} · {state}")
    for name, one in context.settings.run.items():
        if as_json:
            say_json({"name": name, "query": one.query, "run": list(one.command)})
            continue
        say(f"[run] {name} · {one.query} → {shlex.join(one.command)}")
        try:
            asyncio.run(archive.rules.tried(one.query))
        except QueryError as error:
            complain(words.explain(error.code, error.facts))
