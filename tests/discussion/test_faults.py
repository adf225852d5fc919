"""Every format against every fault a site may have: told in a word, and nothing that is here is lost."""

from __future__ import annotations

import asyncio
import gzip

import msgspec
import pytest
from msgspec.structs import replace

from tests.discussion.conftest import Desk, Talking
from tests.discussion.formats import FORMATS, Format
from tests.discussion.reading import ROOT, ask
from tests.discussion.server.serving import CommentServer, Reply
from tests.discussion.server.talk import nested
from tui_reader.discussion.detect import source_named
from tui_reader.discussion.source import About
from tui_reader.engine.comment_jobs import make_comments, read_comments
from tui_reader.model.comment import CommentPage
from tui_reader.model.entry import EntryData
from tui_reader.model.errors import ParseError
from tui_reader.model.scrub import UNSAFE
from tui_reader.model.update import Retrieved

HTML = {"Content-Type": "text/html; charset=utf-8"}
PAGES = ("page_json_ld", "page_microdata")
"""Formats that are pages of HTML themselves."""
NO_COMMENTS_IN_A_PAGE = (*PAGES, "discourse")
KEYS = {"disqus.com": {"api_key": "key-canary"}, "oauth.reddit.com": {"token": "token-canary"}}

FAULTS = {
    "403": (Reply(b"no", HTML, 403), {"refused"}),
    "404": (Reply(b"no", HTML, 404), {"not_found"}),
    "500": (Reply(b"no", HTML, 500), {"server_trouble"}),
    "a private address": (Reply(b"", {"Location": "http://10.1.2.3/x"}, 302), {"private_address"}),
    "a bomb": (Reply(gzip.compress(b" " * 30_000_000), {"Content-Encoding": "gzip"}), {"too_large"}),
    "half of it": (Reply(b'{"comments": [{"id": 1, "te'), {"comments_unreadable", "not_understood"}),
    "nothing": (Reply(b""), {"comments_unreadable", "empty_body", "not_understood"}),
    "429": (Reply(b"", {"Retry-After": "1200"}, 429), {"too_many"}),
}
"""What comes instead, and what may be said of it; the last holds the hosts for a while."""


def articles(server: CommentServer) -> list[EntryData]:
    """Each format's article, where the server really is."""
    root = server.url("").rstrip("/").encode()
    found = []
    for form in FORMATS:
        raw = msgspec.json.encode(form.entry).replace(ROOT.encode(), root)
        one = msgspec.json.decode(raw, type=EntryData)
        found.append(replace(one, title=form.name, guid=one.guid or form.name))
    return found


async def test_a_site_in_trouble_costs_no_comment_of_any_format_and_is_told(
    server: CommentServer, talking_of: Talking
) -> None:
    server.talks["blog"] = nested()
    first, *others = articles(server)
    async with talking_of(first, seconds=2.5, others=others, keys=KEYS) as desk:
        ids = [desk.entry, *desk.others]
        for form, entry in zip(FORMATS, ids, strict=True):
            got = await desk.fetch(entry)
            assert (got.code, got.new >= 3) == ("", True), form.name
        before = [desk.thread(entry).nodes for entry in ids]
        for name, (reply, codes) in FAULTS.items():
            server.instead = reply
            for form, entry, nodes in zip(FORMATS, ids, before, strict=True):
                source = source_named(form.source)
                assert source is not None
                said = (await desk.fetch(entry)).code
                fine = codes | {""} if codes & source.empty or form.name in NO_COMMENTS_IN_A_PAGE else codes
                assert said in fine, (name, form.name, said)
                assert len(desk.thread(entry).nodes) == len(nodes), (name, form.name)
                assert desk.thread(entry).discussion.trouble == said, (name, form.name)


async def test_an_answer_that_never_ends_is_given_up_for_every_format_at_once(
    server: CommentServer, talking_of: Talking
) -> None:
    first, *others = articles(server)
    server.drips = True
    async with talking_of(first, seconds=1.0, others=others, keys=KEYS) as desk:
        found = await asyncio.gather(*(desk.fetch(entry) for entry in (desk.entry, *desk.others)))
    said = {form.name: one.code for form, one in zip(FORMATS, found, strict=True)}
    assert {name: code for name, code in said.items() if code != "too_slow"} == {}


PAGE_OF = {
    "discourse": f"{ROOT}/t/7.json",
    "disqus": "https://disqus.com/api/3.0/threads/listPosts.json?thread=77&limit=100&order=asc",
}
"""Where comments stand, of formats whose first answer only names that place."""


def read(form: Format, body: bytes, kind: str) -> CommentPage:
    """The page made of these bytes."""
    source = source_named(form.source)
    assert source is not None
    place = PAGE_OF.get(form.name) or form.url
    got: list[Retrieved | None] = [Retrieved(place, body, {"content-type": kind})]
    got += [None for _ in source.addresses(place)[1:]]
    return read_comments(form.source, got, About(place, f"{ROOT}/?p=7", f"{ROOT}/blog/"))


def answer(form: Format) -> bytes:
    """What a site says where all is well."""
    source = source_named(form.source)
    assert source is not None
    got = ask(source.addresses(PAGE_OF.get(form.name) or form.url)[0], form.speaker, {"blog": nested()})
    assert got is not None
    return got.body


@pytest.mark.parametrize("form", FORMATS, ids=lambda form: form.name)
@pytest.mark.parametrize("charset", ["iso-8859-1", "utf-7", "zlib_codec", "windows-1258", "x\x1b[31m"])
def test_a_wrongly_declared_charset_spoils_no_letter(form: Format, charset: str) -> None:
    page = read(form, answer(form), f"application/json; charset={charset}")
    assert "Hạ tầng số phải đi trước." in {text for _, _, text in make_comments(page.comments, ROOT)}


@pytest.mark.parametrize("form", FORMATS, ids=lambda form: form.name)
def test_bytes_of_another_charset_are_letters_or_told_as_unreadable(form: Format) -> None:
    for encoding in ("utf-16", "cp1258", "gb18030"):
        body = answer(form).decode("utf-8").encode(encoding, "replace")
        try:
            page = read(form, body, "application/json; charset=utf-8")
        except ParseError:
            continue
        assert not any(UNSAFE.search(one.author) for one in page.comments)


@pytest.mark.parametrize(
    "form", [one for one in FORMATS if one.name not in NO_COMMENTS_IN_A_PAGE], ids=lambda form: form.name
)
@pytest.mark.parametrize(
    "body",
    [
        b"<!doctype html><html><body><p>Just a moment</p></body></html>",
        b"null",
        b"0",
        b'"text"',
        b"[" * 100_000,
        b'{"a":' * 100_000,
        b"\xff\xfe\x00",
        b"{}",
    ],
    ids=["html", "null", "number", "text", "deep list", "deep object", "half a letter", "empty"],
)
def test_what_is_none_of_its_answers_is_told_as_such(form: Format, body: bytes) -> None:
    with pytest.raises(ParseError):
        read(form, body, "application/json")


@pytest.mark.parametrize("form", FORMATS, ids=lambda form: form.name)
def test_a_truncated_answer_is_told_or_brings_what_came(form: Format) -> None:
    whole = answer(form)
    for end in (len(whole) // 3, len(whole) // 2, len(whole) - 2):
        try:
            page = read(form, whole[:end], "application/json")
        except ParseError:
            continue
        assert form.name in ("feed_rss", "feed_atom", *PAGES), form.name
        assert all(one.source_id for one in page.comments)


async def test_the_readers_key_goes_along_to_disqus_and_is_kept_nowhere(
    server: CommentServer, talking_of: Talking
) -> None:
    server.talks["blog"] = nested()
    form = next(one for one in FORMATS if one.name == "disqus")
    async with talking_of(form.entry, keys=KEYS) as desk:
        assert (await desk.fetch()).new == 5
        assert all(request.query["api_key"] == ["key-canary"] for request in server.requests if request.query)
        assert desk.thread().discussion.more is False
        _canary_is_nowhere(desk)


def _canary_is_nowhere(desk: Desk) -> None:
    home = desk.paths.data.parent
    for path in home.rglob("*"):
        if path.is_file():
            assert b"key-canary" not in path.read_bytes(), path


async def test_without_a_key_disqus_is_not_asked_and_the_reader_told_why(
    server: CommentServer, talking_of: Talking
) -> None:
    form = next(one for one in FORMATS if one.name == "disqus")
    async with talking_of(form.entry) as desk:
        assert (await desk.fetch()).code == "needs_key"
        assert server.requests == []
        assert desk.thread().discussion.trouble == "needs_key"
