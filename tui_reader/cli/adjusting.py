"""The settings as a screen may show and change them: each written back into the reader's file, its comments and order kept."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable, Mapping, MutableMapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

from tui_reader.cli.config import shown_access
from tui_reader.cli.whole_file import write_whole
from tui_reader.model.errors import SettingsError
from tui_reader.model.scrub import scrub_line
from tui_reader.settings import RULES, TABLES, Settings
from tui_reader.strings import language
from tui_reader.ui.wishes import Setting, Wishes

if TYPE_CHECKING:
    from tomlkit import TOMLDocument

_LOGIN: Final = re.compile(r"//[^/@]*@")
_MARK: Final = "\ufeff"


class Adjuster:
    """Reads the file anew before every change: another editor may have it open."""

    def __init__(self, path: Path, settings: Settings) -> None:
        self.path = path
        self._settings = settings

    @property
    def wishes(self) -> Wishes:
        """What is in force."""
        return self._settings

    @property
    def language(self) -> str:
        """The language the settings ask for, the system's where they name none."""
        return language(self._settings.language, os.environ)

    def settings(self) -> Sequence[Setting]:
        """Every setting there is, in the order of the file."""
        usual = Settings()
        return [
            Setting(
                name,
                _written(name, getattr(self._settings, name)),
                _written(name, getattr(usual, name)),
                tuple(_plain(choice) for choice in rule.choices),
                rule.expected,
                kind=_kind(name, getattr(usual, name)),
            )
            for name, rule in RULES.items()
        ]

    def edited(self, name: str) -> str:
        """What stands in the box where a setting is typed; nothing of what may be a secret."""
        text = _written(name, getattr(self._settings, name))
        return "" if "…" in text else text

    def set(self, name: str, text: str) -> None:
        """Put a value, as typed or chosen, into the file and in force. Raises SettingsError, saying what is expected."""
        value, rule = _read(name, text), RULES[name]
        if value is None or not rule.accepts(value):
            raise SettingsError("settings.wrong", name=name, expected=rule.expected)
        self._change(name, value)

    def reset(self, name: str) -> None:
        """Take a setting out of the file: what is usual holds. Raises SettingsError."""
        self._change(name, None)

    def set_keys(self, changes: Mapping[str, Sequence[str] | None]) -> None:
        """Put keys of actions and macros into the file and in force; None takes an action's out. Raises SettingsError."""

        def put(document: TOMLDocument) -> None:
            for name, keys in changes.items():
                _put_keys(document, name, keys)

        self._edit(put)

    def shown_table(self, name: str) -> str:
        """A table as it may be shown: no secret, and of a command its whole list."""
        lines = []
        for key, value in getattr(self._settings, name).items():
            if name == "feeds":
                value = shown_access(value)
            elif name == "pipe":
                value = list(value.command)
            elif name == "run":
                value = [value.query, *value.command]
            lines.append(
                f'"{scrub_line(str(key), 100)}" = {json.dumps(_plain_parts(value), ensure_ascii=False)}'
            )
        return "\n".join(lines)

    def _change(self, name: str, value: object) -> None:
        self._edit(lambda document: _put(document, name, value))

    def _edit(self, put: Callable[[TOMLDocument], None]) -> None:
        import tomlkit  # keeps comments and order; long after the first paint
        from tomlkit.exceptions import TOMLKitError

        try:
            text = self.path.read_bytes().decode() if self.path.exists() else ""
            document = tomlkit.parse(text.removeprefix(_MARK))
            put(document)
            mark = _MARK if text.startswith(_MARK) else ""
            Path(os.path.realpath(self.path)).parent.mkdir(parents=True, exist_ok=True)
            write_whole(self.path, (mark + tomlkit.dumps(document)).encode(), private=True)
        except (OSError, ValueError, TOMLKitError) as error:
            why = scrub_line(getattr(error, "strerror", None) or str(error), 200)
            raise SettingsError("settings.unwritable", path=str(self.path), why=why) from error
        self._settings, _ = Settings.load(self.path)


def _put(document: TOMLDocument, name: str, value: object) -> None:
    if value is not None:
        document[name] = value
    elif name in document:
        del document[name]


def _put_keys(document: TOMLDocument, name: str, keys: Sequence[str] | None) -> None:
    """Into ``[keys]``, which is made where there is none; of a macro its keys alone."""
    import tomlkit  # as above

    table = document.setdefault("keys", tomlkit.table())
    if not isinstance(table, MutableMapping):
        raise ValueError("keys")  # what stands there is no table
    was = table.get(name)
    if isinstance(was, MutableMapping):
        was["keys"] = list(keys or ())
    elif keys is not None:
        table[name] = list(keys)
    elif name in table:
        del table[name]


def _kind(name: str, usual: object) -> str:
    if name in TABLES:
        return "table"
    return "list" if isinstance(usual, tuple) else type(usual).__name__


def _read(name: str, text: str) -> object:
    """What was typed, as the file holds it; None where it is none of its kind."""
    match _kind(name, getattr(Settings(), name)):
        case "bool":
            return {"true": True, "false": False}.get(text)
        case "int":
            return int(text) if re.fullmatch(r"-?\d{1,9}", text) else None
        case "list":
            import shlex  # for what a person types

            try:
                return shlex.split(text)
            except ValueError:
                return None
        case _:
            return text


def _written(name: str, value: object) -> str:
    """A value in a row: of a table how much there is, of an address no login."""
    if isinstance(value, Mapping):
        return str(len(value)) if value else ""
    if isinstance(value, tuple):
        import shlex

        return shlex.join(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    return _LOGIN.sub("//…@", str(value)) if name == "proxy" else str(value)


def _plain(choice: object) -> str:
    return ("true" if choice else "false") if isinstance(choice, bool) else str(choice)


def _plain_parts(value: object) -> object:
    if isinstance(value, Mapping):
        return {str(name): _plain_parts(part) for name, part in value.items()}
    return [_plain_parts(part) for part in value] if isinstance(value, list | tuple) else value
