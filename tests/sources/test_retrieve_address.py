"""No stranger leads the reader into its own network, and none has a local file opened (hostile.md H27–H32, P7)."""

from __future__ import annotations

import os
import socket
import ssl
from collections.abc import AsyncIterator
from pathlib import Path
from urllib.parse import quote

import pytest

from tests.engine.answers import rss
from tests.engine.authority import make_certificates, serving
from tests.engine.fault_server import FaultServer, fault_server
from tui_reader.model.errors import RetrieveError
from tui_reader.model.feed import Validators
from tui_reader.model.update import NotModified, Retrieved
from tui_reader.sources.http_address import guarded_socket, is_private
from tui_reader.sources.retrieve import Limits, Retriever

NONE = Validators()


@pytest.fixture
async def server() -> AsyncIterator[FaultServer]:
    async with fault_server() as served:
        yield served


@pytest.fixture
async def retriever() -> AsyncIterator[Retriever]:
    made = Retriever("test/1", lambda: False, limits=Limits(seconds=3.0, connect=1.0))
    yield made
    await made.close()


async def fails(retriever: Retriever, location: str, *, typed: bool) -> RetrieveError:
    with pytest.raises(RetrieveError) as raised:
        await retriever.retrieve(location, NONE, typed=typed)
    return raised.value


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "0.0.0.0", "100.64.0.1", "224.0.0.1",
        "255.255.255.255", "240.0.0.1", "::1", "::", "fe80::1", "fe80::1%eth0", "fc00::1", "fec0::1", "ff02::1",
        "::ffff:127.0.0.1", "::ffff:192.168.0.1", "::127.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::", "not an address",
    ],
)  # fmt: skip
def test_every_disguise_of_a_private_address_is_seen_through(address: str) -> None:
    assert is_private(address)


@pytest.mark.parametrize(
    "address", ["93.184.216.34", "2606:2800:220:1::1", "::ffff:8.8.8.8", "2002:808:808::", "64:ff9b::808:808"]
)
def test_public_addresses_are_public(address: str) -> None:
    assert not is_private(address)


def test_the_guard_makes_no_socket_for_a_private_address() -> None:
    with pytest.raises(PermissionError):
        guarded_socket((socket.AF_INET, socket.SOCK_STREAM, 0, "", ("127.0.0.1", 80)))


async def test_an_address_from_content_never_reaches_this_machine(
    server: FaultServer, retriever: Retriever
) -> None:
    for name in ("127.0.0.1", "localhost", "0.0.0.0", "[::ffff:127.0.0.1]", "[::1]"):
        error = await fails(retriever, server.url("feed/a", name), typed=False)
        assert error.code == "private_address", name
    assert not server.requests


async def test_a_typed_private_address_is_the_readers_own(server: FaultServer, retriever: Retriever) -> None:
    assert isinstance(await retriever.retrieve(server.url("feed/a"), NONE, typed=True), Retrieved)
    assert isinstance(await retriever.retrieve(server.url("to/302?u=/feed/b"), NONE, typed=True), Retrieved)


async def test_a_redirect_to_another_private_host_is_refused_even_over_a_kept_connection(
    server: FaultServer, retriever: Retriever
) -> None:
    await retriever.retrieve(server.url("feed/a", "localhost"), NONE, typed=True)
    before = len(server.requests)
    target = quote(server.url("feed/a", "localhost"), safe="")
    error = await fails(retriever, server.url(f"to/301?u={target}"), typed=True)
    assert error.code == "private_address"
    assert len(server.requests) == before + 1


async def test_behind_a_proxy_private_names_from_content_are_refused_by_name(server: FaultServer) -> None:
    retriever = Retriever("test/1", lambda: False, proxy=server.url(""))
    for url in ("http://192.168.0.1/", "http://localhost/", "http://printer.local/"):
        assert (await fails(retriever, url, typed=False)).code == "private_address"
    got = await retriever.retrieve("http://news.example/feed/a", NONE, typed=False)
    assert isinstance(got, Retrieved)
    assert [request.headers["host"] for request in server.requests] == ["news.example"]
    await retriever.close()


async def test_a_file_is_opened_only_when_typed(tmp_path: Path, retriever: Retriever) -> None:
    file = tmp_path / "tin tức.xml"
    file.write_bytes(rss("here"))
    for location in (str(file), file.as_uri()):
        assert (await fails(retriever, location, typed=False)).code == "bad_address"
        got = await retriever.retrieve(location, NONE, typed=True)
        assert isinstance(got, Retrieved)
        assert (got.body, got.location) == (rss("here"), file.as_uri())
        again = await retriever.retrieve(location, Validators(modified=got.modified), typed=True)
        assert isinstance(again, NotModified)


@pytest.mark.hostile("H70")
async def test_what_is_no_file_never_blocks_or_fills_memory(tmp_path: Path, retriever: Retriever) -> None:
    fifo, sparse = tmp_path / "fifo", tmp_path / "sparse"
    os.mkfifo(fifo)
    with sparse.open("wb") as file:
        file.truncate(10 * 1024**3)
    expected = {
        str(tmp_path / "missing"): "file_missing",
        str(tmp_path): "not_a_file",
        str(fifo): "not_a_file",
        str(sparse): "too_large",
        "/dev/zero": "not_a_file",
        "file://elsewhere/etc/passwd": "bad_address",
        "/a\0b": "file_unreadable",
    }
    found = {location: (await fails(retriever, location, typed=True)).code for location in expected}
    assert found == expected


@pytest.fixture(scope="module")
def certificates(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_certificates(tmp_path_factory.mktemp("tls"))


@pytest.mark.parametrize(("name", "trusted"), [("expired", True), ("other", True), ("good", False)])
async def test_a_bad_certificate_is_an_error_and_nothing_is_asked_without_checks(
    certificates: Path, name: str, trusted: bool
) -> None:
    tls = ssl.create_default_context(cafile=certificates / "ca.pem" if trusted else None)
    retriever = Retriever("test/1", lambda: False, limits=Limits(seconds=5), tls=tls)
    async with fault_server(serving(certificates, name)) as server:
        error = await fails(retriever, server.url("feed/a", "localhost"), typed=True)
        assert error.code == "certificate"
        assert not server.requests
    await retriever.close()


async def test_leaving_https_is_told_and_takes_no_credentials_along(certificates: Path) -> None:
    tls = ssl.create_default_context(cafile=certificates / "ca.pem")
    retriever = Retriever("test/1", lambda: False, limits=Limits(seconds=5), tls=tls)
    async with fault_server(serving(certificates, "good")) as secure, fault_server() as plain:
        url = secure.url(
            f"to/301?u={quote(plain.url('plain/a', 'localhost'), safe='')}", "user:secret@localhost"
        )
        got = await retriever.retrieve(url, NONE, typed=True)
        assert isinstance(got, Retrieved)
        assert got.downgraded
        assert got.moved_to == ""
        assert "authorization" in secure.requests[0].headers
        assert "authorization" not in plain.requests[0].headers
    await retriever.close()
