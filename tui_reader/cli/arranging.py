"""``edit`` and ``folder``: names, folders, muting and settings of what is followed; undone in the reader by ``u``."""

from __future__ import annotations

import argparse
import asyncio
import re
from collections.abc import Sequence

from msgspec.structs import replace

from tui_reader.cli import records
from tui_reader.cli.context import CommandError, Context, UsageError
from tui_reader.cli.printing import say, say_json
from tui_reader.model.feed import Feed, FeedEdit, folder_paths
from tui_reader.model.feed_settings import FeedSettings, FullText, is_header
from tui_reader.model.fold import fold_key
from tui_reader.model.urls import clean, is_web

_UNITS = {"m": 60, "h": 3600, "d": 86400}
_CHOICES: dict[str, bool | None] = {"all": None, "yes": True, "no": False}


def edit(context: Context, chosen: argparse.Namespace) -> int:
    """``edit FEED …``: only what is given is changed."""
    with context.archive() as archive:
        feed = find(context, asyncio.run(archive.sources()).feeds, chosen.feed)
        if chosen.unsubscribe:
            asyncio.run(archive.unsubscribe(feed.id))
            say(context.words("feeds.unsubscribed", feed=feed.title))
            return 0
        asyncio.run(archive.edit_feed(feed.id, _edit(context, feed, chosen)))
        changed = asyncio.run(archive.feed(feed.id))
    if changed is not None and chosen.json:
        say_json(records.feed(changed, context.words))
    elif changed is not None:
        say(context.words("cli.edited", title=changed.title))
    return 0


def folder(context: Context, chosen: argparse.Namespace) -> int:
    """``folder PATH [--title T] [--inside PATH] [--remove]``."""
    with context.archive() as archive:
        paths = folder_paths(asyncio.run(archive.sources()).folders)
        found = next((number for number, path in paths.items() if path == chosen.folder), None)
        if found is None:
            raise CommandError(context.words("store.no_such_folder", name=chosen.folder))
        if chosen.remove:
            asyncio.run(archive.delete_folder(found))
        else:
            asyncio.run(archive.edit_folder(found, title=chosen.title, inside=chosen.inside))
    say(context.words("cli.edited", title=chosen.title or chosen.folder))
    return 0


def find(context: Context, known: Sequence[Feed], name: str) -> Feed:
    """The feed of a number, an address or (part of) a name. Raises CommandError."""
    exact = [feed for feed in known if name in (str(feed.id), feed.location, feed.title)]
    near = exact or [feed for feed in known if fold_key(name) in fold_key(feed.title)]
    if not near:
        raise CommandError(context.words("cli.error.no_feed", name=name))
    if len(near) > 1:
        names = ", ".join(feed.title for feed in near[:5])
        raise CommandError(context.words("cli.error.which_feed", name=name, names=names))
    return near[0]


def _edit(context: Context, feed: Feed, chosen: argparse.Namespace) -> FeedEdit:
    location = None
    if chosen.address is not None:
        location = clean(chosen.address)
        if not is_web(location):
            raise context.failure("bad_address", {"url": chosen.address[:100]})
    muted = True if chosen.mute else False if chosen.unmute else None
    return FeedEdit(chosen.title, chosen.folder, muted, _settings(context, feed.settings, chosen), location)


def _settings(context: Context, own: FeedSettings, chosen: argparse.Namespace) -> FeedSettings:
    if chosen.interval is not None:
        own = replace(own, interval=_seconds(context, chosen.interval))
    if chosen.full_text is not None:
        own = replace(own, full_text=FullText(chosen.full_text))
    if chosen.pictures is not None:
        own = replace(own, pictures=_CHOICES[chosen.pictures])
    if chosen.comments is not None:
        own = replace(own, comments=_CHOICES[chosen.comments])
    if chosen.header is not None:
        headers = dict(own.headers)
        for said in chosen.header:
            name, _, value = (part.strip() for part in said.partition(":"))
            if value and not is_header(name, value):
                raise UsageError(_wrong(context, "--header", said, "Name: value"))
            headers.pop(name, None)
            headers |= {name: value} if value else {}
        own = replace(own, headers=headers)
    return own


def _seconds(context: Context, said: str) -> int:
    """``30m``, ``2h``, ``1d``; ``auto``: the feed's own rhythm, 0."""
    if said == "auto":
        return 0
    found = re.fullmatch(r"(\d{1,6})([mhd])", said)
    if found is None:
        raise UsageError(_wrong(context, "--interval", said, "30m, 2h, 1d, auto"))
    return int(found[1]) * _UNITS[found[2]]


def _wrong(context: Context, name: str, value: str, expected: str) -> str:
    return context.words("cli.error.wrong_value", name=name, value=value, expected=expected)
