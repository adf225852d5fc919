"""The commands' arguments, and which function each runs."""

from __future__ import annotations

import argparse
import re
from collections.abc import Callable, Sequence
from importlib import import_module
from typing import NoReturn

from tui_reader.cli.context import Context, UsageError
from tui_reader.model.errors import QueryError, ReaderError
from tui_reader.strings import Words

_AROUND = 60
"""Characters of a long query shown on either side of the caret."""


def run(context: Context, name: str, arguments: Sequence[str]) -> int:
    """Run one command. Errors of the tree become a plain line (``CommandError``), wrong arguments ``UsageError``."""
    parser = _Parser(context.words, name)
    define, module, function = _COMMANDS[name]
    define(parser, context.words)
    chosen = parser.parse_args(list(arguments))
    if name in _BRINGING:
        from tui_reader.engine import forks  # has its own things to import, meanwhile

        forks.begin()
    # only the command that runs is imported: the engine starts beside the screen and must be up soon
    command = getattr(import_module(f"tui_reader.cli.{module}"), function)
    try:
        _check(getattr(chosen, "query", None))
        return int(command(context, chosen))
    except QueryError as error:
        raise UsageError(_not_understood(context.words, error, chosen.query)) from error
    except ReaderError as error:
        raise context.failure(error.code, error.facts) from error


def _check(query: object) -> None:
    """Nobody is typing it any more. Raises QueryError."""
    if isinstance(query, str) and query:
        from tui_reader.query.unfinished import check  # seldom

        check(query)


def _not_understood(words: Words, error: QueryError, query: str) -> str:
    """The query with a caret before what was not understood, and why; one line, as all complaints are."""
    at = error.position
    marked = f"{query[max(0, at - _AROUND) : at]}^{query[at : at + _AROUND]}"
    return words("cli.error.query", text=marked, why=words.explain(error.code, error.facts))


class _Parser(argparse.ArgumentParser):
    """argparse whose complaints are one line in the person's language."""

    def __init__(self, words: Words, name: str) -> None:
        super().__init__(
            prog=f"tui-reader {name}", description=words(f"cli.{name}"), allow_abbrev=False, add_help=False
        )
        self._words = words
        self.add_argument("-h", "--help", action="help", help=words("cli.help"))

    def error(self, message: str) -> NoReturn:
        raise UsageError(_complaint(self._words, message))


def _complaint(words: Words, message: str) -> str:
    """argparse's English as the catalogue says it."""
    if found := re.match(r"the following arguments are required: (.*)", message):
        return words("cli.error.missing", name=found[1])
    if found := re.match(r"unrecognized arguments: (.*)", message):
        unknown = found[1].startswith("-")
        return words("cli.error.unknown_option" if unknown else "cli.error.too_many", name=found[1])
    if found := re.match(r"argument (\S+): invalid choice: '?([^']*)'? \(choose from (.*)\)", message):
        return words(
            "cli.error.wrong_value", name=found[1], value=found[2], expected=found[3].replace("'", "")
        )
    if found := re.match(r"argument (\S+): invalid \w+ value: '(.*)'", message):
        return words("cli.error.wrong_value", name=found[1], value=found[2], expected="0, 1, 2 …")
    if found := re.match(r"argument (\S+): expected", message):
        return words("cli.error.missing", name=found[1])
    return message


def _whole(text: str) -> int:
    number = int(text)
    if number < 0:
        raise ValueError
    return number


def _id(text: str) -> int:
    """A number an article can have: SQLite's are 64 bits long."""
    number = _whole(text)
    if number >= 2**63:
        raise ValueError
    return number


def _json(parser: argparse.ArgumentParser, words: Words) -> None:
    parser.add_argument("--json", action="store_true", help=words("cli.json"))


def _add(parser: argparse.ArgumentParser, words: Words) -> None:
    parser.add_argument("location", metavar="URL|PATH", help=words("cli.location"))
    parser.add_argument("--folder", default="", help=words("cli.into_folder"))
    parser.add_argument("--title", default="", help=words("cli.title"))
    which = parser.add_mutually_exclusive_group()
    which.add_argument("--first", action="store_true", help=words("cli.first"))
    which.add_argument("--all", action="store_true", help=words("cli.all"))
    which.add_argument("--page", action="store_true", help=words("cli.page"))
    _json(parser, words)


def _feeds(parser: argparse.ArgumentParser, words: Words) -> None:
    parser.add_argument("--folder", default="", help=words("cli.in_folder"))
    _json(parser, words)


def _edit(parser: argparse.ArgumentParser, words: Words) -> None:
    parser.add_argument("feed", metavar="FEED", help=words("cli.feed"))
    parser.add_argument("--title", help=words("cli.title"))
    parser.add_argument("--folder", help=words("cli.into_folder"))
    parser.add_argument("--address", metavar="URL", help=words("cli.address"))
    parser.add_argument("--interval", metavar="30m|2h|1d|auto", help=words("cli.interval"))
    muting = parser.add_mutually_exclusive_group()
    muting.add_argument("--mute", action="store_true", help=words("cli.mute"))
    muting.add_argument("--unmute", action="store_true", help=words("cli.unmute"))
    parser.add_argument("--full-text", choices=("auto", "always", "never"), help=words("feeds.full_text"))
    parser.add_argument("--pictures", choices=("all", "yes", "no"), help=words("feeds.pictures"))
    parser.add_argument("--comments", choices=("all", "yes", "no"), help=words("feeds.comments"))
    parser.add_argument("--header", metavar="NAME:VALUE", action="append", help=words("cli.header"))
    parser.add_argument("--unsubscribe", action="store_true", help=words("cli.unsubscribe"))
    _json(parser, words)


def _folder(parser: argparse.ArgumentParser, words: Words) -> None:
    parser.add_argument("folder", metavar="FOLDER", help=words("cli.in_folder"))
    parser.add_argument("--title", help=words("cli.title"))
    parser.add_argument("--inside", metavar="FOLDER", help=words("cli.inside"))
    parser.add_argument("--remove", action="store_true", help=words("cli.remove"))


def _refresh(parser: argparse.ArgumentParser, words: Words) -> None:
    parser.add_argument("feeds", metavar="FEED", nargs="*", help=words("cli.feed"))
    parser.add_argument("--due", action="store_true", help=words("cli.due"))
    parser.add_argument("--quiet", action="store_true", help=words("cli.quiet"))
    _json(parser, words)
    parser.epilog = words("cli.refresh_status")


def _list(parser: argparse.ArgumentParser, words: Words) -> None:
    parser.add_argument("query", metavar="QUERY", nargs="?", default="", help=words("cli.query"))
    parser.add_argument("--limit", type=_whole, default=50, help=words("cli.limit"))
    _json(parser, words)


def _explain(parser: argparse.ArgumentParser, words: Words) -> None:
    parser.add_argument("query", metavar="QUERY", help=words("cli.query"))
    parser.add_argument("id", metavar="ID", type=_id, help=words("cli.id"))
    _json(parser, words)
    parser.epilog = words("cli.explain_status")


def _show(parser: argparse.ArgumentParser, words: Words) -> None:
    parser.add_argument("id", metavar="ID", type=_id, help=words("cli.id"))
    formats = ("text", "markdown", "html", "json")
    parser.add_argument("--format", choices=formats, default="text", help=words("cli.format"))
    parser.add_argument("--delivered", action="store_true", help=words("cli.delivered"))
    parser.add_argument("--json", dest="format", action="store_const", const="json", help=words("cli.json"))


def _comments(parser: argparse.ArgumentParser, words: Words) -> None:
    parser.add_argument("id", metavar="ID", type=_id, help=words("cli.id"))
    _json(parser, words)


def _import(parser: argparse.ArgumentParser, words: Words) -> None:
    parser.add_argument("file", metavar="FILE.opml|FOLDER", help=words("cli.import_file"))
    parser.add_argument("--replace", action="store_true", help=words("cli.replace"))
    _json(parser, words)


def _export(parser: argparse.ArgumentParser, words: Words) -> None:
    parser.add_argument("file", metavar="FILE", nargs="?", default="-", help=words("cli.file"))
    parser.add_argument("--articles", metavar="QUERY", default=None, help=words("cli.export_articles"))
    parser.add_argument("--limit", type=_whole, default=300, help=words("cli.limit"))
    parser.add_argument("--everything", metavar="FOLDER", default="", help=words("cli.everything"))


def _backup(parser: argparse.ArgumentParser, words: Words) -> None:
    parser.add_argument("file", metavar="FILE", nargs="?", default="", help=words("cli.backup_file"))
    _json(parser, words)


def _restore(parser: argparse.ArgumentParser, words: Words) -> None:
    parser.add_argument("file", metavar="FILE", nargs="?", default="", help=words("cli.file"))
    _json(parser, words)


def _parse(parser: argparse.ArgumentParser, words: Words) -> None:
    parser.add_argument("files", metavar="FILE", nargs="+", help=words("cli.file"))
    parser.add_argument("--base", default="", help=words("cli.base"))
    parser.add_argument("--content-type", default="", help=words("cli.content_type"))
    _json(parser, words)


def _doctor(parser: argparse.ArgumentParser, words: Words) -> None:
    parser.add_argument("--repair", action="store_true", help=words("cli.repair"))
    _json(parser, words)
    parser.epilog = words("doctor.status")


def _rules(parser: argparse.ArgumentParser, words: Words) -> None:
    parser.add_argument("query", metavar="QUERY", nargs="?", help=words("cli.rule_query"))
    parser.add_argument("--do", metavar="DEEDS", help=words("cli.rule_do"))
    parser.add_argument("--name", help=words("cli.rule_name"))
    for name in ("on", "off", "drop"):
        parser.add_argument(f"--{name}", metavar="N", type=_whole, help=words(f"cli.rule_{name}"))
    _json(parser, words)


def _trip(parser: argparse.ArgumentParser, words: Words) -> None:
    parser.add_argument("query", metavar="QUERY", nargs="?", default="", help=words("cli.trip_query"))
    parser.add_argument("--budget", type=_whole, default=0, metavar="MB", help=words("cli.budget"))
    parser.add_argument("--no-pictures", action="store_true", help=words("cli.no_pictures"))
    parser.add_argument("--stop", action="store_true", help=words("cli.trip_stop"))
    _json(parser, words)
    parser.epilog = words("cli.trip_status")


def _config(parser: argparse.ArgumentParser, words: Words) -> None:
    parser.add_argument("what", metavar="keys", nargs="?", choices=("keys",), help=words("cli.config_keys"))
    _json(parser, words)


def _nothing(parser: argparse.ArgumentParser, words: Words) -> None:
    """No arguments."""


_COMMANDS: dict[str, tuple[Callable[[argparse.ArgumentParser, Words], None], str, str]] = {
    "add": (_add, "adding", "add"),
    "feeds": (_feeds, "subscriptions", "feeds"),
    "edit": (_edit, "arranging", "edit"),
    "folder": (_folder, "arranging", "folder"),
    "refresh": (_refresh, "subscriptions", "refresh"),
    "list": (_list, "articles", "listing"),
    "explain": (_explain, "explain", "explain"),
    "show": (_show, "articles", "show"),
    "comments": (_comments, "articles", "comments"),
    "import": (_import, "subscriptions", "import_opml"),
    "export": (_export, "subscriptions", "export_opml"),
    "backup": (_backup, "backing_up", "backup"),
    "restore": (_restore, "backing_up", "restore"),
    "parse": (_parse, "parsing", "parse"),
    "rules": (_rules, "ruling", "rules"),
    "trip": (_trip, "trip", "trip"),
    "doctor": (_doctor, "doctor", "doctor"),
    "config": (_config, "config", "show"),
    "engine": (_nothing, "engine", "serve"),
}
"""A command's arguments, and the module and function of this package that do it."""
_BRINGING = frozenset(("add", "import", "refresh"))
"""Those that are the engine in the foreground and will need its workers."""
