"""Where a page says its readers' comments are: markers of the systems newspapers and blogs use, nothing is asked of them."""

from __future__ import annotations

import re
from html import unescape
from urllib.parse import parse_qsl, quote

from msgspec import Struct

from tui_reader.content.page.head import Head
from tui_reader.model import urls

_POST_ID = re.compile(r"\bpostid-(\d{1,12})\b")
_SHORT_ID = re.compile(r"[?&]p=(\d{1,12})$")
_API_ID = re.compile(r"/wp/v2/posts/(\d{1,12})$")
_DISCOURSE = re.compile(r"discourseUrl['\"]?\s*[:=]\s*['\"](https?://[^'\"\s]{4,300})['\"]")
_DISCOURSE_TOPIC = re.compile(r"topicId['\"]?\s*[:=]\s*['\"]?(\d{1,12})")
_DISCOURSE_PAGE = re.compile(r"discourseEmbedUrl['\"]?\s*[:=]\s*['\"](https?://[^'\"\s]{4,1000})['\"]")
_DISQUS = re.compile(r"//([a-z0-9-]{1,60})\.disqus\.com/(?:embed|count)\.js", re.IGNORECASE)
_DISQUS_NAME = re.compile(r"disqus_shortname\s*=\s*['\"]([a-z0-9-]{1,60})['\"]", re.IGNORECASE)
_DISQUS_PAGE = re.compile(
    r"(?:this\.page\.|disqus_)(identifier|url)\s*=\s*['\"]([^'\"\s<>]{1,500})['\"]", re.IGNORECASE
)
_ISSO = re.compile(r"data-isso=[\"']([^\"'<>\s]{1,300})[\"']")
_ISSO_PAGE = re.compile(r"data-isso-id=[\"']([^\"'<>\s]{1,500})[\"']")
_REMARK = re.compile(r"remark_config\s*=\s*\{([^<]{1,3000})")
_REMARK_FIELD = re.compile(r"\b(host|site_id|url)['\"]?\s*:\s*['\"]([^'\"\s]{1,1000})['\"]")
_STATUS = re.compile(
    r"(?:data-toot(?:-url)?|data-mastodon-(?:post|toot)(?:-url)?|data-status-url)=[\"']"
    r"(https?://[^\"'<>\s]{4,300})[\"']"
)
_SKEET = re.compile(r"data-(?:bsky|bluesky)-(?:uri|url|post)=[\"'](https://bsky\.app/[^\"'<>\s]{4,300})[\"']")
_MARKED = re.compile(
    r"itemprop=[\"']?comment[\"'\s>]|class=[\"'][^\"'<>]{0,200}\b(?:p-comment|u-comment)\b", re.IGNORECASE
)
_RECORDED = ("comment", "suggestedAnswer", "acceptedAnswer")
_COMMENT_ACTION = re.compile(r"Comment(?:Action)?$")
_MOST_COMMENTS = 1_000_000


class Talk(Struct, frozen=True):
    """``feed``: a feed of this page's comments; ``count``: how many it claims (None: it does not say).

    ``hints`` are (system, address to ask), the systems by the names of the discussion's sources.
    """

    feed: str = ""
    count: int | None = None
    hints: tuple[tuple[str, str], ...] = ()


def talk_of(html: str, head: Head, address: str) -> Talk:
    """What the page says of its discussion."""
    hints = [*_wordpress(head, address), *_discourse(html, address)]
    hints += _disqus(html)
    hints += [*_isso(html, address), *_remark42(html, address), *_elsewhere(html, head, address)]
    return Talk(_feed(head, address), _count(head), tuple(hints))


def _feed(head: Head, address: str) -> str:
    """A feed below the page's own address: what WordPress and others name beside the site's own feeds."""
    own = urls.canonical(address)
    for link in head.links:
        kind = link.get("type", "").lower()
        if "alternate" in link.get("rel", "").lower() and ("rss" in kind or "atom" in kind):
            url = urls.clean(link.get("href", ""), address)
            if own.count("/") > 2 and urls.canonical(url).startswith(own + "/"):
                return url
            if _post(address) and (_post(url), urls.host(url)) == (_post(address), urls.host(address)):
                return url
    return ""


def _post(address: str) -> str:
    """The post a WordPress without pretty addresses names: ``/?p=4``, ``/?feed=rss2&p=4``."""
    return dict(parse_qsl(address.partition("?")[2].partition("#")[0])).get("p", "")


def _wordpress(head: Head, address: str) -> list[tuple[str, str]]:
    root = head.link("https://api.w.org/")
    alternates = [link.get("href", "") for link in head.links if "json" in link.get("type", "")]
    found = next((m for href in alternates if (m := _API_ID.search(href))), None)
    found = found or _POST_ID.search(head.body_class) or _SHORT_ID.search(head.link("shortlink"))
    api = urls.clean(root, address) if root else ""
    if not found or not urls.is_web(api):
        return []
    further = "&" if "?" in api else "?"  # a site without pretty addresses: index.php?rest_route=/
    return [("wordpress", f"{api.rstrip('/')}/wp/v2/comments{further}post={found[1]}")]


def _discourse(html: str, address: str) -> list[tuple[str, str]]:
    forum = _DISCOURSE.search(html)
    if forum is None:
        return []
    root = forum[1].rstrip("/")
    if topic := _DISCOURSE_TOPIC.search(html):
        return [("discourse", f"{root}/t/{topic[1]}.json")]
    page = _DISCOURSE_PAGE.search(html)
    return [("discourse", f"{root}/embed/comments?embed_url={quote(page[1] if page else address, safe='')}")]


def _disqus(html: str) -> list[tuple[str, str]]:
    """Its forum, and how the page is called there where it says so (``this.page.identifier``, ``disqus_identifier``)."""
    found = _DISQUS.search(html) or _DISQUS_NAME.search(html)
    if found is None:
        return []
    said = {name.lower()[:1]: unescape(value) for name, value in _DISQUS_PAGE.findall(html)}
    for key, name in (("i", "ident"), ("u", "link")):
        if said.get(key):
            return [("disqus", f"{found[1].lower()}?{name}={quote(said[key], safe='')}")]
    return [("disqus", found[1].lower())]


def _isso(html: str, address: str) -> list[tuple[str, str]]:
    found, named = _ISSO.search(html), _ISSO_PAGE.search(html)
    base = urls.clean(found[1], address) if found else ""
    if not urls.is_web(base):
        return []
    return [("isso", f"{base.rstrip('/')}/?uri={quote(unescape(named[1]), safe='')}" if named else base)]


def _remark42(html: str, address: str) -> list[tuple[str, str]]:
    config = _REMARK.search(html)
    said = dict(_REMARK_FIELD.findall(config[1])) if config else {}
    base = urls.clean(said.get("host", ""), address)
    if not urls.is_web(base):
        return []
    page = urls.clean(said.get("url", ""), address) or address.partition("#")[0]
    asked = f"site={quote(said.get('site_id', 'remark'), safe='')}&url={quote(page, safe='')}"
    return [("remark42", f"{base.rstrip('/')}/api/v1/find?{asked}&sort=time&format=tree")]


def _elsewhere(html: str, head: Head, address: str) -> list[tuple[str, str]]:
    """Posts the page calls its discussion, comments in its own text, mentions it collects."""
    found = [("mastodon", match[1]) for match in [_STATUS.search(html)] if match]
    found += [("bluesky", match[1]) for match in [_SKEET.search(html)] if match]
    inside = head.article.get("mainEntity")
    records = [head.article, inside if isinstance(inside, dict) else {}]
    if any(record.get(name) for record in records for name in _RECORDED) or _MARKED.search(html):
        found.append(("page", address.partition("#")[0]))
    if urls.host(urls.clean(head.link("webmention"), address)) == "webmention.io":
        found.append(("webmention", address.partition("#")[0]))
    return found


def _count(head: Head) -> int | None:
    said = [head.article.get("commentCount")]
    counters = head.article.get("interactionStatistic")
    for one in counters if isinstance(counters, list) else [counters]:
        if isinstance(one, dict) and _COMMENT_ACTION.search(_kind(one.get("interactionType"))):
            said.append(one.get("userInteractionCount"))
    for number in said:
        if isinstance(number, str) and number.strip().isdecimal() and len(number) < 9:
            number = int(number)
        if type(number) is int and 0 <= number <= _MOST_COMMENTS:
            return number
    return None


def _kind(value: object) -> str:
    if isinstance(value, dict):
        value = value.get("@type")
    return value if isinstance(value, str) else ""
