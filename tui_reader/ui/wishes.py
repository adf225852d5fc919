"""What the screen is told of the reader's settings; the settings themselves are read above, by the command line."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Protocol

from msgspec import Struct, field

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from tui_reader.model.access import Access
    from tui_reader.model.passing import Passing


class Wishes(Protocol):
    """The settings the screen follows."""

    @property
    def theme(self) -> str: ...
    @property
    def text_size(self) -> int: ...
    @property
    def mark_read(self) -> str: ...
    @property
    def same_story(self) -> str: ...
    @property
    def read_together(self) -> bool: ...
    @property
    def density(self) -> str: ...
    @property
    def text_layer(self) -> str: ...
    @property
    def ascii_icons(self) -> bool: ...
    @property
    def input_method(self) -> str: ...
    @property
    def refresh_on_start(self) -> bool: ...
    @property
    def notify(self) -> str: ...
    @property
    def feeds(self) -> Mapping[str, Access]: ...
    @property
    def key_preset(self) -> str: ...
    @property
    def player(self) -> tuple[str, ...]: ...
    @property
    def picture_cache_megabytes(self) -> int: ...
    @property
    def pipe(self) -> Mapping[str, Passing]: ...
    @property
    def keys(self) -> Mapping[str, object]: ...


class Setting(Struct, frozen=True):
    """One setting as a row shows it. ``kind``: str, int, bool, list (a command), table (changed in the file)."""

    name: str
    value: str
    usual: str
    choices: tuple[str, ...]
    expected: str
    kind: str


class Adjusting(Protocol):
    """The settings where they can be changed; made by the command line, which alone reads the file."""

    @property
    def path(self) -> Path: ...
    @property
    def wishes(self) -> Wishes: ...
    @property
    def language(self) -> str: ...
    def settings(self) -> Sequence[Setting]: ...
    def edited(self, name: str) -> str: ...
    def set(self, name: str, text: str) -> None: ...
    def reset(self, name: str) -> None: ...
    def set_keys(self, changes: Mapping[str, Sequence[str] | None]) -> None: ...
    def shown_table(self, name: str) -> str: ...


class Unused(Protocol):
    """A wish that could not be used: ``words(code, **facts)`` says why."""

    @property
    def code(self) -> str: ...
    @property
    def facts(self) -> Mapping[str, str]: ...


class Problem(Struct, frozen=True):
    """A key wish that could not be used."""

    code: str
    facts: Mapping[str, str] = field(default_factory=dict)
