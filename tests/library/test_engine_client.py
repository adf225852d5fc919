"""The reader's end: an engine that dies is started again, one that dies and dies is given up, none is left behind."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
import time
from collections.abc import AsyncIterator

import pytest

from tui_reader.library.engine_client import EngineClient, Patience
from tui_reader.model.messages import Add, DebtLeft, Event, Finished, Ready, Refresh

# An engine of a few lines: it answers Refresh, dies at Add, says rubbish in between.
ENGINE = """
import json, os, sys
def say(kind, **facts): print(json.dumps({"is": kind, **facts}), flush=True)
if sys.argv[1] == "dies": sys.exit(3)
say("Ready", protocol=int(sys.argv[2]), version="1", pid=os.getpid(), offline=False)
print("rubbish", flush=True)
for line in sys.stdin:
    asked = json.loads(line)
    if asked["is"] == "Stop":
        if sys.argv[1] == "stubborn":
            import time; time.sleep(60)
        break
    if asked["is"] == "Add" and not (sys.argv[1] == "once" and os.path.exists(asked["location"])):
        open(asked["location"], "w").close(); os._exit(9)
    say("DebtLeft", left=5)
    say("Finished", id=asked["id"])
"""
QUICK = Patience(first_wait=0.01, goodbye=0.5)


class Heard:
    def __init__(self, manner: str = "kind", protocol: int = 1) -> None:
        self.events: list[Event] = []
        self.stopped = 0
        self.news = asyncio.Event()
        self.client = EngineClient(
            [sys.executable, "-c", ENGINE, manner, str(protocol)],
            self.hear,
            on_stopped=self.stop,
            patience=QUICK,
        )

    def hear(self, event: Event) -> None:
        self.events.append(event)
        self.news.set()

    def stop(self) -> None:
        self.stopped += 1
        self.news.set()

    def count(self, kind: type[Event]) -> int:
        return sum(isinstance(event, kind) for event in self.events)

    async def until_ready(self, times: int = 1) -> None:
        async with asyncio.timeout(20):
            while self.count(Ready) < times:
                self.news.clear()
                await self.news.wait()

    async def until_answered(self, number: int) -> Finished:
        async with asyncio.timeout(20):
            while True:
                for event in self.events:
                    if isinstance(event, Finished) and event.id == number:
                        return event
                self.news.clear()
                await self.news.wait()

    async def until_stopped(self) -> None:
        async with asyncio.timeout(20):
            while not self.stopped:
                self.news.clear()
                await self.news.wait()


@pytest.fixture
async def heard() -> AsyncIterator[Heard]:
    made = Heard()
    yield made
    await made.client.close()


async def test_requests_go_out_and_events_come_in(heard: Heard) -> None:
    await heard.client.start()
    number = heard.client.next_id()
    await heard.client.send(Refresh(number))
    assert (await heard.until_answered(number)).code == ""
    assert heard.count(DebtLeft) == 1


async def test_a_killed_engine_is_started_again(heard: Heard) -> None:
    await heard.client.start()
    await heard.until_ready()
    first = heard.client.pid
    os.kill(first, signal.SIGKILL)
    await heard.until_ready(2)
    assert heard.client.pid != first
    assert not heard.stopped


async def test_what_an_engine_took_to_its_grave_is_asked_once_more(tmp_path: object) -> None:
    heard = Heard("once")
    await heard.client.start()
    number = heard.client.next_id()
    await heard.client.send(Add(number, f"{tmp_path}/died-here"))
    assert (await heard.until_answered(number)).code == ""
    assert heard.count(Ready) == 2
    await heard.client.close()


async def test_a_request_that_kills_twice_is_answered_for_and_given_up(
    tmp_path: object, heard: Heard
) -> None:
    await heard.client.start()
    number = heard.client.next_id()
    await heard.client.send(Add(number, f"{tmp_path}/x"))
    assert (await heard.until_answered(number)).code == "engine_stopped"
    await heard.until_ready(3)
    ok = heard.client.next_id()
    await heard.client.send(Refresh(ok))
    assert (await heard.until_answered(ok)).code == ""


async def test_three_deaths_in_a_minute_are_enough_and_restart_tries_again() -> None:
    heard = Heard("dies")
    await heard.client.start()
    await heard.until_stopped()
    number = heard.client.next_id()
    await heard.client.send(Refresh(number))
    assert (await heard.until_answered(number)).code == "engine_stopped"
    await heard.client.restart()
    assert heard.client.pid
    await heard.client.close()


async def test_another_protocol_is_not_spoken() -> None:
    heard = Heard(protocol=999)
    await heard.client.start()
    await heard.until_stopped()
    assert heard.count(Ready) == 0
    await heard.client.close()


@pytest.mark.parametrize("manner", ["kind", "stubborn"])
async def test_close_leaves_no_process_behind(manner: str) -> None:
    heard = Heard(manner)
    await heard.client.start()
    await heard.until_ready()
    pid = heard.client.pid
    started = time.monotonic()
    await heard.client.close()
    assert time.monotonic() - started < 5
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)


async def test_what_is_asked_while_the_engine_is_being_started_is_asked_when_it_is_there() -> None:
    heard = Heard()
    starting = asyncio.create_task(heard.client.start())
    await asyncio.sleep(0)  # it has begun, and waits for the process
    number = heard.client.next_id()
    await heard.client.send(Refresh(number))
    early = list(heard.events)
    await starting
    if early:
        await heard.client.close()
    assert not early, "no answer comes before the question is on its way"
    async with asyncio.timeout(20):
        while not heard.count(Finished):
            heard.news.clear()
            await heard.news.wait()
    assert [event for event in heard.events if isinstance(event, Finished)] == [Finished(number)]
    await heard.client.close()
