"""What each entry point begins from: the samples of the tests, one of each kind of message, and all that was found before."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import msgspec

from tests.hostile.material import PAYLOADS
from tui_reader.model import messages

TESTS = Path(__file__).resolve().parent.parent
FOUND = Path(__file__).resolve().parent / "found"
_SAMPLES = {
    "feed": "sources/data/feeds/*.xml",
    "json": "sources/data/feeds/*.json",
    "html": "content/data/*.html",
    "page": "content/data/*.html",
}
_QUERIES = (
    "mưa sông",
    '"quảng ninh" -rain',
    "(a OR b) HOẶC c",
    "is:unread là:chưa đọc has:comments",
    'feed:"Tuổi Trẻ" folder:x/y tag:núi title:a author:b lang:vi link:c',
    "in:captions trong:bình luận after:2026-07-01 trước:hôm qua age:>3d minutes:<5",
    "site:a* 'b' ; DROP TABLE entry --",
    '"NEAR(a b, 3)" a:b:c ^d + *',
)
_LISTS = (
    '<opml version="2.0"><head><title>x</title></head><body><outline text="Báo"><outline type="rss" text="A"'
    ' xmlUrl="https://a.example/rss" htmlUrl="https://a.example/" category="/x/y,z"/></outline>'
    '<outline text="x" type="include" url="https://b.example/list.opml"/></body></opml>',
    "<!DOCTYPE opml [<!ENTITY x 'y'>]><opml><body><outline text='&x;' xmlUrl='exec:id'/></body></opml>",
)
_TALKS = (
    '{"id":1,"author":"a","children":[{"id":2,"text":"x <i>y</i>","author":"b","created_at_i":1767225600,"children":[]}]}',
    '{"total_replies":2,"hidden_replies":1,"id":null,"replies":[{"id":1,"parent":null,"text":"<p>x</p>","author":"a",'
    '"website":"https://a.example","created":1767225600.5,"mode":1,"likes":3,"dislikes":1,"total_replies":1,"replies":[]}]}',
    '{"ancestors":[],"descendants":[{"id":"2","in_reply_to_id":"1","content":"<p>x</p>","created_at":"2026-01-01T00:00:00Z",'
    '"url":"https://a.example/2","spoiler_text":"s","account":{"acct":"a@b","display_name":"A","url":"https://a.example/@a"}}]}',
    '{"comments":[{"comment":{"id":3,"path":"0.2.3","content":"**x**","published":"2026-01-01T00:00:00Z","ap_id":'
    '"https://a.example/3","deleted":false},"creator":{"name":"a"},"counts":{"score":4,"child_count":0},"post":{"creator_id":1}}]}',
    '{"post_stream":{"posts":[{"id":1,"post_number":1,"reply_to_post_number":null,"cooked":"<p>x</p>","username":"a"}],'
    '"stream":[1,2,3]},"posts_count":3,"closed":true,"details":{"created_by":{"username":"a"}}}',
    '[{"id":1,"parent":0,"author_name":"a","author_url":"","date_gmt":"2026-01-01T00:00:00","content":{"rendered":"<p>x</p>"},'
    '"link":"https://a.example/#c1","status":"approved"}]',
    '{"error":0,"data":{"total":2,"items":[{"comment_id":"1","parent_id":"1","content":"x","full_name":"A","creation_time":'
    '1767225600,"userlike":3,"replys":{"total":1,"items":[]}}]}}',
    '{"thread":{"post":{"uri":"at://a/b/c","record":{"text":"x","createdAt":"2026-01-01T00:00:00Z"},"author":{"handle":"a",'
    '"displayName":"A"},"likeCount":1},"replies":[]}}',
    '[{"kind":"Listing","data":{"children":[]}},{"kind":"Listing","data":{"children":[{"kind":"t1","data":{"id":"a","body_html":'
    '"&lt;p&gt;x","author":"b","created_utc":1767225600,"score":2,"replies":""}}]}}]',
    '<script type="application/ld+json">{"@type":"Article","comment":[{"@type":"Comment","text":"x","author":{"name":"a"}}]}'
    '</script><div itemprop="comment" itemscope><span itemprop="author">a</span><p itemprop="text">x</p></div>',
)
_ROWS = (
    b'feed\n{"id": 9, "location": "https://a.example/", "kind": "feed", "name": "A", "added_at": 1, "settings": "{}"}',
    b'entry\n{"id": 9, "feed_id": 1, "guid": "g", "title": "T", "first_seen": 1, "flags": 0}',
    b'content\n{"entry_id": 9, "origin": 1, "type": "text/html", "value": "<p>x</p>"}',
    b'document\n{"entry_id": 9, "document": [[1]], "converter_version": 1}',
    b'action\n{"id": 1, "kind": "star", "at": 1, "ids": [1, 2, 3], "before": {"hex": "00ff"}}',
    b'sqlite_sequence\n{"name": "entry", "value": 7}',
    b'meta\n{"key": "changed", "value": 9}',
)
_COPIES = (b"\0\0\0\x12\x02", b"\0\0\x10\x05\xff\0\0\x20\x01\0", b"\0\0\0\x3c\0\0\0\0\x3f\x63")


def seeds(name: str) -> Iterator[bytes]:
    """Inputs of one entry point, its finds among them."""
    if name in _SAMPLES:
        yield from (file.read_bytes() for file in sorted(TESTS.glob(_SAMPLES[name])))
    elif name == "query":
        yield from (text.encode() for text in _QUERIES)
    elif name == "opml":
        yield from (text.encode() for text in _LISTS)
    elif name == "comments":
        yield from (text.encode() for text in _TALKS)
    elif name in ("exported", "copied"):
        yield from {"exported": _ROWS, "copied": _COPIES}[name]
    elif name == "protocol":
        yield from _messages()
    yield from (payload.encode("utf-8", "replace") for payload in PAYLOADS)
    yield from (file.read_bytes() for file in found(name))


def found(name: str) -> list[Path]:
    """Files that once broke an entry point."""
    return sorted((FOUND / name).glob("*"))


def _messages() -> Iterator[bytes]:
    """Each request and event there is, its fields filled."""
    for kind in vars(messages).values():
        if isinstance(kind, type) and issubclass(kind, msgspec.Struct) and not kind.__name__.startswith("_"):
            fields = {one.name: _value(one.type) for one in msgspec.structs.fields(kind)}
            yield msgspec.json.encode(msgspec.convert(fields | {"is": kind.__name__}, kind)) + b"\n"


def _value(kind: object) -> object:
    """Something of that type."""
    plain: dict[object, object] = {int: 7, str: "https://a.example/Đường", bool: True}
    return plain.get(kind, {"n": 1, "who": "ai"} if "dict" in str(kind) else [1, 2])
