"""An authority of the tests' own, and servers whose certificates are good, expired, another's, their own word, or old."""

from __future__ import annotations

import ssl
import subprocess
from pathlib import Path

import pytest


def make_certificates(folder: Path) -> Path:
    """``ca.pem`` and certificates for localhost: good, expired, other (another name), selfmade (by nobody)."""

    def openssl(*arguments: str) -> None:
        try:
            subprocess.run(["openssl", *arguments], cwd=folder, check=True, capture_output=True)
        except FileNotFoundError:
            pytest.skip("openssl is not installed")

    key = "-newkey rsa:2048 -nodes"
    openssl(*f"req -x509 {key} -keyout ca.key -out ca.pem -subj /CN=ca -days 2".split())
    for name, host, days in (
        ("good", "localhost", 1),
        ("expired", "localhost", -1),
        ("other", "elsewhere", 1),
    ):
        openssl(*f"req {key} -keyout {name}.key -out {name}.csr -subj /CN={host}".split())
        (folder / "ext").write_text(f"subjectAltName=DNS:{host}")
        by = "-CA ca.pem -CAkey ca.key -CAcreateserial -extfile ext"
        openssl(*f"x509 -req -in {name}.csr {by} -out {name}.pem -days {days}".split())
    alone = "-keyout selfmade.key -out selfmade.pem -subj /CN=localhost -addext subjectAltName=DNS:localhost"
    openssl(*f"req -x509 {key} {alone} -days 1".split())
    return folder


def serving(folder: Path, name: str, *, old: bool = False) -> ssl.SSLContext:
    """A server's context; ``old`` speaks TLS 1.1 at most."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(folder / f"{name}.pem", folder / f"{name}.key")
    if old:
        context.set_ciphers("ALL:@SECLEVEL=0")
        context.minimum_version = ssl.TLSVersion.TLSv1
        context.maximum_version = ssl.TLSVersion.TLSv1_1
    return context
