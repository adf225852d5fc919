"""Runs the bringing-in: a process of its own that retrieves, has parsed, decides, saves and works off what is owed."""

from tui_reader.engine.run import Options, refresh_once, run, run_once

__all__ = ["Options", "refresh_once", "run", "run_once"]
