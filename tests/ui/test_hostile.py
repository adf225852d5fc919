"""Strangers' titles are shown literally or not at all, in every pane and dialog; with either layer of defence alone."""

from __future__ import annotations

import re

import pytest
import wcwidth
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.color import Color
from textual.widgets import Input

from tests.hostile.material import ODD
from tests.ui.conftest import Newsroom, Open, Reader
from tui_reader.model.comment import CommentData
from tui_reader.model.document import Paragraph, Span
from tui_reader.model.entry import Author
from tui_reader.store.database import open_database
from tui_reader.ui.line_filter import REPLACEMENT, Scrubber

MARKUP = ["[/x]", "[/", "[red]", "[@click=app.quit]x[/]", "[link=https://a.example]", "[1, 2]", "tail\\"]
CONTROL = "".join(
    [
        "a\x1b[31mred",
        "a\x1b]52;c;aGk=\x07b",
        "a\x9b31mb",
        "nul\x00here",
        "bidi\u202egnp.exe",
        "tags\U000e0041\U000e0042",
        "bell\x07",
    ]
)
HEAP = "\u0301\u0316\u0323" * 30
_FOREIGN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\U000e0000-\U000e007f]")


def drawn(reader: Reader) -> str:
    """Everything that would be written as text, control segments left out."""
    filters = reader.app.get_line_filters()
    lines = []
    for strip in reader.app.screen._compositor.render_strips():
        segments = list(strip)
        for one in filters:
            segments = one.apply(segments, Color.parse("#000000"))
        lines.append("".join(segment.text for segment in segments if not segment.control))
    return "\n".join(lines)


async def every_place(reader: Reader) -> list[str]:
    """The screen in every place a title is shown."""
    seen = [drawn(reader)]
    for keys in (
        ("enter",),
        ("c",),
        ("c", "I"),
        ("escape", "B", "G"),
        ("E",),
        ("escape", "g", "f", "enter"),
        ("escape", "escape", "colon"),
        ("escape", "question_mark"),
    ):
        await reader.press(*keys)
        seen.append(drawn(reader))
    await reader.press("escape")
    return seen


@pytest.mark.hostile("H51")
async def test_markup_is_only_text(newsroom: Newsroom, reading: Open) -> None:
    for title in MARKUP:
        [one] = newsroom.articles(title, feed=f"Feed {title}", authors=(Author(title),), tags=(title,))
        newsroom.talk(one, CommentData("1", author=title, body=title))
    async with reading(size=(200, 50)) as reader:
        for title in MARKUP:
            assert reader.text().count(title) >= 3, "in the list, the sources, and the article"
            reader.screen.desk.status.say(title)
            await reader.press("j")
            assert title in reader.text().splitlines()[-2]
        for title, text in zip(("Feed ", "tail"), await every_place(reader), strict=False):
            assert title in text
        assert reader.app.is_running


@pytest.mark.hostile("H37", "H38", "H39", "H40", "H41", "H44", "H45")
async def test_control_characters_of_an_unscrubbed_store_do_not_reach_the_terminal(
    newsroom: Newsroom, reading: Open
) -> None:
    """As if the first layer had failed: the title is put into the store behind its back."""
    [one] = newsroom.articles("One", paragraphs=2)
    newsroom.talk(one, CommentData("1", author="x", body="y"))
    db = open_database(newsroom.paths.store)
    db.connection.execute("UPDATE entry SET title = ?", (CONTROL,))
    db.connection.execute("UPDATE feed SET name = ?", (CONTROL,))
    db.close()
    async with reading() as reader:
        for text in await every_place(reader):
            assert not _FOREIGN.search(text)


async def test_the_first_layer_alone_holds_too(
    newsroom: Newsroom, reading: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    from tui_reader.model.scrub import scrub_line

    monkeypatch.setattr(Scrubber, "apply", lambda self, segments, background: segments)
    scrubbed = scrub_line(CONTROL)
    newsroom.articles(scrubbed, feed=scrubbed)
    async with reading() as reader:
        for text in await every_place(reader):
            assert not _FOREIGN.search(text)


def test_the_filter_leaves_clean_lines_as_they_are() -> None:
    segments = [Segment("Quảng Ninh ✓ ", Style(bold=True)), Segment("漢字 👩‍👩‍👧")]
    assert Scrubber().apply(segments, Color.parse("#000000")) is segments


def test_the_filter_leaves_control_segments_alone() -> None:
    from rich.control import Control

    segments = [Segment("a\x1bb"), Control.move_to(1, 1).segment]
    scrubbed = Scrubber().apply(segments, Color.parse("#000000"))
    assert scrubbed[0].text == f"a{REPLACEMENT}b"
    assert scrubbed[1] is segments[1]


@pytest.mark.parametrize(
    "link", ["https://a.example/\x1b]52;c;eA==\x07", "javascript:x", "file:///x", "https://a b/"]
)
def test_the_filter_takes_unsafe_links_away(link: str) -> None:
    [segment] = Scrubber().apply([Segment("text", Style(link=link))], Color.parse("#000000"))
    assert segment.style is not None
    assert not segment.style.link


def test_the_filter_keeps_web_links() -> None:
    [segment] = Scrubber().apply([Segment("text", Style(link="https://a.example/x"))], Color.parse("#000000"))
    assert segment.style is not None
    assert segment.style.link == "https://a.example/x"


async def test_h50_columns_stay_aligned_whatever_letters_stand_in_them(
    newsroom: Newsroom, reading: Open
) -> None:
    """What our width says of a line and what terminals count (wcwidth) is the same, in the list and in the article."""
    for name, text in ODD.items():
        [one] = newsroom.articles(f"{text} {name}", feed=text, authors=(Author(text),))
        newsroom.text(one, Paragraph((Span(f"{text} {name} " * 9),)))
    async with reading(size=(120, 40)) as reader:
        for _ in ODD:
            for line in reader.text().splitlines():
                assert wcwidth.wcswidth(line) == 120, line
            await reader.press("enter")
            for line in reader.text().splitlines():
                assert wcwidth.wcswidth(line) == 120, line
            await reader.press("J", "q")


def test_the_filter_thins_heaps_of_marks() -> None:
    """As a person's own text may bring them, which no layer saw before."""
    [segment] = Scrubber().apply([Segment(f"Z{HEAP}ế")], Color.parse("#000000"))
    assert segment.text == "Z\u0301\u0316\u0323\u0301ế"


async def test_what_is_pasted_and_what_is_copied_is_text_and_no_more(
    newsroom: Newsroom, reading: Open
) -> None:
    newsroom.articles("One")
    async with reading() as reader:
        await reader.press("slash")
        reader.app.post_message(events.Paste(f"Z{HEAP}{CONTROL}"))
        await reader.settle()
        typed = reader.app.screen.query_one("#find-text", Input).value
        assert typed.endswith("bell")
        assert not _FOREIGN.search(typed)
        assert len(typed) < len(HEAP)
        reader.app.copy_to_clipboard(f"{CONTROL}\n\tend")
        assert not _FOREIGN.search(reader.app.clipboard)
        assert reader.app.clipboard.endswith("\n\tend")
