"""Twenty feeds on loopback, four of them odd, as a person's list has them."""

from __future__ import annotations

import subprocess
from pathlib import Path
from xml.sax.saxutils import quoteattr

from tests.engine.fault_server import FaultServer
from tests.terminal.tmux import program

PER_FEED = 3


def subscribe(home: Path, folder: Path, addresses: dict[str, str]) -> None:
    """Import a list of (name, address) by the command line; nothing is fetched by that."""
    lines = "".join(
        f"<outline type='rss' text={quoteattr(name)} xmlUrl={quoteattr(url)}/>"
        for name, url in addresses.items()
    )
    opml = folder / "feeds.opml"
    opml.write_text(f'<?xml version="1.0"?><opml version="2.0"><body>{lines}</body></opml>')
    subprocess.run(program(home, "import", str(opml)), check=True, capture_output=True)


def twenty(server: FaultServer) -> dict[str, str]:
    """Sixteen honest ones, one broken, one gone, one that says nothing, one that passes on."""
    return {
        **{f"Honest {at:02}": server.url(f"feed/h{at:02}") for at in range(16)},
        "Broken": server.url("login/x"),
        "Gone": server.url("status/404"),
        "Slow": server.url("silent"),
        "Moved": server.url("chain/1"),
    }
