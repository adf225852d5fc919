"""What the engine makes of a discussion: pages, what changed meanwhile, what goes wrong; over a real connection."""

from __future__ import annotations

import gzip
import json

from tests.discussion.conftest import Talking
from tests.discussion.server.serving import CommentServer, Reply
from tests.discussion.server.talk import Said, Talk, many, nested
from tui_reader.model.entry import CommentsRef, EntryData
from tui_reader.model.messages import CommentsChanged

REST = "/blog/wp-json/wp/v2/comments"


def blog(server: CommentServer, feed: bool = False) -> EntryData:
    """An article of the blog, whose page named the interface; its feed perhaps the feed of comments."""
    hints = (("wordpress", server.url(f"{REST}?post=7")),)
    return EntryData(
        guid=server.url("?p=7"),
        link=server.url("blog/bai/"),
        comments=CommentsRef(feed=server.url("blog/feed/") if feed else "", hints=hints, count=5),
    )


async def test_a_discussion_comes_whole_and_is_asked_for_again_with_its_validators(
    server: CommentServer, talking_of: Talking
) -> None:
    server.talks["blog"] = nested()
    async with talking_of(blog(server)) as desk:
        assert (await desk.fetch()).new == 5
        kept = desk.thread()
        assert [(node.depth, node.comment.data.author) for node in kept.nodes] == [
            (0, "Lan Anh"),
            (1, "Minh"),
            (2, "An Nhiên"),
            (1, "Hà"),
            (0, "Thu"),
        ]
        assert (kept.discussion.source, kept.discussion.total, kept.discussion.more) == (
            "wordpress",
            5,
            False,
        )
        assert (await desk.fetch()).new == 0
        assert "if-none-match" in server.asked(REST)[-1].headers
        server.talks["blog"].said.append(Said(6, 5, "Vy"))
        assert (await desk.fetch()).new == 1
        assert desk.thread().nodes[-1].depth == 1


async def test_more_follows_the_pages_though_their_number_changes_meanwhile(
    server: CommentServer, talking_of: Talking
) -> None:
    talk = server.talks["blog"] = many(230)
    talk.grows = [Said(300 + n, 0, "Mới") for n in range(3)]
    async with talking_of(blog(server)) as desk:
        assert (await desk.fetch()).new == 100
        kept = desk.thread().discussion
        assert (kept.kept, kept.total, kept.more) == (100, 230, True)
        assert (await desk.fetch(more=True)).new == 100
        assert desk.thread().discussion.total == 231
        assert (await desk.fetch(more=True)).new == 32
        kept = desk.thread().discussion
        assert (kept.kept, kept.total, kept.more) == (232, 232, False)
        assert (await desk.fetch(more=True)).code == "no_more_comments"
        talk.said.append(Said(400, 230, "Sau cùng"))
        # the first page is what it was; the last one is where people write
        assert (await desk.fetch()).new == 2
        assert [
            node.comment.data.author for node in desk.thread().nodes if node.comment.data.author != "Lan Anh"
        ] == [
            "Sau cùng",
            "Mới",
            "Mới",
            "Mới",
        ]


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
    (Reply(b'{"code":"x"}'), "comments_unreadable"),
    (Reply(b""), "comments_unreadable"),
    (Reply(b"null"), "comments_unreadable"),
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
