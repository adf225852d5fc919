"""``engine``: the second process, started by the reader; speaks the protocol on stdin and stdout."""

from __future__ import annotations

import argparse

from tui_reader.cli.context import Context
from tui_reader.engine import run


def serve(context: Context, chosen: argparse.Namespace) -> int:
    """Until stdin ends."""
    settings = context.settings
    return run(
        context.paths,
        offline=context.options.offline,
        newest_per_feed=settings.newest_per_feed,
        connections=settings.connections,
        proxy=settings.proxy,
    )
