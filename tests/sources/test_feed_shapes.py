"""Where well-known sites keep their feeds, and where others usually do."""

from __future__ import annotations

import pytest

from tui_reader.sources.feed_shapes import channel_of, guesses, shapes

CHANNEL = "UC" + "a1-_" * 5 + "zz"
VIDEOS = "https://www.youtube.com/feeds/videos.xml"


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        (f"https://www.youtube.com/channel/{CHANNEL}", f"{VIDEOS}?channel_id={CHANNEL}"),
        (f"https://m.youtube.com/channel/{CHANNEL}/videos?view=0", f"{VIDEOS}?channel_id={CHANNEL}"),
        ("https://www.youtube.com/user/vtv24", f"{VIDEOS}?user=vtv24"),
        ("https://www.youtube.com/playlist?list=PLabcdefghijk", f"{VIDEOS}?playlist_id=PLabcdefghijk"),
        ("https://www.youtube.com/watch?v=x&list=PLabcdefghijk&index=2", f"{VIDEOS}?playlist_id=PLabcdefghijk"),
        ("https://www.reddit.com/r/VietNam", "https://www.reddit.com/r/VietNam/.rss"),
        ("https://old.reddit.com/r/VietNam/", "https://www.reddit.com/r/VietNam/.rss"),
        ("https://www.reddit.com/r/a+b/new/", "https://www.reddit.com/r/a+b/new/.rss"),
        ("https://www.reddit.com/r/a/comments/1x/title/", "https://www.reddit.com/r/a/.rss"),
        ("https://www.reddit.com/u/someone", "https://www.reddit.com/user/someone/.rss"),
        ("https://www.reddit.com/user/someone/submitted", "https://www.reddit.com/user/someone/.rss"),
        ("https://github.com/o/r/releases", "https://github.com/o/r/releases.atom"),
        ("https://github.com/o/r/releases/tag/v1", "https://github.com/o/r/releases.atom"),
        ("https://github.com/o/r/tags", "https://github.com/o/r/tags.atom"),
        ("https://github.com/o/r/commits/main", "https://github.com/o/r/commits/main.atom"),
        ("https://github.com/o/r/tree/release/1.x", "https://github.com/o/r/commits/release/1.x.atom"),
        ("https://github.com/someone", "https://github.com/someone.atom"),
        ("https://github.com/newcomer", "https://github.com/newcomer.atom"),
        ("https://dev.to/topsy", "https://dev.to/feed/topsy"),
        ("https://medium.com/meadow", "https://medium.com/feed/meadow"),
        ("https://vietnam.substack.com/p/some-post", "https://vietnam.substack.com/feed"),
        ("https://medium.com/@someone", "https://medium.com/feed/@someone"),
        ("https://medium.com/@someone/a-story-1", "https://medium.com/feed/@someone"),
        ("https://medium.com/better-things", "https://medium.com/feed/better-things"),
        ("https://medium.com/tag/vietnam", "https://medium.com/feed/tag/vietnam"),
        ("https://someone.medium.com/", "https://someone.medium.com/feed"),
        ("https://a.blogspot.com/2024/01/x.html", "https://a.blogspot.com/feeds/posts/default"),
        ("https://a.tumblr.com", "https://a.tumblr.com/rss"),
        ("https://a.tumblr.com/tagged/art", "https://a.tumblr.com/tagged/art/rss"),
        ("https://www.tumblr.com/someone/123/x", "https://someone.tumblr.com/rss"),
        ("https://a.wordpress.com/2024/05/06/x/", "https://a.wordpress.com/feed/"),
        ("https://a.wordpress.com/category/tin-tuc/", "https://a.wordpress.com/category/tin-tuc/feed/"),
        ("https://bsky.app/profile/a.bsky.social", "https://bsky.app/profile/a.bsky.social/rss"),
        ("https://news.ycombinator.com/", "https://news.ycombinator.com/rss"),
        ("https://stackoverflow.com/questions/tagged/python", "https://stackoverflow.com/feeds/tag/python"),
        ("https://dev.to/someone", "https://dev.to/feed/someone"),
        ("https://pypi.org/project/textual/", "https://pypi.org/rss/project/textual/releases.xml"),
    ],
)  # fmt: skip
def test_a_known_sites_page_tells_its_feed(page: str, expected: str) -> None:
    assert shapes(page) == (expected,)


def test_a_repository_has_releases_commits_and_tags() -> None:
    for page in (
        "https://github.com/o/r",
        "https://github.com/o/r/",
        "https://github.com/o/r.git",
        "https://github.com/o/r/issues/3",
    ):
        assert shapes(page) == tuple(
            f"https://github.com/o/r/{name}.atom" for name in ("releases", "commits", "tags")
        ), page
    assert shapes("https://gitlab.com/g/sub/p") == (
        "https://gitlab.com/g/sub/p/-/releases.atom",
        "https://gitlab.com/g/sub/p/-/tags?format=atom",
        "https://gitlab.com/g/sub/p.atom",
    )
    assert shapes("https://gitlab.com/g/p/-/tree/main") == shapes("https://gitlab.com/g/p")


@pytest.mark.parametrize(
    "page",
    [
        "https://example.org/",
        "https://vnexpress.net/thoi-su",
        "https://github.com/features/actions",
        "https://github.com/settings",
        "https://github.com/",
        "https://www.youtube.com/@someone",
        "https://www.youtube.com/watch?v=abc",
        "https://www.reddit.com/",
        "https://substack.com/@someone",
        "https://notsubstack.com/x",
        "https://evil.example/?u=https://a.substack.com/",
        "https://a.substack.com.evil.example/",
        "https://medium.com/",
        "https://www.tumblr.com/explore",
        "https://www.wordpress.com/",
    ],
)
def test_other_pages_tell_nothing(page: str) -> None:
    assert shapes(page) == ()


def test_guesses_begin_with_what_the_site_is_made_with() -> None:
    assert guesses("https://a.example/", "wordpress 6.5")[:2] == (
        "https://a.example/feed/",
        "https://a.example/?feed=rss2",
    )
    assert guesses("https://a.example/", "hugo 0.120")[0] == "https://a.example/index.xml"
    assert guesses("https://a.example/")[:3] == tuple(
        f"https://a.example/{name}" for name in ("feed", "rss", "rss.xml")
    )


def test_guesses_look_beside_the_page_first_and_are_few() -> None:
    assert guesses("https://a.example/blog/")[0] == "https://a.example/blog/feed"
    assert guesses("https://a.example/category/x/")[0] == "https://a.example/category/x/feed/"
    assert guesses("https://a.example/page.html")[0] == "https://a.example/feed"
    assert guesses("https://social.example/@lan")[0] == "https://social.example/@lan.rss"
    assert guesses("https://social.example/@lan@other.example/with_replies")[0].endswith(
        "/@lan@other.example.rss"
    )
    assert guesses("https://social.example/tags/hue")[0] == "https://social.example/tags/hue.rss"
    assert "https://bao.vn/rss.htm" in guesses("https://bao.vn/")
    for url in ("https://a.example/blog/", "https://bao.vn/x/", "https://a.example/?x=1#y"):
        assert len(guesses(url, "wordpress blogger ghost hugo jekyll hexo eleventy drupal")) <= 12
        assert len(set(guesses(url))) == len(guesses(url))


def test_a_channel_is_read_off_its_page_and_off_no_other_sites() -> None:
    page = f'<script>{{"externalId":"{CHANNEL}"}}</script>'
    assert channel_of(page, "https://www.youtube.com/@someone") == f"{VIDEOS}?channel_id={CHANNEL}"
    assert channel_of(f'<meta itemprop="channelId" content="{CHANNEL}">', "https://youtu.be/x").endswith(
        CHANNEL
    )
    assert channel_of(page, "https://example.org/") == ""
    assert channel_of("nothing", "https://www.youtube.com/@someone") == ""
