"""Retrieving over real HTTP on loopback: every fault ends in one error with the right code, within bounds."""

from __future__ import annotations

import asyncio
import gzip
import tracemalloc
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from hashlib import blake2b
from urllib.parse import quote

import pytest

from tests.engine.answers import rss
from tests.engine.fault_server import FaultServer, fault_server
from tui_reader.model.errors import RetrieveError
from tui_reader.model.feed import Validators
from tui_reader.model.update import NotModified, Retrieved
from tui_reader.sources.http_errors import retry_after
from tui_reader.sources.retrieve import Limits, Retriever

NONE = Validators()
SMALL = Limits(seconds=5.0, connect=1.0, body=1_000_000)


@pytest.fixture
async def server() -> AsyncIterator[FaultServer]:
    async with fault_server() as served:
        yield served


@pytest.fixture
async def retriever() -> AsyncIterator[Retriever]:
    made = Retriever("test/1", lambda: False, limits=SMALL)
    yield made
    await made.close()


async def fails(retriever: Retriever, url: str, *, typed: bool = True) -> RetrieveError:
    with pytest.raises(RetrieveError) as raised:
        await retriever.retrieve(url, NONE, typed=typed)
    assert all(str(fact).isprintable() for fact in raised.value.facts.values())
    return raised.value


async def test_a_feed_comes_whole_with_its_validators(server: FaultServer, retriever: Retriever) -> None:
    got = await retriever.retrieve(server.url("feed/a"), NONE, typed=True)
    assert isinstance(got, Retrieved)
    assert got.body == rss("a")
    assert (got.etag, got.moved_to, got.location) == ('"v1-a"', "", server.url("feed/a"))
    assert got.body_hash == blake2b(rss("a"), digest_size=16).digest()
    assert "content-encoding" not in got.headers
    asked = server.requests[0].headers
    assert asked["accept-encoding"] == "gzip"
    assert asked["user-agent"] == "test/1"


async def test_validators_make_the_answer_304(server: FaultServer, retriever: Retriever) -> None:
    got = await retriever.retrieve(server.url("feed/a"), Validators(etag='"v1-a"'), typed=True)
    assert got == NotModified(etag='"v1-a"')


async def test_the_same_body_again_is_not_modified(server: FaultServer, retriever: Retriever) -> None:
    known = Validators(body_hash=blake2b(rss("a"), digest_size=16).digest())
    assert isinstance(await retriever.retrieve(server.url("plain/a"), known, typed=True), NotModified)


async def test_a_packed_body_stays_packed_and_is_known_by_what_was_sent(
    server: FaultServer, retriever: Retriever
) -> None:
    for path, packed in (("feed/a", True), ("plain/a", False)):
        got = await retriever.retrieve(server.url(path), NONE, typed=True, packed=True)
        assert isinstance(got, Retrieved)
        assert got.packed is packed
        assert (gzip.decompress(got.body) if packed else got.body) == rss("a")
        known = Validators(sent_hash=got.sent_hash)
        again = await retriever.retrieve(server.url(path), known, typed=True, packed=True)
        assert isinstance(again, NotModified)
        assert again.size == len(got.body)


@pytest.mark.parametrize(
    ("path", "code"),
    [
        ("status/401", "needs_login"),
        ("status/403", "refused"),
        ("status/404", "not_found"),
        ("status/410", "gone"),
        ("status/429", "too_many"),
        ("status/500", "server_trouble"),
        ("status/503", "server_trouble"),
        ("status/418", "http_error"),
        ("endless", "too_large"),
        ("huge", "too_large"),
        ("bomb", "too_large"),
        ("encoding/br", "http_error"),
        ("encoding/deflate", "http_error"),
        ("encoding/gzip, gzip", "http_error"),
        ("encoding/x-other", "http_error"),
        ("cut-gzip", "http_error"),
        ("short", "http_error"),
        ("loop/a", "too_many_redirects"),
        ("chain/11", "too_many_redirects"),
        ("to/302", "bad_redirect"),
        ("raw-head/nul", "http_error"),
        ("raw-head/esc", "not_found"),
        ("raw-head/many", "http_error"),
        ("raw-head/nonsense", "http_error"),
        ("long", "http_error"),
    ],
)
async def test_each_fault_has_its_code(
    server: FaultServer, retriever: Retriever, path: str, code: str
) -> None:
    assert (await fails(retriever, server.url(path.replace(" ", "%20")))).code == code


@pytest.mark.parametrize("path", ["silent", "drip-head", "drip"])
async def test_the_deadline_is_for_all_of_it_and_delays_no_other(server: FaultServer, path: str) -> None:
    retriever = Retriever("test/1", lambda: False, limits=Limits(seconds=2.0))
    slow = asyncio.create_task(fails(retriever, server.url(path)))
    other = await retriever.retrieve(server.url("feed/quick"), NONE, typed=True)
    assert isinstance(other, Retrieved)
    assert not slow.done()
    error = await slow
    assert error.code == "too_slow"
    await retriever.close()


async def test_a_bomb_costs_no_more_memory_than_the_cap(server: FaultServer, retriever: Retriever) -> None:
    await fails(retriever, server.url("status/404"))
    tracemalloc.start()
    try:
        await fails(retriever, server.url("bomb"))
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak < 8_000_000


async def test_retry_after_is_told_in_seconds(server: FaultServer, retriever: Retriever) -> None:
    error = await fails(retriever, server.url("status/429?after=7"))
    assert error.facts["seconds"] == 7
    now = datetime(2026, 1, 1, tzinfo=UTC)
    assert retry_after("Thu, 01 Jan 2026 00:01:00 GMT", now) == 60
    assert retry_after("soon", now) is None
    assert retry_after("9" * 11, now) == 7 * 24 * 3600


async def test_ten_redirects_are_followed_and_permanent_ones_told(
    server: FaultServer, retriever: Retriever
) -> None:
    got = await retriever.retrieve(server.url("chain/10"), NONE, typed=True)
    assert isinstance(got, Retrieved)
    assert got.moved_to == got.location == server.url("feed/end")
    for code, moved in ((308, server.url("feed/x")), (302, ""), (307, "")):
        got = await retriever.retrieve(server.url(f"to/{code}?u=/feed/x"), NONE, typed=True)
        assert isinstance(got, Retrieved)
        assert got.moved_to == moved


async def test_a_304_after_a_permanent_redirect_tells_of_the_move(
    server: FaultServer, retriever: Retriever
) -> None:
    got = await retriever.retrieve(server.url("to/301?u=/feed/x"), Validators(etag='"v1-x"'), typed=True)
    assert isinstance(got, NotModified)
    assert got.moved_to == server.url("feed/x")


@pytest.mark.parametrize(
    "target", ["file:///etc/passwd", "javascript:alert(1)", "ftp://x/", "data:,x", "http://[::1"]
)
async def test_a_redirect_leads_to_nothing_but_the_web(
    server: FaultServer, retriever: Retriever, target: str
) -> None:
    error = await fails(retriever, server.url(f"to/302?u={quote(target)}"))
    assert error.code == "bad_redirect"
    assert len(server.requests) == 1


async def test_surplus_bytes_do_not_spoil_the_next_answer(server: FaultServer, retriever: Retriever) -> None:
    for path in ("long", "long/late", "long/late"):
        await asyncio.gather(retriever.retrieve(server.url(path), NONE, typed=True), return_exceptions=True)
        got = await retriever.retrieve(server.url("plain/after"), NONE, typed=True)
        assert isinstance(got, Retrieved)
        assert got.body == rss("after")


async def test_escapes_in_headers_are_neither_kept_nor_sent_again(
    server: FaultServer, retriever: Retriever
) -> None:
    got = await retriever.retrieve(server.url("raw-head/esc-type"), NONE, typed=True)
    assert isinstance(got, Retrieved)
    assert got.etag == ""
    assert all(value.isprintable() for value in got.headers.values())


async def test_a_kept_connection_that_was_closed_is_tried_anew_once(
    server: FaultServer, retriever: Retriever
) -> None:
    for _ in range(2):
        got = await retriever.retrieve(server.url("hangs-up"), NONE, typed=True)
        assert isinstance(got, Retrieved)
    assert server.connections > 1


@pytest.mark.parametrize("name", ["zlib_codec", "rot13", "utf-7", "idna"])
async def test_a_declared_charset_is_never_decoded_here(
    server: FaultServer, retriever: Retriever, name: str
) -> None:
    got = await retriever.retrieve(server.url(f"charset/{name}"), NONE, typed=True)
    assert isinstance(got, Retrieved)
    assert got.body == rss("charset")


async def test_credentials_typed_into_the_address_go_to_that_host_alone(
    server: FaultServer, retriever: Retriever
) -> None:
    with_login = server.url("login").replace("//", "//user:secret@")
    got = await retriever.retrieve(with_login, NONE, typed=True)
    assert isinstance(got, Retrieved)
    assert "secret" not in got.location
    async with fault_server() as other:
        away = f"to/302?u={other.url('plain/x')}"
        await retriever.retrieve(server.url(away).replace("//", "//user:secret@", 1), NONE, typed=True)
        assert "authorization" not in other.requests[0].headers
        lured = f"to/302?u={other.url('login').replace('//', '//user:secret@')}"
        assert (await fails(retriever, server.url(lured))).code == "needs_login"


@pytest.mark.parametrize(
    "url",
    [
        "http://[::1",
        "http://a:99999/",
        "http://\u2010.example/" + "x" * 10,
        "http://" + "a" * 300 + ".example/",
        "http://xn--/",
        "http://127.1:1/",
        "http:///nothing",
        "ftp://example.org/",
        "gopher:x",
        "",
        "http://\x00/",
    ],
)
async def test_no_address_brings_anything_but_a_retrieve_error(retriever: Retriever, url: str) -> None:
    assert (await fails(retriever, url)).code in ("bad_address", "no_such_host", "no_answer", "unknown")


async def test_nobody_at_home_is_no_answer(retriever: Retriever) -> None:
    assert (await fails(retriever, "http://127.0.0.1:1/")).code == "no_answer"


async def test_a_name_that_does_not_exist_is_no_such_host(retriever: Retriever) -> None:
    assert (await fails(retriever, "http://nothing.invalid/")).code == "no_such_host"


async def test_at_most_two_at_a_time_ask_one_host(server: FaultServer, retriever: Retriever) -> None:
    await asyncio.gather(*(retriever.retrieve(server.url(f"feed/{n}"), NONE, typed=True) for n in range(20)))
    assert len(server.requests) == 20
    assert server.most_running <= 2


async def test_waiting_for_a_turn_costs_no_time_of_ones_own(server: FaultServer) -> None:
    retriever = Retriever("test/1", lambda: False, limits=Limits(seconds=0.4, per_host=1))
    slow = [asyncio.create_task(fails(retriever, server.url("silent"))) for _ in range(2)]
    got = await retriever.retrieve(server.url("feed/patient"), NONE, typed=True)
    assert isinstance(got, Retrieved)
    assert [error.code for error in await asyncio.gather(*slow)] == ["too_slow"] * 2
    await retriever.close()


async def test_offline_asks_nobody(server: FaultServer) -> None:
    retriever = Retriever("test/1", lambda: True)
    assert (await fails(retriever, server.url("feed/a"))).code == "offline"
    assert not server.requests


async def test_gzip_in_several_members_and_with_something_after_it_is_read_whole(
    server: FaultServer, retriever: Retriever
) -> None:
    for end in ("", "after"):
        got = await retriever.retrieve(server.url(f"members/{end}"), NONE, typed=True)
        assert isinstance(got, Retrieved)
        assert got.body == rss("members")
