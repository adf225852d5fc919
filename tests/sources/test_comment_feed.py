"""Who answers whom in comment feeds, however their programs say it."""

import pytest

from tui_reader.model.comment import CommentData, CommentPage
from tui_reader.model.update import Retrieved
from tui_reader.sources.comment_feed import parse_comments

ATOM = "http://www.w3.org/2005/Atom"
OPENSEARCH = "http://a9.com/-/spec/opensearch/1.1/"
THREAD = 'xmlns:z="http://purl.org/syndication/thread/1.0"'


def read(items: str, *, guid: str = "post", link: str = "https://x.example/1") -> tuple[CommentData, ...]:
    body = f'<rss version="2.0" {THREAD}><channel><title>C</title>{items}</channel></rss>'
    page = parse_comments(Retrieved("https://x.example/c", body.encode()), entry_guid=guid, entry_link=link)
    return page.comments


def item(guid: str, *parents: str, title: str = "By: A", text: str = "x", href: str = "") -> str:
    replies = "".join(f'<z:in-reply-to ref="{ref}" href="{href}"/>' for ref in parents)
    return f'<item><guid isPermaLink="false">{guid}</guid><title>{title}</title><description>{text}</description>{replies}</item>'


def parents(items: str, **known: str) -> dict[str, str]:
    return {comment.source_id: comment.parent_id for comment in read(items, **known)}


def test_an_answer_to_the_article_stands_at_the_top() -> None:
    assert parents(item("1", "post")) == {"1": ""}
    assert parents(item("1", "https://x.example/1/")) == {"1": ""}
    assert parents(item("1", "other", href="http://x.example/1")) == {"1": ""}


def test_the_first_known_of_several_parents_counts() -> None:
    assert parents(item("1") + item("2", "gone", "1")) == {"1": "", "2": "1"}


def test_an_unknown_parent_is_kept_for_when_it_comes() -> None:
    assert parents(item("1") + item("2", "gone")) == {"1": "", "2": "gone"}


def test_an_unknown_identifier_that_most_answer_is_the_article() -> None:
    items = item("1", "tag:post") + item("2", "tag:post") + item("3", "1")
    assert parents(items, guid="", link="") == {"1": "", "2": "", "3": "1"}


def test_nobody_answers_himself() -> None:
    assert parents(item("1", "1")) == {"1": ""}


def test_a_name_is_found_in_the_title() -> None:
    titles = ["By: Lan Anh", "Comment on A by B by Huy", "Bình luận của Mai", "No name here"]
    found = read("".join(item(str(i), title=title) for i, title in enumerate(titles)))
    assert [comment.author for comment in found] == ["Lan Anh", "Huy", "Mai", ""]


def test_a_comment_without_identifier_keeps_the_one_made_for_it() -> None:
    one = "<item><title>By: A</title><description>same words</description></item>"
    first, again = read(one), read(item("9") + one)
    assert first[0].source_id == again[1].source_id != ""


def test_a_link_in_the_text_is_no_parent() -> None:
    text = "I think &lt;a href='https://x.example/1#comment-3'&gt;this one&lt;/a&gt; is right in all it says."
    [comment] = read(item("https://x.example/?p=1#comment-5", text=text))
    assert "right in all it says" in comment.body


def test_a_json_feed_of_comments_is_read() -> None:
    body = b'{"version":"https://jsonfeed.org/version/1.1","items":[{"id":"1","content_text":"Hi","authors":[{"name":"An"}]}]}'
    [comment] = parse_comments(Retrieved("https://x.example/c", body), entry_guid="", entry_link="").comments
    assert (comment.source_id, comment.author, comment.body, comment.body_type) == (
        "1",
        "An",
        "Hi",
        "text/plain",
    )


def test_five_hundred_answers_deep_are_all_linked() -> None:
    found = parents("".join(item(str(i), str(i - 1)) for i in range(500)))
    assert found["499"] == "498"


def page(location: str, *, feed: str = "", kind: str = "rss") -> CommentPage:
    """A page of two comments with these lines of the feed's own."""
    atom = "<entry><id>1</id><title>A</title></entry><entry><id>2</id><title>B</title></entry>"
    body = {
        "rss": f'<rss version="2.0" xmlns:atom="{ATOM}" xmlns:o="{OPENSEARCH}">'
        f"<channel>{feed}{item('1')}{item('2')}</channel></rss>",
        "atom": f'<feed xmlns="{ATOM}" xmlns:o="{OPENSEARCH}"><title>C</title>{feed}{atom}</feed>',
        "json": f'{{"version":"https://jsonfeed.org/version/1.1",{feed}"items":[{{"id":"1","content_text":"x"}}]}}',
    }[kind]
    return parse_comments(Retrieved(location, body.encode()), entry_guid="", entry_link="")


NUMBERED = (
    "<o:totalResults>7</o:totalResults><o:startIndex>3</o:startIndex><o:itemsPerPage>2</o:itemsPerPage>"
)
BLOGGER = "https://x.example/default?alt=atom&start-index=3&max-results=2"
NEXT = [
    ("rss", '<atom:link rel="next" href="/c?page=2"/>', "https://x.example/c", "https://x.example/c?page=2"),
    ("atom", '<link rel="next" href="https://y.example/2"/>', "https://x.example/c", "https://y.example/2"),
    ("json", '"next_url":"?page=2",', "https://x.example/c", "https://x.example/c?page=2"),
    ("atom", NUMBERED, BLOGGER, BLOGGER.replace("=3", "=5")),
    ("atom", NUMBERED, "https://x.example/c", ""),
    ("atom", NUMBERED.replace("7", "4"), BLOGGER, ""),
    ("rss", '<atom:link rel="next" href="https://x.example/c"/>', "https://x.example/c/", ""),
    ("rss", '<atom:link rel="next" href="javascript:alert(1)"/>', "https://x.example/c", ""),
    ("rss", '<atom:link rel="next" href="http://x.example/2"/>', "/home/me/c.xml", ""),
    ("rss", "", "https://x.example/c", ""),
]


@pytest.mark.parametrize(("kind", "feed", "location", "expected"), NEXT)
def test_the_next_page_is_where_the_feed_says(kind: str, feed: str, location: str, expected: str) -> None:
    assert page(location, feed=feed, kind=kind).next_pages == ((expected,) if expected else ())


def test_a_feed_says_how_many_comments_there_are_on_all_pages() -> None:
    assert page(BLOGGER, feed=NUMBERED, kind="atom").total == 7
    assert page(BLOGGER).total is None
