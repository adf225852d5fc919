"""How a discussion is brought in: its pages, where it is found, what is found in it; over a real connection."""

from __future__ import annotations

from tests.discussion.blog import REST, blog
from tests.discussion.conftest import Talking
from tests.discussion.server.serving import CommentServer, Reply
from tests.discussion.server.talk import Said, Talk, many, nested
from tui_reader.model.entry import CommentsRef, EntryData
from tui_reader.model.feed_settings import FeedSettings
from tui_reader.model.messages import CommentsChanged, DebtLeft, FindDiscussions, Refresh


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
        # all is here: no number is needed any more that could say otherwise
        assert (kept.discussion.source, kept.discussion.total, kept.discussion.more) == (
            "wordpress",
            None,
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
        assert (kept.kept, kept.total, kept.more) == (232, None, False)
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


async def test_a_public_site_is_asked_at_its_own_address_with_its_certificate_checked(
    server: CommentServer, talking_of: Talking
) -> None:
    server.talks["blog"] = nested()
    data = EntryData(
        link="https://a.example/bai", comments=CommentsRef(page="https://news.ycombinator.com/item?id=1000")
    )
    async with talking_of(data) as desk:
        assert (await desk.fetch()).new == 5
        assert desk.thread().nodes[0].comment.data.author == "Thu", "the order is the site's own"
        through = {request.target for request in server.requests if request.method == "CONNECT"}
        assert through == {"hn.algolia.com:443", "hacker-news.firebaseio.com:443"}


async def test_more_brings_the_answers_that_were_left_out_and_then_the_next_page(
    server: CommentServer, talking_of: Talking
) -> None:
    said = [
        Said(1),
        *(Said(number, 1, "Đáp") for number in range(2, 12)),
        *(Said(number) for number in range(12, 42)),
    ]
    server.talks["blog"] = Talk(said)
    async with talking_of(EntryData(link="https://vnexpress.net/bai-4567890.html")) as desk:
        first = await desk.fetch()
        assert first.new == 24 + 2
        kept = desk.thread().discussion
        assert (kept.kept, kept.total, kept.more) == (26, 41, True)
        assert (await desk.fetch(more=True)).new == 15
        kept = desk.thread().discussion
        assert (kept.kept, kept.more) == (41, False)
        assert desk.thread().nodes[0].descendants == 10


async def test_a_page_that_only_names_its_topic_is_followed_at_once(
    server: CommentServer, talking_of: Talking
) -> None:
    server.talks["blog"] = nested()
    hint = ("discourse", server.url("embed/comments?embed_url=x"))
    async with talking_of(EntryData(link=server.url("bai"), comments=CommentsRef(hints=(hint,)))) as desk:
        assert (await desk.fetch()).new == 5
        assert (await desk.fetch()).code == ""


async def test_asked_for_comments_nobody_named_the_articles_own_page_is_looked_at_once(
    server: CommentServer, talking_of: Talking
) -> None:
    server.talks["blog"] = nested()
    page = '<html><body><article>Bài</article><section data-isso="/isso"></section></body></html>'
    server.answers["/bai"] = Reply(page.encode(), {"Content-Type": "text/html"})
    async with talking_of(EntryData(link=server.url("bai"))) as desk:
        assert (await desk.fetch(unasked=True)).code == ""
        assert server.requests == []
        assert (await desk.fetch()).new == 5
        await desk.fetch()
        assert [request.path for request in server.requests] == ["/bai", "/isso/", "/isso/"]


async def test_comments_in_the_page_itself_need_no_second_request(
    server: CommentServer, talking_of: Talking
) -> None:
    server.talks["blog"] = nested()
    async with talking_of(EntryData(link=server.url("page"))) as desk:
        assert (await desk.fetch()).new == 5
        assert len(server.requests) == 1


async def test_comments_are_found_by_their_words_and_by_names_without_marks(
    server: CommentServer, talking_of: Talking
) -> None:
    server.talks["blog"] = nested()
    async with talking_of(blog(server)) as desk:
        await desk.fetch()
        await desk.engine.until(
            DebtLeft, lambda event: event.left == 0 and desk.find('in:comments "vung nui"') == [desk.entry]
        )
        assert desk.find('in:comments "lan anh"') == [desk.entry]
        assert desk.find('in:comments "khong co"') == []


async def test_another_site_is_asked_for_the_article_only_on_the_readers_word_and_shown_when_chosen(
    server: CommentServer, talking_of: Talking
) -> None:
    server.talks["blog"] = nested()
    link = "https://a.example/bai?utm_source=x#top"
    async with talking_of(EntryData(link=link)) as desk:
        assert (await desk.fetch(unasked=True)).code == ""
        assert server.requests == []
        answer = await desk.engine.ask(lambda number: FindDiscussions(number, desk.entry, "hackernews"))
        assert [request.path for request in server.requests if request.method == "GET"] == ["/api/v1/search"]
        found = desk.take(answer.key)
        # the same page by another address is the same, one that only begins so is not
        assert [(one.url.rpartition("=")[2], one.count) for one in found] == [("1000", 5), ("999", 2)]
        assert found[0].title == "Bài [31m", "no escape comes through"
        desk.choose(found[0])
        assert (await desk.fetch()).new == 5
        thread = desk.thread()
        assert (thread.discussion.source, thread.discussion.title) == ("hackernews", found[0].title)
        assert (await desk.fetch()).code == "", "what was chosen stays"


async def test_a_site_that_is_not_known_is_not_asked(server: CommentServer, talking_of: Talking) -> None:
    async with talking_of(EntryData(link="https://a.example/bai")) as desk:
        answer = await desk.engine.ask(lambda number: FindDiscussions(number, desk.entry, "somebody"))
        assert answer.code == "no_comments"
        assert server.requests == []


async def test_a_feed_set_to_have_comments_brings_them_with_its_new_articles(
    server: CommentServer, talking_of: Talking
) -> None:
    server.talks["blog"] = nested()
    item = (
        f"<item><guid>new</guid><title>Mới</title><link>{server.url('new')}</link>"
        f"<wfw:commentRss xmlns:wfw='http://wellformedweb.org/CommentAPI/'>{server.url('blog/feed/')}</wfw:commentRss>"
        "<description>x</description></item>"
    )
    feed = f"<rss version='2.0'><channel><title>Blog</title>{item}</channel></rss>"
    server.pages["/feed/a"] = ("application/rss+xml", feed.encode())
    async with talking_of(blog(server), FeedSettings(comments=True)) as desk:
        assert (await desk.engine.ask(lambda number: Refresh(number))).new == 1
        told = await desk.engine.until(CommentsChanged)
        assert (told.new, told.trouble) == (5, "")
        assert told.entry != desk.entry
