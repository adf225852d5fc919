"""A letter whose answer never came: looked for at the site, asked about, never sent twice."""

from __future__ import annotations

import pytest

from tests.engine.conftest import command, talking
from tests.engine.letter_box import LetterBox
from tests.engine.letter_desk import NOW, Desk
from tests.engine.letter_states import decided, tried, until
from tui_reader.model import messages as m
from tui_reader.model.entry import EntryData
from tui_reader.model.outbox import LetterState, PostKind
from tui_reader.store import posting


async def test_an_error_of_the_sites_gateway_leaves_open_whether_it_arrived_and_is_looked_for(
    desk: Desk, box: LetterBox
) -> None:
    box.refusals = [(502, "<html>Bad gateway")]
    first = desk.write(PostKind.ISSO)
    async with talking(desk.paths, command(desk.paths)) as talk:
        letter = await until(talk, desk, first, decided)
    assert (letter.state, letter.trouble) == (LetterState.UNSURE, "not_seen")
    assert len(box.requests) == 1


@pytest.mark.parametrize("kind", list(PostKind))
async def test_an_answer_that_never_came_is_found_at_the_site_and_nothing_is_sent_twice(
    kind: PostKind, desk: Desk, box: LetterBox
) -> None:
    box.after = lambda: False
    letter_id = desk.write(kind)
    async with talking(desk.paths, command(desk.paths)) as talk:
        letter = await until(talk, desk, letter_id, decided)
    assert letter.state is LetterState.SENT
    assert len(box.requests) == 1
    assert len(box.texts()) == 1


async def test_a_comment_that_waits_for_approval_unseen_is_known_by_the_sites_duplicate_answer(
    desk: Desk, box: LetterBox
) -> None:
    box.held = True
    cut = iter((False, True))
    box.after = lambda: next(cut)
    letter_id = desk.write(PostKind.WORDPRESS)
    async with talking(desk.paths, command(desk.paths)) as talk:
        letter = await until(talk, desk, letter_id, decided)
    assert letter.state is LetterState.SENT
    assert len(box.requests) == 2
    assert len(box.wordpress) == 1


async def test_mastodon_is_asked_again_with_the_same_key(desk: Desk, box: LetterBox) -> None:
    box.refusals = [(500, {})]
    letter_id = desk.write(PostKind.MASTODON)
    async with talking(desk.paths, command(desk.paths)) as talk:
        letter = await until(talk, desk, letter_id, decided)
    assert letter.state is LetterState.SENT
    keys = [headers["idempotency-key"] for _, headers, _ in box.requests]
    assert len(keys) == 2
    assert len(set(keys)) == 1


async def test_where_nobody_listens_a_letter_waits_with_back_off(desk: Desk, box: LetterBox) -> None:
    port, box.port = box.port, 1
    desk.entries[PostKind.ISSO] = _elsewhere(desk.entries[PostKind.ISSO], port)
    letter_id = desk.write(PostKind.ISSO)
    async with talking(desk.paths, command(desk.paths)) as talk:
        letter = await until(talk, desk, letter_id, tried)
    assert letter.trouble == "no_answer"
    assert letter.due_at is not None
    assert letter.due_at > NOW
    assert letter.sending_at is not None


async def test_an_unsure_letter_waits_for_the_reader_who_sends_it_or_counts_it_as_sent(
    desk: Desk, box: LetterBox
) -> None:
    box.refusals = [(500, ""), (500, "")]
    one, two = desk.write(PostKind.ISSO, "Một ý kiến."), desk.write(PostKind.ISSO, "Hai ý kiến.")
    async with talking(desk.paths, command(desk.paths)) as talk:
        for letter_id in (one, two):
            assert (await until(talk, desk, letter_id, decided)).state is LetterState.UNSURE
        with desk.store() as db:
            assert posting.count_as_sent(db, one, NOW)
            assert posting.again(db, two, NOW)
        await talk.ask(m.LookAtOutbox)
        await until(talk, desk, two, decided)
    assert desk.letter(one).state is desk.letter(two).state is LetterState.SENT
    assert box.texts() == ["Hai ý kiến."]


def _elsewhere(data: EntryData, port: int) -> EntryData:
    from msgspec.structs import replace

    hints = tuple((kind, address.replace(f":{port}/", ":1/")) for kind, address in data.comments.hints)
    return replace(data, comments=replace(data.comments, hints=hints))
