"""Where a link of a text leads out to."""

from __future__ import annotations

from tui_reader.model import urls


def outward(address: str, base: str) -> str:
    """The address a reader may follow or write to; empty where there is none."""
    if urls.is_usual(address):
        return address
    if not address:
        return ""
    url = urls.clean(address, base)
    return url if urls.is_web(url) or url[:7].lower() == "mailto:" else ""
