"""The engine's options, for the commands that bring something in."""

from __future__ import annotations

from tui_reader.cli.context import Context
from tui_reader.engine.run import Options


def options(context: Context) -> Options:
    """The engine's options as the settings and the command line say."""
    settings = context.settings
    return Options(
        context.options.offline,
        settings.newest_per_feed,
        settings.connections,
        settings.proxy,
        settings.feeds,
        settings.auto_refresh,
        pages_unasked=settings.full_text != "never",
        keep_days=settings.keep_days,
        picture_bytes=settings.picture_cache_megabytes * 1_000_000,
        backup_bytes=settings.backup_megabytes * 1_000_000,
        read_together=settings.read_together,
        run=settings.run,
    )
