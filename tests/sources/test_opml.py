"""Lists of subscriptions: the ways programs write them, what is refused in them, and that ours come back whole."""

import time

import pytest

from tui_reader.model.errors import ParseError
from tui_reader.model.feed import Feed, FeedData, FeedKind, Folder
from tui_reader.model.feed_settings import FeedSettings, FullText
from tui_reader.model.subscription_list import Outline, Outlines
from tui_reader.model.view import Sources
from tui_reader.sources.newsboat_urls import read_list
from tui_reader.sources.opml import read_opml, write_opml


def read(outlines: str, *, local: bool = False) -> Outlines:
    return read_opml(f'<opml version="2.0"><body>{outlines}</body></opml>'.encode(), local=local)


def found(outlines: str) -> list[tuple[str, str, str]]:
    return [(o.location, o.title, o.folder) for o in read(outlines).outlines]


A, B = "https://a.example/f", "https://b.example/f"


@pytest.mark.parametrize(
    ("outlines", "expected"),
    [
        (f'<outline text="A" title="T" type="rss" xmlUrl="{A}"/>', [(A, "A", "")]),
        (f'<outline title="T" xmlUrl="{A}"/>', [(A, "T", "")]),
        (f'<outline text="" title="T" xmlUrl="{A}"/>', [(A, "T", "")]),
        (f'<outline TEXT="A" XMLURL="{A}"/>', [(A, "A", "")]),
        (f'<outline text="A" url="{A}"/>', [(A, "A", "")]),
        (f'<outline type="rss" text="News"><outline text="A" xmlUrl="{A}"/></outline>', [(A, "A", "News")]),
        (f'<outline title="News"><outline text="A" xmlUrl="{A}"/></outline>', [(A, "A", "News")]),
        (
            f'<outline text="N"><outline text="V"><outline text="A" xmlUrl="{A}"/></outline></outline>',
            [(A, "A", "N/V")],
        ),
        (f'<outline text="A/B"><outline text="A" xmlUrl="{A}"/></outline>', [(A, "A", "A∕B")]),
        (f'<outline text="News/Sport [/x]" xmlUrl="{A}"/>', [(A, "News/Sport [/x]", "")]),
        (f'<outline text="A" category="/N/V,Other" xmlUrl="{A}"/>', [(A, "A", "N/V")]),
        (f'<outline text="F"><outline text="A" category="/X" xmlUrl="{A}"/></outline>', [(A, "A", "F")]),
        (
            f'<outline text="A" xmlUrl="{A}"/><outline text="F"><outline text="A2" xmlUrl="{A}"/></outline>',
            [(A, "A2", "F")],
        ),
        (f'<outline text="A" xmlUrl="{A}"/><outline text="A" xmlUrl="http://a.example/f/"/>', [(A, "A", "")]),
        ('<outline text="A" xmlUrl="feed://a.example/f"/>', [("http://a.example/f", "A", "")]),
        (f'<outline text="A" xmlUrl="feed:{A}"/>', [(A, "A", "")]),
        (f'<outline text="Q & A &eacute;" xmlUrl="{A}?x=1&y=2"/>', [(A + "?x=1&y=2", "Q & A é", "")]),
        (f'<outline text="A&#27;[31m\u202e" xmlUrl="{A}"/>', [(A, "A[31m", "")]),
    ],
)
def test_every_way_of_writing_it_is_understood(outlines: str, expected: list[tuple[str, str, str]]) -> None:
    assert found(outlines) == expected


@pytest.mark.hostile("H69")
@pytest.mark.parametrize(
    "outline",
    [
        '<outline text="x" xmlUrl="exec:rm -rf ~"/>',
        '<outline text="x" xmlUrl="filter:cat:https://a.example/"/>',
        '<outline text="x" xmlUrl="|sh"/>',
        '<outline text="x" xmlUrl="javascript:alert(1)"/>',
        '<outline text="x" xmlUrl="file:///etc/passwd"/>',
        '<outline text="x" xmlUrl="/etc/passwd"/>',
        '<outline text="x" type="include" url="https://a.example/list.opml"/>',
        '<outline text="x" type="link" url="https://a.example/list.opml"/>',
        f'<outline text="x" isComment="true" xmlUrl="{A}"/>',
        f'<outline text="x" isComment="true"><outline text="y" xmlUrl="{A}"/></outline>',
    ],
)
def test_what_must_not_be_fetched_is_left_out_and_counted(outline: str) -> None:
    kept = f'<outline text="B" xmlUrl="{B}"/>'
    result = read(outline + kept)
    assert (result.outlines, result.skipped) == ((Outline(B, "B"),), 1)


@pytest.mark.hostile("H69")
def test_local_files_come_in_with_consent_only() -> None:
    outline = '<outline text="x" xmlUrl="/home/me/feed.xml"/>'
    assert read(outline).outlines == ()
    assert [o.location for o in read(outline, local=True).outlines] == ["/home/me/feed.xml"]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-8"])
def test_byte_order_marks_and_wide_letters_do_no_harm(encoding: str) -> None:
    body = f'<?xml version="1.0" encoding="utf-16"?><opml><body><outline text="Tuổi Trẻ" xmlUrl="{A}"/></body></opml>'
    assert [o.title for o in read_opml(body.encode(encoding)).outlines] == ["Tuổi Trẻ"]


def test_a_file_cut_off_keeps_what_came_before() -> None:
    body = f'<opml><body><outline text="A" xmlUrl="{A}"/><outline text="B" xmlUrl="{B}"/><outl'
    assert [o.title for o in read_opml(body.encode()).outlines] == ["A", "B"]


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (b"", "empty_body"),
        (b"hello", "not_understood"),
        (b"<html><body/></html>", "not_understood"),
        (b"\x00\xff" * 99, "not_understood"),
    ],
)
def test_what_is_no_list_says_why(body: bytes, code: str) -> None:
    with pytest.raises(ParseError) as caught:
        read_opml(body)
    assert caught.value.code == code


@pytest.mark.hostile("H69")
def test_a_huge_list_is_cut_and_counted() -> None:
    begun = time.process_time()
    result = read("".join(f'<outline text="{i}" xmlUrl="https://a.example/{i}"/>' for i in range(100_000)))
    assert (len(result.outlines), result.skipped) == (20_000, 80_000)
    assert time.process_time() - begun < 10


@pytest.mark.hostile("H69")
def test_ten_thousand_folders_in_each_other_end_soon() -> None:
    depth = 10_000
    body = '<outline text="f">' * depth + f'<outline text="A" xmlUrl="{A}"/>' + "</outline>" * depth
    [outline] = read(body).outlines
    assert (outline.location, outline.folder) == (A, "/".join(["f"] * 8))


@pytest.mark.hostile("H69")
def test_an_entity_bomb_is_refused() -> None:
    entities = "".join(f'<!ENTITY e{i} "{f"&e{i - 1};" * 10 if i else "ha" * 50}">' for i in range(12))
    begun = time.process_time()
    with pytest.raises(ParseError):
        read_opml(
            f'<!DOCTYPE opml [{entities}]><opml><body><outline text="&e11;" xmlUrl="{A}"/></body></opml>'.encode()
        )
    assert time.process_time() - begun < 2


def test_a_list_that_declares_any_entity_is_refused() -> None:
    body = f'<!DOCTYPE opml [<!ENTITY x "y">]><opml><body><outline text="&x;" xmlUrl="{A}"/></body></opml>'
    with pytest.raises(ParseError, match="entities"):
        read_opml(body.encode())


def test_what_is_written_is_read_back_alike() -> None:
    circle = (Folder(3, "Vòng", parent_id=4), Folder(4, "Tròn", parent_id=3))
    folders = (Folder(1, 'Báo "Việt" & <b>'), Folder(2, "Trong", parent_id=1), *circle)
    feeds = (
        Feed(1, A, FeedKind.FEED, FeedData("A & B", "https://a.example/?x=1&y=2"), folder_id=2),
        Feed(2, B, FeedKind.FEED, FeedData("B\x1b\n2")),
        Feed(3, "/home/me/articles", FeedKind.FOLDER, FeedData("Local")),
    )
    text = write_opml(Sources(folders, feeds))
    assert sorted(read_opml(text.encode()).outlines, key=lambda one: one.location) == [
        Outline(A, "", 'Báo "Việt" & <b>/Trong', "https://a.example/?x=1&y=2"),
        Outline(B, ""),
    ]
    assert "/home/me" not in text
    assert "\x1b" not in text


def test_names_muting_and_settings_of_ours_come_back_but_headers_never() -> None:
    settings = FeedSettings(3600, FullText.ALWAYS, pictures=False)
    feeds = (
        Feed(1, A, FeedKind.FEED, FeedData("Delivered"), name="Mine", muted=True, settings=settings),
        Feed(2, B, FeedKind.FEED, FeedData("B"), settings=FeedSettings(headers={"Authorization": "secret"})),
    )
    text = write_opml(Sources((), feeds))
    assert "secret" not in text
    assert read_opml(text.encode()).outlines == (
        Outline(A, "Mine", muted=True, settings=settings),
        Outline(B, ""),
    )


def test_settings_of_a_stranger_set_no_headers() -> None:
    outline = (
        f"""<outline text="A" xmlUrl="{A}" tuireader:settings='{{"interval":600,"headers":{{"X":"1"}}}}'/>"""
    )
    [found] = read(outline).outlines
    assert found.settings == FeedSettings(interval=600)


def test_what_is_left_out_is_counted_by_why_and_commands_are_listed() -> None:
    result = read(
        '<outline xmlUrl="exec:rm -rf ~"/><outline xmlUrl="|sh"/><outline xmlUrl="file:///etc/passwd"/>'
        '<outline xmlUrl="javascript:x"/><outline type="include" url="https://a.example/l.opml"/>'
        f'<outline isComment="true" xmlUrl="{A}"/><outline text="B" xmlUrl="{B}"/>'
    )
    assert result.reasons == {"command": 2, "local": 1, "address": 1, "include": 1, "comment": 1}
    assert result.listed == ("exec:rm -rf ~", "|sh")


def test_newsboats_list_is_told_from_opml_and_read() -> None:
    body = f"""# mine
{A} tin "~Báo \\"A\\"" "việt nam" # a comment
{B} ! "~B"

{A} ! other
"query:Unread:unread = \\"yes\\""
"exec:curl x | sh" danger
filter:/bin/cat:https://c.example/
file:///etc/passwd
nonsense
"""
    result = read_list(body.encode())
    assert result.outlines == (Outline(A, 'Báo "A"', "tin"), Outline(B, "B", muted=True))
    assert result.reasons == {"query": 1, "command": 2, "local": 1, "address": 1}
    assert [said.split(":")[0].strip('"') for said in result.listed] == ["query", "exec", "filter"]
    opml = f'\ufeff<?xml version="1.0"?><opml><body><outline text="A" xmlUrl="{A}"/></body></opml>'
    assert read_list(opml.encode()).outlines == (Outline(A, "A"),)
    with pytest.raises(ParseError):
        read_list(b"hello\nworld")
