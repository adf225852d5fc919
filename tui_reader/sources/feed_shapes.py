"""Knows where well-known sites keep their feeds by the shape of a page's address alone, and where others usually do. Pure."""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import urlsplit, urlunsplit

from tui_reader.model.urls import host

_NAME = r"[\w.-]+"
_YOUTUBE = "https://www.youtube.com/feeds/videos.xml"
_GITHUB_OWN = (  # first parts of paths on github.com that are no account
    "about|account|apps|blog|codespaces|collections|contact|customer-stories|enterprise|events|explore|features|issues"
    "|join|login|logout|marketplace|new|notifications|orgs|organizations|pricing|pulls|search|security|sessions|settings"
    "|signup|site|solutions|sponsors|stars|team|topics|trending|users"
)
_REDDIT_OWN = "comments|wiki|about|submit"
_ACCOUNT = rf"(?!(?:{_GITHUB_OWN})(?:[/?]|\Z))({_NAME})"
_REPOSITORY = rf"(?!(?:{_GITHUB_OWN})/)({_NAME}/{_NAME})"

# Host (whole, "www.", "m." and the like taken off), path with query, feeds in the order of their worth.
# {0} is the host, {1} … what stood in the path; a host beginning with "*." has exactly one more part before it.
_SHAPES: Final[tuple[tuple[str, str, tuple[str, ...]], ...]] = (
    ("youtube.com", r"/channel/(UC[\w-]{22})(?:/.*)?", (_YOUTUBE + "?channel_id={1}",)),
    ("youtube.com", r"/(?:playlist|watch)\?(?:.*&)?list=([\w-]{10,})(?:&.*)?", (_YOUTUBE + "?playlist_id={1}",)),
    ("youtube.com", r"/user/([\w-]+)(?:/.*)?", (_YOUTUBE + "?user={1}",)),
    ("reddit.com", rf"/(r/[\w+-]+)(?:/(?:{_REDDIT_OWN})(?:/.*)?)?/?", ("https://www.reddit.com/{1}/.rss",)),
    ("reddit.com", r"/(r/[\w+-]+/(?:new|top|hot|rising))/?", ("https://www.reddit.com/{1}/.rss",)),
    ("reddit.com", r"/u(?:ser)?/([\w-]+)(?:/.*)?", ("https://www.reddit.com/user/{1}/.rss",)),
    ("github.com", rf"/{_REPOSITORY}/releases(?:/.*)?", ("https://github.com/{1}/releases.atom",)),
    ("github.com", rf"/{_REPOSITORY}/tags/?", ("https://github.com/{1}/tags.atom",)),
    (
        "github.com",
        rf"/{_REPOSITORY}/(?:commits|tree)/([^?#]+?)/?",
        ("https://github.com/{1}/commits/{2}.atom",),
    ),
    (
        "github.com",
        rf"/{_REPOSITORY[:-1]}?)(?:\.git)?(?:/(?:issues|pulls|wiki|blob)(?:/.*)?)?/?",
        ("https://github.com/{1}/releases.atom", "https://github.com/{1}/commits.atom", "https://github.com/{1}/tags.atom"),
    ),
    ("github.com", rf"/{_ACCOUNT}/?", ("https://github.com/{1}.atom",)),
    (
        "gitlab.com",
        rf"/((?!-/){_NAME}(?:/(?!-/){_NAME})+?)(?:/-/.*)?/?",
        ("https://{0}/{1}/-/releases.atom", "https://{0}/{1}/-/tags?format=atom", "https://{0}/{1}.atom"),
    ),
    ("codeberg.org", rf"/({_NAME}/{_NAME})/releases/?", ("https://codeberg.org/{1}/releases.rss",)),
    ("codeberg.org", rf"/({_NAME}/{_NAME})/?", ("https://codeberg.org/{1}/releases.rss", "https://codeberg.org/{1}.rss")),
    ("*.substack.com", r"/.*", ("https://{0}/feed",)),
    ("medium.com", r"/tag/([\w-]+)(?:/.*)?", ("https://medium.com/feed/tag/{1}",)),
    ("medium.com", r"/(@[\w.-]+|(?!(?:m|me|search|feed|tag|plans|about)(?:[/?]|\Z))[\w-]+)(?:/.*)?", ("https://medium.com/feed/{1}",)),
    ("*.medium.com", r"/.*", ("https://{0}/feed",)),
    ("*.blogspot.com", r"/.*", ("https://{0}/feeds/posts/default",)),
    ("tumblr.com", r"/(?!(?:explore|search|tagged|dashboard|login|about|new)(?:[/?]|\Z))(?:blog/(?:view/)?)?([\w-]+)(?:/.*)?",
     ("https://{1}.tumblr.com/rss",)),
    ("*.tumblr.com", r"/tagged/([^/?#]+)/?", ("https://{0}/tagged/{1}/rss",)),
    ("*.tumblr.com", r"/.*", ("https://{0}/rss",)),
    ("*.wordpress.com", r"/((?:category|tag|author)/[^?#]+?)/?", ("https://{0}/{1}/feed/",)),
    ("*.wordpress.com", r"/.*", ("https://{0}/feed/",)),
    ("bsky.app", r"/profile/([\w.:-]+)(?:/.*)?", ("https://bsky.app/profile/{1}/rss",)),
    ("news.ycombinator.com", r"/(?:news|newest)?", ("https://news.ycombinator.com/rss",)),
    ("stackoverflow.com", r"/questions/tagged/([^/?#]+)/?(?:\?.*)?", ("https://stackoverflow.com/feeds/tag/{1}",)),
    ("*.stackexchange.com", r"/questions/tagged/([^/?#]+)/?(?:\?.*)?", ("https://{0}/feeds/tag/{1}",)),
    ("*.stackexchange.com", r"/(?:questions/?)?", ("https://{0}/feeds",)),
    ("dev.to", r"/t/([\w-]+)(?:/.*)?", ("https://dev.to/feed/tag/{1}",)),
    ("dev.to", r"/(?!(?:search|about|top|latest|t)(?:[/?]|\Z))([\w-]+)/?", ("https://dev.to/feed/{1}",)),
    ("pypi.org", r"/project/([\w.-]+)(?:/.*)?", ("https://pypi.org/rss/project/{1}/releases.xml",)),
    ("git.sr.ht", r"/(~[\w-]+/[\w.-]+)(?:/.*)?", ("https://git.sr.ht/{1}/refs/rss.xml", "https://git.sr.ht/{1}/log/rss.xml")),
)  # fmt: skip
_ELSEWHERE: Final = ("www.", "m.", "mobile.", "old.", "new.", "np.")
_PROFILE = re.compile(r"/(?:web/)?(@[\w.]+(?:@[\w.-]+)?)(?:/with_replies|/media)?/?\Z")
_HASHTAG = re.compile(r"/(tags/[^/?#]+)/?\Z")
_ARCHIVE = re.compile(r"/(?:.+/)?(?:category|tag|author|topic|chuyen-muc|the-loai)/[^?#]+\Z")

_USUAL: Final = (
    "feed",
    "rss",
    "rss.xml",
    "atom.xml",
    "feed.xml",
    "index.xml",
    "feed.json",
    "feeds/posts/default",
)
_INSIDE: Final = ("feed", "index.xml", "rss.xml", "atom.xml")
_NEWSPAPERS: Final = ("rss.htm", "rss.html", "rss/home.rss", "rss/tin-moi-nhat.rss")
_MADE_BY: Final = {
    "wordpress": ("feed/", "?feed=rss2"),
    "blogger": ("feeds/posts/default",),
    "ghost": ("rss/",),
    "hugo": ("index.xml",),
    "jekyll": ("feed.xml",),
    "hexo": ("atom.xml",),
    "eleventy": ("feed.xml", "feed/feed.xml"),
    "drupal": ("rss.xml",),
    "joomla": ("?format=feed&type=rss",),
    "discourse": ("latest.rss",),
    "squarespace": ("?format=rss",),
}
_MOST_GUESSES = 12


def shapes(url: str) -> tuple[str, ...]:
    """Addresses of the feeds that go with a page of a known site; empty where its address says nothing."""
    name = _plain_host(url)
    parts = urlsplit(url)
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    for site, pattern, feeds in _SHAPES:
        if _is_of(name, site) and (
            found := re.fullmatch(pattern, path) or re.fullmatch(pattern, parts.path or "/")
        ):
            return tuple(feed.format(name, *found.groups(default="")) for feed in feeds)
    return ()


def guesses(url: str, generator: str = "") -> tuple[str, ...]:
    """Where a site that names no feed usually has one, the likeliest first; to be tried one after the other."""
    parts = urlsplit(url)
    found: dict[str, None] = {}

    def add(path: str) -> None:
        at = path.startswith("?")
        query = path[1:].partition("#")[0] if at else ""
        found.setdefault(urlunsplit((parts.scheme, parts.netloc, "/" if at else path, query, "")))

    path = parts.path.rstrip("/")
    if social := _PROFILE.match(parts.path) or _HASHTAG.match(parts.path):
        add(f"/{social[1]}.rss")
    for said, paths in _MADE_BY.items():
        if said in generator:
            for each in paths:
                add(each if each.startswith("?") else f"/{each}")
    if _ARCHIVE.match(path):
        add(f"{path}/feed/")
    elif path and "." not in path.rpartition("/")[2]:
        for each in _INSIDE:
            add(f"{path}/{each}")
    vietnamese = host(url).endswith(".vn")
    for each in (*_USUAL[:3], *(_NEWSPAPERS if vietnamese else ()), *_USUAL[3:]):
        add(f"/{each}")
    return tuple(found)[:_MOST_GUESSES]


def channel_of(page: str, url: str) -> str:
    """The feed of the YouTube channel a page belongs to (``/@name``, a video), by what its text says; "" elsewhere."""
    if not _is_of(_plain_host(url), "youtube.com") and host(url) != "youtu.be":
        return ""
    found = re.search(r'"(?:externalId|channelId)"\s*:\s*"(UC[\w-]{22})"', page) or re.search(
        r'itemprop="(?:channelId|identifier)"\s+content="(UC[\w-]{22})"', page
    )
    return f"{_YOUTUBE}?channel_id={found[1]}" if found else ""


def _plain_host(url: str) -> str:
    name = host(url)
    return next((name.removeprefix(each) for each in _ELSEWHERE if name.startswith(each)), name)


def _is_of(name: str, site: str) -> bool:
    if site.startswith("*."):
        return name.endswith(site[1:]) and "." not in name[: -len(site) + 1] and name != f"www{site[1:]}"
    return name == site
