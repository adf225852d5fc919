"""A real Isso on loopback: its threads are read, an answer is posted, and it appears. Skipped where Isso is not installed."""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import urllib.request
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.engine.conftest import command, talking
from tests.engine.letter_states import decided, until
from tests.patience import wait_until
from tui_reader.model import messages as m
from tui_reader.model.entry import CommentsRef, Content, EntryData
from tui_reader.model.outbox import Letter, LetterState, Sender
from tui_reader.model.posting import place_to_post, site_of
from tui_reader.model.update import Changes, New, keys_of
from tui_reader.paths import Paths
from tui_reader.store import entries, feeds, letters, posting, threads
from tui_reader.store.database import open_database

NOW = datetime.now(UTC).replace(microsecond=0)
ISSO = os.environ.get("ISSO") or shutil.which("isso") or ""

pytestmark = [
    pytest.mark.extra,
    pytest.mark.skipif(not ISSO, reason="Isso is not installed (pip install isso), nor named by ISSO"),
]


@pytest.fixture
def isso(tmp_path: Path) -> Iterator[str]:
    """A running server; its address."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    settings = tmp_path / "isso.cfg"
    settings.write_text(
        f"[general]\ndbpath = {tmp_path / 'comments.db'}\nhost = http://127.0.0.1:{port}/\n"
        f"[server]\nlisten = http://127.0.0.1:{port}/\n[guard]\nenabled = false\n"
    )
    server = subprocess.Popen(
        [ISSO, "-c", str(settings), "run"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    base = f"http://127.0.0.1:{port}"
    try:
        _wait_for(base, server)
        yield base
    finally:
        server.kill()
        server.wait()


def _wait_for(base: str, server: subprocess.Popen[bytes]) -> None:
    def answers() -> bool:
        assert server.poll() is None, "Isso ended"
        try:
            _shown(base)
        except OSError:
            return False
        return True

    wait_until(answers, "Isso to start", pause=0.1)


def _post(base: str, text: str, parent: int | None = None) -> int:
    body = json.dumps({"text": text, "author": "Minh", "title": "Bài", "parent": parent}).encode()
    headers = {"Content-Type": "application/json", "Origin": base}
    request = urllib.request.Request(f"{base}/new?uri=/bai/", body, headers)
    with urllib.request.urlopen(request, timeout=10) as answer:
        return int(json.load(answer)["id"])


def _shown(base: str) -> list[dict[str, object]]:
    try:
        with urllib.request.urlopen(f"{base}/?uri=/bai/&plain=1", timeout=10) as answer:
            found: list[dict[str, object]] = json.load(answer)["replies"]
            return found
    except urllib.error.HTTPError as error:
        if error.code == 404:  # nobody has written yet
            return []
        raise


async def test_threads_are_read_an_answer_is_posted_and_appears(paths: Paths, isso: str) -> None:
    first = _post(isso, "Hạ tầng số phải đi trước.")
    _post(isso, "Đồng ý.", first)
    hints = (("isso", isso),)
    one = EntryData(
        guid="bai",
        link=f"{isso}/bai/",
        title="Bài",
        content=Content("<p>x</p>"),
        comments=CommentsRef(hints=hints),
    )
    db = open_database(paths.store)
    feed_id = feeds.add_feed(db, f"{isso}/feed", "feed", name="Blog", now=NOW)
    [entry_id] = entries.save(db, feed_id, Changes(new=(New(one, keys_of(one)),)), NOW).new

    class Kept:
        def letter(self, letter_id: int) -> Letter:
            found = letters.letter(db, letter_id)
            assert found is not None
            return found

    async with talking(paths, command(paths, seconds=10)) as talk:
        answer = await talk.ask(lambda number: m.FetchComments(number, entry_id))
        assert answer.code == ""
        nodes = threads.thread(db, entry_id).nodes
        assert [(node.depth, node.comment.data.author) for node in nodes] == [(0, "Minh"), (1, "Minh")]
        place = place_to_post(one, threads.thread(db, entry_id).discussion, nodes[0].comment.data.source_id)
        assert place is not None
        letter_id = posting.put(
            db,
            entry_id,
            "Tôi cũng nghĩ vậy, <nhất là> vùng núi.",
            NOW,
            parent=nodes[0].comment.data.source_id,
            site=site_of(place),
            place=place,
            sender=Sender("Lan Anh", "lan@example.org"),
        )
        await talk.ask(m.LookAtOutbox)
        letter = await until(talk, Kept(), letter_id, decided)  # type: ignore[arg-type]  # only asks for letters
        assert letter.state is LetterState.SENT
        await talk.ask(lambda number: m.FetchComments(number, entry_id))
    [top] = _shown(isso)
    answers = top["replies"]
    assert isinstance(answers, list)
    assert [one["author"] for one in answers] == ["Minh", "Lan Anh"]
    nodes = threads.thread(db, entry_id).nodes
    mine = [node for node in nodes if node.comment.mine]
    assert [(node.depth, node.comment.data.author) for node in mine] == [(1, "Lan Anh")]
    assert len(nodes) == 3, "the note stands there once, as the site shows it"
    db.close()
