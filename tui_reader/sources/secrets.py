"""Fetches a secret from where the settings say it is: environment, keyring, or a command that prints it."""

from __future__ import annotations

import os
import subprocess

from tui_reader.model.access import ENVIRONMENT, KEYRING, Secret
from tui_reader.model.errors import RetrieveError
from tui_reader.model.scrub import scrub_line

_SECONDS = 20.0
"""How long a command may take: some ask for a fingerprint or a key."""
_LONGEST = 4096


def fetch_secret(secret: Secret) -> str:
    """The secret itself; blocks. Raises RetrieveError ``no_secret``, whose facts name the place and never the secret."""
    if isinstance(secret, tuple):
        return _checked(_from_command(secret), secret[0])
    if secret.startswith(ENVIRONMENT):
        return _checked(os.environ.get(secret.removeprefix(ENVIRONMENT), ""), secret)
    if secret.startswith(KEYRING):
        return _checked(_from_keyring(secret.removeprefix(KEYRING)), secret)
    return secret


def _checked(value: str, place: str) -> str:
    if not value or len(value) > _LONGEST or not value.isprintable():
        raise RetrieveError("no_secret", place=scrub_line(place, 100))
    return value


def _from_command(command: tuple[str, ...]) -> str:
    """The first line it prints; "" where it fails: why, its error would tell together with the whole command."""
    try:
        ran = subprocess.run(  # the reader's own argument list, no shell
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=_SECONDS,
            check=True,
        )
    except (OSError, ValueError, subprocess.SubprocessError):
        return ""
    lines = ran.stdout[: 4 * _LONGEST].decode("utf-8", "replace").splitlines()
    return lines[0] if lines else ""


def _from_keyring(place: str) -> str:
    service, _, user = place.partition("/")
    try:
        import keyring  # optional: pip install tui-reader[keyring]

        return keyring.get_password(service, user) or ""
    except Exception:  # absent, locked, without a session: each back end has its own ways to fail
        return ""
