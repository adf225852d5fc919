"""httpx and aiohttp, imported without what they bring along that nobody here uses: a tenth of a second of every start.

httpx tries to bring its own command line, with click, rich and pygments. aiohttp reads whom the system trusts, for a
context of its own; ours is made in ``http_connections``, and one of aiohttp's would trust nobody.
"""

from __future__ import annotations

import ssl
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

_COMMAND_LINE: Final = "httpx._main"


@contextmanager
def _lean() -> Iterator[None]:
    sys.modules.setdefault(_COMMAND_LINE, None)  # type: ignore[arg-type]  # so a module is said to be missing (import system, 5.3.1)
    ssl.SSLContext.set_default_verify_paths = _trusting_nobody  # type: ignore[method-assign]
    try:
        yield
    finally:
        del ssl.SSLContext.set_default_verify_paths  # that of the class below it is there again
        if sys.modules[_COMMAND_LINE] is None:
            del sys.modules[_COMMAND_LINE]


def _trusting_nobody(self: ssl.SSLContext) -> None:
    pass


with _lean():
    import aiohttp
    import httpx
    import httpx_aiohttp

__all__ = ["aiohttp", "httpx", "httpx_aiohttp"]
