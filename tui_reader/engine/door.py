"""The network door: with it shut, no code of this process connects, binds or looks up a name (hostile.md P7)."""

from __future__ import annotations

import socket
import sys
from collections.abc import Mapping

# Audit events (docs.python.org/3/library/audit_events.html) and where in their arguments the socket stands, -1: none.
_EVENTS: Mapping[str, int] = {
    "socket.connect": 0,
    "socket.bind": 0,
    "socket.sendto": 0,
    "socket.sendmsg": 0,
    "socket.getaddrinfo": -1,
    "socket.gethostbyname": -1,
    "socket.gethostbyaddr": -1,
    "socket.getnameinfo": -1,
    "socket.getservbyname": -1,
}
_LOCAL = {getattr(socket, "AF_UNIX", None)} - {None}


class DoorShutError(OSError):
    """Something wanted to reach the network while it is not to be reached."""


class Door:
    """Open or shut, switched while running. An audit hook cannot be taken away, so one is installed, once."""

    def __init__(self, shut: bool = False) -> None:
        self.shut = shut
        self._installed = False

    def is_shut(self) -> bool:
        """For those who ask before they try."""
        return self.shut

    def install(self) -> None:
        """From now on the interpreter itself asks this door. After the event loop's own self-pipe exists."""
        if not self._installed:
            self._installed = True
            sys.addaudithook(self._judge)

    def _judge(self, event: str, arguments: tuple[object, ...]) -> None:
        if not self.shut or event not in _EVENTS:
            return
        place = _EVENTS[event]
        if place >= 0 and getattr(arguments[place], "family", None) in _LOCAL:
            return
        raise DoorShutError(f"{event}: the network door is shut")
