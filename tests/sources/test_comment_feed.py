"""Who answers whom in comment feeds, however their programs say it."""

from tui_reader.model.comment import CommentData
from tui_reader.model.update import Retrieved
from tui_reader.sources.comment_feed import parse_comments

THREAD = 'xmlns:z="http://purl.org/syndication/thread/1.0"'


def read(items: str, *, guid: str = "post", link: str = "https://x.example/1") -> list[CommentData]:
    body = f'<rss version="2.0" {THREAD}><channel><title>C</title>{items}</channel></rss>'
    return parse_comments(Retrieved("https://x.example/c", body.encode()), entry_guid=guid, entry_link=link)


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
    [comment] = parse_comments(Retrieved("https://x.example/c", body), entry_guid="", entry_link="")
    assert (comment.source_id, comment.author, comment.body, comment.body_type) == (
        "1",
        "An",
        "Hi",
        "text/plain",
    )


def test_five_hundred_answers_deep_are_all_linked() -> None:
    found = parents("".join(item(str(i), str(i - 1)) for i in range(500)))
    assert found["499"] == "498"
