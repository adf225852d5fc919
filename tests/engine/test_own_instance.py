"""Mastodon through the reader's own server: what it knows stands beside what the status's server shows, and answers go there."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from tests.engine.conftest import command, talking
from tests.engine.letter_box import LetterBox, letter_box
from tests.engine.letter_desk import LAN, NOW, Desk
from tests.engine.letter_states import decided, until
from tui_reader.model import messages as m
from tui_reader.model.access import Access
from tui_reader.model.comment import Thread
from tui_reader.model.outbox import LetterState, PostKind
from tui_reader.model.own_instance import own_instance, through
from tui_reader.model.posting import place_to_post, site_of
from tui_reader.paths import Paths
from tui_reader.store import posting, threads

STATUS = "10000000055"


@pytest.fixture
def box() -> Iterator[LetterBox]:
    """The status's server, where the reader is nobody."""
    with letter_box() as served:
        yield served


@pytest.fixture
def home(monkeypatch: pytest.MonkeyPatch) -> Iterator[LetterBox]:
    """The reader's own server."""
    with letter_box() as served:
        monkeypatch.setenv("TOKEN", "s3cret")
        monkeypatch.setenv("OWN", f"127.0.0.1:{served.port}")
        yield served


@pytest.fixture
def desk(paths: Paths, box: LetterBox, home: LetterBox) -> Desk:
    """An article whose status has two answers at its server; the own one knows one of them, and one more."""
    uri = f"{box.url}/users/{{}}/statuses/{{}}"
    box.statuses = [
        said("61", STATUS, uri.format("lan", 61), "Hạ tầng số."),
        said("62", "61", "https://m.example/users/minh/statuses/990062", "Đồng ý."),
    ]
    home.known = {uri.format("an", STATUS): "755", "https://m.example/users/minh/statuses/990062": "762"}
    home.statuses = [
        said("761", "755", uri.format("lan", 61), "Hạ tầng số."),
        said("763", "761", f"{home.url}/users/ha/statuses/763", "Chưa chắc."),
    ]
    made = Desk(paths, box)
    with made.store() as db:
        link = f"{box.url}/@an/{STATUS}"
        db.execute("UPDATE entry SET link = ? WHERE id = ?", (link, made.ids[PostKind.MASTODON]))
    return made


def said(number: str, to: str, uri: str, text: str) -> dict[str, Any]:
    """A status as a server tells of it."""
    account = {"display_name": uri.split("/")[4].capitalize(), "url": uri.partition("/statuses")[0]}
    return {"id": number, "in_reply_to_id": to, "uri": uri, "account": account, "content": f"<p>{text}</p>"}


def shown(desk: Desk) -> Thread:
    """The discussion as kept."""
    with desk.store() as db:
        return threads.thread(db, desk.ids[PostKind.MASTODON])


def told(desk: Desk) -> list[tuple[int, str, bool]]:
    """Depth, name, and whether it is the reader's own."""
    return [(one.depth, one.comment.data.author, one.comment.mine) for one in shown(desk).nodes]


async def fetch(desk: Desk) -> str:
    """Ask for the comments; what became of it."""
    async with talking(desk.paths, command(desk.paths)) as talk:
        asked = await talk.ask(lambda number: m.FetchComments(number, desk.ids[PostKind.MASTODON]))
        return asked.code


async def test_what_both_servers_know_stands_there_once_and_the_token_goes_home_alone(
    desk: Desk, box: LetterBox, home: LetterBox
) -> None:
    assert await fetch(desk) == ""
    assert told(desk) == [(0, "Lan", False), (1, "Minh", False), (1, "Ha", False)]
    assert {who for _, who in box.gets} == {""}
    assert {who for _, who in home.gets} == {"Bearer s3cret"}


async def test_where_the_statuss_server_shows_nothing_to_strangers_the_own_one_is_read(
    desk: Desk, box: LetterBox, home: LetterBox
) -> None:
    box.closed = True
    home.known[f"{box.url}/@an/{STATUS}"] = "755"
    assert await fetch(desk) == ""
    assert told(desk) == [(0, "Lan", False), (1, "Ha", False)]


async def test_without_what_the_own_server_knows_the_statuss_server_is_read_as_ever(
    desk: Desk, home: LetterBox
) -> None:
    home.known = {}
    assert await fetch(desk) == ""
    assert told(desk) == [(0, "Lan", False), (1, "Minh", False)]


def write(desk: Desk, home: LetterBox, parent: str) -> int:
    """Queue an answer as the screen does; the letter's id."""
    thread = shown(desk)
    entry = desk.entries[PostKind.MASTODON]
    access = {f"127.0.0.1:{home.port}": Access(token="env:TOKEN")}
    place = through(place_to_post(entry, thread.discussion, parent), access)
    assert place is not None
    assert place.url == f"{home.url}/api/v1/statuses"
    with desk.store() as db:
        return posting.put(
            db,
            desk.ids[PostKind.MASTODON],
            "Tôi cũng nghĩ vậy.",
            NOW,
            parent=parent,
            site=site_of(place),
            place=place,
            sender=LAN,
        )


async def test_an_answer_to_a_status_of_a_third_server_goes_home_under_the_number_it_has_there(
    desk: Desk, box: LetterBox, home: LetterBox
) -> None:
    await fetch(desk)
    parent = next(
        one.comment.data.source_id for one in shown(desk).nodes if one.comment.data.author == "Minh"
    )
    letter_id = write(desk, home, parent)
    async with talking(desk.paths, command(desk.paths)) as talk:
        letter = await until(talk, desk, letter_id, decided)
        assert letter.state is LetterState.SENT, letter
        await talk.ask(lambda number: m.FetchComments(number, desk.ids[PostKind.MASTODON]))
    assert [(one["text"], one["to"]) for one in home.mastodon] == [("Tôi cũng nghĩ vậy.", "762")]
    assert box.requests == []
    assert [mine for _, _, mine in told(desk)].count(True) == 1, "it stands there once, as the site shows it"


async def test_an_answer_to_the_status_itself_is_found_by_what_its_server_calls_it(
    desk: Desk, home: LetterBox
) -> None:
    await fetch(desk)
    letter_id = write(desk, home, "")
    async with talking(desk.paths, command(desk.paths)) as talk:
        assert (await until(talk, desk, letter_id, decided)).state is LetterState.SENT
    assert home.mastodon[0]["to"] == "755"


async def test_what_the_own_server_cannot_find_is_not_answered_and_the_text_is_kept(
    desk: Desk, home: LetterBox
) -> None:
    home.known = {}
    letter_id = write(desk, home, "")
    async with talking(desk.paths, command(desk.paths)) as talk:
        letter = await until(talk, desk, letter_id, decided)
    assert (letter.state, letter.trouble) == (LetterState.REFUSED, "not_known_there")
    assert home.requests == []


def test_the_own_server_is_the_first_host_with_a_token() -> None:
    feeds = {
        "https://bao.example/feed": Access(token="env:FEED"),
        "oauth.reddit.com": Access(token="env:REDDIT"),
        "wp.example": Access(user="an", password="env:WP"),
        "Mine.Social": Access(token="env:A"),
        "other.social": Access(token="env:B"),
    }
    assert own_instance(feeds) == "https://mine.social"
    assert own_instance({}) == ""
