"""The faults of servers, H11–H35, through the real engine: fifty feeds that were fine, then most at their worst at once.

Each feed keeps the reason in its own record, loses none of its articles, and none of the others waits for it.
"""

from __future__ import annotations

import asyncio
import socket
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.engine.answers import rss
from tests.engine.authority import make_certificates, serving
from tests.engine.conftest import command, talking
from tests.engine.fault_server import fault_server
from tests.hostile.faults import CASES, READ_ALL_THE_SAME, Case, many_items
from tui_reader.model.errors import RetrieveError
from tui_reader.model.feed import Feed, FeedKind, Validators
from tui_reader.model.messages import FeedChanged, Refresh
from tui_reader.model.scrub import scrub_line
from tui_reader.model.update import Retrieved
from tui_reader.paths import Paths
from tui_reader.sources.parse import parse
from tui_reader.sources.retrieve import Limits, Retriever
from tui_reader.store import feeds
from tui_reader.store.database import open_database
from tui_reader.strings import words

pytestmark = pytest.mark.skipif(
    sys.platform != "linux", reason="needs many loopback hosts and /proc, which Linux alone has"
)

ALL = (*CASES, *READ_ALL_THE_SAME)
SLOW = [case.id for case in CASES if case.slow]
GOOD = [f"good{n}" for n in range(12)]
BOMBS = ("H13", "H14", "H15", "H16", "H17")
BAD_TLS = ("expired", "selfmade", "other", "old")
DEADLINE = 8.0
"""Seconds a fetch may take here; the three that only the deadline ends take as long."""
MEMORY = 50 * 1024
"""KB the engine may grow by while all of ``BOMBS`` go off together (hostile.md asks it of each)."""
SECRET = "canary-secret"
ADDED = datetime(2026, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Aftermath:
    """What stood in the store and was said; feeds by the ids of their cases."""

    feeds: Mapping[str, Feed]
    titles: Mapping[str, frozenset[str]]
    results: Mapping[str, tuple[int, int, str]]
    """Status, bytes and code of the last result."""
    order: Sequence[str]
    """In which order the feeds were done."""
    seen: Mapping[str, Sequence[Mapping[str, str]]]
    """Header fields of the requests each server got."""
    grown: int
    """KB the engine's memory grew by."""
    written: bytes
    """Store and log as they lie on the disk."""


@pytest.fixture(scope="module")
def aftermath(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Aftermath]:
    """One engine, one refresh while all is well, one after everything went wrong."""
    certificates = make_certificates(tmp_path_factory.mktemp("tls"))
    paths = Paths.of(tmp_path_factory.mktemp("home") / "home", {})
    paths.ensure()
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SSL_CERT_FILE", str(certificates / "ca.pem"))  # the engine trusts the tests' authority
        patch.setenv("FEED_TOKEN", SECRET)
        yield asyncio.run(_everything_goes_wrong(paths, certificates))


async def _everything_goes_wrong(paths: Paths, certificates: Path) -> Aftermath:
    async with AsyncExitStack() as stack:
        hosts = {name: f"127.0.1.{n}" for n, name in enumerate([case.id for case in ALL] + GOOD, 1)}
        server = await stack.enter_async_context(fault_server(more=list(hosts.values())))
        servers = {"plain": server, "elsewhere": await stack.enter_async_context(fault_server())}
        for name in ("good", *BAD_TLS):
            tls = serving(certificates, "good" if name == "old" else name, old=name == "old")
            servers[name] = await stack.enter_async_context(fault_server(tls))
        where = {name: server.url(f"plain/{name}", host) for name, host in hosts.items()}
        where |= {name: servers[name].url("plain/x", "localhost") for name in BAD_TLS}
        where["H31"] = servers["good"].url("plain/H31", "localhost")
        ids = _subscribe(paths, where)
        engine = command(paths, seconds=DEADLINE, connect=DEADLINE)
        talk = await stack.enter_async_context(talking(paths, engine))
        fine = await talk.ask(Refresh)
        assert (fine.new, fine.failed) == (3 * (len(hosts) + 1), len(BAD_TLS))
        for case in ALL:
            target = case.fault.format(host=hosts[case.id], port=server.port)
            server.turned[f"/plain/{case.id}"] = target
        before = _memory(talk.client.pid, "VmRSS")
        _forget_the_peak(talk.client.pid)
        bombs = tuple(ids[case.id] for case in CASES if case.id[:3] in BOMBS)
        assert (await talk.ask(lambda number: Refresh(number, bombs))).failed == len(bombs)
        grown = _memory(talk.client.pid, "VmHWM") - before
        away = servers["elsewhere"].url("plain/H31", "localhost")
        servers["good"].turned["/plain/H31"] = f"to/301?u={away}"
        heard = len(talk.events)
        await talk.ask(Refresh)
        names = {number: name for name, number in ids.items()}
        done = [event.feed for event in talk.events[heard:] if isinstance(event, FeedChanged)]
    seen = {name: [request.headers for request in one.requests] for name, one in servers.items()}
    seen["asked"] = [request.headers for one in servers.values() for request in one.asked("/asked")]
    return _look(paths, ids, [names[number] for number in done], seen, grown)


def _subscribe(paths: Paths, where: Mapping[str, str]) -> dict[str, int]:
    database = open_database(paths.store)
    made = {name: feeds.add_feed(database, url, FeedKind.FEED, now=ADDED) for name, url in where.items()}
    settings = '{"headers": {"Authorization": "env:FEED_TOKEN"}}'
    database.execute("UPDATE feed SET settings = ? WHERE id = ?", (settings, made["H31"]))
    database.close()
    return made


def _look(
    paths: Paths,
    ids: Mapping[str, int],
    order: Sequence[str],
    seen: Mapping[str, Sequence[Mapping[str, str]]],
    grown: int,
) -> Aftermath:
    database = open_database(paths.store, read_only=True)
    kept = {feed.id: feed for feed in feeds.sources(database).feeds}
    titles: dict[int, set[str]] = {}
    for feed_id, title in database.rows("SELECT feed_id, title FROM entry"):
        titles.setdefault(feed_id, set()).add(title)
    results = {
        row[0]: (row[1], row[2], row[3])
        for row in database.rows("SELECT feed_id, status, bytes, code FROM feed_result ORDER BY id")
    }
    database.close()
    return Aftermath(
        {name: kept[number] for name, number in ids.items()},
        {name: frozenset(titles.get(number, ())) for name, number in ids.items()},
        {name: results[number] for name, number in ids.items()},
        order,
        seen,
        grown,
        b"".join(file.read_bytes() for file in (paths.store, paths.log) if file.exists()),
    )


def _memory(pid: int, name: str) -> int:
    """A figure of the process, in KB."""
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith(f"{name}:"))


def _forget_the_peak(pid: int) -> None:
    Path(f"/proc/{pid}/clear_refs").write_text("5")


def _before(case: str) -> set[str]:
    return {f"Bài {n} của {case}" for n in range(3)}


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.id} {case.what}")
def test_each_fault_is_kept_with_its_feed_in_plain_words_and_costs_no_article(
    aftermath: Aftermath, case: Case
) -> None:
    feed = aftermath.feeds[case.id]
    assert feed.trouble is not None
    assert feed.trouble.code == case.code
    assert {name: str(feed.trouble.facts[name]) for name in case.facts} == case.facts
    assert aftermath.titles[case.id] == _before(case.id)
    assert aftermath.results[case.id][2] == case.code
    assert feed.due_at is not None
    for lang in ("en", "vi"):
        told = words(lang).explain(case.code, feed.trouble.facts)
        assert told == scrub_line(told) != ""
        assert case.code not in told


@pytest.mark.parametrize("case", READ_ALL_THE_SAME, ids=lambda case: f"{case.id} {case.what}")
def test_what_can_be_read_all_the_same_is_read(aftermath: Aftermath, case: Case) -> None:
    assert aftermath.feeds[case.id].trouble is None
    assert aftermath.titles[case.id] > _before(case.id)
    assert aftermath.results[case.id][0] == 200


@pytest.mark.parametrize("name", BAD_TLS, ids=lambda name: f"H32 {name}")
def test_h32_a_certificate_that_is_not_right_is_an_error_and_nothing_is_asked(
    aftermath: Aftermath, name: str
) -> None:
    trouble = aftermath.feeds[name].trouble
    assert trouble is not None
    # who speaks only an old version hangs up before a word is said
    assert trouble.code == ("no_answer" if name == "old" else "certificate")
    assert aftermath.seen[name] == []


def test_h11_of_a_hundred_thousand_items_the_newest_are_kept_and_the_rest_is_counted() -> None:
    parsed = parse(Retrieved("https://n.example/", many_items(100_000)), now=ADDED)
    assert (len(parsed.entries), parsed.left_out) == (2000, 98_000)
    assert [entry.guid for entry in parsed.entries[:2]] == ["100000", "99999"]


def test_h15_to_h17_bombs_are_cut_before_they_cost_memory(aftermath: Aftermath) -> None:
    assert aftermath.grown < MEMORY, f"{aftermath.grown} KB"


def test_h16_brotli_is_never_asked_for(aftermath: Aftermath) -> None:
    asked = {headers["accept-encoding"] for name in aftermath.seen for headers in aftermath.seen[name]}
    assert asked == {"gzip"}


def test_h18_to_h20_who_hangs_delays_no_other(aftermath: Aftermath) -> None:
    assert len(aftermath.order) == len(ALL) + len(GOOD) + len(BAD_TLS) + 1
    done = [
        name for name in aftermath.order if name != "old"
    ]  # judged when all are done: is the network there?
    assert sorted(done[-len(SLOW) :]) == sorted(SLOW)


def test_the_others_are_as_they_were(aftermath: Aftermath) -> None:
    for name in GOOD:
        assert aftermath.feeds[name].trouble is None
        assert aftermath.results[name][2] == ""
        assert aftermath.titles[name] == _before(name)


@pytest.mark.parametrize("path", ["long", "long/late", "short"])
async def test_h21_h22_a_body_of_another_length_does_not_spoil_the_next_answer(path: str) -> None:
    retriever = Retriever("test/1", lambda: False, limits=Limits(seconds=5))
    async with fault_server() as server:
        for _ in range(3):
            await asyncio.gather(
                retriever.retrieve(server.url(path), Validators(), typed=True), return_exceptions=True
            )
            got = await retriever.retrieve(server.url("plain/after"), Validators(), typed=True)
            assert isinstance(got, Retrieved)
            assert got.body == rss("after")
    await retriever.close()


def test_h27_to_h30_nothing_was_asked_of_this_machine(aftermath: Aftermath) -> None:
    assert aftermath.seen["asked"] == []


@pytest.mark.parametrize("address", ["127.0.0.1", "::1", "::ffff:127.0.0.1", "10.0.0.1"])
async def test_h30_a_name_that_means_a_private_address_is_not_connected_to(
    monkeypatch: pytest.MonkeyPatch, address: str
) -> None:
    real = socket.getaddrinfo

    def resolve(host: str, port: int, *rest: int, **more: int) -> object:
        return real(address if host.endswith("evil.example") else host, port, *rest, **more)

    monkeypatch.setattr(socket, "getaddrinfo", resolve)
    retriever = Retriever("test/1", lambda: False, limits=Limits(seconds=5))
    async with fault_server() as server:
        inside = server.url("asked", "rebound.evil.example")
        for url, typed in ((inside, False), (server.url(f"to/302?u={inside}"), True)):
            with pytest.raises(RetrieveError) as raised:
                await retriever.retrieve(url, Validators(), typed=typed)
            assert raised.value.code == "private_address"
        assert server.asked("/asked") == []
    await retriever.close()


def test_h31_leaving_https_is_told_to_the_reader_and_takes_no_credentials_along(aftermath: Aftermath) -> None:
    feed = aftermath.feeds["H31"]
    assert feed.trouble is None
    assert feed.location.startswith("https://")
    assert (feed.moved_from, feed.moving_to) == ("", "")
    assert aftermath.results["H31"][2] == "downgraded"
    assert [headers.get("authorization") for headers in aftermath.seen["good"]] == [SECRET] * 2
    assert [headers.get("authorization") for headers in aftermath.seen["elsewhere"]] == [None]


def test_h31_no_login_of_a_redirect_or_of_the_settings_is_sent_on_or_kept(aftermath: Aftermath) -> None:
    assert all("authorization" not in headers for headers in aftermath.seen["plain"])
    assert SECRET.encode() not in aftermath.written


def test_h33_no_escape_of_a_head_is_kept(aftermath: Aftermath) -> None:
    for name in ("H26", "H33a", "H33b", "H33c"):
        feed = aftermath.feeds[name]
        assert feed.trouble is not None
        assert all(str(fact).isprintable() for fact in feed.trouble.facts.values())
        assert (feed.validators.etag + feed.validators.modified).isprintable()
