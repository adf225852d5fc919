"""The front desk: everything the screen and the command line may ask, async; talks to the store and the engine."""

from tui_reader.library.front_desk import Library

__all__ = ["Library"]
