"""``--help``: the commands and options in the person's language."""

from __future__ import annotations

from tui_reader.strings import Words

_COMMANDS = (
    ("[FILE|URL…]", "open"),
    ("add URL|PATH [--folder F] [--title T] [--first|--all|--page]", "add"),
    ("feeds [--folder F] [--json]", "feeds"),
    ("edit FEED [--title T] [--folder F] [--mute] …", "edit"),
    ("folder F [--title T] [--inside F] [--remove]", "folder"),
    ("refresh [FEED…] [--due] [--quiet] [--json]", "refresh"),
    ("list [QUERY] [--limit N] [--json]", "list"),
    ("show ID [--delivered] [--format text|markdown|html|json]", "show"),
    ("comments ID [--json]", "comments"),
    ("import FILE.opml|FOLDER [--replace] [--json]", "import"),
    ("export [FILE.opml|--everything FOLDER]", "export"),
    ("export --articles QUERY FILE.epub|FILE.md|FILE.html [--limit N]", "export_articles"),
    ("backup [FILE] [--json]", "backup"),
    ("restore [FILE] [--json]", "restore"),
    ("parse FILE… [--base URL] [--content-type T]", "parse"),
    ("rules [QUERY [--do DEEDS] [--name NAME]] [--on N | --off N | --drop N]", "rules"),
    ("trip [QUERY] [--budget MB] [--no-pictures] [--stop]", "trip"),
    ("doctor [--repair] [--json]", "doctor"),
    ("config", "config"),
    ("engine", "engine"),
)
_OPTIONS = (
    ("--home DIR", "home"),
    ("--lang en|vi", "lang"),
    ("--offline", "offline"),
    ("--version", "version"),
    ("-h, --help", "help"),
)


def overview(words: Words) -> str:
    """The page ``tui-reader --help`` prints."""
    lines = [words("cli.about"), ""]
    lines += [
        f"{words('cli.usage')}: tui-reader [--home DIR] [--lang L] [--offline] …",
        "",
        words("cli.commands") + ":",
    ]
    lines += [_row(form, words(f"cli.{name}")) for form, name in _COMMANDS]
    lines += ["", words("cli.options") + ":"]
    lines += [_row(form, words(f"cli.{name}")) for form, name in _OPTIONS]
    return "\n".join([*lines, "", words("cli.more")])


def _row(form: str, meaning: str) -> str:
    return f"  {form:<44} {meaning}" if len(form) < 45 else f"  {form}\n{'':47}{meaning}"
