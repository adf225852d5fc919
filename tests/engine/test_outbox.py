"""The outbox: one letter a way, what is sent, and what sites say to it."""

from __future__ import annotations

import html

import pytest

from tests.cli.program import tui_reader
from tests.engine.conftest import command, talking
from tests.engine.letter_box import LetterBox
from tests.engine.letter_desk import NOW, TEXT, Desk
from tests.engine.letter_states import decided, tried, until
from tui_reader.model import messages as m
from tui_reader.model.outbox import HELD, LetterState, PostKind
from tui_reader.paths import Paths
from tui_reader.store import comments, letters, posting, threads


@pytest.mark.parametrize("kind", list(PostKind))
async def test_a_letter_arrives_once_and_is_known_as_sent(kind: PostKind, desk: Desk, box: LetterBox) -> None:
    letter_id = desk.write(kind)
    async with talking(desk.paths, command(desk.paths)) as talk:
        letter = await until(talk, desk, letter_id, decided)
        assert letter.state is LetterState.SENT, letter
        assert letter.sent_at is not None
        assert len(box.requests) == 1
        assert len(box.texts()) == 1
        assert (letter.source_id != "") is (kind is not PostKind.WFW)


async def test_what_is_sent_says_what_was_written(desk: Desk, box: LetterBox) -> None:
    ids = [desk.write(kind) for kind in PostKind]
    async with talking(desk.paths, command(desk.paths)) as talk:
        for letter_id in ids:
            await until(talk, desk, letter_id, decided)
    assert box.wordpress == [
        {
            "text": "Hạ tầng số phải đi trước một bước &amp; “nhanh” &lt;hơn&gt;.",
            "who": "Lan Anh",
            "parent": 0,
            "held": False,
        }
    ]
    assert box.isso[0]["text"] == "Hạ tầng số phải đi trước một bước & “nhanh” &lt;hơn>."
    assert (box.mastodon[0]["text"], box.mastodon[0]["to"]) == (TEXT, "55")
    assert box.wfw == [{"text": html.escape(TEXT, quote=False), "who": "Lan Anh"}]


async def test_an_answer_names_the_comment_it_answers_by_the_sites_own_number(
    desk: Desk, box: LetterBox
) -> None:
    ids = [
        desk.write(PostKind.WORDPRESS, parent="https://x/?p=7#comment-31"),
        desk.write(PostKind.ISSO, parent="4"),
        desk.write(PostKind.MASTODON, parent="771"),
    ]
    async with talking(desk.paths, command(desk.paths)) as talk:
        for letter_id in ids:
            await until(talk, desk, letter_id, decided)
    assert box.wordpress[0]["parent"] == 31
    assert box.isso[0]["parent"] == 4
    assert box.mastodon[0]["to"] == "771"


REFUSALS: list[tuple[PostKind, int, object, LetterState, str]] = [
    (
        PostKind.WORDPRESS,
        403,
        {"code": "rest_comment_closed", "message": "closed"},
        LetterState.REFUSED,
        "closed",
    ),
    (PostKind.WORDPRESS, 401, {"code": "rest_comment_login_required"}, LetterState.REFUSED, "needs_login"),
    (PostKind.WORDPRESS, 401, {"code": "incorrect_password"}, LetterState.REFUSED, "wrong_login"),
    (PostKind.WORDPRESS, 400, {"code": "rest_comment_content_invalid"}, LetterState.REFUSED, "too_short"),
    (
        PostKind.WORDPRESS,
        400,
        {"code": "rest_comment_author_data_required"},
        LetterState.REFUSED,
        "needs_name",
    ),
    (PostKind.WORDPRESS, 409, {"code": "comment_duplicate"}, LetterState.REFUSED, "duplicate"),
    (PostKind.WORDPRESS, 400, {"code": "comment_flood"}, LetterState.QUEUED, "too_many"),
    (PostKind.WORDPRESS, 201, {"id": 5, "status": "spam"}, LetterState.REFUSED, "spam"),
    (PostKind.WORDPRESS, 201, {"id": 5, "status": "hold"}, LetterState.SENT, HELD),
    (PostKind.WORDPRESS, 403, "<html><h1>Forbidden</h1>", LetterState.REFUSED, "refused"),
    (PostKind.WORDPRESS, 404, "<html>", LetterState.REFUSED, "gone"),
    (PostKind.WORDPRESS, 429, "", LetterState.QUEUED, "too_many"),
    (PostKind.WORDPRESS, 503, "", LetterState.QUEUED, "server_trouble"),
    (PostKind.ISSO, 202, {"id": 5, "mode": 2}, LetterState.SENT, HELD),
    (PostKind.ISSO, 400, "text is too short (minimum length: 3)", LetterState.REFUSED, "too_short"),
    (PostKind.ISSO, 403, "127.0.0.0: ratelimit exceeded", LetterState.QUEUED, "too_many"),
    (PostKind.MASTODON, 401, {"error": "The access token is invalid"}, LetterState.REFUSED, "needs_login"),
    (PostKind.MASTODON, 404, {"error": "Record not found"}, LetterState.REFUSED, "gone"),
    (
        PostKind.MASTODON,
        422,
        {"error": "Validation failed: Text character limit of 500 exceeded"},
        LetterState.REFUSED,
        "too_long",
    ),
    (PostKind.WFW, 403, "no", LetterState.REFUSED, "refused"),
]


async def test_every_refusal_has_its_code_and_keeps_the_text(desk: Desk, box: LetterBox) -> None:
    async with talking(desk.paths, command(desk.paths)) as talk:
        for kind, status, said, state, code in REFUSALS:
            box.refusals = [(status, said)]
            letter_id = desk.write(kind, f"{TEXT} {status} {code} {kind}")
            await talk.ask(m.LookAtOutbox)
            letter = await until(talk, desk, letter_id, lambda one: decided(one) or tried(one))
            assert (letter.state, letter.trouble) == (state, code), (kind, status, said)
            assert letter.text.startswith(TEXT)
            assert box.texts() == []


async def test_offline_nothing_is_tried_and_online_it_goes(desk: Desk, box: LetterBox) -> None:
    letter_id = desk.write(PostKind.ISSO)
    async with talking(desk.paths, command(desk.paths, offline=True)) as talk:
        await talk.ask(m.LookAtOutbox)
        assert desk.letter(letter_id).state is LetterState.QUEUED
        assert desk.letter(letter_id).tries == 0
        await talk.ask(lambda number: m.SetOffline(number, False))
        assert (await until(talk, desk, letter_id, decided)).state is LetterState.SENT


def test_a_letter_taken_back_stays_a_note_and_one_to_be_written_again_is_a_draft(desk: Desk) -> None:
    one, two = desk.write(PostKind.ISSO, "Một."), desk.write(PostKind.ISSO, "Hai.")
    with desk.store() as db:
        assert posting.withdraw(db, one)
        assert posting.write_again(db, two, NOW)
        entry_id = desk.ids[PostKind.ISSO]
        said = [node.comment.data.body for node in threads.thread(db, entry_id).nodes]
        assert said == ["Một."]
        assert comments.draft(db, entry_id) == "Hai."
        assert letters.in_outbox(db) == []


async def test_no_secret_is_kept_or_logged(desk: Desk, box: LetterBox) -> None:
    box.refusals = [(401, {"error": "no"})]
    letter_id = desk.write(PostKind.MASTODON)
    async with talking(desk.paths, command(desk.paths)) as talk:
        await until(talk, desk, letter_id, decided)
    assert box.requests[0][1]["authorization"] == "Bearer s3cret"
    for path in desk.paths.data.rglob("*"):
        assert not path.is_file() or b"s3cret" not in path.read_bytes(), path


async def test_a_refresh_from_the_shell_sends_what_waits_and_says_so(paths: Paths, desk: Desk) -> None:
    sent, refused = desk.write(PostKind.ISSO), desk.write(PostKind.MASTODON)  # no token is set
    done = await tui_reader(paths.data.parent, "refresh")
    assert (
        "1 comment of yours sent · 1 comment of yours not sent yet: in the reader, “waiting to be sent”"
        in done.out
    )
    assert desk.letter(sent).state is LetterState.SENT
    assert desk.letter(refused).state is LetterState.REFUSED
    again = await tui_reader(paths.data.parent, "refresh", "--json")
    assert (again.lines[-1]["sent"], again.lines[-1]["waiting"]) == (0, 1)
    assert len(desk.box.isso) == 1
