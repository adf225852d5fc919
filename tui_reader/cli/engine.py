"""``engine``: the second process, started by the reader; speaks the protocol on stdin and stdout."""

from __future__ import annotations

import argparse

from msgspec.structs import replace

from tui_reader.cli.bringing import options
from tui_reader.cli.context import Context
from tui_reader.engine.run import Options, run
from tui_reader.settings import Settings


def serve(context: Context, chosen: argparse.Namespace) -> int:
    """Until stdin ends."""

    def reread() -> Options:
        settings, _ = Settings.load(context.paths.config_file)
        return options(replace(context, settings=settings))

    return run(context.paths, reread)
