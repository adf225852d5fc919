"""Opens addresses outside: checked scheme, argument list, never a shell (hostile.md, H52 and H53)."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence

from tui_reader.model.urls import clean, is_web

_TEXT_BROWSERS = frozenset(("lynx", "w3m", "links", "elinks", "links2", "browsh"))
"""They would draw over our screen; one of them in $BROWSER counts as none."""


def command(url: str, environ: Mapping[str, str]) -> list[str] | None:
    """What to run for an address, or None where there is nothing to run it with.

    ``$BROWSER`` is split as a shell would split it and run without one; ``%s`` in it is the address as one argument.
    Over ssh a browser would open on the wrong machine.
    """
    if not is_web(url) or url != clean(url):
        return None
    import shlex  # not needed to start

    for given in environ.get("BROWSER", "").split(os.pathsep):
        try:
            parts = shlex.split(given)
        except ValueError:
            continue
        program = shutil.which(parts[0], path=environ.get("PATH")) if parts else None
        if program and os.path.basename(program) not in _TEXT_BROWSERS:
            arguments = [url if part == "%s" else part for part in parts[1:]]
            return [program, *arguments] if url in arguments else [program, *arguments, url]
    if "SSH_CONNECTION" in environ or not has_screen(environ):
        return None
    opener = shutil.which("open" if sys.platform == "darwin" else "xdg-open", path=environ.get("PATH"))
    return [opener, url] if opener else None


def open_outside(url: str, environ: Mapping[str, str]) -> bool:
    """Start the browser and leave it alone; False where there is none or it could not be started."""
    arguments = command(url, environ)
    return arguments is not None and start(arguments)


def open_file(path: str, environ: Mapping[str, str]) -> bool:
    """Show a file of our own in the system's program for it; False where there is none, or the screen is elsewhere."""
    return os.path.isabs(path) and _open_here(path, environ)


def open_mail(address: str, environ: Mapping[str, str]) -> bool:
    """Write to this address (``urls.mail_address``) in the system's mail program; False as ``open_file``."""
    return _open_here(f"mailto:{address}", environ)


def _open_here(what: str, environ: Mapping[str, str]) -> bool:
    if "SSH_CONNECTION" in environ or not has_screen(environ):
        return False
    opener = shutil.which("open" if sys.platform == "darwin" else "xdg-open", path=environ.get("PATH"))
    return opener is not None and start([opener, what])


def start(arguments: Sequence[str]) -> bool:
    """Run a program beside us and leave it alone; False where it could not be started."""
    try:
        subprocess.Popen(
            arguments,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
            close_fds=True,
        )
    except OSError:
        return False
    return True


def has_screen(environ: Mapping[str, str]) -> bool:
    """Whether windows can be opened where the reader sits."""
    return sys.platform == "darwin" or "DISPLAY" in environ or "WAYLAND_DISPLAY" in environ
