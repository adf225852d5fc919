"""The HTTP libraries come without what nobody here uses, and leave the process as it was."""

from __future__ import annotations

import subprocess
import sys

_ASKED = """
import ssl, sys
before = len(ssl.create_default_context().get_ca_certs())
from tui_reader.sources.http_library import aiohttp, httpx
from aiohttp import connector
print(sorted({"rich", "click", "pygments", "httpx._main"} & set(sys.modules)))
print(len(connector._SSL_CONTEXT_VERIFIED.get_ca_certs()), len(connector._SSL_CONTEXT_UNVERIFIED.get_ca_certs()))
print(len(ssl.create_default_context().get_ca_certs()) == before)
from tui_reader.sources.http_connections import system_trust
print(len(system_trust().get_ca_certs()) == before)
"""


def test_no_command_line_comes_along_and_only_our_own_context_trusts_anybody() -> None:
    said = subprocess.run([sys.executable, "-c", _ASKED], capture_output=True, text=True, check=True)
    assert said.stdout.splitlines() == ["[]", "0 0", "True", "True"]
