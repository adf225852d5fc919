"""The Aa panel by keys and by mouse, and the bar its button is in."""

from __future__ import annotations

from typing import ClassVar

import pytest
from textual.app import App, ComposeResult

from tui_reader.model.style import PRESETS, Layer, ReadingStyle
from tui_reader.resources import directory
from tui_reader.strings import words
from tui_reader.ui.reading.aa_panel import AaPanel
from tui_reader.ui.reading.article_bar import ArticleBar


class Host(App[None]):
    """A bar and a panel; remembers what was chosen."""

    CSS = "Screen { layers: base panel }"
    CSS_PATH: ClassVar = [directory("styles") / name for name in ("article.tcss",)]

    def __init__(self) -> None:
        super().__init__()
        self.panel = AaPanel(PRESETS[0], words("vi"), layers=(Layer.BLOCKS, Layer.LAYOUT))
        self.bar = ArticleBar(words("vi"))
        self.styles_chosen: list[tuple[ReadingStyle, bool]] = []
        self.said: list[str] = []

    def compose(self) -> ComposeResult:
        yield self.bar
        yield self.panel

    def on_mount(self) -> None:
        self.panel.focus()

    def on_aa_panel_changed(self, event: AaPanel.Changed) -> None:
        self.styles_chosen.append((event.style, event.only_feed))

    def on_aa_panel_theme_wanted(self, event: AaPanel.ThemeWanted) -> None:
        self.said.append(event.name)

    def on_aa_panel_layer_wanted(self, event: AaPanel.LayerWanted) -> None:
        self.said.append(event.layer)

    def on_aa_panel_closed(self) -> None:
        self.said.append("closed")

    def on_article_bar_aa_wanted(self) -> None:
        self.said.append("aa")

    def on_article_bar_back_wanted(self) -> None:
        self.said.append("back")

    def rows(self) -> list[str]:
        return [self.panel.render_line(y).text.rstrip() for y in range(self.panel.size.height)]


async def test_plus_minus_and_zero_walk_the_seven_steps() -> None:
    host = Host()
    async with host.run_test(size=(80, 24)) as pilot:
        await pilot.press("+", "+", "+", "+", "-", "0")
        assert [style.size for style, _ in host.styles_chosen] == [1, 2, 3, 2, 0]
        assert host.styles_chosen[0][0] == PRESETS[1]


async def test_the_arrows_choose_row_and_value() -> None:
    host = Host()
    async with host.run_test(size=(80, 24)) as pilot:
        await pilot.press("down", "right")
        style = host.styles_chosen[-1][0]
        assert (style.measure, style.custom) == (70, True)
        await pilot.press("down", "right")
        assert (host.styles_chosen[-1][0].leading, host.styles_chosen[-1][0].paragraph) == (1, 2)
        await pilot.press("down", "left")
        assert (host.styles_chosen[-1][0].leading, host.styles_chosen[-1][0].paragraph) == (1, 1)
        await pilot.press("down", "right")
        assert host.styles_chosen[-1][0].letter == 1
        await pilot.press("down", "right")
        assert host.styles_chosen[-1][0].justify
        await pilot.press("down", "right")
        assert not host.styles_chosen[-1][0].pictures
        await pilot.press("down", "left")
        assert host.said == ["light"]
        await pilot.press("down", "left")
        assert host.said == ["light", "blocks"]


async def test_the_panel_shows_the_steps_and_what_the_terminal_can_do() -> None:
    host = Host()
    async with host.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        text = "\n".join(host.rows()).replace("\u00a0", " ")
        assert "A-  ▪ ▪ ▪ ■ ▪ ▪ ▪  A+" in text
        assert "Terminal này chỉ có một cỡ chữ;" in text
        assert "‹ vừa ›" in text


async def test_f_is_for_this_feed_alone() -> None:
    host = Host()
    async with host.run_test(size=(80, 24)) as pilot:
        await pilot.press("f", "+")
        assert [only for _, only in host.styles_chosen] == [True, True]


async def test_for_this_feed_alone_is_a_row_too() -> None:
    host = Host()
    async with host.run_test(size=(80, 24)) as pilot:
        await pilot.press("up", "enter", "down", "right")
        assert [only for _, only in host.styles_chosen] == [True, True]
        assert "[x]" in host.rows()[9] if hasattr(host, "rows") else True


@pytest.mark.parametrize("key", ["escape", "T", "q"])
async def test_escape_capital_t_and_q_close_once(key: str) -> None:
    host = Host()
    async with host.run_test(size=(80, 24)) as pilot:
        await pilot.press(key, key)
        assert host.said == ["closed"]


async def test_a_click_chooses_a_value() -> None:
    host = Host()
    async with host.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        rows = host.rows()
        inside = host.panel.content_region
        assert inside.right > 70
        for label in ("thoáng", "đều hai bên", "A+"):
            y = next(y for y, row in enumerate(rows) if label in row)
            await pilot.click(offset=(inside.x + rows[y].index(label) + 1, inside.y + y))
        assert [style.leading for style, _ in host.styles_chosen] == [1, 1, 0]
        assert host.styles_chosen[-1][0] == ReadingStyle(1, 60, 0, 2, 0, 2, justify=True)


async def test_the_bar_says_progress_and_its_aa_is_a_button() -> None:
    host = Host()
    async with host.run_test(size=(48, 24)) as pilot:
        host.bar.say(progress=38, left="còn 2 phút")
        await pilot.pause()
        assert host.bar.render_line(0).text.rstrip().endswith("38% · còn 2 phút  Aa")
        await pilot.click(host.bar, offset=(45, 0))
        host.bar.say(progress=38, rank="3/41", back="Nhân Dân")
        await pilot.pause()
        text = host.bar.render_line(0).text
        assert text.startswith(" ‹ Nhân Dân ")
        assert text.rstrip().endswith("Aa  3/41")
        await pilot.click(host.bar, offset=(3, 0))
        assert host.said == ["aa", "back"]


async def test_where_it_is_narrow_each_row_still_tells_what_is_chosen() -> None:
    host = Host()
    host.panel.words = words("en")
    async with host.run_test(size=(44, 24)) as pilot:
        await pilot.pause()
        rows = host.rows()
        assert any(row.endswith("A- ▪▪▪■▪▪▪ A+") for row in rows)
        for row in ("‹ a line ›", "‹ normal ›", "‹ shown ›", "‹ left ›", "‹ none ›"):
            assert any(row in one for one in rows), row
