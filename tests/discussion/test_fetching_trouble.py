"""What goes wrong with a discussion is told, costs no comment, and is not asked for over and over."""

from __future__ import annotations

import gzip
import json

from tests.discussion.blog import REST, blog
from tests.discussion.conftest import Talking
from tests.discussion.server.serving import CommentServer, Reply
from tests.discussion.server.talk import Said, Talk, nested
from tui_reader.model.entry import CommentsRef, EntryData
from tui_reader.model.feed_settings import FeedSettings
from tui_reader.model.messages import CommentsChanged


async def test_where_the_interface_is_locked_the_feed_is_read_and_the_interface_left_alone(
    server: CommentServer, talking_of: Talking
) -> None:
    server.talks["blog"] = nested()
    server.answers[REST] = Reply(b"<html>Forbidden by a plugin</html>", {"Content-Type": "text/html"}, 403)
    async with talking_of(blog(server, feed=True)) as desk:
        assert (await desk.fetch()).new == 5
        assert desk.thread().discussion.source == "feed"
        assert (await desk.fetch()).code == ""
        assert len(server.asked(REST)) == 1


async def test_the_feeds_comments_and_those_of_the_interface_are_the_same_ones(
    server: CommentServer, talking_of: Talking
) -> None:
    server.talks["blog"] = nested()
    server.answers[REST] = Reply(b"{}", {}, 500)
    async with talking_of(blog(server, feed=True)) as desk:
        assert (await desk.fetch()).new == 5
        del server.answers[REST]
        assert (await desk.fetch()).new == 0
        assert desk.thread().discussion.source == "wordpress"
        assert len(desk.thread().nodes) == 5


def bomb() -> Reply:
    return Reply(gzip.compress(b" " * 30_000_000), {"Content-Encoding": "gzip"})


TROUBLE = [
    (Reply(b'{"code":"rest_cannot_read_post","message":"x","data":{"status":401}}', {}, 401), "needs_login"),
    (Reply(b"", {}, 403), "refused"),
    (Reply(b"", {}, 404), "not_found"),
    (Reply(b"", {}, 410), "gone"),
    (Reply(b"", {}, 500), "server_trouble"),
    (Reply(b"<!doctype html><p>Just a moment", {"Content-Type": "text/html"}), "comments_unreadable"),
    (Reply(json.dumps([{"id": 1}]).encode()[:-4]), "comments_unreadable"),
    (Reply(b'{"code":"x"}'), "comments_changed"),
    (Reply(b""), "comments_unreadable"),
    (Reply(b"null"), "comments_changed"),
    (bomb(), "too_large"),
    (Reply(b"[" * 100_000), "comments_unreadable"),
    (Reply(b"", {"Location": "http://10.1.2.3/x"}, 302), "private_address"),
]


async def test_trouble_is_told_and_costs_no_comment(server: CommentServer, talking_of: Talking) -> None:
    server.talks["blog"] = nested()
    async with talking_of(blog(server)) as desk:
        await desk.fetch()
        before = desk.thread()
        for reply, code in TROUBLE:
            server.answers[REST] = reply
            assert (await desk.fetch()).code == code, reply
            kept = desk.thread()
            assert kept.discussion.trouble == code
            assert (kept.nodes, kept.discussion.fetched_at) == (before.nodes, before.discussion.fetched_at)
        del server.answers[REST]
        assert (await desk.fetch()).code == ""
        assert desk.thread().discussion.trouble == ""


async def test_a_site_that_is_asked_too_much_is_left_alone_as_long_as_it_says(
    server: CommentServer, talking_of: Talking
) -> None:
    server.answers[REST] = Reply(b"", {"Retry-After": "1200"}, 429)
    async with talking_of(blog(server)) as desk:
        first = await desk.fetch()
        assert (first.code, first.facts["seconds"]) == ("too_many", 1200)
        again = await desk.fetch()
        assert again.code == "too_many"
        assert 1100 < int(again.facts["seconds"]) <= 1200
        assert (await desk.fetch(unasked=True)).code == ""
        assert len(server.asked(REST)) == 1
        assert desk.thread().discussion.retry_at is not None


async def test_unasked_nothing_new_enough_is_asked_for_and_trouble_is_the_discussions_own(
    server: CommentServer, talking_of: Talking
) -> None:
    server.answers[REST] = Reply(b"", {}, 403)
    async with talking_of(blog(server)) as desk:
        assert (await desk.fetch(unasked=True)).code == ""
        assert desk.engine.heard(CommentsChanged)[-1].trouble == "refused"
        del server.answers[REST]
        server.talks["blog"] = Talk([Said(1)])
        assert (await desk.fetch(unasked=True)).new == 1
        asked = len(server.asked(REST))
        assert (await desk.fetch(unasked=True)).code == ""
        assert len(server.asked(REST)) == asked


async def test_where_only_the_ranks_do_not_come_the_comments_do(
    server: CommentServer, talking_of: Talking
) -> None:
    server.talks["blog"] = nested()
    server.answers["/v0/item/1000.json"] = Reply(b"", {}, 500)
    async with talking_of(EntryData(link="https://news.ycombinator.com/item?id=1000")) as desk:
        assert (await desk.fetch()).new == 5
        assert desk.thread().nodes[0].comment.data.author == "Lan Anh"


async def test_nobody_is_asked_where_the_site_is_known_to_refuse(
    server: CommentServer, talking_of: Talking
) -> None:
    place = CommentsRef(page="https://www.reddit.com/r/x/comments/1abcd/t/")
    async with talking_of(EntryData(link="https://a.example/x", comments=place)) as desk:
        assert (await desk.fetch()).code == "refused"
        assert server.requests == []


async def test_a_feed_set_to_no_comments_has_them_only_when_asked_for(
    server: CommentServer, talking_of: Talking
) -> None:
    server.talks["blog"] = nested()
    async with talking_of(blog(server), FeedSettings(comments=False)) as desk:
        assert (await desk.fetch(unasked=True)).new == 0
        assert server.requests == []
        assert (await desk.fetch()).new == 5
