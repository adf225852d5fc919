"""A real WordPress on loopback: its threads are read page by page, an answer is posted, and it appears."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.engine.conftest import command, talking
from tests.engine.letter_states import decided, until
from tests.engine.real_wordpress import MISSING, shown, wordpress
from tui_reader.model import messages as m
from tui_reader.model.entry import Content, EntryData
from tui_reader.model.outbox import Letter, LetterState, PostKind, Sender
from tui_reader.model.posting import place_to_post, site_of
from tui_reader.model.update import Changes, New, keys_of
from tui_reader.paths import Paths
from tui_reader.store import entries, feeds, letters, posting, threads
from tui_reader.store.database import Database, open_database

NOW = datetime.now(UTC).replace(microsecond=0)
SAID = [
    (-1, "Minh", "Hạ tầng số phải đi trước."),
    (0, "Hà", "Đồng ý, <strong>nhất là</strong> vùng núi."),
    (1, "Thu", "Bao giờ xong?"),
    *((-1, f"Bạn đọc {number}", f"Ý kiến thứ {number}.") for number in range(120)),
]
"""A thread three deep, and more than a page of others."""

pytestmark = [
    pytest.mark.extra,
    pytest.mark.skipif(bool(MISSING), reason=f"not installed: {', '.join(MISSING)} (apt install …)"),
]


@pytest.fixture
def post(tmp_path: Path) -> Iterator[str]:
    """The address of a post with comments."""
    with wordpress(tmp_path, SAID) as address:
        yield address


class Kept:
    """What is asked of letters."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def letter(self, letter_id: int) -> Letter:
        """One of them."""
        found = letters.letter(self._db, letter_id)
        assert found is not None
        return found


def tree(db: Database, entry_id: int) -> list[tuple[int, str]]:
    """Depth and name of each comment."""
    return [(one.depth, one.comment.data.author) for one in threads.thread(db, entry_id).nodes]


async def test_threads_are_read_page_by_page_an_answer_is_posted_and_appears(paths: Paths, post: str) -> None:
    one = EntryData(guid=post, link=post, title="Bài", content=Content("<p>Nội dung.</p>"))
    db = open_database(paths.store)
    feed_id = feeds.add_feed(db, f"{post.partition('?')[0]}?feed=rss2", "feed", name="Blog", now=NOW)
    [entry_id] = entries.save(db, feed_id, Changes(new=(New(one, keys_of(one)),)), NOW).new
    async with talking(paths, command(paths, seconds=30)) as talk:
        answer = await talk.ask(lambda number: m.FetchComments(number, entry_id))
        assert (answer.code, answer.new) == ("", 100), "found by the page's own markers, a page of it"
        told = threads.thread(db, entry_id).discussion
        assert (told.source, told.total, told.more) == ("wordpress", len(SAID), True)
        assert (await talk.ask(lambda number: m.FetchComments(number, entry_id, more=True))).new == 23
        assert tree(db, entry_id)[:4] == [(0, "Minh"), (1, "Hà"), (2, "Thu"), (0, "Bạn đọc 0")]
        thread = threads.thread(db, entry_id)
        assert (thread.discussion.kept, thread.discussion.more) == (len(SAID), False)
        entry = entries.entry(db, entry_id)
        assert entry is not None
        second = thread.nodes[1].comment.data.source_id
        place = place_to_post(entry.data, thread.discussion, second)
        assert place is not None
        assert place.kind is PostKind.WORDPRESS
        letter_id = posting.put(
            db,
            entry_id,
            "Tôi cũng nghĩ vậy, <nhất là> vùng núi & biên giới.",
            NOW,
            parent=second,
            site=site_of(place),
            place=place,
            sender=Sender("Lan Anh", "lan@example.org"),
        )
        await talk.ask(m.LookAtOutbox)
        letter = await until(talk, Kept(db), letter_id, decided)  # type: ignore[arg-type]  # only asks for letters
        assert letter.state is LetterState.SENT, letter
        await talk.ask(lambda number: m.FetchComments(number, entry_id))
    at_the_site = [said for said in shown(f"{post}&page=2") if said["author_name"] == "Lan Anh"]
    assert len(at_the_site) == 1, "once"
    mine = [node for node in threads.thread(db, entry_id).nodes if node.comment.mine]
    assert [(node.depth, node.comment.data.author) for node in mine] == [(2, "Lan Anh")]
    assert len(tree(db, entry_id)) == len(SAID) + 1, "the note stands there once, as the site shows it"
    db.close()
