"""Bytes from the terminal that are no UTF-8 (a paste of old text, a keyboard of another encoding) end nothing.

Touches ``textual.drivers.linux_driver.getincrementaldecoder`` (pinned; a test holds it): the toolkit decodes what it
reads strictly, in a thread whose end is the end of the program.
"""

from __future__ import annotations

import codecs
from functools import partial


def take_any_bytes() -> None:
    """From now on such a byte is U+FFFD, which no command has and a text box shows. Before the driver starts."""
    try:
        from textual.drivers import linux_driver
    except ImportError:  # Windows: its console gives characters
        return
    linux_driver.getincrementaldecoder = lambda name: partial(  # type: ignore[attr-defined]
        codecs.getincrementaldecoder(name), errors="replace"
    )
