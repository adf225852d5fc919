"""``rules`` on the command line: tried, kept, done on arrival, switched, dropped."""

from __future__ import annotations

from pathlib import Path

from tests.cli.program import tui_reader
from tests.engine.fault_server import fault_server


async def test_a_rule_is_tried_kept_and_done_to_what_arrives(tmp_path: Path) -> None:
    async with fault_server() as server:
        await tui_reader(tmp_path, "add", server.url("feed/a"))
        tried = await tui_reader(tmp_path, "rules", "is:unread", "--json")
        assert (tried.lines[0]["matching"], tried.lines[0]["of"]) == (
            tried.lines[0]["of"],
            tried.lines[0]["of"],
        )
        kept = await tui_reader(
            tmp_path, "rules", "is:unread", "--do", "read,tag:sea", "--name", "All", "--json"
        )
        assert kept.lines[0]["do"] == ["read", "tag:sea"]
        await tui_reader(tmp_path, "add", server.url("feed/b"))
        ruled = await tui_reader(tmp_path, "list", "tag:sea is:read", "--json")
        assert len(ruled.lines) == 3
        shown = await tui_reader(tmp_path, "rules", lang="vi")
        assert shown.out == "1. All · is:unread → đánh dấu đã đọc, gắn nhãn sea · khớp 3 bài\n"
        off = await tui_reader(tmp_path, "rules", "--off", "1", "--json")
        assert off.lines[0]["enabled"] is False
        gone = await tui_reader(tmp_path, "rules", "--drop", "1")
        assert gone.out == "No rules yet.\n"


async def test_what_cannot_be_a_rule_is_explained(tmp_path: Path) -> None:
    for arguments, why in (
        (("is:nonsense",), "nonsense"),
        (("is:unread", "--do", "burn"), "burn"),
        (("is:unread", "--do", "tag"), "tag:…"),
        (("--drop", "3"), "no rule 3"),
    ):
        done = await tui_reader(tmp_path, "rules", *arguments)
        assert done.status
        assert why in done.err
