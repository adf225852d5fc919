"""What the bare client does on the transport we use (httpx on aiohttp): the ways our own limits and barriers are there for.

Findings 6 and 7 and cases H21, H22 and H33 of hostile.md were measured on httpcore; here they are as they are on aiohttp.
Where one of these changes, what is built on it is to be looked at: ``sources/http_way.py``, ``http_errors.py``, ``http_body.py``.
"""

from __future__ import annotations

import aiohttp
import httpx
import pytest
from httpx_aiohttp import AiohttpTransport

from tests.engine.fault_server import fault_server


def bare() -> httpx.AsyncClient:
    return httpx.AsyncClient(transport=AiohttpTransport(), timeout=10)


async def test_nothing_limits_what_a_packed_body_grows_to() -> None:
    async with fault_server() as server, bare() as client:
        answer = await client.get(server.url("bomb"))
        assert len(answer.content) > 50_000_000  # httpcore: the same


@pytest.mark.hostile("H21")
async def test_a_body_shorter_than_promised_is_an_error_of_the_clients_own() -> None:
    async with fault_server() as server, bare() as client:
        with pytest.raises(httpx.ReadError, match="not completed"):  # httpcore: RemoteProtocolError
            await client.get(server.url("short"))


@pytest.mark.hostile("H22")
async def test_surplus_bytes_raise_what_is_no_error_of_the_clients_and_late_ones_spoil_the_next_answer() -> (
    None
):
    async with fault_server() as server, bare() as client:
        with pytest.raises(aiohttp.ClientResponseError):  # httpcore: cut without a word
            await client.get(server.url("long"))
        assert (await client.get(server.url("plain/x"))).status_code == 200
        assert (await client.get(server.url("long/late"))).status_code == 200
        with pytest.raises(aiohttp.ClientResponseError):  # as on httpcore
            await client.get(server.url("plain/y"))


@pytest.mark.hostile("H33")
async def test_escapes_of_a_head_come_through_and_a_flood_of_fields_is_refused() -> None:
    async with fault_server() as server, bare() as client:
        assert "\x1b" in (await client.get(server.url("raw-head/esc"))).reason_phrase  # as on httpcore
        assert "\x1b" in (await client.get(server.url("raw-head/esc-type"))).headers["etag"]
        for path in ("raw-head/many", "raw-head/nul"):
            with pytest.raises(aiohttp.ClientResponseError):
                await client.get(server.url(path))


@pytest.mark.parametrize(
    ("url", "kind"),
    [
        ("http://127.0.0.1:99999/", httpx.UnsupportedProtocol),  # httpcore: an ExceptionGroup
        ("http://xn--a.example/", UnicodeError),
        ("http://\u00ad.example/", httpx.InvalidURL),
        ("http://a..b/", UnicodeError),
        ("http://[::1/", httpx.InvalidURL),
    ],
)
async def test_addresses_that_are_none_raise_of_many_kinds(url: str, kind: type[Exception]) -> None:
    async with bare() as client:
        with pytest.raises(kind):
            await client.get(url)


async def test_the_text_of_an_answer_is_never_to_be_asked_for() -> None:
    async with fault_server() as server, bare() as client:
        answer = await client.get(server.url("charset/zlib_codec"))
        with pytest.raises(AssertionError):
            _ = answer.text
