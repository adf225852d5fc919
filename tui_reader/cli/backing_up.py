"""``backup`` and ``restore``, ``export --everything`` and ``import`` of that: all that is kept, out and in again."""

from __future__ import annotations

import argparse
from datetime import UTC, datetime
from pathlib import Path

from tui_reader.cli.context import CommandError, Context
from tui_reader.cli.printing import in_columns, iso, say, say_json
from tui_reader.library import everything
from tui_reader.store import backups, copying, replacing
from tui_reader.store.database import open_database
from tui_reader.strings import format as write


def backup(context: Context, chosen: argparse.Namespace) -> int:
    """``backup [FILE]``: one file with all of it, whoever writes meanwhile; never over a file that is there."""
    store, now = context.paths.store, datetime.now(UTC)
    _must_be_there(context, store)
    if chosen.file:
        target = Path(chosen.file).expanduser().absolute()
        target = target / f"tui-reader-{now.astimezone():%Y-%m-%d}.db" if target.is_dir() else target
        if target.exists():
            raise context.failure("file_exists", {"path": str(target)})
        made = copying.copy_store(store, target)
    else:
        made = backups.make(store, now, context.settings.backup_megabytes * 1_000_000)
    assert made is not None, "nobody stops it"
    if chosen.json:
        say_json({"path": str(made.path), "feeds": made.feeds, "articles": made.articles, "bytes": made.size})
    else:
        what = _what(context, made.feeds, made.articles)
        say(
            context.words(
                "backup.made", what=f"{what} ({context.words.size(made.size)})", path=str(made.path)
            )
        )
    return 0


def restore(context: Context, chosen: argparse.Namespace) -> int:
    """``restore FILE``: go on from a copy; what is here is kept beside it. Without a file: which copies there are."""
    store = context.paths.store
    if not chosen.file:
        return _list(context, store, as_json=chosen.json)
    context.paths.ensure()
    copy = copying.look_over(Path(chosen.file).expanduser().absolute())
    aside = replacing.put_in_place(store, copy.path, kind="replaced")
    if chosen.json:
        told = {"feeds": copy.feeds, "articles": copy.articles, "of": iso(copy.at)}
        say_json({**told, "aside": str(aside) if aside else None})
        return 0
    date = write.full_date(context.words, copy.at, None)
    say(context.words("backup.restored", what=_what(context, copy.feeds, copy.articles), date=date))
    if aside is not None:
        say(context.words("backup.aside", path=str(aside)))
    return 0


def write_everything(context: Context, chosen: argparse.Namespace) -> int:
    """``export --everything FOLDER``."""
    _must_be_there(context, context.paths.store)
    folder = Path(chosen.everything).expanduser().absolute()
    db = open_database(context.paths.store, read_only=True)
    try:
        done = everything.write_everything(db, context.paths, folder, context.words, datetime.now(UTC))
    except OSError as error:
        why = error.strerror or type(error).__name__
        raise CommandError(context.words("cli.error.not_writable", path=str(folder), why=why)) from error
    finally:
        db.close()
    what = _what(context, done.feeds, done.articles, done.pictures)
    say(context.words("backup.written", what=what, path=done.folder))
    return 0


def read_everything(context: Context, chosen: argparse.Namespace) -> int:
    """``import FOLDER``."""
    folder = Path(chosen.file).expanduser().absolute()
    done = everything.read_everything(context.paths, folder, replace=chosen.replace)
    if chosen.json:
        told = {"feeds": done.feeds, "articles": done.articles, "pictures": done.pictures}
        say_json({**told, "aside": done.aside or None})
        return 0
    say(context.words("backup.read", what=_what(context, done.feeds, done.articles, done.pictures)))
    if done.aside:
        say(context.words("backup.aside", path=done.aside))
    say(context.words("backup.search_later"))
    return 0


def _list(context: Context, store: Path, *, as_json: bool) -> int:
    found = backups.kept(store)
    sizes = [path.stat().st_size for _, path in found]
    if as_json:
        for (at, path), size in zip(found, sizes, strict=True):
            say_json({"path": str(path), "of": iso(at), "bytes": size})
    elif found:
        words = context.words
        cells = [
            (words.size(size), write.full_date(words, at, None), str(path))
            for (at, path), size in zip(found, sizes, strict=True)
        ]
        for line in in_columns(cells, numbers=1):
            say(line)
    else:
        say(context.words("backup.none"))
    return 0


def _must_be_there(context: Context, store: Path) -> None:
    if not store.is_file():
        raise context.failure("store.no_such_file", {"path": str(store)})


def _what(context: Context, feeds: int, articles: int, pictures: int = 0) -> str:
    words = context.words
    told = [words("backup.feeds", n=feeds), words("backup.articles", n=articles)]
    told += [words("backup.pictures", n=pictures)] if pictures else []
    return write.names(words, told)
