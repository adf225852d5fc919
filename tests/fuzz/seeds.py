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


def seeds(name: str) -> Iterator[bytes]:
    """Inputs of one entry point, its finds among them."""
    if name in _SAMPLES:
        yield from (file.read_bytes() for file in sorted(TESTS.glob(_SAMPLES[name])))
    elif name == "query":
        yield from (text.encode() for text in _QUERIES)
    elif name == "opml":
        yield from (text.encode() for text in _LISTS)
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
