"""Decides where configuration, data, cache and state live, and makes those folders."""

import os
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Final, Self

from msgspec import Struct

APP: Final = "tui_reader"

# XDG Base Directory Specification 0.8: the variable, and its default below $HOME.
_XDG: Final[Mapping[str, tuple[str, str]]] = {
    "config": ("XDG_CONFIG_HOME", ".config"),
    "data": ("XDG_DATA_HOME", ".local/share"),
    "cache": ("XDG_CACHE_HOME", ".cache"),
    "state": ("XDG_STATE_HOME", ".local/state"),
}


class PathsError(ValueError):
    """A folder we need cannot be had. `code` and `facts` are for the catalogue (`paths.…`)."""

    def __init__(self, code: str, path: Path, why: str = "") -> None:
        super().__init__(f"{code}: {path}" + (f" ({why})" if why else ""))
        self.code = code
        self.path = path
        self.why = why

    @property
    def facts(self) -> Mapping[str, str]:
        return {"path": str(self.path), "why": self.why}


class Paths(Struct, frozen=True):
    """The four folders, and the files in them that more than one room names."""

    config: Path
    data: Path
    cache: Path
    state: Path

    @classmethod
    def of(cls, home: Path | None, environ: Mapping[str, str]) -> Self:
        """`--home` or TUI_READER_HOME puts everything under one folder; otherwise the system's places.

        Raises PathsError when nothing says where the reader's home is.
        """
        one = home or _given(environ, "TUI_READER_HOME")
        if one is not None:
            root = _tilde(one, environ).absolute()
            return cls(root / "config", root / "data", root / "cache", root / "state")
        return cls(*(_folder(kind, environ) for kind in _XDG))

    @property
    def store(self) -> Path:
        return self.data / "reader.db"

    @property
    def config_file(self) -> Path:
        return self.config / "config.toml"

    @property
    def log(self) -> Path:
        return self.state / "engine.log"

    @property
    def pictures(self) -> Path:
        return self.cache / "pictures"

    @property
    def ui_state(self) -> Path:
        """What the screen remembers between runs: pane widths, text size, the last place."""
        return self.state / "ui.json"

    def ensure(self) -> None:
        """Make the data, state and cache folders, for the owner alone; existing ones stay as they are.

        The configuration folder is not made: it may be read-only on purpose, and only the reader's
        own wish writes there. All folders are tried before the first failure is raised as PathsError,
        so a read-only home with a library in it can still be opened.
        """
        failures = [error for folder in (self.data, self.state, self.cache) if (error := _make(folder))]
        if failures:
            raise failures[0]


def _given(environ: Mapping[str, str], name: str) -> Path | None:
    value = environ.get(name, "").strip()
    return Path(value) if value else None


def _tilde(path: Path, environ: Mapping[str, str]) -> Path:
    """`~/x` as it stands in service files and .env files, where no shell expands it."""
    return _home(environ).joinpath(*path.parts[1:]) if path.parts[:1] == ("~",) else path


def _folder(kind: str, environ: Mapping[str, str]) -> Path:
    variable, below_home = _XDG[kind]
    chosen = _given(environ, variable)
    # The specification: "All paths set in these environment variables must be absolute. If an
    # implementation encounters a relative path … it should consider the path invalid and ignore it."
    if chosen is not None and chosen.is_absolute():
        return chosen / APP
    if sys.platform in ("darwin", "win32"):
        import platformdirs  # only where the places are not simply below $HOME; saves start-up time elsewhere

        return Path(getattr(platformdirs, f"user_{kind}_dir")(APP, appauthor=False))
    return _home(environ) / below_home / APP


def _home(environ: Mapping[str, str]) -> Path:
    home = _given(environ, "HOME") or _given(environ, "USERPROFILE")
    if home is not None and home.is_absolute():
        return home
    if sys.platform != "win32":
        import pwd  # does not exist on Windows

        try:
            return Path(pwd.getpwuid(os.getuid()).pw_dir)
        except KeyError:
            pass  # a container's user without an entry; the sentence below says what helps
    raise PathsError("paths.no_home", home or Path("~"))


def _make(folder: Path) -> PathsError | None:
    """Make a folder and its missing parents with mode 0700, as XDG asks."""
    try:
        missing = [part for part in (folder, *folder.parents) if not part.exists()]
        for part in reversed(missing):
            part.mkdir(mode=0o700, exist_ok=True)
    except (FileExistsError, NotADirectoryError):
        return PathsError("paths.not_a_folder", _in_the_way(folder))
    except PermissionError:
        return PathsError("paths.no_permission", folder)
    except OSError as error:
        return PathsError("paths.unusable", folder, error.strerror or str(error))
    return None if folder.is_dir() else PathsError("paths.not_a_folder", folder)


def _in_the_way(folder: Path) -> Path:
    """The highest of a folder and those above it that is there and is none."""
    above = reversed((folder, *folder.parents))
    return next((part for part in above if os.path.lexists(part) and not part.is_dir()), folder)
