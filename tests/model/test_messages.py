"""The protocol: what is written is read again; what is not a message is refused."""

from __future__ import annotations

import json

import pytest

from tui_reader.model import messages as m
from tui_reader.model import wire
from tui_reader.model.errors import EngineError

EXAMPLES: list[m.Request | m.Event] = [
    m.Refresh(1, (3, 4)),
    m.Refresh(2),
    m.Prepare(3, 7),
    m.FetchComments(4, 7, more=True),
    m.Add(5, "https://báo.example/rss", "Thời sự", "Tên"),
    m.Discover(5, "báo.example"),
    m.TakeOver(5, "/home/lan/nguồn.opml"),
    m.WriteList(5, "/home/lan/nguồn.opml"),
    m.SetOffline(6, offline=True),
    m.Cancel(7, 1),
    m.Stop(8),
    m.Ready(m.PROTOCOL, "0.1.0", 99, offline=False),
    m.Progress(1, 2, 20),
    m.FeedChanged(3, new=4),
    m.EntryReady(7),
    m.EntriesReady((7, 8)),
    m.CommentsChanged(7, new=2),
    m.DebtLeft(0),
    m.Unreachable(),
    m.Finished(1, "no_such_host", {"host": "x.example"}, failed=1),
]


@pytest.mark.parametrize("message", EXAMPLES, ids=lambda message: type(message).__name__)
def test_a_message_survives_its_line(message: m.Request | m.Event) -> None:
    line = wire.encode(message)
    assert line.count(b"\n") == 1
    line.decode()
    assert wire.decode(line) == message


@pytest.mark.parametrize(
    "line",
    [b"", b"{}", b"[1]", b'{"is":"Nothing"}', b'{"is":"Stop"}', b'{"is":"Stop","id":1,"x":2}', b"\xff"],
)
def test_what_is_not_a_message_is_refused(line: bytes) -> None:
    with pytest.raises(EngineError, match="message_not_understood"):
        wire.decode(line)


def test_a_line_longer_than_the_limit_is_never_written() -> None:
    with pytest.raises(EngineError, match="message_too_long"):
        wire.encode(m.Add(1, "x" * wire.LINE_LIMIT))


def test_a_line_is_one_json_object_that_names_its_kind() -> None:
    assert json.loads(wire.encode(m.Stop(8))) == {"is": "Stop", "id": 8}
