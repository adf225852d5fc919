"""Imports the toolkit without what it brings for others: a palette, pickers and helpers that no screen of ours has.

A seventh of its import is spent on modules it names at the top and asks for in a corner we never come to. While the
toolkit is imported, those are stood in for; afterwards every import is as ever. What stands in is had for good where it
is called after all, so that nothing is missing, and where it cannot stand in the toolkit is imported as it is.
"""

from __future__ import annotations

import importlib
import sys
from types import ModuleType

PUT_OFF = (
    "difflib",  # what was meant, where a sheet or a query names what is not there
    "mimetypes",  # files handed to a browser
    "platformdirs",  # the folder for those
    "rich.table",  # the colours of a theme as a table
    "textual.canvas",  # lines around the cells of a grid
    "textual.command",  # the toolkit's own palette, with text box, list and tree
    "textual.markup",  # text in square brackets
)


class _Later:
    """A name of a module that was put off: called, or asked for something, it turns to what it stands for."""

    def __init__(self, module: str, name: str) -> None:
        self._module, self._name = module, name

    def _meant(self) -> object:
        if isinstance(sys.modules.get(self._module), _StandIn):  # asked for while the toolkit is imported
            del sys.modules[self._module]
        return getattr(importlib.import_module(self._module), self._name)

    def __call__(self, *given: object, **named: object) -> object:
        return self._meant()(*given, **named)  # type: ignore[operator]  # whoever calls it knows what it is

    def __getattr__(self, name: str) -> object:
        return getattr(self._meant(), name)

    def __mro_entries__(self, bases: tuple[object, ...]) -> tuple[type, ...]:
        return ()  # as a base of a class: of one that belongs to what was put off


class _StandIn(ModuleType):
    """A module that was put off."""

    def __getattr__(self, name: str) -> object:
        if name.startswith("__"):
            raise AttributeError(name)
        return _Later(self.__name__, name)


def import_toolkit() -> None:
    """Import ``textual.app``; a module that is there already needs nobody to stand in."""
    stand_ins = {name: _StandIn(name) for name in PUT_OFF if name not in sys.modules}
    sys.modules.update(stand_ins)
    try:
        import textual.app  # noqa: F401
    except (ImportError, AttributeError, TypeError):  # another version asks for more than a name
        pass  # whoever needs it imports it as it is
    finally:
        for name, stand_in in stand_ins.items():
            if sys.modules.get(name) is stand_in:
                del sys.modules[name]
