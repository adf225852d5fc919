"""Keeps strangers from reaching into the reader's own network: judges the address really connected to."""

from __future__ import annotations

import socket
from contextvars import ContextVar
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from typing import Any

from tui_reader.model.urls import host

# Ways to write an IPv4 address inside an IPv6 one: IPv4-compatible, 6to4 and NAT64 (RFC 4291, 3056, 6052).
_COMPATIBLE = ip_network("::/96")
_SITE_LOCAL = ip_network("fec0::/10")  # RFC 3879
_NAT64 = ip_network("64:ff9b::/96")

AddressInfo = tuple[
    int, int, int, str, tuple[Any, ...]
]  # what getaddrinfo gives; the last part differs by family


@dataclass(slots=True)
class Attempt:
    """One request's way to its server; ``refused`` is the private address that was not connected to."""

    refused: str = ""


ATTEMPT: ContextVar[Attempt | None] = ContextVar("attempt", default=None)
"""The attempt the current request belongs to, so that the connector can tell it why nothing was connected."""


def is_private(address: str) -> bool:
    """Whether the address literal is anything but a public host (RFC 6890, CGNAT, multicast, in any disguise)."""
    try:
        ip = ip_address(address.partition("%")[0])
    except ValueError:
        return True
    if isinstance(ip, IPv6Address):
        inner = _embedded(ip)
        if inner is not None:
            return is_private(str(inner))
    return (
        not ip.is_global
        or ip.is_multicast
        or ip.is_reserved
        or ip.is_unspecified
        or (ip.version == 6 and ip in _SITE_LOCAL)
    )


def names_private(url: str) -> bool:
    """Whether the address says by itself that it is private; for requests whose look-up a proxy does."""
    name = host(url)
    if name == "localhost" or name.endswith((".localhost", ".local", ".internal")):
        return True
    try:
        ip_address(name.partition("%")[0])
    except ValueError:
        return False
    return is_private(name)


def guarded_socket(info: AddressInfo) -> socket.socket:
    """A socket factory for aiohttp's connector: raises OSError for a private address.

    The connector asks it for every connection, literals included (those never pass a resolver).
    """
    address = str(info[4][0])
    if is_private(address):
        attempt = ATTEMPT.get()
        if attempt is not None:
            attempt.refused = address
        raise PermissionError(f"private address {address}")
    return socket.socket(family=info[0], type=info[1], proto=info[2])


def _embedded(ip: IPv6Address) -> IPv4Address | None:
    if ip.ipv4_mapped is not None:
        return ip.ipv4_mapped
    if ip.sixtofour is not None:
        return ip.sixtofour
    if ip.teredo is not None:
        return ip.teredo[1]
    if ip in _NAT64 or (ip in _COMPATIBLE and int(ip) > 1):
        return IPv4Address(int(ip) & 0xFFFFFFFF)
    return None
