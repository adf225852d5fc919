"""What arrives from the terminal beside keys pressed now: keys typed while it was asked, and replies that came too late.

Touches ``textual.drivers.linux_driver.XTermParser`` (pinned; a test holds it): the one place where bytes become keys.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterable

from textual.app import App
from textual.message import Message

from tui_reader.ui.terminal.replies import without_replies

_LATEST = 10.0
"""Seconds after the start in which a reply is still taken for one."""
_BEGUN = re.compile(r"\x1b(?:\[\??[\d;]*|P[^\x1b]*|_[^\x1b]*)\x1b?$")
"""A reply of which the end is still on its way; a lone Esc is a key."""


def swallow_late_replies(clock: Callable[[], float] = time.monotonic) -> None:
    """From now on replies that come late are not keys. To be called before the driver starts; no driver, no replies."""
    try:
        from textual.drivers import linux_driver
    except ImportError:  # Windows: nothing was asked
        return
    from textual._xterm_parser import XTermParser

    class Patient(XTermParser):
        """Takes replies out of what was read before it is made into keys."""

        _until = clock() + _LATEST
        _kept = ""

        def feed(self, data: str) -> Iterable[Message]:
            if clock() < self._until and data:
                text = without_replies(self._kept + data)
                begun = _BEGUN.search(text)
                self._kept = text[begun.start() :] if begun else ""
                data = text[: begun.start()] if begun else text
                if not data:
                    return ()
            elif self._kept:
                data, self._kept = self._kept + data, ""
            return super().feed(data)

    linux_driver.XTermParser = Patient  # type: ignore[attr-defined]


def type_again(app: App[None], typed: bytes) -> None:
    """Keys that were typed before the program could hear them."""
    driver = app._driver
    text = typed.decode("utf-8", "ignore")
    if driver is None or not text:
        return
    from textual._xterm_parser import XTermParser

    for event in XTermParser().feed(text):
        driver.process_message(event)
