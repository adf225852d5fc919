"""What a frame is made of: an article comes whole in the first one, and no widget is asked for what nobody sees."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from textual._compositor import Compositor
from textual.geometry import Region
from textual.strip import Strip

from tests.ui.conftest import Newsroom, Open, Reader
from tui_reader.model.document import Document, Paragraph, Span
from tui_reader.ui.frames import LeanCompositor
from tui_reader.ui.reading.article_view import ArticleView

KEYS = (
    "j",
    "enter",
    "j",
    "pagedown",
    "T",
    "escape",
    "J",
    "?",
    "escape",
    "c",
    "q",
    "+",
    "B",
    "/",
    "escape",
    "F",
)


class Frames:
    """The regions each frame drew anew, from now on."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.drawn: list[set[Region]] = []
        draw = LeanCompositor.draw

        def noted(compositor: LeanCompositor, regions: set[Region]) -> object:
            self.drawn.append(set(regions))
            return draw(compositor, regions)

        monkeypatch.setattr(LeanCompositor, "draw", noted)


def _shown(strips: Sequence[Strip]) -> list[list[tuple[str, object]]]:
    return [[(segment.text, segment.style) for segment in strip.simplify()] for strip in strips]


async def test_the_next_article_is_all_that_the_first_frame_after_its_key_draws(
    newsroom: Newsroom, reading: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    newsroom.articles("One", "Two", "Three")
    async with reading() as reader:
        await reader.press("enter")
        frames = Frames(monkeypatch)
        await reader.press("J")
        view = reader.screen.desk.article
        first, *others = frames.drawn
        assert all(_within(view, one) for one in first)
        assert any(not _within(view, one) for frame in others for one in frame)  # the list follows


def _within(view: ArticleView, region: Region) -> bool:
    """Whether a region is of the article, its scroll bar included."""
    whole = Region(view.region.x, view.region.y, view.outer_size.width, view.outer_size.height)
    return whole.contains_region(region)


async def test_the_next_article_needs_no_layout_of_the_screen(
    newsroom: Newsroom, reading: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    newsroom.articles("One", "Two")
    newsroom.articles("Three", paragraphs=300)
    async with reading() as reader:
        await reader.press("enter")

        def laid_out(*_: object) -> None:
            raise AssertionError("the screen was laid out")

        with monkeypatch.context() as patched:
            patched.setattr(Compositor, "reflow", laid_out)
            await reader.press("J", "J")
        view = reader.screen.desk.article
        assert view.vertical_scrollbar.window_virtual_size == view.virtual_size.height > 300


async def test_what_is_put_off_is_done_before_the_next_key(newsroom: Newsroom, reading: Open) -> None:
    one, two, three = newsroom.articles("One", "Two", "Three")
    async with reading() as reader:
        await reader.press("enter")
        await reader.pilot.press("J", "J", "m")
        await reader.settle()
        assert (reader.shown, reader.current) == (three, three)
        states = [(await reader.stored(entry_id)).read for entry_id in (one, two, three)]
        assert states == [True, True, False]  # the last one was marked unread again by m


async def test_an_article_that_changed_is_never_shown_as_it_was(newsroom: Newsroom, reading: Open) -> None:
    _, two = newsroom.articles("One", "Two")
    async with reading() as reader:
        await reader.press("enter", "J", "K")
        newsroom.text(two, Paragraph((Span("Written anew."),)))  # by another process
        await reader.pilot.press("J")
        shown = reader.screen.desk.shown
        assert shown is not None
        assert shown.document == Document((Paragraph((Span("Written anew."),)),))


async def test_an_article_the_store_is_slow_to_give_comes_when_it_does(
    newsroom: Newsroom, reading: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    _, two = newsroom.articles("One", "Two")
    monkeypatch.setattr("tui_reader.ui.showing.UNSEEN", 0)
    async with reading() as reader:
        await reader.press("enter", "J")
        assert reader.shown == two


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (200, 50)])
async def test_a_frame_shows_what_the_toolkits_own_drawing_shows(
    newsroom: Newsroom, reading: Open, size: tuple[int, int]
) -> None:
    newsroom.articles("One", "Two", "Three", paragraphs=8)
    async with reading(size=size) as reader:
        for key in KEYS:
            await reader.press(key)
            assert _drawn(reader, LeanCompositor) == _drawn(reader, Compositor), key


def _drawn(reader: Reader, by: type[Compositor]) -> list[list[tuple[str, object]]]:
    lean = reader.screen._compositor
    assert type(lean) is LeanCompositor
    if by is LeanCompositor:
        return _shown(lean.render_strips())
    own = Compositor()
    own.__dict__.update(lean.__dict__)
    return _shown(own.render_strips())
