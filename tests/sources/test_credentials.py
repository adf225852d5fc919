"""Who the reader is at a site goes to that site alone, comes from where it is kept, and is never told to anybody."""

from __future__ import annotations

import stat
import sys
import types
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.engine.fault_server import FaultServer, fault_server
from tui_reader.model.access import Access, Secret
from tui_reader.model.errors import RetrieveError
from tui_reader.model.feed import Validators
from tui_reader.model.update import Retrieved
from tui_reader.sources.retrieve import Limits, Retriever

NONE = Validators()
SECRET = "hunter2-canary"


@pytest.fixture
async def server() -> AsyncIterator[FaultServer]:
    async with fault_server() as served:
        yield served


async def asked_with(
    access: dict[str, Access], *urls: str, typed: bool = True, headers: dict[str, str] | None = None
) -> None:
    retriever = Retriever("test/1", lambda: False, limits=Limits(seconds=5), access=access)
    try:
        for url in urls:
            await retriever.retrieve(url, NONE, typed=typed, headers=headers)
    finally:
        await retriever.close()


async def test_a_login_cookies_headers_and_a_name_go_along(server: FaultServer) -> None:
    access = Access("user", "secret", {"X-Key": "1"}, {"a": "b", "c": "d"}, "Other/2")
    await asked_with({"127.0.0.1": access}, server.url("login"))
    sent = server.requests[0].headers
    assert sent["authorization"] == "Basic dXNlcjpzZWNyZXQ="
    assert (sent["x-key"], sent["cookie"], sent["user-agent"]) == ("1", "a=b; c=d", "Other/2")


async def test_the_address_goes_before_port_and_host_and_others_get_nothing(server: FaultServer) -> None:
    access = {
        "127.0.0.1": Access(headers={"X-A": "host", "X-B": "host"}),
        f"127.0.0.1:{server.port}": Access(headers={"X-B": "port", "X-C": "port"}),
        server.url("plain/one"): Access(headers={"X-C": "url"}),
    }
    await asked_with(
        access, server.url("plain/one"), server.url("plain/two"), server.url("plain/x", "localhost")
    )
    one, two, other = ({k: v for k, v in r.headers.items() if k.startswith("x-")} for r in server.requests)
    assert one == {"x-a": "host", "x-b": "port", "x-c": "url"}
    assert two == {"x-a": "host", "x-b": "port", "x-c": "port"}
    assert other == {}


async def test_a_feeds_own_headers_go_to_its_own_site_alone(
    server: FaultServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FEED_TOKEN", SECRET)
    headers = {"X-Token": "env:FEED_TOKEN"}
    async with fault_server() as other:
        here, away = server.url("to/301?u=/plain/x"), server.url(f"to/301?u={other.url('plain/y')}")
        await asked_with({}, here, away, headers=headers)
        assert [request.headers.get("x-token") for request in server.requests] == [SECRET] * 3
        assert [request.headers.get("x-token") for request in other.requests] == [None]


async def test_a_login_is_not_taken_along_nor_that_of_the_other_host_sent_in_the_clear(
    server: FaultServer,
) -> None:
    access = {f"127.0.0.1:{server.port}": Access("user", "secret"), "127.0.0.1": Access("other", SECRET)}
    async with fault_server() as other:
        await asked_with(access, server.url(f"to/302?u={other.url('plain/x')}"))
        assert "authorization" in server.requests[0].headers
        assert "authorization" not in other.requests[0].headers


async def test_content_has_no_secret_sent_in_the_clear(server: FaultServer) -> None:
    access = {"news.example": Access("user", SECRET, proxy=server.url(""))}
    for typed in (False, True):
        await asked_with(access, "http://news.example/plain/x", typed=typed)
    assert [("authorization" in request.headers) for request in server.requests] == [False, True]


async def test_a_proxy_of_its_own_is_used_for_that_host_alone(server: FaultServer) -> None:
    access = {"news.example": Access(proxy=server.url(""))}
    await asked_with(access, "http://news.example/plain/x", server.url("plain/direct"))
    assert [request.headers["host"] for request in server.requests] == [
        "news.example",
        f"127.0.0.1:{server.port}",
    ]


async def test_with_a_login_a_move_is_not_believed(server: FaultServer) -> None:
    retriever = Retriever("test/1", lambda: False, access={"127.0.0.1": Access("user", "secret")})
    got = await retriever.retrieve(server.url("to/301?u=/plain/x"), NONE, typed=True)
    assert isinstance(got, Retrieved)
    assert got.moved_to == ""
    await retriever.close()


def command(path: Path, text: str) -> str:
    path.write_text(f"#!{sys.executable}\n{text}")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return str(path)


async def password_sent(server: FaultServer, secret: Secret) -> str:
    await asked_with({"127.0.0.1": Access(headers={"X-Secret": secret})}, server.url("plain/x"))
    return server.requests[-1].headers["x-secret"]


async def test_secrets_come_from_the_environment_a_command_or_the_keyring(
    server: FaultServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOME_TOKEN", "from env")
    assert await password_sent(server, "env:SOME_TOKEN") == "from env"
    tool = command(
        tmp_path / "a tool; echo", "import sys\nprint(sys.argv[1] + ' told')\nprint('second line')"
    )
    assert await password_sent(server, (tool, "$(id)")) == "$(id) told"
    ring = types.ModuleType("keyring")
    ring.get_password = lambda service, user: f"{user} at {service}"  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "keyring", ring)
    assert await password_sent(server, "keyring:bao/an") == "an at bao"


@pytest.mark.parametrize("place", ["env:NOT_SET_AT_ALL", "keyring:bao/an", "false", "missing", "odd"])
async def test_a_secret_that_cannot_be_had_is_said_by_its_place_and_nothing_is_asked(
    server: FaultServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, place: str
) -> None:
    monkeypatch.setitem(sys.modules, "keyring", None)
    secret: Secret = place
    if place == "false":
        secret = (command(tmp_path / "tool", f"raise SystemExit('{SECRET}')"), SECRET)
    elif place == "missing":
        secret = (str(tmp_path / "missing"), SECRET)
    elif place == "odd":
        secret = (command(tmp_path / "tool", "print('\\x1b]52;c;aGk=\\x07')"), SECRET)
    with pytest.raises(RetrieveError) as raised:
        await password_sent(server, secret)
    assert raised.value.code == "no_secret"
    assert SECRET not in f"{raised.value} {raised.value.__cause__} {raised.value.__context__}"
    assert server.requests == []


async def test_a_command_is_asked_once_for_all_until_the_site_refuses_what_it_said(
    server: FaultServer, tmp_path: Path
) -> None:
    count = tmp_path / "count"
    tool = command(tmp_path / "tool", f"open({str(count)!r}, 'a').write('x')\nprint('secret')")
    access = {"127.0.0.1": Access("wrong", (tool,))}
    retriever = Retriever("test/1", lambda: False, access=access)
    for path in ("plain/a", "plain/b"):
        await retriever.retrieve(server.url(path), NONE, typed=True)
    assert count.read_text() == "x"
    with pytest.raises(RetrieveError):
        await retriever.retrieve(server.url("login"), NONE, typed=True)
    await retriever.retrieve(server.url("plain/a"), NONE, typed=True)
    assert count.read_text() == "xx"
    await retriever.close()


async def test_errors_hold_no_secret_of_a_proxy() -> None:
    retriever = Retriever(
        "test/1", lambda: False, proxy=f"http://me:{SECRET}@127.0.0.1:1", limits=Limits(connect=1)
    )
    with pytest.raises(RetrieveError) as raised:
        await retriever.retrieve("http://news.example/", NONE, typed=True)
    assert SECRET not in str(raised.value)
    await retriever.close()


async def test_a_key_of_the_address_goes_to_its_host_alone_and_is_told_to_nobody(server: FaultServer) -> None:
    access = {"127.0.0.1": Access(query={"api_key": SECRET})}
    await asked_with(access, server.url("plain/x?a=1"), server.url("plain/x", "localhost"))
    assert [request.query for request in server.requests] == [{"a": ["1"], "api_key": [SECRET]}, {}]
    with pytest.raises(RetrieveError) as caught:
        await asked_with(access, server.url("nothing"))
    assert SECRET not in repr((caught.value, caught.value.facts))
