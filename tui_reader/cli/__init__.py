"""The command line: builds everything once and hands it down to the screen or the engine."""

from tui_reader.cli.main import main

__all__ = ["main"]
