"""What these tests share: a loopback server beside the program under test."""

from tests.terminal.conftest import server

__all__ = ["server"]
