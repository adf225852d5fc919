"""Where a comment on an article can be sent, by what feed, page and discussion said; pure, nobody is asked."""

from __future__ import annotations

from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from tui_reader.model.comment import Discussion
from tui_reader.model.entry import EntryData
from tui_reader.model.late_pattern import LatePattern
from tui_reader.model.outbox import PostKind, PostPlace
from tui_reader.model.urls import host, is_web

_NUMBER = LatePattern(r"(\d{1,20})$")
_STATUS = LatePattern(r"(https?://[^/?#]+)/api/v1/statuses/([A-Za-z0-9]{1,40})(?:/context)?$")
_NOTE = "note:"


def place_to_post(data: EntryData, discussion: Discussion | None, parent: str = "") -> PostPlace | None:
    """Where an opinion, or an answer to ``parent`` (its identifier at the source), can be sent; None: by browser alone.

    A discussion the reader looks at on another site than the article's is answered there or not at all.
    """
    known = dict(data.comments.hints)
    source = discussion.source if discussion is not None else ""
    own = discussion.url if discussion is not None else ""
    answers = "" if parent.startswith(_NOTE) else parent
    if source in _BY_SOURCE:
        return _BY_SOURCE[source](own, data, answers)
    if source not in ("", "feed", "own", "page"):
        return None
    for kind in ("wordpress", "isso", "mastodon", "wfw"):
        if kind in known:
            return _BY_SOURCE[kind](known[kind], data, answers)
    return None


def page_to_write_on(data: EntryData, discussion: Discussion | None) -> str:
    """Address of the page where a browser can be used to write; empty where there is none."""
    source = discussion.source if discussion is not None else ""
    if discussion is not None and source == "hackernews":
        number = _NUMBER.now.search(discussion.url)
        if number:
            return f"https://news.ycombinator.com/item?id={number[1]}"
    for address in (data.comments.page, data.link):
        if is_web(address):
            return address
    return ""


def site_of(place: PostPlace) -> str:
    """The host a comment goes to."""
    return host(place.url)


def _wordpress(url: str, data: EntryData, parent: str) -> PostPlace | None:
    parts = urlsplit(url)
    asked = dict(parse_qsl(parts.query))
    post = asked.get("post", "")
    if not post.isdecimal() or not is_web(url):
        return None
    route = {"rest_route": asked["rest_route"]} if "rest_route" in asked else {}
    where = urlunsplit(parts._replace(query=urlencode(route, safe="/"), fragment=""))
    return PostPlace(PostKind.WORDPRESS, where, post, _number(parent), data.link, data.title)


def _isso(url: str, data: EntryData, parent: str) -> PostPlace | None:
    parts = urlsplit(url)
    page = dict(parse_qsl(parts.query)).get("uri", "") or urlsplit(data.link).path
    if not page or not is_web(url):
        return None
    path = parts.path.removesuffix("/").removesuffix("/new")
    where = urlunsplit(parts._replace(path=f"{path}/new", query="", fragment=""))
    return PostPlace(PostKind.ISSO, where, page, _number(parent), data.link, data.title)


def _mastodon(url: str, data: EntryData, parent: str) -> PostPlace | None:
    found = _STATUS.now.match(url)
    if found is None:
        return None
    # a status of another server has another number here: it is named by its address, to be looked for by that
    answers = parent if is_web(parent) and host(parent) != host(url) else _number(parent) or found[2]
    return PostPlace(
        PostKind.MASTODON, f"{found[1]}/api/v1/statuses", found[2], answers, data.link, data.title
    )


def _wfw(url: str, data: EntryData, parent: str) -> PostPlace | None:
    if not is_web(url):
        return None
    return PostPlace(PostKind.WFW, url, data.link or data.guid, "", data.link, data.title)


def _number(source_id: str) -> str:
    """The site's own number of a comment: sources may lengthen it (``https://…/?p=1#comment-5``)."""
    found = _NUMBER.now.search(source_id)
    return found[1] if found else ""


_BY_SOURCE = {"wordpress": _wordpress, "isso": _isso, "mastodon": _mastodon, "wfw": _wfw}
