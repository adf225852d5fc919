"""The outbox: one letter a way, what sites say to it, and what becomes of one whose answer never came."""

from __future__ import annotations

import html
from collections.abc import Callable, Iterator
from datetime import UTC, datetime

import pytest

from tests.cli.program import tui_reader
from tests.engine.conftest import Talk, command, talking
from tests.engine.letter_box import LetterBox, letter_box
from tui_reader.model import messages as m
from tui_reader.model.entry import CommentsRef, Content, EntryData
from tui_reader.model.outbox import HELD, Letter, LetterState, PostKind, Sender
from tui_reader.model.posting import place_to_post, site_of
from tui_reader.model.update import Changes, New, keys_of
from tui_reader.paths import Paths
from tui_reader.store import comments, entries, feeds, letters, posting, threads
from tui_reader.store.database import Database, open_database

NOW = datetime.now(UTC).replace(microsecond=0)
LAN = Sender("Lan Anh", "lan@example.org")
TEXT = "Hạ tầng số phải đi trước một bước & “nhanh” <hơn>."


@pytest.fixture
def box() -> Iterator[LetterBox]:
    with letter_box() as served:
        yield served


class Desk:
    """A store with one article a kind of site, and letters about it."""

    def __init__(self, paths: Paths, box: LetterBox) -> None:
        self.paths, self.box = paths, box
        self.entries: dict[PostKind, EntryData] = {}
        self.ids: dict[PostKind, int] = {}
        with self.store() as db:
            feed_id = feeds.add_feed(db, f"{box.url}/feed", "feed", name="Daily", now=NOW)
            for number, kind in enumerate(PostKind):
                hints = ((kind.value, self.hint(kind)),)
                one = EntryData(
                    guid=f"{box.url}/?p={number}",
                    link=f"{box.url}/post/{number}/",
                    title=f"Article {number}",
                    content=Content("<p>x</p>"),
                    comments=CommentsRef(feed=f"{box.url}/comments.xml", hints=hints),
                )
                [entry_id] = entries.save(db, feed_id, Changes(new=(New(one, keys_of(one)),)), NOW).new
                self.entries[kind], self.ids[kind] = one, entry_id

    def hint(self, kind: PostKind) -> str:
        return {
            PostKind.WORDPRESS: f"{self.box.url}/wp-json/wp/v2/comments?post=7",
            PostKind.ISSO: f"{self.box.url}/isso/",
            PostKind.MASTODON: f"{self.box.url}/api/v1/statuses/55/context",
            PostKind.WFW: f"{self.box.url}/wfw",
        }[kind]

    def store(self) -> _Store:
        return _Store(self.paths)

    def write(self, kind: PostKind, text: str = TEXT, sender: Sender = LAN, parent: str = "") -> int:
        place = place_to_post(self.entries[kind], None, parent)
        assert place is not None
        with self.store() as db:
            return posting.put(
                db, self.ids[kind], text, NOW, parent=parent, site=site_of(place), place=place, sender=sender
            )

    def letter(self, letter_id: int) -> Letter:
        with self.store() as db:
            found = letters.letter(db, letter_id)
        assert found is not None
        return found


class _Store:
    def __init__(self, paths: Paths) -> None:
        self._paths = paths

    def __enter__(self) -> Database:
        self._db = open_database(self._paths.store)
        return self._db

    def __exit__(self, *_: object) -> None:
        self._db.close()


@pytest.fixture
def desk(paths: Paths, box: LetterBox, monkeypatch: pytest.MonkeyPatch) -> Desk:
    monkeypatch.setenv("TOKEN", "s3cret")
    return Desk(paths, box)


async def until(talk: Talk, desk: Desk, letter_id: int, fits: Callable[[Letter], bool]) -> Letter:
    """The letter once it is so; looked at whenever the engine says that something moved."""
    seen = 0

    def moved(event: m.OutboxChanged) -> bool:
        nonlocal seen
        seen += 1
        return fits(desk.letter(letter_id))

    if not fits(desk.letter(letter_id)):
        await talk.until(m.OutboxChanged, moved)
    return desk.letter(letter_id)


def decided(letter: Letter) -> bool:
    return letter.state not in (LetterState.SENDING, LetterState.QUEUED)


def tried(letter: Letter) -> bool:
    return letter.state is LetterState.QUEUED and letter.tries > 0


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


async def test_offline_nothing_is_tried_and_online_it_goes(desk: Desk, box: LetterBox) -> None:
    letter_id = desk.write(PostKind.ISSO)
    async with talking(desk.paths, command(desk.paths, offline=True)) as talk:
        await talk.ask(m.LookAtOutbox)
        assert desk.letter(letter_id).state is LetterState.QUEUED
        assert desk.letter(letter_id).tries == 0
        await talk.ask(lambda number: m.SetOffline(number, False))
        assert (await until(talk, desk, letter_id, decided)).state is LetterState.SENT


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


def _elsewhere(data: EntryData, port: int) -> EntryData:
    from msgspec.structs import replace

    hints = tuple((kind, address.replace(f":{port}/", ":1/")) for kind, address in data.comments.hints)
    return replace(data, comments=replace(data.comments, hints=hints))


async def test_a_refresh_from_the_shell_sends_what_waits_and_says_so(paths: Paths, desk: Desk) -> None:
    sent, refused = desk.write(PostKind.ISSO), desk.write(PostKind.MASTODON)  # no token is set
    done = await tui_reader(paths.data.parent, "refresh")
    assert "1 comment of yours sent · 1 comment of yours not sent yet (go)" in done.out
    assert desk.letter(sent).state is LetterState.SENT
    assert desk.letter(refused).state is LetterState.REFUSED
    again = await tui_reader(paths.data.parent, "refresh", "--json")
    assert (again.lines[-1]["sent"], again.lines[-1]["waiting"]) == (0, 1)
    assert len(desk.box.isso) == 1
