"""What is imported when it is first asked for: the first paint waits for no module it does not need."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from importlib import import_module
from types import ModuleType


class LateModule(ModuleType):
    """Stands where ``from room import module`` would; the type checker is shown that line instead."""

    def __getattr__(self, name: str) -> object:
        if name.startswith("__"):
            raise AttributeError(name)
        return getattr(import_module(self.__name__), name)


def late_names(given: Mapping[str, Sequence[str]]) -> Callable[[str], object]:
    """The ``__getattr__`` of a module (PEP 562) that hands on these names of others, by module."""
    homes = {name: module for module, names in given.items() for name in names}

    def look_up(name: str) -> object:
        if name not in homes:
            raise AttributeError(name)
        return getattr(import_module(homes[name]), name)

    return look_up
